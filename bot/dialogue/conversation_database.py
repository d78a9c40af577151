"""The engine's side of the table of conversations: one SELECT when a turn begins, one upsert when it ends, over kept connections.

Runs in the engine's environment (Python 3.10, SQLAlchemy 1.4) and knows nothing of Rasa.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import bindparam, create_engine, event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.dialogue.conversation_table import conversations, metadata
from bot.regional.rested_connections import ping_rested_connections

# A pupil waits at most a few seconds: whoever cannot be reached or holds a lock longer than this is as good as gone.
SQLITE_BUSY_SECONDS = 2.0
POSTGRES_CONNECT_SECONDS = 3
POSTGRES_SILENT_MILLISECONDS = 4_000
POSTGRES_CONNECTIONS = 8
Found = TypeVar("Found")

_READ = select(conversations.c.slots, conversations.c.last_turn_at).where(
    conversations.c.sender_id == bindparam("sender")
)
_LIST = select(conversations.c.sender_id).order_by(conversations.c.last_turn_at)


@dataclass(frozen=True)
class KeptConversation:
    """What carries over from a session's last turn, and when that was (seconds since the epoch)."""

    slots: Mapping[str, Any]
    last_turn_at: float


class ConversationDatabase:
    """Conversations in SQLite or PostgreSQL. A database that is away raises SQLAlchemyError, and is used again when it is back."""

    def __init__(self, url: str) -> None:
        self._prepared = False
        self._engine = _create_engine(url)
        event.listen(self._engine, "connect", self._look_for_table_again)
        on_conflict = postgresql.insert if self.on_network else sqlite.insert
        keep = on_conflict(conversations)
        self._keep = keep.on_conflict_do_update(
            index_elements=[conversations.c.sender_id],
            set_={"slots": keep.excluded.slots, "last_turn_at": keep.excluded.last_turn_at},
        )
        # The table is there already when `syvbot start` started the engine. A database that is away is asked again at the next turn.
        with suppress(SQLAlchemyError), self._connect():
            pass

    @property
    def on_network(self) -> bool:
        """Whether an answer is worth waiting for in a thread: one from the disk comes sooner than a thread would start."""
        return self._engine.dialect.name == "postgresql"

    def read(self, sender_id: str) -> KeptConversation | None:
        """The conversation of a session, None when there is none."""
        row = self._run(lambda connection: connection.execute(_READ, {"sender": sender_id}).first())
        return None if row is None else KeptConversation(json.loads(row[0]), row[1])

    def keep(self, sender_id: str, slots: Mapping[str, Any], *, at: float) -> None:
        """Keeps the conversation of a session in the place of the one before."""
        row = {"sender_id": sender_id, "slots": json.dumps(slots, separators=(",", ":")), "last_turn_at": at}
        self._run(lambda connection: connection.execute(self._keep, row))

    def list_senders(self) -> list[str]:
        """The ids of all sessions, the one that has been silent longest first."""
        return self._run(lambda connection: [row[0] for row in connection.execute(_LIST)])

    def close(self) -> None:
        """Lets go of the connections."""
        self._engine.dispose()

    def _run(self, work: Callable[[Connection], Found]) -> Found:
        """Does the work, and once more where the server closed the connection meanwhile: every statement here may be repeated."""
        try:
            with self._connect() as connection:
                return work(connection)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        with self._connect() as connection:
            return work(connection)

    @contextmanager
    def _connect(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                if not self._prepared:
                    metadata.create_all(connection)
                    self._prepared = True
                yield connection
        except SQLAlchemyError:
            # Whatever it was, the table may be gone with it.
            self._prepared = False
            raise

    def _look_for_table_again(self, _connection: Any, _record: Any) -> None:
        # Behind a new connection there may be a new database.
        self._prepared = False


def _create_engine(url: str) -> Engine:
    """An engine whose statements each stand for themselves: none of the three needs another one undone with it."""
    parsed = make_url(url)
    # No session id in an error's text, since such texts are logged.
    options: dict[str, Any] = {"isolation_level": "AUTOCOMMIT", "hide_parameters": True, "future": True}
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(
            parsed, poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=SQLITE_BUSY_SECONDS,
            connect_args={"timeout": SQLITE_BUSY_SECONDS, "check_same_thread": False}, **options,
        )  # fmt: skip
        event.listen(engine, "connect", _prepare_sqlite_connection)
        if parsed.database and parsed.database != ":memory:":
            _watch_file(engine, parsed.database)
        return engine
    engine = create_engine(
        parsed, pool_size=POSTGRES_CONNECTIONS, max_overflow=0, pool_timeout=POSTGRES_CONNECT_SECONDS,
        connect_args={
            "connect_timeout": POSTGRES_CONNECT_SECONDS, "tcp_user_timeout": POSTGRES_SILENT_MILLISECONDS,
            # What a conversation carries over is not worth waiting for the disk: a server that breaks down loses half a second.
            "options": "-c synchronous_commit=off",
        },
        **options,
    )  # fmt: skip
    ping_rested_connections(engine)
    return engine


def _prepare_sqlite_connection(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _watch_file(engine: Engine, path: str) -> None:
    """Connects anew when the file was taken away or replaced: a kept connection would go on writing to the one that is gone."""

    def remember(_connection: Any, record: Any) -> None:
        record.info["file"] = _identify_file(path)

    def compare(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info.get("file") != _identify_file(path):
            raise DisconnectionError(f"{path} is another file than before")

    event.listen(engine, "connect", remember)
    event.listen(engine, "checkout", compare)


def _identify_file(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
