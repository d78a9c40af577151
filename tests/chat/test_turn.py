"""A pupil's turn: order of the layers, sending twice, buttons, and every way in which the engine can fail."""

from __future__ import annotations

import asyncio
import uuid
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.chat.apologies import NOTICE
from bot.dialogue.fake import FakeEngine, echo
from bot.dialogue.protocol import EngineMessage
from bot.errors import EngineFailed, EngineSilent, EngineSlow, EngineUnreachable
from bot.regional.models import ChatSession, ChatTurn, DailyCount, SafeguardingCount, TurnOutcome
from tests.gateway import Gateway, open_gateway

pytestmark = pytest.mark.anyio


async def test_a_turn_is_answered_and_logged(gateway: Gateway) -> None:
    reply = await gateway.say("Vad tjänar en svetsare?", county="14", municipality="1488", language="easy")
    assert reply["messages"][0]["text"] == "Du skrev: Vad tjänar en svetsare?"
    assert reply["messages"][0]["payload"]["topic"] == "ask_capabilities"
    with Session(gateway.database) as session:
        turn = session.scalars(select(ChatTurn)).one()
    assert (turn.text, turn.county_code, turn.municipality_code) == ("Vad tjänar en svetsare?", "14", "1488")
    assert (turn.intent, turn.confidence, turn.ranking) == ("ask_capabilities", 0.9, [["ask_capabilities", 0.9]])
    assert (turn.topic, turn.outcome, turn.test) == ("ask_capabilities", TurnOutcome.ANSWERED, False)


async def test_the_engine_is_told_place_language_and_counsellor_but_never_the_session_id(gateway: Gateway) -> None:
    reply = await gateway.say("Hej där", county="14", language="easy")
    sent = gateway.engine.sent[0]
    assert sent.metadata == {"county": "14", "language": "sv", "easy": True}
    assert reply["session"] not in (sent.session_id, sent.message)
    with Session(gateway.database) as session:
        row = session.scalars(select(ChatSession)).one()
    assert reply["session"] not in (row.key, row.conversation, row.sender)


async def test_the_same_message_id_is_one_turn_with_one_answer(gateway: Gateway) -> None:
    message_id = str(uuid.uuid4())
    first = await gateway.post(id=message_id, text="Hej")
    again = await gateway.post(id=message_id, text="Hej")
    within = await gateway.post(id=message_id, text="Hej", session=first.json()["session"])
    assert first.json() == again.json() == within.json()
    assert len(gateway.engine.sent) == 1


async def test_a_first_message_sent_twice_at_the_same_moment_is_one_turn(gateway: Gateway) -> None:
    gateway.engine.seconds = 0.05
    message_id = str(uuid.uuid4())
    replies = await asyncio.gather(*(gateway.post(id=message_id, text="Hej") for _ in range(3)))
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.text for reply in replies}) == 1
    assert len(gateway.engine.sent) == 1


async def test_a_short_message_id_never_leads_into_somebody_elses_conversation(gateway: Gateway) -> None:
    first = (await gateway.post(id="1", text="Hej")).json()
    second = (await gateway.post(id="1", text="Hej")).json()
    assert first["session"] != second["session"]


async def test_after_a_restart_the_same_message_is_still_the_same_turn(database_engine: Engine, tmp_path: Path) -> None:
    message_id = str(uuid.uuid4())
    async with open_gateway(database_engine, tmp_path) as before:
        first = await before.post(id=message_id, text="Hej")
    async with open_gateway(database_engine, tmp_path) as after:
        again = await after.post(id=message_id, text="Hej")
        history = await after.client.get(f"/api/chat/{first.json()['session']}")
        pressed = await after.post(
            session=first.json()["session"],
            button=first.json()["messages"][0]["buttons"][0]["id"],
            id=str(uuid.uuid4()),
        )
    assert again.json() == first.json()
    assert [line["role"] for line in history.json()["messages"]] == ["pupil", "bot"]
    assert pressed.status_code == 200
    assert [sent.message for sent in after.engine.sent] == ['/ask_salary{"occupation": "svetsare"}']


async def test_a_button_is_sent_as_the_payload_that_was_offered_and_shown_by_its_title(gateway: Gateway) -> None:
    reply = await gateway.say("Hej")
    button = reply["messages"][0]["buttons"][0]
    assert set(button) == {"id", "title"}
    await gateway.post(session=gateway.session, button=button["id"], id=str(uuid.uuid4()))
    assert gateway.engine.sent[-1].message == '/ask_salary{"occupation": "svetsare"}'
    history = (await gateway.client.get(f"/api/chat/{gateway.session}")).json()
    assert history["messages"][2]["text"] == button["title"]


