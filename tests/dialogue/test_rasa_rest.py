"""The adapter to Rasa's REST channel."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text

from bot.dialogue.protocol import EngineButton, EngineMessage
from bot.dialogue.rasa_rest import RasaRestEngine, read_messages
from bot.dialogue.trackers import ConversationStore
from bot.errors import EngineFailed, EngineSilent, EngineSlow, EngineUnreachable

Handler = Callable[[httpx.Request], httpx.Response]
PAYLOAD = {"topic": "ask_salary", "items": [], "understood": {"intent": "ask_salary"}}


def send(
    handler: Handler, *, store: ConversationStore | None = None, seconds: float = 2.0
) -> tuple[EngineMessage, ...]:
    async def once() -> tuple[EngineMessage, ...]:
        engine = RasaRestEngine("http://engine", store=store, seconds=seconds, transport=httpx.MockTransport(handler))
        try:
            return await engine.send("abc", "vad tjänar en svetsare", metadata={"county": "14"})
        finally:
            await engine.close()

    return asyncio.run(once())


def reply(parts: Any) -> Handler:
    return lambda _request: httpx.Response(200, json=parts)


def test_the_message_goes_to_the_channel_with_sender_and_surroundings() -> None:
    seen: list[dict[str, Any]] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append({"path": request.url.path, **json.loads(request.content)})
        return httpx.Response(200, json=[{"text": "Hej"}])

    send(handler)
    assert seen == [
        {
            "path": "/webhooks/rest/webhook",
            "sender": "abc",
            "message": "vad tjänar en svetsare",
            "metadata": {"county": "14"},
        }
    ]


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


def test_a_status_or_a_page_that_is_not_json_is_a_failure() -> None:
    with pytest.raises(EngineFailed):
        send(lambda _request: httpx.Response(500, text="Traceback"))
    with pytest.raises(EngineFailed):
        send(lambda _request: httpx.Response(200, text="<html>"))


def test_a_broken_connection_is_told_apart_from_slowness() -> None:
    def broken(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    def slow(_request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("late")

    with pytest.raises(EngineUnreachable):
        send(broken)
    with pytest.raises(EngineSlow):
        send(slow)


@pytest.fixture
def store(tmp_path: Path) -> ConversationStore:
    store = ConversationStore(f"sqlite:///{tmp_path / 'conversations.db'}")
    store.prepare()
    with create_engine(f"sqlite:///{tmp_path / 'conversations.db'}").begin() as connection:
        for sender, moment in (("abc", 1.0), ("abc", 5.0), ("xyz", 9.0)):
            connection.execute(
                text("INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (:s, 'user', :t, '{}')"),
                {"s": sender, "t": moment},
            )
    return store


def test_forgetting_deletes_one_session_and_no_other(store: ConversationStore) -> None:
    assert store.forget("abc") == 2
    assert store.count_sessions() == 1
    assert store.forget("abc") == 0


def test_idle_sessions_are_forgotten(store: ConversationStore) -> None:
    assert store.forget_idle(before=8.0) == 1
    assert store.count_sessions() == 1
    store.shrink()


def test_words_of_distress_are_deleted_at_once(store: ConversationStore) -> None:
    send(reply([{"text": "Ring 116 111"}, {"custom": {"topic": "distress"}}]), store=store)
    assert store.forget("abc") == 0


def test_preparing_twice_keeps_what_is_there(store: ConversationStore) -> None:
    store.prepare()
    assert store.count_sessions() == 2


def test_health_is_whether_the_server_answers() -> None:
    async def ask(handler: Handler) -> bool:
        engine = RasaRestEngine("http://engine", store=None, seconds=1, transport=httpx.MockTransport(handler))
        healthy = await engine.health()
        await engine.close()
        return healthy

    def broken(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    assert asyncio.run(ask(lambda _request: httpx.Response(200, text="Hello from Rasa")))
    assert not asyncio.run(ask(broken))


class Servers:
    """Two Rasa servers, each of which can be away."""

    def __init__(self, *away: str) -> None:
        self.away = set(away)
        self.asked: list[str] = []
        self.seconds = 0.0

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.host)
        await asyncio.sleep(self.seconds)
        if request.url.host in self.away:
            raise httpx.RemoteProtocolError("Server disconnected")
        return httpx.Response(200, json=[{"text": f"Hej från {request.url.host}"}])

    def connect(self, *, seconds: float = 2.0) -> RasaRestEngine:
        return RasaRestEngine(
            "http://one", "http://two/", store=None, seconds=seconds, transport=httpx.MockTransport(self)
        )


def test_turns_are_shared_out_between_the_servers() -> None:
    servers = Servers()
    servers.seconds = 0.05

    async def ask() -> None:
        engine = servers.connect()
        await asyncio.gather(*(engine.send(f"s{number}", "hej") for number in range(6)))
        await engine.close()

    asyncio.run(ask())
    assert sorted(servers.asked) == ["one"] * 3 + ["two"] * 3


def test_when_one_server_is_gone_the_other_answers_and_it_is_asked_last_for_a_while() -> None:
    servers = Servers("one")

    async def ask() -> list[str]:
        engine = servers.connect()
        texts = [(await engine.send("abc", "hej"))[0].text for _ in range(3)]
        assert await engine.health()
        await engine.close()
        return texts

    assert asyncio.run(ask()) == ["Hej från two"] * 3
    assert servers.asked[:4] == ["one", "two", "two", "two"]


def test_when_all_servers_are_gone_it_is_told_with_their_addresses() -> None:
    async def ask() -> None:
        engine = Servers("one", "two").connect()
        assert not await engine.health()
        try:
            await engine.send("abc", "hej")
        finally:
            await engine.close()

    with pytest.raises(EngineUnreachable) as refused:
        asyncio.run(ask())
    assert refused.value.details["address"] == "http://one, http://two"


def test_a_server_that_is_late_is_not_asked_again_elsewhere() -> None:
    servers = Servers()
    servers.seconds = 0.5

    async def ask() -> None:
        engine = servers.connect(seconds=0.1)
        try:
            await engine.send("abc", "hej")
        finally:
            await engine.close()

    with pytest.raises(EngineSlow):
        asyncio.run(ask())
    assert servers.asked == ["one"]
