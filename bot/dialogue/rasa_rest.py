"""Speaks with a Rasa server over its REST channel."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from bot.dialogue.protocol import EngineButton, EngineMessage
from bot.dialogue.trackers import ConversationStore
from bot.errors import EngineFailed, EngineSilent, EngineSlow, EngineUnreachable

WEBHOOK = "/webhooks/rest/webhook"
HEALTH_SECONDS = 2.0
UNDERSTOOD = "understood"
DISTRESS = "distress"


class RasaRestEngine:
    """A DialogueEngine behind HTTP. `store` is where that engine keeps its conversations."""

    def __init__(
        self,
        address: str,
        *,
        store: ConversationStore | None,
        seconds: float,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._address = address.rstrip("/")
        self._store = store
        self._seconds = seconds
        # Only loopback or a private network is spoken to, so a proxy of the machine must not come between.
        self._client = httpx.AsyncClient(base_url=self._address, timeout=seconds, transport=transport, trust_env=False)

    async def send(
        self, session_id: str, message: str, *, metadata: Mapping[str, Any] | None = None
    ) -> tuple[EngineMessage, ...]:
        """The answer to a text or payload; raises EngineFailed when there is none in time."""
        body = {"sender": session_id, "message": message, "metadata": dict(metadata or {})}
        try:
            async with asyncio.timeout(self._seconds):
                response = await self._client.post(WEBHOOK, json=body)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise EngineSlow(seconds=self._seconds) from error
        except httpx.HTTPError as error:
            raise EngineUnreachable(address=self._address) from error
        messages = read_messages(_read_json(response))
        if not any(each.text for each in messages):
            raise EngineSilent
        if any(each.custom.get("topic") == DISTRESS for each in messages):
            # Words of distress are not kept, not even for the half hour that a session lasts.
            await self.forget(session_id)
        return messages

    async def forget(self, session_id: str) -> None:
        """Deletes the session's events from the engine's database."""
        if self._store is not None:
            await asyncio.to_thread(self._store.forget, session_id)

    async def health(self) -> bool:
        """Whether the server answers at all."""
        try:
            response = await self._client.get("/", timeout=HEALTH_SECONDS)
        except httpx.HTTPError:
            return False
        return response.is_success

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.aclose()
        if self._store is not None:
            self._store.close()


def _read_json(response: httpx.Response) -> list[Mapping[str, Any]]:
    if not response.is_success:
        raise EngineFailed(status=response.status_code)
    try:
        parts = response.json()
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
