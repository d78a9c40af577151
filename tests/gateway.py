"""A gateway for tests: the real application over a fake engine, with a clock that tests set, spoken to without a network."""

from __future__ import annotations

import datetime as dt
import socket
import threading
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI
from sqlalchemy import Engine

from bot.chat.clock import Clock
from bot.chat.service import ChatService
from bot.dialogue.fake import FakeEngine
from bot.dialogue.protocol import DialogueEngine
from bot.settings import Settings
from bot.web.app import create_app
from tests.conftest import NOW

SECRET = b"a secret of tests, long enough for anybody"


@dataclass
class SetClock:
    """Time as a test wants it; `wait` moves both clocks, `set_right` only the calendar."""

    moment: dt.datetime = NOW
    seconds: float = 1000.0

    def wait(self, **span: float) -> None:
        """Time passes."""
        passed = dt.timedelta(**span)
        self.moment += passed
        self.seconds += passed.total_seconds()

    def set_right(self, **span: float) -> None:
        """Somebody sets the calendar; no time passes."""
        self.moment += dt.timedelta(**span)

    def as_clock(self) -> Clock:
        """For the application."""
        return Clock(now=lambda: self.moment, monotonic=lambda: self.seconds)


@dataclass
class Gateway:
    """The application under test and what stands around it."""

    client: httpx.AsyncClient
    app: FastAPI
    engine: FakeEngine
    database: Engine
    clock: SetClock
    chat: ChatService
    session: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    async def post(self, **message: Any) -> httpx.Response:
        """A message as it is given, without a session unless one is named."""
        return await self.client.post("/api/chat", json=message, headers=self.headers)

    async def say(self, text: str, **more: Any) -> dict[str, Any]:
        """A message in this pupil's conversation; the answer."""
        message = {"id": str(uuid.uuid4()), "text": text, **more}
        if self.session:
            message.setdefault("session", self.session)
        response = await self.post(**message)
        assert response.status_code == 200, response.text
        reply: dict[str, Any] = response.json()
        self.session = reply["session"]
        return reply


@asynccontextmanager
async def open_gateway(
    database: Engine, folder: Path, *, engine: FakeEngine | None = None, clock: SetClock | None = None, **settings: Any
) -> AsyncIterator[Gateway]:
    """The gateway, running; limits are high unless the test sets them."""
    engine = engine or FakeEngine()
    clock = clock or SetClock()
    generous: dict[str, Any] = {
        "messages_per_minute": 10_000, "messages_per_minute_from_address": 100_000, "sessions_per_minute_from_address": 100_000,
    }  # fmt: skip
    chosen = Settings(data_dir=folder, **{**generous, **settings})
    app = create_app(chosen, engine=engine, database=database, clock=clock.as_clock(), secret=SECRET)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=("192.0.2.7", 50_000))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://syvbot.test", timeout=30) as client,
    ):
        yield Gateway(client, app, engine, database, clock, app.state.context.chat)


class Served:
    """The gateway as a server on a free port, in a thread of its own."""

    def __init__(
        self,
        database: Engine,
        folder: Path,
        *,
        engine: FakeEngine | None = None,
        behind: DialogueEngine | None = None,
        settings: Settings | None = None,
    ) -> None:
        self.engine = engine or FakeEngine()
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        chosen = settings or Settings(data_dir=folder)
        app = create_app(chosen, engine=behind or self.engine, database=database, secret=SECRET)
        self.server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, server_header=False))
        self.thread = threading.Thread(target=self.server.run, args=([self.socket],), daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """Ends it."""
        self.server.should_exit = True
        self.thread.join(timeout=20)
        self.socket.close()
