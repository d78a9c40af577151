"""A dialogue engine for tests: answers from a script, remembers what it was asked, and fails when told to."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.dialogue.protocol import EngineButton, EngineMessage

Script = Callable[[str], tuple[EngineMessage, ...]]


@dataclass(frozen=True)
class Sent:
    """A message that reached the engine."""

    session_id: str
    message: str
    metadata: Mapping[str, Any]


def echo(message: str) -> tuple[EngineMessage, ...]:
    """An answer with a payload and two buttons."""
    custom = {"topic": "ask_capabilities", "language": "sv", "items": [], "sources": [], "notes": []}
    understood = {
        "intent": "ask_capabilities",
        "confidence": 0.9,
        "ranking": [["ask_capabilities", 0.9]],
        "entities": [],
    }
    buttons = (
        EngineButton("Vad tjänar en svetsare?", '/ask_salary{"occupation": "svetsare"}'),
        EngineButton("Nej", "/deny"),
    )
    return (EngineMessage(f"Du skrev: {message}", buttons, custom, understood),)


@dataclass
class FakeEngine:
    """A DialogueEngine. Set `failures` to be raised one a message, `seconds` for a slow answer, `script` for other answers."""

    script: Script = echo
    failures: list[Exception] = field(default_factory=list)
    seconds: float = 0.0
    healthy: bool = True
    sent: list[Sent] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    forgotten_before: list[dt.datetime] = field(default_factory=list)
    closed: bool = False

    async def send(
        self, session_id: str, message: str, *, metadata: Mapping[str, Any] | None = None
    ) -> tuple[EngineMessage, ...]:
        """The script's answer, or the next failure."""
        self.sent.append(Sent(session_id, message, dict(metadata or {})))
        if self.seconds:
            await asyncio.sleep(self.seconds)
        if self.failures:
            raise self.failures.pop(0)
        return self.script(message)

    async def forget(self, session_id: str) -> None:
        """Notes that the session was to be forgotten."""
        self.forgotten.append(session_id)

    async def forget_idle(self, *, before: dt.datetime) -> int:
        """Notes how far back sessions were to be forgotten."""
        self.forgotten_before.append(before)
        return 0

    async def health(self) -> bool:
        """As told."""
        return self.healthy

    async def close(self) -> None:
        """Notes that it was closed."""
        self.closed = True