async def test_a_button_that_was_never_offered_here_is_refused(gateway: Gateway) -> None:
    reply = await gateway.say("Hej")
    gateway.session = ""
    await gateway.say("En annan elev")
    stolen = await gateway.post(session=gateway.session, button=reply["messages"][0]["buttons"][0]["id"])
    invented = await gateway.post(session=gateway.session, button="/restart".strip("/"))
    assert (stolen.status_code, invented.status_code) == (409, 409)


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/session_start",
        '/greet{"role":"admin"}',
        "// /restart",
        " /  /restart",
        "\u200b/restart",
        "\ufeff/back",
    ],
)
async def test_free_text_never_becomes_a_command(gateway: Gateway, text: str) -> None:
    await gateway.say(text)
    assert not gateway.engine.sent[0].message.startswith("/")


@pytest.mark.parametrize("text", ["", "   ", "/", "//", "\u200b", "\n\t"])
async def test_a_message_without_words_is_refused_with_a_sentence(gateway: Gateway, text: str) -> None:
    response = await gateway.post(text=text)
    assert response.status_code == 422
    assert response.json()["detail"] == "Skriv en fråga först."
    assert gateway.engine.sent == []


async def test_five_hundred_characters_pass_and_one_more_does_not(gateway: Gateway) -> None:
    assert (await gateway.post(text="å" * 500)).status_code == 200
    refused = await gateway.post(text="å" * 501)
    assert refused.status_code == 422
    assert "501" in refused.json()["detail"]


async def test_personal_data_reach_neither_engine_nor_database(gateway: Gateway) -> None:
    await gateway.say("Mitt personnummer är 20050101-1234, vad tjänar en svetsare?")
    with Session(gateway.database) as session:
        turn = session.scalars(select(ChatTurn)).one()
    assert "0101-1234" not in turn.text
    assert "0101-1234" not in gateway.engine.sent[0].message
    assert "svetsare" in turn.text
    assert sum(turn.redactions.values()) == 1


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        (EngineUnreachable(address="x"), TurnOutcome.BROKEN),
        (EngineFailed(status=500), TurnOutcome.BROKEN),
        (EngineSilent(), TurnOutcome.EMPTY),
        (EngineSlow(seconds=8), TurnOutcome.LATE),
        (TimeoutError(), TurnOutcome.LATE),
        (ValueError("garbage"), TurnOutcome.BROKEN),
        (KeyError("half an answer"), TurnOutcome.BROKEN),
    ],
)
@pytest.mark.parametrize("language", ["sv", "easy", "en", "so"])
async def test_a_failing_engine_becomes_a_sentence_with_a_way_on(
    gateway: Gateway, failure: Exception, outcome: TurnOutcome, language: str
) -> None:
    gateway.engine.failures = [failure]
    reply = await gateway.say("Vad tjänar en svetsare?", language=language)
    message = reply["messages"][0]
    assert message["payload"]["notice"] == NOTICE[outcome]
    assert len(message["text"]) > 40
    await gateway.post(session=gateway.session, button=message["buttons"][0]["id"])
    assert gateway.engine.sent[-1].message == "Vad tjänar en svetsare?"
    with Session(gateway.database) as session:
        first = session.scalars(select(ChatTurn).order_by(ChatTurn.position)).first()
    assert first is not None
    assert first.outcome is outcome


@pytest.mark.parametrize("answer", [(), (EngineMessage(""),), (EngineMessage("  \n"), EngineMessage(""))])
async def test_an_empty_answer_becomes_a_sentence(gateway: Gateway, answer: tuple[EngineMessage, ...]) -> None:
    gateway.engine.script = lambda _message: answer
    reply = await gateway.say("Hej")
    assert reply["messages"][0]["text"]


async def test_a_late_answer_becomes_a_sentence_in_time(database_engine: Engine, tmp_path: Path) -> None:
    async with open_gateway(database_engine, tmp_path, engine=FakeEngine(seconds=30), answer_seconds=1.0) as gateway:
        began = asyncio.get_running_loop().time()
        reply = await gateway.say("Hej")
        took = asyncio.get_running_loop().time() - began
    assert reply["messages"][0]["payload"]["notice"] == "slow"
    assert took < 1.2


async def test_trouble_that_the_engine_itself_tells_of_is_counted_as_unanswered(gateway: Gateway) -> None:
    gateway.engine.script = lambda _message: (
        EngineMessage("Något gick fel.", (), {"topic": "out_of_scope", "notice": "technical"}),
    )
    reply = await gateway.say("Hej")
    assert reply["messages"][0]["buttons"][0]["title"] == "Försök igen"
    with Session(gateway.database) as session:
        assert session.scalars(select(DailyCount)).one().unanswered == 1


