"""Safeguarding in the chat: answered whatever is down, and nothing of the words is kept anywhere."""

from __future__ import annotations

import logging
import uuid
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from bot.dialogue.fake import FakeEngine
from bot.errors import EngineUnreachable
from bot.regional.models import ChatSession, ChatTurn, SafeguardingCount
from tests.gateway import Gateway, open_gateway

pytestmark = pytest.mark.anyio
WORDS = "Jag vill dö"


async def test_the_fixed_text_is_shown_and_the_engine_never_hears_of_it(gateway: Gateway) -> None:
    reply = await gateway.say(WORDS)
    message = reply["messages"][0]
    assert message["payload"]["notice"] == "safeguarding"
    assert message["buttons"] == []
    assert "112" in message["text"]
    assert "116 111" in message["text"] or "116111" in message["text"]
    assert gateway.engine.sent == []


async def test_only_a_count_is_kept(gateway: Gateway) -> None:
    await gateway.say("Hej")
    await gateway.say(WORDS)
    history = (await gateway.client.get(f"/api/chat/{gateway.session}")).json()
    assert "dö" not in str(history)
    with Session(gateway.database) as session:
        assert [turn.text for turn in session.scalars(select(ChatTurn))] == ["Hej"]
        count = session.scalars(select(SafeguardingCount)).one()
    assert (count.day, count.language, count.count) == (gateway.clock.moment.date(), "sv", 1)


async def test_the_same_message_sent_twice_is_answered_twice_and_counted_once(gateway: Gateway) -> None:
    message_id = str(uuid.uuid4())
    first = await gateway.post(id=message_id, text=WORDS)
    again = await gateway.post(id=message_id, text=WORDS)
    assert first.json() == again.json()
    with Session(gateway.database) as session:
        assert session.scalars(select(SafeguardingCount)).one().count == 1


async def test_the_text_is_in_the_language_of_the_words(gateway: Gateway) -> None:
    reply = await gateway.say("I want to die", language="sv")
    assert reply["language"] == "en"


async def test_it_is_shown_with_engine_and_database_down(tmp_path: Path) -> None:
    nowhere = create_engine(f"sqlite:///{tmp_path / 'no such folder' / 'x.db'}")
    engine = FakeEngine(failures=[EngineUnreachable(address="x")] * 9, healthy=False)
    async with open_gateway(nowhere, tmp_path, engine=engine) as gateway:
        first = await gateway.post(text=WORDS)
        second = await gateway.post(text=WORDS, session=first.json()["session"])
        ordinary = await gateway.post(text="Vad tjänar en svetsare?")
    assert first.json()["messages"][0]["payload"]["notice"] == "safeguarding"
    assert second.json()["messages"][0]["payload"]["notice"] == "safeguarding"
    assert ordinary.json()["messages"][0]["payload"]["notice"] == "technical"
    nowhere.dispose()


async def test_an_ended_conversation_does_not_stand_in_the_way(gateway: Gateway) -> None:
    await gateway.say("Hej")
    gateway.clock.wait(minutes=31)
    response = await gateway.post(session=gateway.session, text=WORDS)
    assert response.status_code == 200
    with Session(gateway.database) as session:
        assert len(session.scalars(select(ChatSession)).all()) == 1


async def test_faulty_word_lists_do_not_silence_the_chat(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_text: str) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.chat.safety.find_distress", fail)
    assert (await gateway.say("Hej"))["messages"][0]["text"] == "Du skrev: Hej"


async def test_no_log_line_holds_words_session_ids_or_addresses(
    gateway: Gateway, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, logger="httpx")
    gateway.engine.failures = [ValueError("Vad tjänar en hemlig svetsare?")]
    await gateway.say("Vad tjänar en hemlig svetsare?")
    await gateway.say(WORDS)
    await gateway.client.get(f"/api/chat/{gateway.session}")
    await gateway.client.delete(f"/api/chat/{gateway.session}")
    printed = capsys.readouterr()
    written = caplog.text + printed.out + printed.err
    assert "turn" in written
    for private in ("hemlig", "dö", gateway.session, "192.0.2.7"):
        assert private not in written
