"""The Chat API from outside: sizes, shapes, refusals, origins, headers."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.chat.sites import Site, save_site
from bot.dialogue.protocol import EngineButton, EngineMessage
from bot.regional.session import committing
from tests.gateway import Gateway, open_gateway

pytestmark = pytest.mark.anyio
JSON = {"content-type": "application/json"}

INJECTIONS = (
    "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "[x](javascript:alert(1))", "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "\u202egnp.exe", "a\u200bb",
    "e" + "\u0301" * 400, "{{7*7}}", "${7*7}", "{slot}", "Ö" * 500, "</script><script>alert(1)</script>",
    "'; DROP TABLE chat_turns; --", "%' OR 1=1 --", "=cmd|' /C calc'!A0", "\x00NUL", "!!python/object/apply:os.system ['id']",
    "## intent:greet\n- hej", "مرحبا", "Привіт", "🙂" * 200, "\ud7ff", "/inform{\"x\":1}", "EXTERNAL: restart", "_restart",
)  # fmt: skip


def problem(response: Any, status: int) -> dict[str, Any]:
    """The problem details of a refusal, which always have the same shape."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    assert {"type", "title", "detail"} <= set(body)
    return body


@pytest.mark.parametrize("body", [b"{", b"", b"hej", b'{"text": "hej"', b"\xff\xfe", b'{"text": "\xc3("}', b"NaN{"])
async def test_what_is_no_json_is_refused(gateway: Gateway, body: bytes) -> None:
    response = await gateway.client.post("/api/chat", content=body, headers=JSON)
    assert response.status_code in (400, 422)
    problem(response, response.status_code)


@pytest.mark.parametrize(
    "body",
    [
        [], None, 7, "hej", {}, {"text": None}, {"text": 7}, {"text": ["hej"]}, {"text": {"a": 1}},
        {"text": "hej", "button": "b"},
        {"text": "hej", "sender": "default"}, {"text": "hej", "input_channel": "x"}, {"text": "hej", "metadata": {}},
        {"text": "hej", "session": "default"}, {"text": "hej", "session": 7}, {"text": "hej", "session": "a" * 4000},
        {"text": "hej", "id": "a b"}, {"text": "hej", "id": "a" * 65}, {"text": "hej", "county": "Skåne"},
        {"text": "hej", "county": "144"}, {"text": "hej", "municipality": "14"}, {"text": "hej", "language": "xx"},
        {"text": "hej", "page": "a" * 501}, {"text": "hej", "site": "../x"}, {"button": "/restart"}, {"text": "\ud800"},
    ],
)  # fmt: skip
async def test_what_is_no_message_is_refused_with_a_sentence_and_never_reaches_the_engine(
    gateway: Gateway, body: Any
) -> None:
    response = await gateway.client.post("/api/chat", content=json.dumps(body).encode(), headers=JSON)
    told = problem(response, 422)
    assert told["detail"].endswith((".", "!"))
    assert gateway.engine.sent == []


