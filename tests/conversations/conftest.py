"""The real engine and the real action server, on free ports and a database of their own, for conversations from end to end."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.dialogue.processes import Process, describe_actions_process, describe_engine_process
from bot.dialogue.protocol import EngineMessage
from bot.dialogue.rasa_rest import RasaRestEngine
from bot.dialogue.settings import DialogueSettings
from bot.dialogue.trackers import ConversationStore, open_conversation_store
from bot.regional.prepare import prepare_database
from bot.regional.session import get_engine
from bot.settings import PROJECT_ROOT, Settings

START_SECONDS = 240.0


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Conversation:
    """A pupil's conversation with the running bot."""

    bot: RunningBot
    metadata: dict[str, Any] = field(default_factory=dict)
    session_id: str = field(default_factory=lambda: f"test-{uuid.uuid4().hex}")

    def say(self, text: str) -> EngineMessage:
        """Types a message and gives the one answer."""
        messages = self.bot.run(self.bot.engine.send(self.session_id, text, metadata=self.metadata))
        assert len(messages) == 1
        return messages[0]

    def press(self, message: EngineMessage, title: str) -> EngineMessage:
        """Presses the button whose title contains `title`."""
        button = next(each for each in message.buttons if title.casefold() in each.title.casefold())
        return self.say(button.payload)


@dataclass
class RunningBot:
    """Both processes, and the adapter to them."""

    engine: RasaRestEngine
    store: ConversationStore
    actions: subprocess.Popen[bytes]
    settings: Settings
    loop: asyncio.AbstractEventLoop

    def run(self, work: Any) -> Any:
        return self.loop.run_until_complete(work)

    def begin(self, **metadata: Any) -> Conversation:
        return Conversation(self, metadata)


@pytest.fixture(scope="session")
def running_bot(trained_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    """The bot, answering; stopped at the end."""
    folder = tmp_path_factory.mktemp("bot")
    settings = Settings(
        data_dir=folder, database_url="", engine_port=find_free_port(), actions_port=find_free_port(), answer_seconds=60.0,
        gazetteer_file=None, redis_url="",
    )  # fmt: skip
    dialogue = DialogueSettings(tracker_database_url="", engine_url="", log_tracebacks=True)
    prepare_database(
        get_engine(settings.resolved_database_url), gazetteer=settings.resolved_gazetteer_file, now=dt.datetime.now(dt.UTC),
        tell=lambda _line: None,
    )  # fmt: skip
    store = open_conversation_store(settings, dialogue)
    store.prepare()
    loop = asyncio.new_event_loop()
    actions = start(describe_actions_process(settings, dialogue), log=folder / "actions.log")
    rasa = start(describe_engine_process(settings, dialogue, model=trained_model), log=folder / "engine.log")
    address = f"http://127.0.0.1:{settings.engine_port}"
    engine = RasaRestEngine(address, store=store, seconds=settings.answer_seconds)
    bot = RunningBot(engine, store, actions, settings, loop)
    try:
        wait_for(f"http://127.0.0.1:{settings.actions_port}/health", actions, log=folder / "actions.log")
        wait_for(address, rasa, log=folder / "engine.log")
        yield bot
    finally:
        loop.run_until_complete(engine.close())
        loop.close()
        # A test may have put another action server in the place of the first.
        for process in {rasa, actions, bot.actions}:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and the workers that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=30)


def start(process: Process, *, log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as output:
        return subprocess.Popen(
            process.command, cwd=PROJECT_ROOT, env=dict(process.environment), stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip


def wait_for(address: str, process: subprocess.Popen[bytes], *, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"Processen dog: {log.read_text(errors='replace')[-2000:]}", pytrace=False)
        try:
            if httpx.get(address, timeout=2.0, trust_env=False).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.5)
    pytest.fail(f"{address} svarade inte i tid: {log.read_text(errors='replace')[-2000:]}", pytrace=False)
