""" "Rensa chatten" deletes at once and everywhere; what is old goes by itself; both leave proof."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.regional.models import ChatSession, ChatTurn, DailyCount, Deletion, DeletionKind, EngineForget, SiteMessage
from tests.gateway import Gateway

pytestmark = pytest.mark.anyio


async def test_clearing_deletes_turns_session_and_what_the_engine_holds(gateway: Gateway) -> None:
    await gateway.say("Hej")
    await gateway.say("En fråga till")
    assert (await gateway.client.delete(f"/api/chat/{gateway.session}")).status_code == 204
    with Session(gateway.database) as session:
        assert session.scalars(select(ChatTurn)).all() == []
        assert session.scalars(select(ChatSession)).all() == []
        assert session.scalars(select(EngineForget)).all() == []
        proof = session.scalars(select(Deletion).order_by(Deletion.id)).first()
    assert proof is not None
    assert (proof.kind, proof.sessions, proof.turns) == (DeletionKind.ASKED, 1, 2)
    assert gateway.engine.forgotten == [gateway.engine.sent[0].session_id]
    assert (await gateway.client.get(f"/api/chat/{gateway.session}")).status_code == 404
    assert (await gateway.post(session=gateway.session, text="Hej")).status_code == 404


async def test_clearing_leaves_other_conversations_alone(gateway: Gateway) -> None:
    await gateway.say("En annan elev")
    other, gateway.session = gateway.session, ""
    await gateway.say("Hej")
    await gateway.client.delete(f"/api/chat/{gateway.session}")
    assert len((await gateway.client.get(f"/api/chat/{other}")).json()["messages"]) == 2


async def test_clearing_works_after_the_conversation_has_ended_too(gateway: Gateway) -> None:
    await gateway.say("Hej")
    gateway.clock.wait(minutes=45)
    await gateway.chat.forget_what_ended()
    assert (await gateway.client.delete(f"/api/chat/{gateway.session}")).status_code == 204
    with Session(gateway.database) as session:
        assert session.scalars(select(ChatTurn)).all() == []
    assert (await gateway.client.delete(f"/api/chat/{gateway.session}")).status_code == 404


async def test_an_engine_that_is_away_forgets_when_it_is_back(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    await gateway.say("Hej")

    async def fail(_session_id: str) -> None:
        raise ConnectionError

    with monkeypatch.context() as away:
        away.setattr(gateway.engine, "forget", fail)
        assert (await gateway.client.delete(f"/api/chat/{gateway.session}")).status_code == 204
        await gateway.chat.forgetter.finish_engine_forgets()
    assert await gateway.chat.forgetter.count_waiting() == 1
    await gateway.chat.forget_what_ended()
    assert gateway.engine.forgotten == [gateway.engine.sent[0].session_id]
    assert await gateway.chat.forgetter.count_waiting() == 0


async def test_a_turn_that_runs_while_the_chat_is_cleared_is_not_kept(gateway: Gateway) -> None:
    await gateway.say("Hej")
    gateway.engine.seconds = 0.2
    running = asyncio.create_task(gateway.post(session=gateway.session, text="En fråga"))
    await asyncio.sleep(0.05)
    await gateway.client.delete(f"/api/chat/{gateway.session}")
    await running
    with Session(gateway.database) as session:
        assert session.scalars(select(ChatTurn)).all() == []
        assert session.scalars(select(ChatSession)).all() == []
    # The engine heard the words after it was told to forget, so it is told again.
    await gateway.chat.forget_what_ended()
    assert len(gateway.engine.forgotten) == 2
    assert (await gateway.client.get(f"/api/chat/{gateway.session}")).status_code == 404


async def test_redacted_text_goes_after_its_days_and_counts_stay(gateway: Gateway) -> None:
    await gateway.say("Hej")
    with Session(gateway.database) as session, session.begin():
        session.add(
            SiteMessage(
                kind="accessibility", text="gammalt", created_at=gateway.clock.moment, handled_at=gateway.clock.moment
            )
        )
        session.add(SiteMessage(kind="accessibility", text="ännu inte läst", created_at=gateway.clock.moment))
    gateway.clock.wait(days=29)
    early = await gateway.chat.purge()
    gateway.clock.wait(days=2)
    late = await gateway.chat.purge()
    # What the engine still keeps of sessions that nobody ended goes with it.
    assert gateway.clock.moment - gateway.engine.forgotten_before[-1] == gateway.chat.sessions.lasts
    assert (early.turns, early.site_messages) == (0, 0)
    assert (late.turns, late.site_messages) == (1, 1)
    with Session(gateway.database) as session:
        assert session.scalars(select(ChatTurn)).all() == []
        assert session.scalars(select(DailyCount)).one().turns == 1
        assert [message.text for message in session.scalars(select(SiteMessage))] == ["ännu inte läst"]
        proofs = session.scalars(select(Deletion).where(Deletion.kind == DeletionKind.RETENTION)).all()
    assert sum(proof.turns for proof in proofs) == 1
