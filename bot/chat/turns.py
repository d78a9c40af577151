"""A turn as the chat remembers it, and how it is written to and read from the turn log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.chat.answers import BotMessage, Understanding
from bot.chat.clock import as_utc
from bot.chat.upserts import add_unless_there
from bot.regional.models import ChatTurn, TurnOutcome


@dataclass(frozen=True)
class Turn:
    """One message and its answer. `text` is redacted. A turn without `kept` is remembered only while the session lives."""

    id: str
    message_id: str
    said_at: dt.datetime
    milliseconds: int
    text: str
    answer: tuple[BotMessage, ...]
    language: str
    outcome: TurnOutcome
    pressed: bool = False
    kept: bool = True
    topic: str | None = None
    about: Mapping[str, Any] = field(default_factory=dict)
    sources: Sequence[Mapping[str, Any]] = ()
    redactions: Mapping[str, int] = field(default_factory=dict)
    understanding: Understanding = Understanding()
    rating: int | None = None
    comment: str = ""


def insert_turn(session: Session, turn: Turn, *, conversation: str, position: int, place: Mapping[str, Any]) -> bool:
    """Adds the turn to the log unless it is there; `place` holds site_key, county_code, municipality_code and test."""
    columns = {
        "id": turn.id,
        "conversation": conversation,
        "position": position,
        "message_id": turn.message_id,
        "said_at": turn.said_at,
        "milliseconds": turn.milliseconds,
        "text": turn.text,
        "pressed": turn.pressed,
        "redactions": dict(turn.redactions),
        "language": turn.language,
        "outcome": turn.outcome,
        "intent": turn.understanding.intent,
        "confidence": turn.understanding.confidence,
        "ranking": [list(rank) for rank in turn.understanding.ranking],
        "entities": [dict(entity) for entity in turn.understanding.entities],
        "topic": turn.topic,
        "about": dict(turn.about),
        "sources": list(turn.sources),
        "model": turn.understanding.model,
        "rating": turn.rating,
        "comment": turn.comment,
        "answer": [message.to_row() for message in turn.answer],
        **place,
    }
    return add_unless_there(session, ChatTurn, columns)


def read_turns(session: Session, conversation: str) -> tuple[Turn, ...]:
    """The turns of a conversation that is still going on, in order."""
    rows = session.scalars(
        select(ChatTurn).where(ChatTurn.conversation == conversation).order_by(ChatTurn.position, ChatTurn.said_at)
    )
    return tuple(_turn_of(row) for row in rows if row.message_id is not None and row.answer is not None)


def _turn_of(row: ChatTurn) -> Turn:
    return Turn(
        id=row.id,
        message_id=row.message_id or "",
        said_at=as_utc(row.said_at),
        milliseconds=row.milliseconds,
        text=row.text,
        answer=tuple(BotMessage.from_row(message) for message in row.answer or ()),
        language=row.language,
        outcome=row.outcome,
        pressed=row.pressed,
        topic=row.topic,
        about=row.about,
        sources=row.sources,
        redactions=row.redactions,
        understanding=Understanding(
            intent=row.intent,
            confidence=row.confidence,
            ranking=tuple((str(name), float(share)) for name, share in row.ranking),
            entities=tuple(row.entities),
            model=row.model,
        ),
        rating=row.rating,
        comment=row.comment,
    )
