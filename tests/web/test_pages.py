"""The pages: whole without JavaScript, in plain Swedish, kept to themselves, and honest about what is stored."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.chat.sites import Site, save_site
from bot.dialogue.fake import FakeEngine
from bot.dialogue.protocol import EngineButton, EngineMessage
from bot.regional.models import ChatTurn, SiteMessage
from bot.regional.session import committing
from tests.gateway import Gateway, open_gateway

pytestmark = pytest.mark.anyio
PAGES = ("/", "/chatt", "/integritet", "/tillganglighet")
VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})


class Outline(HTMLParser):
    """What a page consists of; complains when tags are not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]


def fields_of(page: httpx.Response) -> dict[str, str]:
    """The hidden fields of a page's form."""
    found = [attributes for attributes in Outline(page.text).all("input") if attributes.get("type") == "hidden"]
    return {str(attributes["name"]): str(attributes["value"] or "") for attributes in found}


async def send(gateway: Gateway, page: httpx.Response, **more: str) -> httpx.Response:
    """Sends the page's form."""
    return await gateway.client.post("/chatt", data={**fields_of(page), **more})


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_is_well_formed_named_and_loads_nothing_from_elsewhere(gateway: Gateway, path: str) -> None:
    page = await gateway.client.get(path)
    assert page.status_code == 200
    outline = Outline(page.text)
    assert outline.all("html")[0]["lang"] == "sv"
    assert len(outline.all("h1")) == 1
    assert len(outline.all("main")) == 1
    assert page.text.count("<title>") == 1
    assert outline.all("a")[0]["href"] == "#innehall"
    ids = [str(attributes["id"]) for _tag, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    labelled = {attributes["for"] for attributes in outline.all("label")}
    for field in [*outline.all("textarea"), *outline.all("select"), *outline.all("input")]:
        assert field.get("type") == "hidden" or field["id"] in labelled
    for tag, attribute in (("script", "src"), ("link", "href"), ("img", "src"), ("form", "action")):
        assert all(str(attributes[attribute]).startswith("/") for attributes in outline.all(tag))
    # The policy allows neither.
    assert not [
        attributes
        for _tag, attributes in outline.tags
        if "style" in attributes or any(n.startswith("on") for n in attributes)
    ]
    assert "<style" not in page.text


async def test_every_link_of_our_own_leads_somewhere(gateway: Gateway) -> None:
    seen: set[str] = set()
    for path in PAGES:
        outline = Outline((await gateway.client.get(path)).text)
        for tag, attribute in (("a", "href"), ("link", "href"), ("script", "src")):
            seen.update(str(attributes[attribute]) for attributes in outline.all(tag))
    for address in sorted(address for address in seen if address.startswith("/")):
        assert (await gateway.client.get(address)).status_code == 200, address


async def test_the_start_page_holds_the_chat_and_shows_how_to_embed_it(database_engine: Engine, tmp_path: Path) -> None:
    async with open_gateway(database_engine, tmp_path, public_address="https://syvbot.exempel.se/") as gateway:
        page = await gateway.client.get("/")
    assert (
        "&lt;script type=&#34;module&#34;" in page.text
        or '&lt;script type="module" src="https://syvbot.exempel.se/widget.js"' in page.text
    )
    assert Outline(page.text).all("syv-chat")
    assert '<script type="module" src="/widget.js">' in page.text


async def test_the_start_page_says_for_whom_what_how_and_what_is_kept(gateway: Gateway) -> None:
    page = (await gateway.client.get("/")).text
    for told in (
        "För dig på högstadiet och gymnasiet", "Sådant du kan fråga", "För skolor, kommuner och regioner",
        "Inget konto, inget namn, inga kakor", 'href="/integritet"', 'href="/tillganglighet"', 'href="/#skolor"',
        "color-primary", "municipality", "Säkerhetspolicy (CSP)",
    ):  # fmt: skip
        assert told in page, told


async def test_a_hostile_host_header_does_not_break_out_of_the_page(gateway: Gateway) -> None:
    page = await gateway.client.get("/", headers={"host": 'x"><script>alert(1)</script>'})
    assert "<script>alert" not in page.text


async def test_the_privacy_page_tells_the_times_that_are_set(database_engine: Engine, tmp_path: Path) -> None:
    async with open_gateway(database_engine, tmp_path, retention_days=14, session_minutes=20) as gateway:
        text = (await gateway.client.get("/integritet")).text
    assert "14 dagar" in text
    assert "20 minuter" in text
    assert "30" not in text


async def test_an_unknown_page_is_a_page_for_people_and_a_problem_for_programs(gateway: Gateway) -> None:
    page = await gateway.client.get("/finns-inte", headers={"accept": "text/html,*/*"})
    program = await gateway.client.get("/api/finns-inte", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "Sidan finns inte" in page.text
    assert "Till startsidan och chatten" in page.text
    assert program.headers["content-type"] == "application/problem+json"


async def test_the_chat_works_without_javascript(gateway: Gateway) -> None:
    page = await gateway.client.get("/chatt")
    answered = await send(gateway, page, text="Vad tjänar en svetsare?", language="easy")
    assert "Du skrev: Vad tjänar en svetsare?" in answered.text
    assert gateway.engine.sent[0].metadata["easy"] is True
    button = next(
        attributes for attributes in Outline(answered.text).all("button") if attributes.get("name") == "button"
    )
    pressed = await send(gateway, answered, button=str(button["value"]))
    assert gateway.engine.sent[1].message == '/ask_salary{"occupation": "svetsare"}'
    assert pressed.text.count('class="answer') == 2
    cleared = await send(gateway, pressed, action="clear")
    assert "Chatten är rensad." in cleared.text
    assert 'class="answer' not in cleared.text
    with Session(gateway.database) as session:
        assert session.scalars(select(ChatTurn)).all() == []


async def test_a_page_sent_twice_is_one_turn(gateway: Gateway) -> None:
    page = await gateway.client.get("/chatt")
    first, again = await send(gateway, page, text="Hej"), await send(gateway, page, text="Hej")
    assert len(gateway.engine.sent) == 1
    assert fields_of(first)["session"] == fields_of(again)["session"]


@pytest.mark.parametrize("token", ["", "x", "1-2-3", "-", "1700000000-" + "0" * 32 + "-" + "0" * 32])
async def test_a_form_that_is_not_ours_is_refused_and_the_words_stay(gateway: Gateway, token: str) -> None:
    page = await gateway.client.post("/chatt", data={"token": token, "text": "Min långa fråga"})
    assert page.status_code == 422
    assert "Min långa fråga" in page.text
    assert "Ladda om" in page.text
    assert gateway.engine.sent == []


async def test_an_old_form_is_refused(gateway: Gateway) -> None:
    page = await gateway.client.get("/chatt")
    gateway.clock.wait(hours=5)
    assert (await send(gateway, page, text="Hej")).status_code == 422


async def test_what_is_wrong_is_said_and_tied_to_the_field(gateway: Gateway) -> None:
    page = await gateway.client.get("/chatt")
    refused = await send(gateway, page, text="  ")
    assert refused.status_code == 422
    outline = Outline(refused.text)
    field = outline.all("textarea")[0]
    assert field["aria-invalid"] == "true"
    assert "problem" in str(field["aria-describedby"]).split()
    assert "Skriv en fråga först." in refused.text
    assert "<title>Fel:" in refused.text


async def test_a_conversation_that_ended_meanwhile_begins_anew_with_the_same_words(gateway: Gateway) -> None:
    answered = await send(gateway, await gateway.client.get("/chatt"), text="Hej")
    gateway.clock.wait(minutes=45)
    again = await send(gateway, answered, text="Är du kvar?")
    assert again.status_code == 200
    assert fields_of(again)["session"] != fields_of(answered)["session"]


async def test_care_is_shown_once_and_is_gone_at_the_next_message(gateway: Gateway) -> None:
    cared_for = await send(gateway, await gateway.client.get("/chatt"), text="jag vill dö")
    assert "Du är inte ensam" in cared_for.text
    assert "vill dö" not in cared_for.text
    later = await send(gateway, cared_for, text="Vad tjänar en svetsare?")
    assert "Du är inte ensam" not in later.text


async def test_cards_tables_sources_and_marks_are_shown_and_nothing_of_the_data_is_html(
    database_engine: Engine, tmp_path: Path
) -> None:  # fmt: skip
    worst = "\"'><img src=x onerror=alert(1)>"
    payload = {
        "topic": "ask_employers",
        "items": [
            {
                "kind": "employer", "name": "Verkstaden", "municipality": "Trollhättan", "distance_km": 3.6,
                "offers": ["Prao", worst],
                "website": "javascript:alert(1)", "contact": {"role": "praktiksamordnare", "phone": "0520-00 00 00"},
                "demo": True,
            },
            {"kind": "comparison", "columns": ["Svetsare", worst], "rows": [{"label": "Lön", "cells": ["35 500 kr"]}]},
            {"kind": "salary", "label": "Svetsare", "monthly_sek": 35500, "statistic": "median"},
            {"kind": "fact", "label": "Timlön", "value": worst},
            {"kind": "step", "order": 1, "name": "Industritekniska", "level": "Gymnasiet", "length": "3 år"},
            {"kind": "hologram", "label": "okänd sort"},
            "skräp", None, {"kind": "employer", "offers": 7, "contact": 7, "distance_km": "x"},
        ],
        "sources": [{"name": "Yrkesbarometern", "publisher": "Arbetsförmedlingen", "published": "2025-12", "url": "https://example.org/"}],
        "notes": [worst],
    }  # fmt: skip
    text = f"**Tre** arbetsgivare:\n\n- en https://example.org/a.\n- två {worst}\n\n[x](javascript:alert(1))"
    engine = FakeEngine(script=lambda _message: (EngineMessage(text, (EngineButton(worst, "/x"),), payload),))
    async with open_gateway(database_engine, tmp_path, engine=engine) as gateway:
        page = await send(gateway, await gateway.client.get("/chatt"), text="Vilka företag finns?")
    outline = Outline(page.text)
    assert not outline.all("img")
    assert all(not str(attributes.get("href")).startswith("javascript") for attributes in outline.all("a"))
    for told in (
        "<strong>Tre</strong>", 'href="https://example.org/a"', "4 km bort", "Exempel – inte en riktig arbetsgivare",
        "35\u00a0500 kr i månaden",
        "Arbetsförmedlingen, Yrkesbarometern 2025", 'href="tel:0520000000"', '<th role="rowheader" scope="row">Lön</th>',
        '<td role="cell">–</td>',
    ):  # fmt: skip
        assert told in page.text, told
    assert "okänd sort" not in page.text
    assert "<details" not in page.text


async def test_several_sources_are_folded_and_each_has_its_link(database_engine: Engine, tmp_path: Path) -> None:
    sources = [
        {"name": f"Källan {number}", "publisher": "SCB", "url": f"https://example.org/{number}"} for number in (1, 2)
    ]
    engine = FakeEngine(
        script=lambda _message: (EngineMessage("Hej", (), {"topic": "ask_salary", "sources": sources}),)
    )
    async with open_gateway(database_engine, tmp_path, engine=engine) as gateway:
        page = await send(gateway, await gateway.client.get("/chatt"), text="Vad tjänar en svetsare?")
    assert "<summary>Källor (2)</summary>" in page.text
    assert [link["href"] for link in Outline(page.text).all("a") if "example.org" in str(link["href"])] == [
        "https://example.org/1", "https://example.org/2",
    ]  # fmt: skip


async def test_a_schools_own_page_greets_and_tells_its_counsellor(database_engine: Engine, tmp_path: Path) -> None:
    site = Site(
        "skolan", "Exempelskolan", greeting="Hej från skolan!", counsellor_name="Syv-expeditionen",
        counsellor_phone="0500-00 00 00", starters=("Jag gillar bilar",),
    )  # fmt: skip
    with committing(database_engine) as session:
        save_site(session, site)
    async with open_gateway(database_engine, tmp_path) as gateway:
        page = await gateway.client.get("/chatt?site=skolan")
        await send(gateway, page, starter="Jag gillar bilar")
        unknown = await gateway.client.get("/chatt?site=finns-inte")
    assert "Hej från skolan!" in page.text
    assert 'href="tel:0500-000000"' in page.text or 'href="tel:0500000000"' in page.text
    assert re.search(r'href="/integritet\?site=skolan"', page.text)
    assert gateway.engine.sent[0].message == "Jag gillar bilar"
    assert unknown.status_code == 200


async def test_an_obstacle_can_be_told_and_is_stored_without_personal_data(gateway: Gateway) -> None:
    page = await gateway.client.get("/tillganglighet")
    message = {**fields_of(page), "text": "Knappen syns inte. Ring 070-123 45 67", "reply_to": "elev@example.com"}
    sent = await gateway.client.post("/tillganglighet", data=message)
    assert "Tack! Ditt meddelande är sparat" in sent.text
    with Session(gateway.database) as session:
        stored = session.scalars(select(SiteMessage)).one()
    assert (stored.kind, stored.reply_to) == ("accessibility", "elev@example.com")
    assert stored.text.startswith("Knappen syns inte.")
    assert "123 45 67" not in stored.text


async def test_an_obstacle_without_words_or_a_form_of_ours_is_refused(gateway: Gateway) -> None:
    page = await gateway.client.get("/tillganglighet")
    empty = await gateway.client.post("/tillganglighet", data={**fields_of(page), "text": " "})
    foreign = await gateway.client.post("/tillganglighet", data={"token": "x", "text": "Hej"})
    long = await gateway.client.post("/tillganglighet", data={**fields_of(page), "text": "å" * 2001})
    assert (empty.status_code, foreign.status_code, long.status_code) == (422, 422, 422)
    with Session(gateway.database) as session:
        assert session.scalars(select(SiteMessage)).all() == []


async def test_distress_in_the_obstacle_form_is_met_with_help_and_not_stored(gateway: Gateway) -> None:
    page = await gateway.client.get("/tillganglighet")
    sent = await gateway.client.post("/tillganglighet", data={**fields_of(page), "text": "jag vill dö"})
    assert "112" in sent.text
    with Session(gateway.database) as session:
        assert session.scalars(select(SiteMessage)).all() == []