async def test_what_the_engine_sends_beside_the_payload_stays_on_this_side(gateway: Gateway) -> None:
    gateway.engine.script = lambda _message: (
        EngineMessage("Hej", (), {"topic": "greet", "understood": {"intent": "greet"}, "problem": "abc", "secret": 1}),
    )
    reply = await gateway.say("Hej")
    assert not {"understood", "problem", "secret"} & set(reply["messages"][0]["payload"])


async def test_turns_of_one_conversation_run_one_at_a_time_and_in_order(gateway: Gateway) -> None:
    await gateway.say("Hej")
    gateway.engine.seconds = 0.05
    replies = await asyncio.gather(
        *(gateway.post(session=gateway.session, text=f"fråga {number}") for number in range(4))
    )
    assert [reply.status_code for reply in replies] == [200] * 4
    assert [sent.message for sent in gateway.engine.sent[1:]] == [f"fråga {number}" for number in range(4)]


async def test_one_runs_three_wait_and_the_rest_are_asked_to_wait(gateway: Gateway) -> None:
    await gateway.say("Hej")
    gateway.engine.seconds = 0.1
    replies = await asyncio.gather(
        *(gateway.post(session=gateway.session, text=f"fråga {number}") for number in range(10))
    )
    assert sorted(reply.status_code for reply in replies) == [200] * 4 + [429] * 6
    refused = next(reply for reply in replies if reply.status_code == 429)
    assert int(refused.headers["retry-after"]) > 0
    assert refused.json()["detail"] == "Vänta lite: jag svarar fortfarande på det du skrev nyss."


async def test_more_conversations_than_the_engine_can_serve_are_asked_to_wait(
    database_engine: Engine, tmp_path: Path
) -> None:
    async with open_gateway(database_engine, tmp_path, engine=FakeEngine(seconds=0.2), engine_turns=2) as gateway:
        replies = await asyncio.gather(*(gateway.post(text=f"elev {number}") for number in range(5)))
    assert sorted(reply.status_code for reply in replies) == [200, 200, 503, 503, 503]


async def test_a_conversation_that_sends_too_much_is_asked_to_wait(database_engine: Engine, tmp_path: Path) -> None:
    async with open_gateway(database_engine, tmp_path, messages_per_minute=3) as gateway:
        for number in range(3):
            await gateway.say(f"fråga {number}")
        refused = await gateway.post(session=gateway.session, text="en till")
        other = await gateway.post(text="en annan elev")
        care = await gateway.post(session=gateway.session, text="jag vill dö")
    assert (refused.status_code, other.status_code, care.status_code) == (429, 200, 200)
    assert 1 <= int(refused.headers["retry-after"]) <= 60


async def test_an_address_that_opens_too_many_conversations_is_asked_to_wait(
    database_engine: Engine, tmp_path: Path
) -> None:
    async with open_gateway(database_engine, tmp_path, sessions_per_minute_from_address=2) as gateway:
        replies = [await gateway.post(text="hej") for _ in range(3)]
    assert [reply.status_code for reply in replies] == [200, 200, 429]


async def test_what_a_turn_counts_stays_when_it_is_deleted(gateway: Gateway) -> None:
    await gateway.say("Hej", county="14")
    await gateway.say("Hej igen")
    await gateway.client.delete(f"/api/chat/{gateway.session}")
    with Session(gateway.database) as session:
        count = session.scalars(select(DailyCount)).one()
        assert session.scalars(select(ChatTurn)).all() == []
    assert (count.conversations, count.turns, count.county_code, count.topic) == (1, 2, "14", "ask_capabilities")


async def test_distress_that_the_engine_understood_leaves_no_words(gateway: Gateway) -> None:
    gateway.engine.script = lambda message: (
        echo(message)
        if "Hej" in message
        else (EngineMessage("Ring Bris, 116 111.", (), {"topic": "distress", "notice": "safeguarding"}),)
    )
    await gateway.say("Hej")
    reply = await gateway.say("Jag är så ledsen hela tiden")
    assert reply["messages"][0]["payload"]["notice"] == "safeguarding"
    history = (await gateway.client.get(f"/api/chat/{gateway.session}")).json()
    assert "ledsen" not in str(history)
    with Session(gateway.database) as session:
        assert [turn.text for turn in session.scalars(select(ChatTurn))] == ["Hej"]
        assert session.scalars(select(SafeguardingCount)).one().count == 1
