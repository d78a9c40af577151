"""What Syvbot asks of a dialogue engine, so that another can take Rasa's place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class EngineButton:
    """A button and the payload that pressing it sends; the payload never leaves the server."""

    title: str
    payload: str


@dataclass(frozen=True)
class EngineMessage:
    """One message to the pupil. `custom` is the payload of DESIGN.md; `understood` is for the log: how the message was read."""

    text: str
    buttons: tuple[EngineButton, ...] = ()
    custom: Mapping[str, Any] = field(default_factory=dict)
    understood: Mapping[str, Any] = field(default_factory=dict)


class DialogueEngine(Protocol):
    """An engine that answers messages of sessions. Every failure is an EngineFailed; an empty answer is one too."""

    async def send(
        self, session_id: str, message: str, *, metadata: Mapping[str, Any] | None = None
    ) -> tuple[EngineMessage, ...]:
        """The answer to a typed text or a button's payload."""
        ...

    async def forget(self, session_id: str) -> None:
        """Deletes all that the engine keeps of a session, at once."""
        ...

    async def forget_idle(self, *, before: dt.datetime) -> int:
        """Deletes the sessions whose last turn was before a moment; says how many."""
        ...

    async def health(self) -> bool:
        """Whether the engine listens; not yet that it answers well."""
        ...

    async def close(self) -> None:
        """Lets go of connections."""
        ...
