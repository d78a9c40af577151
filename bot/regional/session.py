"""Opens the regional database: engine, sessions, and the one place that commits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DataError, DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from bot.errors import DatabaseNotReady, DatabaseUnavailable, InputRefused
from bot.regional.remembered import RECOLLECTION, Memory, Recollection
from bot.regional.rested_connections import ping_rested_connections

Result = TypeVar("Result")

# A pupil waits at most a few seconds, so a locked or slow database must give up well before that.
SQLITE_BUSY_MILLISECONDS = 4_000
# As many as there are threads that answer; more are opened for a moment when they are needed.
KEPT_CONNECTIONS = 8


def create_database_engine(
    url: str, *, busy_milliseconds: int = SQLITE_BUSY_MILLISECONDS, repeats: bool = False
) -> Engine:
    """An engine for `url`: SQLite with WAL and foreign keys on, or PostgreSQL.

    A connection is tried before each use, which costs a call to the server. `repeats` says that all work is done again when a
    connection turns out dead (`repeat_on_lost_connection`): then only one that has rested is tried.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, connect_args={"timeout": busy_milliseconds / 1000})
        event.listen(engine, "connect", _prepare_sqlite_connection)
        return engine
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    engine = create_engine(
        parsed, pool_pre_ping=not repeats, pool_size=KEPT_CONNECTIONS, connect_args={"connect_timeout": 3}
    )
    if repeats:
        ping_rested_connections(engine)
    return engine


def _prepare_sqlite_connection(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


@lru_cache(maxsize=4)
def get_engine(url: str, *, repeats: bool = False) -> Engine:
    """The engine of this process for `url`, made at first use so that forked workers never share connections."""
    return create_database_engine(url, repeats=repeats)


def repeat_on_lost_connection(work: Callable[[], Result]) -> Result:
    """The result of work with a session of its own; done once more when the server had closed the connection.

    For work that does no harm when it is done twice. A database that is away altogether fails the second time as well.
    """
    try:
        return work()
    except DatabaseUnavailable as error:
        if not (isinstance(error.__cause__, DBAPIError) and error.__cause__.connection_invalidated):
            raise
    return work()


@lru_cache(maxsize=4)
def _for_queries(engine: Engine) -> Engine:
    """The same connections without transactions on PostgreSQL, where each statement sees the newest data with or without one.

    SQLite keeps its transactions: there they make all queries of a turn see the same data.
    """
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="AUTOCOMMIT")


@contextmanager
def reading(engine: Engine, *, memory: Memory | None = None) -> Iterator[Session]:
    """A session for queries; nothing is written, and a failing database is told in Syvbot's own terms.

    With a memory, remembered queries answer from it for as long as the data stand still.
    """
    with (
        translated_database_errors(),
        Session(engine if memory is None else _for_queries(engine), expire_on_commit=False) as session,
    ):
        if memory is not None:
            session.info[RECOLLECTION] = Recollection(memory)
        yield session


@contextmanager
def committing(engine: Engine) -> Iterator[Session]:
    """A session whose work is committed at the end, or wholly undone when anything fails: the one place that commits."""
    with translated_database_errors(), Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def translated_database_errors() -> Iterator[None]:
    """Turns the driver's errors into DatabaseUnavailable or DatabaseNotReady."""
    try:
        yield
    except DataError as error:
        # The imports check what a column holds; this is for what slips through: refused, never half written.
        raise InputRefused(reason=str(error.orig)) from error
    except (OperationalError, ProgrammingError) as error:
        reason = str(error.orig).splitlines()[0]
        if "no such table" in reason or "does not exist" in reason or "no such column" in reason:
            raise DatabaseNotReady from error
        raise DatabaseUnavailable(reason=reason) from error


def refresh_statistics(engine: Engine) -> None:
    """Tells the query planner what the tables hold now; after a large import it would else plan for the old sizes."""
    with translated_database_errors(), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE" if engine.dialect.name == "postgresql" else "PRAGMA optimize")
