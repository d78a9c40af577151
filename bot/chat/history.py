"""The conversation so far, for a page that was changed and for an answer that was lost on the way."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.session import SessionStore
from bot.chat.turns import Turn
from bot.errors import SessionUnknown


@dataclass(frozen=True)
class SoFar:
    """The turns that may be shown again, and the language of the last."""

    turns: tuple[Turn, ...]
    language: str


async def read_history(sessions: SessionStore, session_id: str) -> SoFar:
    """What was said; turns whose words are not kept are left out, since somebody else may sit at the screen by now."""
    live = await sessions.find(session_id)
    if live is None:
        raise SessionUnknown
    return SoFar(tuple(turn for turn in live.turns if turn.kept), live.spoken)
