"""The adapter to Rasa's REST channel."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.conversation_database import ConversationDatabase
from bot.dialogue.protocol import EngineButton, EngineMessage
from bot.dialogue.rasa_rest import RasaRestEngine, read_messages
from bot.dialogue.trackers import ConversationStore
from bot.errors import EngineFailed, EngineSilent, EngineSlow, EngineUnreachable
from tests.dialogue.http_server import (
    Answering,
    Asked,
    HttpServer,
    find_silent_port,
    reply,
    send_pieces,
    serving,
    whole,
)

PAYLOAD = {"topic": "ask_salary", "items": [], "understood": {"intent": "ask_salary"}}


def send(
    answer: Answering, *, store: ConversationStore | None = None, seconds: float = 2.0
) -> tuple[tuple[EngineMessage, ...], list[Asked]]:
    """What comes of one message to a server that answers so, and what it was asked."""

    async def once() -> tuple[tuple[EngineMessage, ...], list[Asked]]:
        async with serving(answer) as server:
            engine = RasaRestEngine(server.url, store=store, seconds=seconds)
            try:
                return await engine.send("abc", "vad tjänar en svetsare", metadata={"county": "14"}), server.asked
            finally:
                await engine.close()

    return asyncio.run(once())


def test_the_message_goes_to_the_channel_with_sender_and_surroundings() -> None:
    messages, asked = send(reply([{"text": "Hej"}]))
    assert [message.text for message in messages] == ["Hej"]
    assert [(each.method, each.path) for each in asked] == [("POST", "/webhooks/rest/webhook")]
    assert asked[0].headers["content-type"] == "application/json"
    assert json.loads(asked[0].body) == {
        "sender": "abc",
        "message": "vad tjänar en svetsare",
        "metadata": {"county": "14"},
    }


def test_paragraphs_buttons_and_payload_become_one_message() -> None:
    parts = [
        {"recipient_id": "abc", "text": "Första stycket."},
        {"recipient_id": "abc", "text": "Andra stycket.", "buttons": [{"title": "Prao", "payload": "/ask_prao"}]},
        {"recipient_id": "abc", "custom": PAYLOAD},
    ]
    assert read_messages(parts) == (
        EngineMessage(
            "Första stycket.\n\nAndra stycket.", (EngineButton("Prao", "/ask_prao"),), {"topic": "ask_salary", "items": []},
            {"intent": "ask_salary"},
        ),
    )  # fmt: skip


def test_each_payload_ends_a_message() -> None:
    parts = [{"text": "ett"}, {"custom": {"topic": "a"}}, {"text": "två"}, {"custom": {"topic": "b"}}, {"text": "tre"}]
    assert [(each.text, each.custom.get("topic")) for each in read_messages(parts)] == [
        ("ett", "a"),
        ("två", "b"),
        ("tre", None),
    ]


@pytest.mark.parametrize("parts", [[], [{"custom": PAYLOAD}], [{"recipient_id": "abc"}]])
def test_an_answer_without_text_is_a_failure(parts: Any) -> None:
    with pytest.raises(EngineSilent):
        send(reply(parts))


@pytest.mark.parametrize("parts", [{"error": "x"}, ["text"], 7, None])
def test_an_answer_of_another_shape_is_a_failure(parts: Any) -> None:
    with pytest.raises(EngineFailed):
        send(reply(parts))


@pytest.mark.parametrize(
    "answer", [whole(b"Traceback", status="500 Internal Server Error"), whole(b"<html>"), whole(b""), whole(b"\xff[]")]
)
def test_a_status_or_a_page_that_is_not_json_is_a_failure(answer: bytes) -> None:
    with pytest.raises(EngineFailed):
        send(send_pieces(answer))


def test_a_broken_connection_is_told_apart_from_slowness() -> None:
    with pytest.raises(EngineUnreachable):
        send(send_pieces(then_close=True))
    with pytest.raises(EngineSlow):
        send(reply([{"text": "Hej"}], seconds=0.5), seconds=0.1)


@pytest.fixture
def store(tmp_path: Path) -> ConversationStore:
    store = ConversationStore(f"sqlite:///{tmp_path / 'conversations.db'}")
    store.prepare()
    kept = ConversationDatabase(f"sqlite:///{tmp_path / 'conversations.db'}")
    kept.keep("abc", {"topic": "distress"}, at=5.0)
    kept.close()
    return store


def test_what_is_kept_of_a_conversation_about_distress_is_deleted_at_once(store: ConversationStore) -> None:
    send(reply([{"text": "Ring 116 111"}, {"custom": {"topic": "distress"}}]), store=store)
    assert store.count_sessions() == 0


def test_sessions_that_nobody_ended_are_forgotten_by_their_last_turn(store: ConversationStore) -> None:
    engine = RasaRestEngine("http://127.0.0.1:1", store=store, seconds=1)

    async def forget(second: int) -> int:
        return await engine.forget_idle(before=dt.datetime.fromtimestamp(second, dt.UTC))

    # The session of the store had its last turn at second 5.
    assert asyncio.run(forget(5)) == 0
    assert asyncio.run(forget(6)) == 1
    assert store.count_sessions() == 0


def test_a_pupil_in_distress_gets_the_answer_also_when_the_conversations_cannot_be_deleted(tmp_path: Path) -> None:
    unprepared = ConversationStore(f"sqlite:///{tmp_path / 'empty.db'}")
    answer, _asked = send(reply([{"text": "Ring 116 111"}, {"custom": {"topic": "distress"}}]), store=unprepared)
    assert answer[0].text == "Ring 116 111"
    unprepared.close()


def test_health_is_whether_the_server_answers() -> None:
    async def ask() -> tuple[bool, bool, bool]:
        async with (
            serving(send_pieces(whole(b"Hello from Rasa"))) as well,
            serving(send_pieces(then_close=True)) as ill,
        ):
            addresses = well.url, ill.url, f"http://127.0.0.1:{await find_silent_port()}"
            healthy = []
            for address in addresses:
                engine = RasaRestEngine(address, store=None, seconds=1)
                healthy.append(await engine.health())
                await engine.close()
        return healthy[0], healthy[1], healthy[2]

    assert asyncio.run(ask()) == (True, False, False)


def greet(name: str, *, seconds: float = 0.0) -> Answering:
    """A server that says its name."""
    return reply([{"text": f"Hej från {name}"}], seconds=seconds)


def connect(*addresses: str, seconds: float = 2.0) -> RasaRestEngine:
    return RasaRestEngine(*addresses, store=None, seconds=seconds)


def test_turns_are_shared_out_between_the_servers() -> None:
    async def ask() -> tuple[HttpServer, HttpServer]:
        async with serving(greet("one", seconds=0.05)) as one, serving(greet("two", seconds=0.05)) as two:
            engine = connect(one.url, f"{two.url}/")
            await asyncio.gather(*(engine.send(f"s{number}", "hej") for number in range(6)))
            await engine.close()
        return one, two

    one, two = asyncio.run(ask())
    assert (len(one.asked), len(two.asked)) == (3, 3)


def test_when_one_server_is_gone_the_other_answers_and_it_is_asked_last_for_a_while() -> None:
    async def ask() -> tuple[list[str], HttpServer, HttpServer]:
        async with serving(send_pieces(then_close=True)) as one, serving(greet("two")) as two:
            engine = connect(one.url, two.url)
            texts = [(await engine.send("abc", "hej"))[0].text for _ in range(3)]
            await engine.close()
        return texts, one, two

    texts, one, two = asyncio.run(ask())
    assert texts == ["Hej från two"] * 3
    assert (len(one.asked), len(two.asked)) == (1, 3)


def test_when_all_servers_are_gone_it_is_told_with_their_addresses() -> None:
    async def ask() -> None:
        addresses = [f"http://127.0.0.1:{await find_silent_port()}" for _ in range(2)]
        engine = connect(*addresses)
        assert not await engine.health()
        with pytest.raises(EngineUnreachable) as refused:
            await engine.send("abc", "hej")
        await engine.close()
        assert refused.value.details["address"] == ", ".join(addresses)

    asyncio.run(ask())


def test_a_server_that_is_late_is_not_asked_again_elsewhere() -> None:
    async def ask() -> tuple[HttpServer, HttpServer]:
        async with serving(greet("one", seconds=0.5)) as one, serving(greet("two")) as two:
            engine = connect(one.url, two.url, seconds=0.1)
            with pytest.raises(EngineSlow):
                await engine.send("abc", "hej")
            await engine.close()
        return one, two

    one, two = asyncio.run(ask())
    assert (len(one.asked), len(two.asked)) == (1, 0)
