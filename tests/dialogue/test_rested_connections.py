"""A connection that rested is tried before it is used; one that was used a moment ago is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import QueuePool

from bot.dialogue.rested_connections import ping_rested_connections
from bot.regional.session import create_database_engine

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
