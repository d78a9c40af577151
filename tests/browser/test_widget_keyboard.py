"""The eight tasks of a pupil, each walked with a keyboard and nothing else: what is reached, and where the focus is after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from chat_page import ChatPage
from fake_gateway import FakeGateway, Fault
from playwright.sync_api import BrowserContext, expect

pytestmark = pytest.mark.browser
FIELD = "Skriv din fråga"


@pytest.fixture
def keyboard(gateway: FakeGateway, new_context: Callable[..., BrowserContext]) -> ChatPage:
    """A page that a pupil has just come to, the chat opened by keyboard."""
    chat = ChatPage(new_context().new_page(), gateway).visit()
    tab_to(chat, "Fråga Syvbot")
    chat.keys("Enter")
    return chat


def tab_to(chat: ChatPage, name: str, *, key: str = "Tab") -> None:
    """Presses Tab until the thing has the focus."""
    for _ in range(40):
        if chat.focused.startswith(name):
            return
        chat.keys(key)
    raise AssertionError(f"{name} is not reached by {key}; the focus is at {chat.focused}")


def write(chat: ChatPage, text: str) -> None:
    chat.page.keyboard.type(text)
    chat.keys("Enter")


def test_1_open(keyboard: ChatPage) -> None:
    assert keyboard.focused == FIELD
    expect(keyboard.page.get_by_role("dialog", name="Syvbot")).to_be_visible()


def test_2_ask(keyboard: ChatPage) -> None:
    write(keyboard, "hej")
    expect(keyboard.answers).to_have_count(1)
    assert keyboard.focused == FIELD


def test_3_pick_a_button(keyboard: ChatPage) -> None:
    tab_to(keyboard, "Vad tjänar en svetsare?", key="Shift+Tab")
    keyboard.keys("Space")
    expect(keyboard.said).to_have_text("Du: Vad tjänar en svetsare?")
    assert keyboard.focused == FIELD


def test_4_read_a_card(keyboard: ChatPage) -> None:
    write(keyboard, "företag nära mig")
    expect(keyboard.answers).to_have_count(1)
    keyboard.keys("F6")
    assert "answer" in keyboard.focused
    reached = []
    for _ in range(3):
        keyboard.keys("Tab")
        reached.append(keyboard.focused)
    assert reached[:2] == ["praktik@example.com", "0520-00 00 00"]
    assert reached[2].startswith("Webbplats: Exempelverkstaden i Trollhättan")
    keyboard.keys("F6", "F6")
    assert "answer" in keyboard.focused or keyboard.focused == FIELD


def test_5_hear_of_an_error_and_try_again(keyboard: ChatPage, gateway: FakeGateway) -> None:
    gateway.faults = [Fault(status=500), Fault(status=500)]
    write(keyboard, "hej")
    expect(keyboard.page.get_by_role("button", name="Försök igen")).to_be_visible()
    assert keyboard.times_heard("Det gick inte att få ett svar.") == 1
    assert keyboard.focused == FIELD
    tab_to(keyboard, "Försök igen", key="Shift+Tab")
    keyboard.keys("Enter")
    expect(keyboard.answers).to_have_count(1)
    assert keyboard.focused == FIELD


def test_6_put_it_in_other_words(keyboard: ChatPage) -> None:
    keyboard.keys("Enter")
    expect(keyboard.page.get_by_role("alert")).to_have_text("Skriv en fråga först.")
    assert keyboard.focused == FIELD
    assert keyboard.field.get_attribute("aria-invalid") == "true"
    write(keyboard, "hej")
    expect(keyboard.answers).to_have_count(1)
    assert keyboard.field.get_attribute("aria-invalid") is None
    write(keyboard, "jag menade något annat")
    expect(keyboard.answers).to_have_count(2)


def test_7_clear(keyboard: ChatPage) -> None:
    write(keyboard, "hej")
    expect(keyboard.answers).to_have_count(1)
    tab_to(keyboard, "Meny", key="Shift+Tab")
    keyboard.keys("Enter")
    tab_to(keyboard, "Rensa chatten")
    keyboard.keys("Enter")
    assert keyboard.focused == "Nej, behåll"
    tab_to(keyboard, "Ja, rensa", key="Shift+Tab")
    keyboard.keys("Enter")
    expect(keyboard.said).to_have_count(0)
    assert keyboard.focused == FIELD
    keyboard.wait_until_forgotten()


def test_8_close(keyboard: ChatPage) -> None:
    tab_to(keyboard, "Minimera chatten", key="Shift+Tab")
    keyboard.keys("Enter")
    expect(keyboard.page.locator("#panel")).to_be_hidden()
    assert keyboard.focused.startswith("Fråga Syvbot")
    keyboard.keys("Enter", "Escape")
    assert keyboard.focused.startswith("Fråga Syvbot")


def test_a_thumb_with_a_comment(keyboard: ChatPage, gateway: FakeGateway) -> None:
    write(keyboard, "hej")
    expect(keyboard.answers).to_have_count(1)
    keyboard.keys("F6")
    tab_to(keyboard, "Dåligt svar")
    keyboard.keys("Enter")
    expect(keyboard.page.get_by_label("Vill du berätta mer?")).to_be_in_viewport()
    tab_to(keyboard, "Vill du berätta mer?")
    keyboard.page.keyboard.type("fel skola")
    tab_to(keyboard, "Skicka")
    keyboard.keys("Enter")
    expect(keyboard.page.get_by_role("button", name="Dåligt svar")).to_be_focused()
    assert gateway.feedback[-1]["comment"] == "fel skola"


def test_another_language_in_the_menu(keyboard: ChatPage) -> None:
    tab_to(keyboard, "Meny", key="Shift+Tab")
    keyboard.keys("Enter")
    assert keyboard.focused.startswith("Språk")
    keyboard.keys("ArrowDown")
    expect(keyboard.page.locator(".root")).to_have_attribute("lang", "en")
    assert keyboard.focused.startswith("Language")
    keyboard.keys("Escape")
    assert keyboard.focused == "Menu"


def test_on_a_phone_no_frame_is_drawn_round_the_conversation_until_a_key_is_pressed(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    chat = ChatPage(context.new_page(), gateway).visit().open().ask_and_wait("hej")
    style = "(log) => getComputedStyle(log).outlineStyle"
    assert chat.focused == "Samtalet"
    assert chat.page.locator(".log").evaluate(style) == "none"
    chat.keys("ArrowUp")
    assert chat.page.locator(".log").evaluate(style) == "solid"
