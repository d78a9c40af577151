"""Conversations begin, go on, end after half an hour, and are not misled by a clock that is set right."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.regional.models import ChatSession, ChatTurn, Deletion, DeletionKind, EngineForget
from tests.gateway import Gateway, SetClock, open_gateway

pytestmark = pytest.mark.anyio


async def test_history_shows_the_conversation_without_personal_data(gateway: Gateway) -> None:
    await gateway.say("Hej, ring mig på 070-123 45 67")
    history = (await gateway.client.get(f"/api/chat/{gateway.session}")).json()
    assert [line["role"] for line in history["messages"]] == ["pupil", "bot"]
    assert "123 45 67" not in str(history)
    assert history["messages"][1]["buttons"][0].keys() == {"id", "title"}


@pytest.mark.parametrize("invented", ["x", "A" * 43, "default", "%2e%2e"])
async def test_a_conversation_that_was_never_begun_is_not_found(gateway: Gateway, invented: str) -> None:
    assert (await gateway.client.get(f"/api/chat/{invented}")).status_code == 404
    assert (await gateway.client.delete(f"/api/chat/{invented}")).status_code == 404


async def test_half_an_hour_without_a_word_ends_it(gateway: Gateway) -> None:
    await gateway.say("Hej")
    gateway.clock.wait(minutes=29)
    await gateway.say("Är du kvar?")
    gateway.clock.wait(minutes=31)
    ended = await gateway.post(session=gateway.session, text="Och nu?")
    assert ended.status_code == 404
    assert (await gateway.client.get(f"/api/chat/{gateway.session}")).status_code == 404


async def test_an_ended_conversation_loses_what_leads_back_to_it_and_keeps_its_redacted_turns(gateway: Gateway) -> None:
    await gateway.say("Hej")
    gateway.clock.wait(minutes=31)
    await gateway.chat.forget_what_ended()
    with Session(gateway.database) as session:
        turn = session.scalars(select(ChatTurn)).one()
        assert session.scalars(select(ChatSession)).all() == []
        assert session.scalars(select(EngineForget)).all() == []
        kinds = [row.kind for row in session.scalars(select(Deletion).order_by(Deletion.id))]
    assert (turn.message_id, turn.answer, turn.text) == (None, None, "Hej")
    assert gateway.engine.forgotten == [gateway.engine.sent[0].session_id]
    assert kinds == [DeletionKind.SESSION_ENDED, DeletionKind.SESSION_ENDED]


@pytest.mark.parametrize("hours", [-1, 1, 25])
async def test_a_clock_that_is_set_ends_no_conversation(gateway: Gateway, hours: int) -> None:
    await gateway.say("Hej")
    gateway.clock.set_right(hours=hours)
    await gateway.chat.forget_what_ended()
    assert (await gateway.say("Är du kvar?"))["session"] == gateway.session
    assert gateway.engine.forgotten == []


async def test_a_restart_in_between_changes_nothing_for_the_pupil(database_engine: Engine, tmp_path: Path) -> None:
    clock = SetClock()
    async with open_gateway(database_engine, tmp_path, clock=clock) as before:
        reply = await before.say("Hej", county="14", language="easy")
    clock.wait(minutes=5)
    async with open_gateway(database_engine, tmp_path, clock=clock) as after:
        after.session = reply["session"]
        await after.say("Är du kvar?")
        history = (await after.client.get(f"/api/chat/{after.session}")).json()
    assert after.engine.sent[0].session_id == before.engine.sent[0].session_id
    assert after.engine.sent[0].metadata == {"county": "14", "language": "sv", "easy": True}
    assert [line["role"] for line in history["messages"]] == ["pupil", "bot", "pupil", "bot"]


async def test_after_a_restart_an_ended_conversation_stays_ended(database_engine: Engine, tmp_path: Path) -> None:
    clock = SetClock()
    async with open_gateway(database_engine, tmp_path, clock=clock) as before:
        reply = await before.say("Hej")
    clock.wait(minutes=31)
    async with open_gateway(database_engine, tmp_path, clock=clock) as after:
        assert (await after.post(session=reply["session"], text="Hej igen")).status_code == 404


async def test_two_tabs_see_one_order_of_messages(gateway: Gateway) -> None:
    await gateway.say("Hej")
    for number in range(3):
        await gateway.post(session=gateway.session, text=f"flik {number % 2}: {number}", id=str(uuid.uuid4()))
    one, other = [(await gateway.client.get(f"/api/chat/{gateway.session}")).json() for _tab in range(2)]
    assert one == other
    assert [line["text"] for line in one["messages"] if line["role"] == "pupil"] == [
        "Hej",
        "flik 0: 0",
        "flik 1: 1",
        "flik 0: 2",
    ]
