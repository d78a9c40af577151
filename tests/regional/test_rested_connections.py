"""A connection that rested is tried before it is used; one that was used a moment ago is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import QueuePool

from bot.errors import DatabaseNotReady, DatabaseUnavailable
from bot.regional.rested_connections import ping_rested_connections
from bot.regional.session import create_database_engine, reading, repeat_on_lost_connection

WHO = text("SELECT pg_backend_pid()")
END_THE_OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
def pings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Engine, list[Any]]:
    """An engine with one kept connection, and the pings that it sends."""
    engine = create_engine(f"sqlite:///{tmp_path / 'any.db'}", poolclass=QueuePool, pool_size=1)
    sent: list[Any] = []
    original = engine.dialect.do_ping
    monkeypatch.setattr(
        engine.dialect, "do_ping", lambda connection: (sent.append(connection), original(connection))[1]
    )
    return engine, sent


def use(engine: Engine, times: int) -> None:
    for _ in range(times):
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))


def test_turns_that_follow_upon_each_other_ask_nothing_extra(pings: tuple[Engine, list[Any]]) -> None:
    engine, sent = pings
    ping_rested_connections(engine, rested_seconds=3600)
    use(engine, 5)
    assert sent == []


def test_a_connection_that_rested_is_tried_once_each_time(pings: tuple[Engine, list[Any]]) -> None:
    engine, sent = pings
    ping_rested_connections(engine, rested_seconds=0)
    use(engine, 3)
    # The first use opens the connection, which needs no trying.
    assert len(sent) == 2


@pytest.mark.postgres
def test_a_connection_that_the_server_closed_meanwhile_is_replaced_before_anybody_notices(postgres_url: str) -> None:
    engine = create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://"), pool_size=1)
    ping_rested_connections(engine, rested_seconds=0)
    admin = create_database_engine(postgres_url)
    with engine.connect() as connection:
        before = connection.execute(WHO).scalar_one()
    with admin.begin() as connection:
        connection.execute(END_THE_OTHERS)
    with engine.connect() as connection:
        assert connection.execute(WHO).scalar_one() != before
    engine.dispose()
    admin.dispose()


@pytest.mark.postgres
def test_work_is_done_again_when_the_server_had_closed_the_connection_a_moment_ago(postgres_url: str) -> None:
    engine = create_database_engine(postgres_url, repeats=True)
    admin = create_database_engine(postgres_url)
    told: list[int] = []

    def ask() -> int:
        with reading(engine) as session:
            told.append(session.execute(WHO).scalar_one())
            return told[-1]

    before = repeat_on_lost_connection(ask)
    with admin.begin() as connection:
        connection.execute(END_THE_OTHERS)
    assert repeat_on_lost_connection(ask) not in (0, before)
    assert len(told) == 2
    engine.dispose()
    admin.dispose()


def test_a_database_that_is_away_altogether_fails_as_ever() -> None:
    engine = create_database_engine("postgresql://127.0.0.1:9/nothing", repeats=True)

    def ask() -> None:
        with reading(engine) as session:
            session.execute(WHO)

    with pytest.raises(DatabaseUnavailable):
        repeat_on_lost_connection(ask)


def test_other_failures_are_not_tried_again(tmp_path: Path) -> None:
    engine = create_database_engine(f"sqlite:///{tmp_path / 'empty.db'}", repeats=True)
    tries = []

    def ask() -> None:
        tries.append(1)
        with reading(engine) as session:
            session.execute(text("SELECT * FROM occupations"))

    with pytest.raises(DatabaseNotReady):
        repeat_on_lost_connection(ask)
    assert tries == [1]