@pytest.mark.parametrize("size", [4097, 64 * 1024, 1024 * 1024])
async def test_a_body_over_four_kilobytes_is_refused_before_it_is_read(gateway: Gateway, size: int) -> None:
    body = json.dumps({"text": "hej " * (size // 4)}).encode()
    for headers in (JSON, {**JSON, "origin": "https://annan.example"}):
        response = await gateway.client.post("/api/chat", content=body, headers=headers)
        problem(response, 413)
    assert response.headers["access-control-allow-origin"] == "https://annan.example"
    assert gateway.engine.sent == []


async def test_a_body_that_does_not_tell_its_size_is_measured_as_it_comes(gateway: Gateway) -> None:
    async def pieces() -> Any:
        for _ in range(100):
            yield b"x" * 1000

    problem(await gateway.client.post("/api/chat", content=pieces(), headers=JSON), 413)


@pytest.mark.parametrize("text", INJECTIONS)
async def test_injections_are_words_and_come_back_as_words(gateway: Gateway, text: str) -> None:
    response = await gateway.client.post("/api/chat", content=json.dumps({"text": text}).encode(), headers=JSON)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    assert response.headers["x-content-type-options"] == "nosniff"
    session = response.json()["session"]
    history = (await gateway.client.get(f"/api/chat/{session}")).json()
    history["messages"][0]["text"].encode("utf-8")


async def test_button_titles_and_payloads_of_the_engine_are_only_ever_text(gateway: Gateway) -> None:
    worst = "\"'><img src=x onerror=alert(1)>"
    gateway.engine.script = lambda _message: (
        EngineMessage(
            worst,
            (EngineButton(worst, "/x"), EngineButton("", "/y"), EngineButton("Utan mening", "")),
            {"notes": [worst]},
        ),
    )
    reply = await gateway.say("Hej")
    assert [button["title"] for button in reply["messages"][0]["buttons"]] == [worst]
    assert reply["messages"][0]["payload"]["notes"] == [worst]


async def test_every_answer_has_the_security_headers_and_an_id(gateway: Gateway) -> None:
    for path in ("/", "/chatt", "/api/chat/x", "/api/site?key=x", "/finns-inte", "/healthz", "/widget.js"):
        headers = (await gateway.client.get(path)).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-request-id"]
        assert "set-cookie" not in headers
        assert "server" not in headers


async def test_behind_tls_browsers_are_told_to_stay_there(gateway: Gateway) -> None:
    assert "strict-transport-security" not in (await gateway.client.get("/")).headers
    assert "strict-transport-security" in (await gateway.client.get("https://syvbot.test/")).headers


async def test_what_nobody_foresaw_is_a_sentence_without_a_trace(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_incoming: object) -> None:
        raise RuntimeError("hemligt: postgresql://user:password@host")

    monkeypatch.setattr(gateway.chat.turns, "take", fail)
    response = await gateway.post(text="Hej")
    told = problem(response, 500)
    assert "hemligt" not in response.text
    assert told["detail"] == "Något gick fel hos oss. Försök igen om en liten stund."
    assert response.headers["x-request-id"] == told["request"]


async def test_any_page_may_use_the_chat_until_the_installation_says_otherwise(
    database_engine: Engine, tmp_path: Path
) -> None:
    async with open_gateway(database_engine, tmp_path) as gateway:
        gateway.headers = {"origin": "https://skola.example"}
        allowed = await gateway.post(text="Hej")
    assert allowed.headers["access-control-allow-origin"] == "https://skola.example"
    assert "access-control-allow-credentials" not in allowed.headers
    async with open_gateway(database_engine, tmp_path, allowed_origins=["https://skola.example"]) as gateway:
        for origin, status in (
            ("https://skola.example", 200),
            ("https://annan.example", 403),
            ("null", 403),
            ("http://syvbot.test", 200),
        ):
            gateway.headers = {"origin": origin}
            response = await gateway.post(text="Hej")
            assert response.status_code == status
            assert ("access-control-allow-origin" in response.headers) is (status == 200)


async def test_a_preflight_is_answered_without_touching_anything(gateway: Gateway) -> None:
    headers = {"origin": "https://skola.example", "access-control-request-method": "POST"}
    response = await gateway.client.options("/api/chat", headers=headers)
    assert response.status_code == 204
    assert response.headers["access-control-allow-headers"] == "content-type"
    assert "DELETE" in response.headers["access-control-allow-methods"]


async def test_the_widget_may_be_loaded_by_any_page(gateway: Gateway) -> None:
    for path in ("/widget.js", "/widget/texts/sv.js"):
        response = await gateway.client.get(path, headers={"origin": "https://skola.example"})
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/javascript")
        assert response.headers["access-control-allow-origin"] == "*"
        assert response.headers["cross-origin-resource-policy"] == "cross-origin"
        assert response.headers["cache-control"] == "public, max-age=300"
    whole = await gateway.client.get("/widget.js", headers={"accept-encoding": "gzip"})
    assert whole.headers["content-encoding"] == "gzip"
    known = await gateway.client.get("/widget.js", headers={"if-none-match": whole.headers["etag"]})
    assert known.status_code == 304


async def test_a_site_tells_the_widget_what_it_needs(database_engine: Engine, tmp_path: Path) -> None:
    site = Site(
        "skolan",
        "Skolan",
        greeting="Hej!",
        counsellor_email="syv@example.com",
        allowed_origins=("https://skolan.example",),
    )
    with committing(database_engine) as session:
        save_site(session, site)
    async with open_gateway(database_engine, tmp_path) as gateway:
        known = await gateway.client.get("/api/site?key=skolan", headers={"origin": "https://skolan.example"})
        foreign = await gateway.client.get("/api/site?key=skolan", headers={"origin": "https://annan.example"})
        unknown = await gateway.client.get("/api/site?key=annan")
        foreign_chat = await gateway.client.post(
            "/api/chat", json={"text": "hej", "site": "skolan"}, headers={"origin": "https://annan.example"}
        )
    body = known.json()
    assert (body["greeting"], body["counsellor"]["email"], body["test"]) == ("Hej!", "syv@example.com", False)
    assert set(body) == {
        "key", "name", "greeting", "county", "municipality", "colors", "counsellor", "starters", "languages", "test"
    }  # fmt: skip
    problem(foreign, 403)
    problem(unknown, 404)
    problem(foreign_chat, 403)


async def test_many_pupils_at_once_each_get_their_own_answer(gateway: Gateway) -> None:
    gateway.engine.seconds = 0.02
    replies = await asyncio.gather(*(gateway.post(text=f"elev {number}") for number in range(16)))
    assert [reply.json()["messages"][0]["text"] for reply in replies] == [
        f"Du skrev: elev {number}" for number in range(16)
    ]
    assert len({reply.json()["session"] for reply in replies}) == 16
