"""What the chat keeps: running sessions, the turn log, counts that stay, and the proof of what was deleted."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.regional.models.base import Base, named_enum


class TurnOutcome(enum.StrEnum):
    """How a turn ended, as the pupil met it."""

    ANSWERED = "answered"
    EMPTY = "empty"
    LATE = "late"
    BROKEN = "broken"


class DeletionKind(enum.StrEnum):
    """Why something was deleted."""

    ASKED = "asked"
    SESSION_ENDED = "session_ended"
    RETENTION = "retention"


class ChatSession(Base):
    """A running conversation; the row is gone when the session ends.

    `key` is the SHA-256 of the id that the pupil's browser holds, so that nobody who reads the database can take a chat over.
    `sender` is its name in the dialogue engine, which the browser never learns. `conversation` joins the turns and outlives the
    session, but leads back to nobody.
    """

    __tablename__ = "chat_sessions"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation: Mapped[str] = mapped_column(String(32), unique=True)
    sender: Mapped[str] = mapped_column(String(32), unique=True)
    site_key: Mapped[str | None] = mapped_column(String(40))
    county_code: Mapped[str | None] = mapped_column(String(2))
    municipality_code: Mapped[str | None] = mapped_column(String(4))
    language: Mapped[str] = mapped_column(String(8))
    test: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    last_active_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), index=True)


class ChatTurn(Base):
    """One message and its answer. `text` is redacted, and empty where the words must not be kept.

    `message_id` (as the client sent it) and `answer` (messages with button payloads) serve history and sending twice; both are
    emptied when the session ends. `ranking` is [[intent, confidence], ...], best first; `about` and `entities` have the shapes
    of DESIGN.md; `redactions` counts what was taken out, by type.
    """

    __tablename__ = "chat_turns"
    __table_args__ = (
        UniqueConstraint("conversation", "message_id"),
        Index("ix_chat_turns_said_at_topic", "said_at", "topic"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation: Mapped[str] = mapped_column(String(32), index=True)
    position: Mapped[int]
    message_id: Mapped[str | None] = mapped_column(String(64))
    said_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), index=True)
    milliseconds: Mapped[int]
    text: Mapped[str] = mapped_column(Text, default="")
    pressed: Mapped[bool] = mapped_column(default=False)
    redactions: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    site_key: Mapped[str | None] = mapped_column(String(40))
    county_code: Mapped[str | None] = mapped_column(String(2))
    municipality_code: Mapped[str | None] = mapped_column(String(4))
    language: Mapped[str] = mapped_column(String(8))
    test: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[TurnOutcome] = mapped_column(named_enum(TurnOutcome, "outcome"))
    intent: Mapped[str | None] = mapped_column(String(60), index=True)
    confidence: Mapped[float | None]
    ranking: Mapped[list[Any]] = mapped_column(JSON, default=list)
    entities: Mapped[list[Any]] = mapped_column(JSON, default=list)
    topic: Mapped[str | None] = mapped_column(String(60))
    about: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    sources: Mapped[list[Any]] = mapped_column(JSON, default=list)
    model: Mapped[str | None] = mapped_column(String(120))
    rating: Mapped[int | None]
    comment: Mapped[str] = mapped_column(Text, default="")
    rated_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    answer: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))


class SafeguardingCount(Base):
    """How many messages a day met the safeguarding texts: all that is kept of them."""

    __tablename__ = "chat_safeguarding_counts"

    day: Mapped[dt.date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    count: Mapped[int]


class DailyCount(Base):
    """Turns of a day by place, language and topic: stays when the turns are deleted. Test chats are not counted.

    An empty text stands for "not known", since a part of a key cannot be null. `conversations` counts those whose first turn
    fell in this row.
    """

    __tablename__ = "chat_daily_counts"

    day: Mapped[dt.date] = mapped_column(primary_key=True)
    site_key: Mapped[str] = mapped_column(String(40), primary_key=True)
    county_code: Mapped[str] = mapped_column(String(2), primary_key=True)
    municipality_code: Mapped[str] = mapped_column(String(4), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    topic: Mapped[str] = mapped_column(String(60), primary_key=True)
    conversations: Mapped[int] = mapped_column(default=0)
    turns: Mapped[int] = mapped_column(default=0)
    unanswered: Mapped[int] = mapped_column(default=0)
    helpful: Mapped[int] = mapped_column(default=0)
    unhelpful: Mapped[int] = mapped_column(default=0)


class Deletion(Base):
    """Proof of a deletion: when, why, and how many rows of each kind. Never whose."""

    __tablename__ = "chat_deletions"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), index=True)
    kind: Mapped[DeletionKind] = mapped_column(named_enum(DeletionKind, "kind"))
    sessions: Mapped[int] = mapped_column(default=0)
    turns: Mapped[int] = mapped_column(default=0)
    trackers: Mapped[int] = mapped_column(default=0)
    site_messages: Mapped[int] = mapped_column(default=0)


class EngineForget(Base):
    """A conversation that the dialogue engine has yet to forget; the row goes when it has."""

    __tablename__ = "chat_engine_forgets"

    sender: Mapped[str] = mapped_column(String(32), primary_key=True)
    asked_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))


class SiteMessage(Base):
    """A message that a visitor left on a page, such as about accessibility; deleted after the same days as redacted text
    once it has been handled."""

    __tablename__ = "chat_site_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    site_key: Mapped[str | None] = mapped_column(ForeignKey("chat_sites.key", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(Text)
    reply_to: Mapped[str] = mapped_column(String(160), default="")
    created_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), index=True)
    handled_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
