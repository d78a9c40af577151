"""The faults that a chat must survive: a locked, absent or full database, a restart in between, work that was put off."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.regional.models import ChatSession, ChatTurn, DailyCount, SafeguardingCount
from bot.regional.session import create_database_engine
from tests.conftest import empty_database
from tests.gateway import Gateway, SetClock, open_gateway

pytestmark = pytest.mark.anyio


@pytest.fixture
def file(migrated_sqlite: Path, tmp_path: Path) -> Path:
    """A migrated database file."""
    path = tmp_path / "regional.db"
    shutil.copy(migrated_sqlite, path)
    return path


@pytest.fixture
def impatient(file: Path) -> Iterator[Engine]:
    """A database that gives up on a lock as quickly as the gateway's does."""
    engine = create_database_engine(f"sqlite:///{file}", busy_milliseconds=300)
    yield engine
    engine.dispose()


@pytest.fixture
async def gateway(impatient: Engine, tmp_path: Path) -> AsyncIterator[Gateway]:
    """A gateway over that database."""
    async with open_gateway(impatient, tmp_path) as opened:
        yield opened


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Somebody else holds the database."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def failing(engine: Engine, message: str) -> Iterator[None]:
    """Every statement fails, as on a full disk or with a server that is gone."""

    def fail(*_arguments: object) -> None:
        raise OperationalError("INSERT", {}, sqlite3.OperationalError(message))

    event.listen(engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", fail)


async def wait_until_caught_up(gateway: Gateway) -> None:
    """The database is back: what was put off is done."""
    for _ in range(100):
        if not gateway.chat.ledger.behind:
            return
        await asyncio.sleep(0.1)
    pytest.fail("the ledger did not catch up")


async def test_a_locked_database_keeps_nobody_waiting_and_nothing_is_lost(gateway: Gateway, file: Path) -> None:
    await gateway.say("Hej")
    with locked(file):
        waits = []
        for number in range(5):
            began = time.monotonic()
            await gateway.say(f"fråga {number}")
            waits.append(time.monotonic() - began)
        began = time.monotonic()
        assert (await gateway.post(text="En annan elev")).status_code == 200
        waits.append(time.monotonic() - began)
    assert max(waits) < 1.2
    # Whoever comes after the first does not wait for the lock again.
    assert sorted(waits)[-3] < 0.3
    await wait_until_caught_up(gateway)
    with Session(gateway.database) as session:
        texts = session.scalars(
            select(ChatTurn.text).where(ChatTurn.text.like("fråga%")).order_by(ChatTurn.position)
        ).all()
        turns = sum(count.turns for count in session.scalars(select(DailyCount)))
    assert texts == [f"fråga {number}" for number in range(5)]
    assert turns == 7


@pytest.mark.parametrize(
    "message", ["database or disk is full", "disk I/O error", "server closed the connection unexpectedly"]
)
async def test_a_database_that_fails_is_not_felt_by_the_pupil(gateway: Gateway, message: str) -> None:
    await gateway.say("Hej")
    with failing(gateway.database, message):
        reply = await gateway.say("Är du kvar?")
        history = await gateway.client.get(f"/api/chat/{gateway.session}")
        cared_for = await gateway.post(text="jag vill dö")
    assert reply["messages"][0]["text"] == "Du skrev: Är du kvar?"
    assert len(history.json()["messages"]) == 4
    assert cared_for.json()["messages"][0]["payload"]["notice"] == "safeguarding"
    await wait_until_caught_up(gateway)
    with Session(gateway.database) as session:
        assert session.scalars(select(ChatTurn.text).order_by(ChatTurn.position)).all() == ["Hej", "Är du kvar?"]
        assert session.scalars(select(SafeguardingCount)).one().count == 1


async def test_clearing_says_that_it_failed_rather_than_pretending(gateway: Gateway) -> None:
    await gateway.say("Hej")
    with failing(gateway.database, "database is locked"):
        refused = await gateway.client.delete(f"/api/chat/{gateway.session}")
    assert refused.status_code == 503
    assert int(refused.headers["retry-after"]) > 0
    await asyncio.sleep(2.1)
    assert (await gateway.client.delete(f"/api/chat/{gateway.session}")).status_code == 204


async def test_a_turn_put_off_does_not_come_back_after_clearing(gateway: Gateway) -> None:
    await gateway.say("Hej")
    with failing(gateway.database, "database is locked"):
        await gateway.say("En fråga")
    await asyncio.sleep(2.1)
    assert (await gateway.client.delete(f"/api/chat/{gateway.session}")).status_code == 204
    await wait_until_caught_up(gateway)
    with Session(gateway.database) as session:
        assert session.scalars(select(ChatTurn)).all() == []
        assert session.scalars(select(ChatSession)).all() == []


async def test_every_single_statement_may_fail_and_the_turn_is_answered_and_kept_once(
    impatient: Engine, tmp_path: Path
) -> None:
    """The fault is moved over every statement of a turn, one run each."""
    for failing_statement in range(1, 14):
        seen = 0

        def fail_at(*_arguments: object, at: int = failing_statement) -> None:
            nonlocal seen
            seen += 1
            if seen == at:
                raise OperationalError("x", {}, sqlite3.OperationalError("database is locked"))

        async with open_gateway(impatient, tmp_path) as gateway:
            await asyncio.sleep(0.05)
            event.listen(impatient, "before_cursor_execute", fail_at)
            message_id = str(uuid.uuid4())
            first = await gateway.post(id=message_id, text=f"fel {failing_statement}")
            again = await gateway.post(id=message_id, text=f"fel {failing_statement}")
            event.remove(impatient, "before_cursor_execute", fail_at)
            assert first.status_code == 200
            assert first.json() == again.json()
            assert len(gateway.engine.sent) == 1
            gateway.chat.ledger.hurry()
            await gateway.chat.ledger.catch_up()
        with Session(impatient) as session:
            kept = session.scalars(select(ChatTurn.text).where(ChatTurn.text == f"fel {failing_statement}")).all()
        assert len(kept) == 1


async def test_a_gateway_that_restarts_while_the_database_is_away_knows_its_pupils(
    impatient: Engine, tmp_path: Path
) -> None:
    clock = SetClock()
    async with open_gateway(impatient, tmp_path, clock=clock) as before:
        reply = await before.say("Hej")
    async with open_gateway(impatient, tmp_path, clock=clock) as after:
        after.session = reply["session"]
        with failing(impatient, "server closed the connection unexpectedly"):
            during = await after.say("Är du kvar?")
            invented = await after.post(session="A" * 43, text="Hej")
    assert during["session"] == reply["session"]
    assert after.engine.sent[0].session_id == before.engine.sent[0].session_id
    assert invented.status_code == 404


@pytest.mark.postgres
async def test_a_database_server_that_restarts_costs_no_turn(migrated_postgres: Engine, tmp_path: Path) -> None:
    empty_database(migrated_postgres)
    cut = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    async with open_gateway(migrated_postgres, tmp_path) as gateway:
        await gateway.say("Hej")
        with migrated_postgres.connect() as connection:
            connection.execute(cut)
        await gateway.say("Är du kvar?")
        await wait_until_caught_up(gateway)
    with Session(migrated_postgres) as session:
        assert session.scalars(select(ChatTurn.text).order_by(ChatTurn.position)).all() == ["Hej", "Är du kvar?"]


async def test_a_network_that_drops_after_the_turn_costs_nothing(gateway: Gateway) -> None:
    """The client never saw the answer and sends the same id again, in the conversation or without one."""
    await gateway.say("Hej")
    message_id = str(uuid.uuid4())
    lost = asyncio.create_task(gateway.post(session=gateway.session, id=message_id, text="En fråga"))
    await asyncio.sleep(0)
    lost.cancel()
    again = await gateway.post(session=gateway.session, id=message_id, text="En fråga")
    assert again.status_code == 200
    history = (await gateway.client.get(f"/api/chat/{gateway.session}")).json()
    assert [line["text"] for line in history["messages"] if line["role"] == "pupil"] == ["Hej", "En fråga"]
