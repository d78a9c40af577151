"""The widget on a bad network: nothing said is lost, nothing is sent or shown twice, and tabs agree."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from chat_page import ChatPage
from fake_gateway import FakeGateway, Fault
from playwright.sync_api import BrowserContext, expect

pytestmark = pytest.mark.browser


def test_what_is_said_offline_is_sent_once_when_the_network_is_back(chat: ChatPage, gateway: FakeGateway) -> None:
    chat.ask_and_wait("hej")
    chat.page.context.set_offline(True)
    chat.ask("är du där").ask("och nu då")
    expect(chat.page.locator(".banner")).to_have_text(
        "Du är inte uppkopplad. Det du skriver skickas när nätet är tillbaka."
    )
    expect(chat.said.nth(1)).to_contain_text("Väntar på att skickas")
    assert chat.times_heard("Du är inte uppkopplad") == 1
    chat.page.context.set_offline(False)
    expect(chat.answers).to_have_count(3)
    expect(chat.page.locator(".banner")).to_be_hidden()
    assert [message["text"] for message in gateway.received] == ["hej", "är du där", "och nu då"]
    assert [chat.times_heard(f"Du skrev: {text}") for text in ("är du där", "och nu då")] == [1, 1]


@pytest.mark.parametrize("cut", ["before", "after"])
def test_a_connection_that_breaks_is_tried_again_with_the_same_id(
    chat: ChatPage, gateway: FakeGateway, cut: str
) -> None:
    gateway.faults = [Fault(cut=cut)]
    chat.ask_and_wait("hej")
    assert len({message["id"] for message in gateway.received}) == 1
    assert gateway.turns == 1
    assert chat.times_heard("Du skrev: hej") == 1
    expect(chat.said).to_have_count(1)


def test_a_gateway_that_restarts_is_told_and_waited_for(chat: ChatPage, gateway: FakeGateway) -> None:
    gateway.down = True
    chat.ask("hej")
    expect(chat.page.locator(".banner")).to_have_text("Vi når inte Syvbot just nu. Försöker igen …")
    gateway.down = False
    expect(chat.answers).to_have_count(1)
    assert gateway.turns == 1


@pytest.mark.parametrize(
    "body", ['{"session": "x", "messages": []}', "", "<html>", '{"session":"s","messages":[{"id"', "null", "[]"]
)
def test_an_empty_or_broken_answer_is_never_shown_as_one(chat: ChatPage, gateway: FakeGateway, body: str) -> None:
    gateway.faults = [Fault(body=body or " "), Fault(body=body or " ")]
    chat.ask("hej")
    expect(chat.page.get_by_role("button", name="Försök igen")).to_be_visible()
    chat.press("Försök igen")
    expect(chat.answers).to_have_count(1)
    assert gateway.turns == 1


def test_too_many_messages_wait_as_long_as_the_gateway_asks(chat: ChatPage, gateway: FakeGateway) -> None:
    gateway.faults = [Fault(status=429, retry_after=1)]
    chat.ask_and_wait("hej")
    assert gateway.turns == 1


def test_a_refused_text_is_explained_and_not_sent_again(chat: ChatPage, gateway: FakeGateway) -> None:
    gateway.faults = [Fault(status=422)]
    chat.ask("hej")
    expect(chat.said).to_contain_text("Det gick inte att skicka.")
    expect(chat.page.get_by_role("button", name="Försök igen")).to_have_count(0)
    chat.ask_and_wait("hej igen")
    assert [message["text"] for message in gateway.received] == ["hej", "hej igen"]


def test_an_offer_that_has_grown_too_old_is_said_in_words(chat: ChatPage, gateway: FakeGateway) -> None:
    chat.ask_and_wait("hej")
    gateway.faults = [Fault(status=422)]
    chat.press("Nej tack")
    expect(chat.answers).to_have_count(2)
    assert "button" in gateway.received[1]
    assert gateway.received[2]["text"] == "Nej tack"


def test_a_session_that_has_ended_is_begun_anew_without_the_pupil_noticing(
    chat: ChatPage, gateway: FakeGateway
) -> None:
    chat.ask_and_wait("hej ett")
    gateway.sessions.clear()
    chat.ask_and_wait("hej två")
    assert "session" not in gateway.received[-1]
    expect(chat.said).to_have_count(2)


def test_the_conversation_survives_a_change_of_page(chat: ChatPage, gateway: FakeGateway) -> None:
    chat.ask_and_wait("företag nära mig").press("Bra svar")
    chat.field.fill("ett utkast")
    chat.page.get_by_role("link", name="Nästa sida").click()
    expect(chat.page).to_have_title("Exempelskolan, sida två")
    expect(chat.page.locator("#panel")).to_be_visible()
    expect(chat.answers).to_have_count(1)
    expect(chat.page.get_by_role("button", name="Bra svar")).to_have_attribute("aria-pressed", "true")
    assert chat.field.input_value() == "ett utkast"
    session = gateway.received[0].get("session"), next(iter(gateway.sessions))
    chat.ask_and_wait("hej")
    assert gateway.received[-1]["session"] == session[1]


def test_a_page_change_in_mid_answer_loses_nothing(chat: ChatPage, gateway: FakeGateway) -> None:
    chat.ask_and_wait("hej ett")
    gateway.delay = 1.5
    chat.ask("hej två")
    chat.page.wait_for_timeout(400)
    chat.page.reload()
    gateway.delay = 0
    expect(chat.answers).to_have_count(2)
    assert gateway.turns == 2
    assert chat.times_heard("Du skrev: hej två") == 1
    assert chat.times_heard("Du skrev: hej ett") == 0


def test_even_the_first_message_survives_a_page_change_in_mid_answer(chat: ChatPage, gateway: FakeGateway) -> None:
    gateway.delay = 1.5
    chat.ask("hej")
    chat.page.wait_for_timeout(400)
    chat.page.reload()
    gateway.delay = 0
    expect(chat.answers).to_have_count(1)
    assert gateway.turns == 1


def test_a_reply_that_came_while_away_is_fetched(chat: ChatPage, gateway: FakeGateway) -> None:
    chat.ask_and_wait("hej")
    session = next(iter(gateway.sessions))
    gateway.sessions[session].append({"id": "m-later", "role": "bot", "text": "Syv har svarat dig."})
    chat.page.reload()
    expect(chat.answers).to_have_count(2)
    assert chat.times_heard("Syv har svarat dig.") == 1


def test_closing_the_tab_forgets(gateway: FakeGateway, new_context: Callable[..., BrowserContext]) -> None:
    context = new_context()
    first = ChatPage(context.new_page(), gateway).visit().open().ask_and_wait("hemligt")
    first.page.close()
    second = ChatPage(context.new_page(), gateway).visit().open()
    expect(second.said).to_have_count(0)
    assert second.page.evaluate("localStorage.length + document.cookie.length") == 0


def test_a_conversation_older_than_a_session_is_not_shown_to_the_next_pupil(chat: ChatPage) -> None:
    chat.ask_and_wait("hemligt")
    chat.page.evaluate(
        """() => {
            const [key] = Object.keys(sessionStorage).filter((name) => name.startsWith('syv-chat'));
            const kept = JSON.parse(sessionStorage.getItem(key));
            sessionStorage.setItem(key, JSON.stringify({ ...kept, at: Date.now() - 31 * 60000 }));
        }"""
    )
    chat.page.reload()
    expect(chat.page.locator(".greeting")).to_be_visible()
    expect(chat.said).to_have_count(0)


def test_two_tabs_show_the_same_turns_in_the_same_order(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context()
    one = ChatPage(context.new_page(), gateway).visit().open().ask_and_wait("hej ett")
    two = ChatPage(context.new_page(), gateway).visit().open()
    expect(two.answers).to_have_count(1)
    two.ask_and_wait("hej två")
    expect(one.answers).to_have_count(2)
    one.ask_and_wait("hej tre")
    expect(two.answers).to_have_count(3)
    assert one.page.locator(".log ol").first.inner_text() == two.page.locator(".log ol").first.inner_text()
    assert len({message["session"] for message in gateway.received[1:]}) == 1
    assert gateway.turns == 3
    assert [tab.times_heard("Du skrev: hej tre") for tab in (one, two)] == [1, 1]


def test_clearing_in_one_tab_clears_the_other_and_the_gateway(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context()
    one = ChatPage(context.new_page(), gateway).visit().open().ask_and_wait("hej ett")
    two = ChatPage(context.new_page(), gateway).visit().open()
    expect(two.answers).to_have_count(1)
    two.press("Meny").press("Rensa chatten").press("Ja, rensa")
    expect(one.said).to_have_count(0)
    expect(two.said).to_have_count(0)
    one.page.reload()
    expect(one.page.locator(".greeting")).to_be_visible()
    expect(one.said).to_have_count(0)
    two.wait_until_forgotten()
    assert "hej ett" not in str(one.stored)


def test_clearing_while_offline_deletes_at_the_gateway_as_soon_as_it_can(chat: ChatPage) -> None:
    chat.ask_and_wait("hemligt")
    chat.page.context.set_offline(True)
    chat.press("Meny").press("Rensa chatten").press("Ja, rensa")
    expect(chat.said).to_have_count(0)
    chat.page.context.set_offline(False)
    chat.wait_until_forgotten()


def test_clearing_while_an_answer_is_on_its_way_forgets_that_one_too(chat: ChatPage, gateway: FakeGateway) -> None:
    gateway.delay = 1
    chat.ask("hemligt")
    chat.page.wait_for_timeout(200)
    chat.press("Meny").press("Rensa chatten").press("Ja, rensa")
    gateway.delay = 0
    chat.ask_and_wait("något annat")
    chat.page.wait_for_timeout(1300)
    expect(chat.said).to_have_count(1)
    assert [line["text"] for lines in gateway.sessions.values() for line in lines if line["role"] == "pupil"] == [
        "något annat"
    ]


def test_answers_that_come_while_minimised_are_counted_on_the_launcher(chat: ChatPage, gateway: FakeGateway) -> None:
    gateway.delay = 0.6
    chat.ask("hej").press("Minimera chatten")
    expect(chat.page.locator(".badge")).to_have_text("1 nytt svar")
    chat.open()
    expect(chat.page.locator(".badge")).to_be_hidden()
    assert chat.times_heard("Du skrev: hej") == 1


def test_reading_further_up_is_not_disturbed_by_an_answer(chat: ChatPage, gateway: FakeGateway) -> None:
    chat.ask_and_wait("långt")
    gateway.delay = 0.8
    chat.ask("hej")
    chat.page.locator(".log").evaluate("(log) => { log.scrollTop = 0; }")
    expect(chat.answers).to_have_count(2)
    assert chat.page.locator(".log").evaluate("(log) => log.scrollTop") == 0
    chat.press("Hoppa till svaret")
    expect(chat.answers.last).to_be_in_viewport()
    assert "answer" in chat.focused


def test_a_long_answer_is_shown_from_its_beginning(chat: ChatPage) -> None:
    chat.ask_and_wait("hej").ask_and_wait("långt")
    expect(chat.said.last).to_be_in_viewport()
    expect(chat.answers.last.locator("p").nth(1)).to_be_in_viewport()


@pytest.mark.parametrize(("width", "height"), [(320, 256), (390, 844), (1280, 500)])
def test_a_conversation_that_has_not_begun_is_shown_from_its_greeting(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext], width: int, height: int
) -> None:
    chat = ChatPage(new_context(viewport={"width": width, "height": height}).new_page(), gateway).visit().open()
    expect(chat.page.locator(".greeting p").first).to_be_in_viewport()
