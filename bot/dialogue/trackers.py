"""The database where the engine keeps conversations: prepared before it starts, and emptied when a pupil wants to be forgotten.

Rasa has no call that deletes a conversation, so Syvbot deletes the rows itself. The table is Rasa's (`events`, one row an event);
it is made here first, so that it gets the index that Rasa's query for the latest session needs.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table, Text, delete, func, select, text
from sqlalchemy.engine import Engine

from bot.dialogue.settings import DialogueSettings
from bot.regional.session import create_database_engine, translated_database_errors
from bot.settings import Settings

POSTGRES = ("postgresql://", "postgresql+")

_metadata = MetaData()
_events = Table(
    "events", _metadata,
    Column("id", Integer, primary_key=True),
    Column("sender_id", String(255), nullable=False, index=True),
    Column("type_name", String(255), nullable=False),
    Column("timestamp", Float),
    Column("intent_name", String(255)),
    Column("action_name", String(255)),
    Column("data", Text),
    Index("ix_events_sender_type_time", "sender_id", "type_name", "timestamp"),
)  # fmt: skip


def resolve_tracker_database_url(settings: Settings, dialogue: DialogueSettings) -> str:
    """Where the engine keeps conversations: as set, else with the regional data in PostgreSQL, else a file of their own."""
    if dialogue.tracker_database_url:
        return dialogue.tracker_database_url
    if settings.database_url.startswith(POSTGRES):
        # The engine has another driver than the gateway, so none is named.
        return "postgresql://" + settings.database_url.split("://", 1)[1]
    return f"sqlite:///{settings.data_dir / 'conversations.db'}"


class ConversationStore:
    """The engine's conversations, seen from outside the engine."""

    def __init__(self, url: str) -> None:
        self._engine: Engine = create_database_engine(url)

    def prepare(self) -> None:
        """Makes the table and its indices; what is there already stays."""
        with translated_database_errors():
            _metadata.create_all(self._engine)

    def forget(self, session_id: str) -> int:
        """Deletes every event of a session; says how many there were."""
        with translated_database_errors(), self._engine.begin() as connection:
            return connection.execute(delete(_events).where(_events.c.sender_id == session_id)).rowcount

    def forget_idle(self, *, before: float) -> int:
        """Deletes the sessions whose last event is older than `before` (seconds since the epoch); says how many."""
        last = select(_events.c.sender_id).group_by(_events.c.sender_id).having(func.max(_events.c.timestamp) < before)
        with translated_database_errors(), self._engine.begin() as connection:
            idle = list(connection.scalars(last))
            for session_id in idle:
                connection.execute(delete(_events).where(_events.c.sender_id == session_id))
            return len(idle)

    def count_sessions(self) -> int:
        """How many sessions are kept."""
        with translated_database_errors(), self._engine.connect() as connection:
            return int(connection.scalar(select(func.count(func.distinct(_events.c.sender_id)))) or 0)

    def shrink(self) -> None:
        """Gives deleted pages of an SQLite file back, so that deleted words do not stay in free space."""
        if self._engine.dialect.name != "sqlite":
            return
        with (
            translated_database_errors(),
            self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
        ):
            connection.execute(text("PRAGMA secure_delete=ON"))
            connection.execute(text("VACUUM"))

    def close(self) -> None:
        """Lets go of connections."""
        self._engine.dispose()


def open_conversation_store(settings: Settings, dialogue: DialogueSettings) -> ConversationStore:
    """The store of this installation."""
    Path(settings.data_dir).mkdir(parents=True, exist_ok=True)
    return ConversationStore(resolve_tracker_database_url(settings, dialogue))
