"""The database where the engine keeps conversations: prepared before it starts, and emptied when a pupil wants to be forgotten.

Rasa has no call that deletes a conversation, so Syvbot deletes the row itself. The engine's side of the table is
bot.dialogue.slot_tracker_store.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, MetaData, Table, delete, func, inspect, select, text
from sqlalchemy.engine import Engine

from bot.dialogue.conversation_table import conversations, metadata
from bot.dialogue.settings import DialogueSettings
from bot.regional.session import create_database_engine, translated_database_errors
from bot.settings import Settings

POSTGRES = ("postgresql://", "postgresql+")

# Rasa's own table of conversations, which held every word of them and is used no more.
OLD_TABLE = "events"
OLD_COLUMNS = {"sender_id", "type_name", "timestamp", "intent_name", "action_name", "data"}


def resolve_tracker_database_url(settings: Settings, dialogue: DialogueSettings) -> str:
    """Where the engine keeps conversations: as set, else with the regional data in PostgreSQL, else a file of their own."""
    chosen = dialogue.tracker_database_url or settings.database_url
    if chosen.startswith(POSTGRES):
        # The engine has another driver than the gateway, so none is named.
        return "postgresql://" + chosen.split("://", 1)[1]
    return dialogue.tracker_database_url or f"sqlite:///{settings.data_dir / 'conversations.db'}"


class ConversationStore:
    """The engine's conversations, seen from outside the engine."""

    def __init__(self, url: str) -> None:
        self._engine: Engine = create_database_engine(url)

    def prepare(self) -> None:
        """Makes the table; what is there already stays, but not the words that earlier versions kept."""
        with translated_database_errors(), self._engine.begin() as connection:
            metadata.create_all(connection)
            dropped = _drop_old_table(connection)
        if dropped:
            self.shrink()

    def forget(self, session_id: str) -> int:
        """Deletes what is kept of a session; says how many rows that was."""
        with translated_database_errors(), self._engine.begin() as connection:
            return connection.execute(delete(conversations).where(conversations.c.sender_id == session_id)).rowcount

    def forget_idle(self, *, before: float) -> int:
        """Deletes the sessions whose last turn is older than `before` (seconds since the epoch); says how many."""
        with translated_database_errors(), self._engine.begin() as connection:
            return connection.execute(delete(conversations).where(conversations.c.last_turn_at < before)).rowcount

    def count_sessions(self) -> int:
        """How many sessions are kept."""
        with translated_database_errors(), self._engine.connect() as connection:
            return int(connection.scalar(select(func.count()).select_from(conversations)) or 0)

    def shrink(self) -> None:
        """Gives deleted pages of an SQLite file back, so that what was deleted does not stay in free space, or in its log."""
        if self._engine.dialect.name != "sqlite":
            return
        with (
            translated_database_errors(),
            self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
        ):
            connection.execute(text("PRAGMA secure_delete=ON"))
            connection.execute(text("VACUUM"))
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def close(self) -> None:
        """Lets go of connections."""
        self._engine.dispose()


def _drop_old_table(connection: Connection) -> bool:
    """Whether Rasa's table was there, and was dropped. Another table of that name, in a database that is shared, stays."""
    found = inspect(connection)
    if not found.has_table(OLD_TABLE) or not {each["name"] for each in found.get_columns(OLD_TABLE)} >= OLD_COLUMNS:
        return False
    Table(OLD_TABLE, MetaData()).drop(connection)
    return True


def open_conversation_store(settings: Settings, dialogue: DialogueSettings) -> ConversationStore:
    """The store of this installation."""
    Path(settings.data_dir).mkdir(parents=True, exist_ok=True)
    return ConversationStore(resolve_tracker_database_url(settings, dialogue))
