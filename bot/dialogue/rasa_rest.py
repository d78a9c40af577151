"""Speaks with one Rasa server, or several that share their conversations, over the REST channel."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.dialogue.connections import HttpConnections
from bot.dialogue.http_answers import HttpAnswer
from bot.dialogue.protocol import EngineButton, EngineMessage
from bot.dialogue.trackers import ConversationStore
from bot.errors import DatabaseNotReady, DatabaseUnavailable, EngineFailed, EngineSilent, EngineSlow, EngineUnreachable

logger = logging.getLogger(__name__)
WEBHOOK = "/webhooks/rest/webhook"
HEALTH_SECONDS = 2.0
# A server that could not be reached is asked last for this long.
REST_SECONDS = 2.0
UNDERSTOOD = "understood"
DISTRESS = "distress"


@dataclass
class _Server:
    """One Rasa server: how many turns it has now, and until when it is thought to be away."""

    address: str
    connections: HttpConnections
    turns: int = 0
    rests_until: float = 0.0


class RasaRestEngine:
    """A DialogueEngine behind HTTP. `store` is where that engine keeps its conversations."""

    def __init__(self, *addresses: str, store: ConversationStore | None, seconds: float) -> None:
        self._store = store
        self._seconds = seconds
        plain = [address.rstrip("/") for address in addresses]
        self._servers = [_Server(address, HttpConnections(address)) for address in plain]

    async def send(
        self, session_id: str, message: str, *, metadata: Mapping[str, Any] | None = None
    ) -> tuple[EngineMessage, ...]:
        """The answer to a text or payload; raises EngineFailed when there is none in time."""
        body = {"sender": session_id, "message": message, "metadata": dict(metadata or {})}
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self._post(json.dumps(body).encode())
        except TimeoutError as error:
            raise EngineSlow(seconds=self._seconds) from error
        messages = read_messages(_read_json(answer))
        if not any(each.text for each in messages):
            raise EngineSilent
        if any(each.custom.get("topic") == DISTRESS for each in messages):
            # Nothing of it is kept, not even for the half hour that a session lasts.
            await self._forget_or_leave_to_purge(session_id)
        return messages

    async def forget(self, session_id: str) -> None:
        """Deletes what the engine keeps of a session."""
        if self._store is not None:
            await asyncio.to_thread(self._store.forget, session_id)

    async def forget_idle(self, *, before: dt.datetime) -> int:
        """Deletes the sessions whose last turn was before a moment; says how many."""
        if self._store is None:
            return 0
        return await asyncio.to_thread(self._store.forget_idle, before=before.timestamp())

    async def _forget_or_leave_to_purge(self, session_id: str) -> None:
        """A pupil in distress gets the answer whatever the database does; what is left is forgotten with the idle sessions."""
        try:
            await self.forget(session_id)
        except (DatabaseUnavailable, DatabaseNotReady) as error:
            logger.warning("conversation left to the next purge: %s", type(error).__name__)

    async def health(self) -> bool:
        """Whether any of the servers answers at all."""
        return any(await asyncio.gather(*(_listens(server) for server in self._servers)))

    async def close(self) -> None:
        """Closes the connections."""
        for server in self._servers:
            await server.connections.close()
        if self._store is not None:
            self._store.close()

    async def _post(self, body: bytes) -> HttpAnswer:
        """Asks the least busy server; another when it is gone. A turn that a server did not finish left nothing behind."""
        failure: OSError | None = None
        for server in sorted(self._servers, key=_how_soon):
            server.turns += 1
            try:
                return await server.connections.post(WEBHOOK, body)
            except OSError as error:
                failure = error
                server.rests_until = time.monotonic() + REST_SECONDS
            finally:
                server.turns -= 1
        raise EngineUnreachable(address=", ".join(server.address for server in self._servers)) from failure


def _how_soon(server: _Server) -> tuple[bool, int]:
    return server.rests_until > time.monotonic(), server.turns


async def _listens(server: _Server) -> bool:
    try:
        async with asyncio.timeout(HEALTH_SECONDS):
            answer = await server.connections.get("/")
    except OSError:
        return False
    return answer.ok


def _read_json(answer: HttpAnswer) -> list[Mapping[str, Any]]:
    if not answer.ok:
        raise EngineFailed(status=answer.status)
    try:
        parts = json.loads(answer.body)
    except ValueError as error:
        raise EngineFailed(reason="not JSON") from error
    if not isinstance(parts, list) or not all(isinstance(part, Mapping) for part in parts):
        raise EngineFailed(reason="not a list of messages")
    return parts


def read_messages(parts: Sequence[Mapping[str, Any]]) -> tuple[EngineMessage, ...]:
    """Whole messages out of the channel's parts: it sends a text in paragraphs, and the payload after it as a part of its own."""
    messages: list[EngineMessage] = []
    texts: list[str] = []
    buttons: list[EngineButton] = []
    for part in parts:
        if part.get("text"):
            texts.append(str(part["text"]))
        buttons += [
            EngineButton(str(each.get("title") or ""), str(each.get("payload") or ""))
            for each in part.get("buttons") or ()
        ]
        custom = part.get("custom")
        if isinstance(custom, Mapping):
            messages.append(_put_together(texts, buttons, custom))
            texts, buttons = [], []
    if texts or buttons:
        messages.append(_put_together(texts, buttons, {}))
    return tuple(messages)


def _put_together(texts: list[str], buttons: list[EngineButton], custom: Mapping[str, Any]) -> EngineMessage:
    payload = {key: value for key, value in custom.items() if key != UNDERSTOOD}
    understood = custom.get(UNDERSTOOD)
    return EngineMessage(
        text="\n\n".join(texts),
        buttons=tuple(buttons),
        custom=payload,
        understood=understood if isinstance(understood, Mapping) else {},
    )
