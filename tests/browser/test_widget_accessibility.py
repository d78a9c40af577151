"""The widget for every pupil: axe in every state and scheme, keyboard walks, what a screen reader hears, small windows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from chat_page import ChatPage
from fake_gateway import FakeGateway, Fault
from playwright.sync_api import BrowserContext, expect

pytestmark = pytest.mark.browser


def closed(chat: ChatPage) -> None:
    chat.press("Minimera chatten")


def greeting(chat: ChatPage) -> None:
    pass


def employers(chat: ChatPage) -> None:
    chat.ask_and_wait("företag nära mig")


def comparison(chat: ChatPage) -> None:
    chat.ask_and_wait("jämför svetsare och cnc")


def path_and_salary(chat: ChatPage) -> None:
    chat.ask_and_wait("väg till svetsare").ask_and_wait("vad tjänar hen")


def notices(chat: ChatPage) -> None:
    chat.ask_and_wait("jag är ledsen").ask_and_wait("det krånglar")


def menu(chat: ChatPage) -> None:
    chat.press("Meny").press("Rensa chatten")


def feedback(chat: ChatPage) -> None:
    chat.ask_and_wait("hej").press("Dåligt svar")
    expect(chat.page.get_by_label("Vill du berätta mer?")).to_be_visible()


def failure(chat: ChatPage) -> None:
    chat.gateway.faults = [Fault(status=500), Fault(status=500)]
    chat.ask("hej")
    expect(chat.page.get_by_role("button", name="Försök igen")).to_be_visible()


def offline(chat: ChatPage) -> None:
    chat.page.context.set_offline(True)
    chat.ask("hej")
    expect(chat.page.locator(".banner")).to_be_visible()
    chat.page.context.set_offline(False)


def slow(chat: ChatPage) -> None:
    chat.gateway.delay = 30
    chat.ask("hej")
    expect(chat.page.locator(".typing")).to_contain_text("Det tar lite längre tid")


def empty_question(chat: ChatPage) -> None:
    chat.press("Skicka")
    expect(chat.page.locator("#problem")).to_have_text("Skriv en fråga först.")


def arabic(chat: ChatPage) -> None:
    chat.ask_and_wait("مرحبا")
    expect(chat.page.locator(".root")).to_have_attribute("dir", "rtl")


STATES = [
    closed, greeting, employers, comparison, path_and_salary, notices, menu, feedback, failure, offline, slow,
    empty_question, arabic,
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext], state: Callable[[ChatPage], None], scheme: str
) -> None:
    chat = ChatPage(new_context(color_scheme=scheme, reduced_motion="reduce").new_page(), gateway).visit().open()
    state(chat)
    assert chat.keep_picture(f"desk_{scheme}_{state.__name__}").violations() == []


@pytest.mark.parametrize(
    "state",
    [closed, greeting, employers, comparison, path_and_salary, notices, menu, feedback, failure],
    ids=lambda state: state.__name__,
)
def test_axe_finds_nothing_on_a_phone_in_a_school_s_colours(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext], state: Callable[[ChatPage], None]
) -> None:
    context = new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    chat = ChatPage(context.new_page(), gateway).visit(attributes='site="skolan"').open()
    expect(chat.page.locator(".greeting")).to_contain_text("Trollhättans Syvbot")
    state(chat)
    assert chat.keep_picture(f"phone_{state.__name__}").violations() == []


def test_each_answer_is_heard_exactly_once_and_restored_history_not_at_all(chat: ChatPage) -> None:
    chat.ask_and_wait("hej ett").ask_and_wait("hej två")
    assert [chat.times_heard(f"Du skrev: hej {word}") for word in ("ett", "två")] == [1, 1]
    assert chat.times_heard("2 svarsförslag") == 2
    chat.page.wait_for_timeout(6500)
    assert len(chat.heard) == 2
    chat.page.reload()
    expect(chat.answers).to_have_count(2)
    chat.page.wait_for_timeout(300)
    assert chat.heard == []
    chat.ask_and_wait("hej tre")
    assert [line.splitlines()[0] for line in chat.heard] == ["Syvbot: Du skrev: hej tre"]


def test_the_log_itself_is_silent_and_has_no_second_live_region(chat: ChatPage) -> None:
    live = chat.page.locator("#panel [aria-live]:not([aria-live=off]):not(.count), #panel [role=log]")
    chat.ask_and_wait("hej")
    assert live.count() == 0


def test_typing_and_slowness_are_each_told_once(chat: ChatPage, gateway: FakeGateway) -> None:
    gateway.delay = 4
    chat.ask("hej")
    chat.page.wait_for_timeout(700)
    assert not chat.page.locator(".typing").is_visible()
    expect(chat.page.locator(".typing")).to_contain_text("Syvbot skriver")
    expect(chat.page.locator(".typing")).to_contain_text("Det tar lite längre tid")
    expect(chat.answers).to_have_count(1)
    assert not chat.page.locator(".typing").is_visible()
    assert [chat.times_heard(part) for part in ("skriver", "längre tid", "Du skrev")] == [1, 1, 1]


def test_a_quick_answer_shows_no_typing_sign(chat: ChatPage) -> None:
    chat.ask_and_wait("hej")
    chat.page.wait_for_timeout(1200)
    assert chat.times_heard("skriver …") == 0


def test_opening_asking_and_closing_by_keyboard_alone(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    chat = ChatPage(new_context().new_page(), gateway).visit()
    chat.keys("Tab", "Tab")
    assert "Fråga Syvbot" in chat.focused
    chat.keys("Enter")
    assert chat.focused == "Skriv din fråga"
    chat.page.keyboard.type("hej")
    chat.keys("Enter")
    expect(chat.answers).to_have_count(1)
    assert chat.focused == "Skriv din fråga"
    chat.keys("Escape")
    assert "Fråga Syvbot" in chat.focused
    assert chat.page.locator(".launcher").get_attribute("aria-expanded") == "false"


def test_a_suggested_reply_is_reached_from_the_field_and_gives_the_focus_back(chat: ChatPage) -> None:
    chat.ask_and_wait("hej")
    chat.keys("F6")
    assert "answer" in chat.focused
    for _ in range(6):
        chat.keys("Tab")
        if chat.focused == "Nej tack":
            break
    chat.keys("Enter")
    expect(chat.said.last).to_contain_text("Nej tack")
    assert chat.focused == "Skriv din fråga"
    # What was said is shown before it has reached the gateway.
    expect(chat.answers).to_have_count(2)
    assert chat.gateway.received[-1]["button"] == "b-no"
    # The offers of the answered message stay where they were: nobody has to hurry.
    expect(chat.answers.first.get_by_role("button", name="Nej tack")).to_be_visible()


def test_the_menu_opens_closes_and_clears_by_keyboard(chat: ChatPage) -> None:
    chat.ask_and_wait("hej")
    chat.keys("Shift+Tab")
    while "Meny" not in chat.focused:
        chat.keys("Shift+Tab")
    chat.keys("Enter")
    assert "Språk" in chat.focused
    chat.keys("Escape")
    assert chat.focused == "Meny"
    chat.keys("Enter")
    while chat.focused != "Rensa chatten":
        chat.keys("Tab")
    chat.keys("Enter")
    assert chat.focused == "Nej, behåll"
    chat.keys("Shift+Tab", "Enter")
    expect(chat.said).to_have_count(0)
    assert chat.focused == "Skriv din fråga"
    assert chat.times_heard("Chatten är rensad.") == 1
    chat.wait_until_forgotten()
    assert len(chat.gateway.forgotten) == 1


def test_tab_stays_in_a_full_screen_panel_and_leaves_a_desktop_one(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    phone = ChatPage(new_context(viewport={"width": 360, "height": 640}).new_page(), gateway).visit().open()
    assert phone.page.locator("#panel").get_attribute("aria-modal") == "true"
    seen = set()
    for _ in range(40):
        phone.keys("Tab")
        seen.add(phone.focused)
    assert "Nästa sida" not in seen
    assert {"Meny", "Skriv din fråga", "Minimera chatten"} <= seen
    desktop = ChatPage(new_context().new_page(), gateway).visit().open()
    assert desktop.page.locator("#panel").get_attribute("aria-modal") is None
    seen = set()
    for _ in range(40):
        desktop.keys("Tab")
        seen.add(desktop.focused)
    assert "Nästa sida" in seen


def test_an_answer_never_takes_the_focus(chat: ChatPage, gateway: FakeGateway) -> None:
    gateway.delay = 0.5
    chat.ask("hej")
    chat.press("Meny")
    before = chat.focused
    expect(chat.answers).to_have_count(1)
    assert chat.focused == before


def test_failure_is_told_and_the_way_on_is_a_button(chat: ChatPage) -> None:
    failure(chat)
    assert chat.times_heard("Det gick inte att få ett svar.") == 1
    expect(chat.said.last).to_contain_text("116 111")
    chat.press("Försök igen")
    expect(chat.answers).to_have_count(1)
    assert len({message["id"] for message in chat.gateway.received}) == 1


def test_the_count_appears_near_the_limit_and_the_text_stops_there(chat: ChatPage) -> None:
    chat.field.fill("a" * 390)
    expect(chat.page.locator(".count")).to_have_text("")
    chat.field.fill("a" * 450)
    expect(chat.page.locator(".count")).to_have_text("50 tecken kvar")
    chat.field.press("End")
    chat.page.keyboard.type("b" * 60)
    assert len(chat.field.input_value()) == 500


def test_shift_enter_makes_a_new_line_and_enter_sends(chat: ChatPage) -> None:
    chat.page.keyboard.type("rad ett")
    chat.keys("Shift+Enter")
    chat.page.keyboard.type("rad två")
    chat.keys("Enter")
    expect(chat.answers).to_have_count(1)
    assert chat.gateway.received[0]["text"] == "rad ett\nrad två"


VIEWPORTS = [(320, 256), (320, 640), (390, 844), (844, 390), (768, 1024), (1280, 800), (1920, 1080)]


@pytest.mark.parametrize(("width", "height"), VIEWPORTS)
@pytest.mark.parametrize("size", [0, 2])
def test_nothing_is_cut_off_or_scrolls_sideways(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext], width: int, height: int, size: int
) -> None:
    chat = ChatPage(new_context(viewport={"width": width, "height": height}).new_page(), gateway).visit().open()
    chat.ask_and_wait("företag nära mig").ask_and_wait("jämför")
    if size:
        chat.press("Meny")
        chat.page.get_by_label("Störst").check()
        chat.keys("Escape")
    chat.keep_picture(f"window_{width}x{height}_{size}")
    wide = chat.page.evaluate(
        """() => [...document.querySelector('syv-chat').shadowRoot.querySelectorAll('*')]
            .filter((part) => !part.closest('.wide,.spoken') && part.getClientRects().length)
            .filter((part) => part.getBoundingClientRect().right > innerWidth + 1 || part.getBoundingClientRect().left < -1)
            .map((part) => part.className || part.tagName)"""
    )
    assert wide == []
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    panel = chat.page.locator("#panel").bounding_box()
    assert panel is not None
    assert panel["y"] >= 0
    assert panel["y"] + panel["height"] <= height + 1
    chat.field.scroll_into_view_if_needed()
    expect(chat.field).to_be_in_viewport()


def test_text_spacing_of_the_reader_s_choice_cuts_nothing(chat: ChatPage) -> None:
    chat.ask_and_wait("företag nära mig")
    cut = chat.page.evaluate(
        """() => {
            const shadow = document.querySelector('syv-chat').shadowRoot;
            const sheet = new CSSStyleSheet();
            sheet.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}'
                + 'p{margin-bottom:2em!important}');
            shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
            return [...shadow.querySelectorAll('p,button,label,li,span')]
                .filter((part) => part.getClientRects().length && !part.closest('.spoken,.jump'))
                .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0)
                .map((part) => part.textContent);
        }"""
    )
    assert cut == []


def test_targets_are_large_enough(chat: ChatPage) -> None:
    chat.ask_and_wait("företag nära mig")
    small = chat.page.evaluate(
        """() => [...document.querySelector('syv-chat').shadowRoot.querySelectorAll('button,select,textarea')]
            .filter((part) => part.getClientRects().length && !part.matches('.jump'))
            .filter((part) => part.getBoundingClientRect().height < 24 || part.getBoundingClientRect().width < 24)
            .map((part) => part.outerHTML)"""
    )
    assert small == []


def test_nothing_moves_for_those_who_asked_for_stillness(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    chat = ChatPage(new_context(reduced_motion="reduce").new_page(), gateway).visit().open()
    slow(chat)
    assert chat.page.evaluate("document.querySelector('syv-chat').shadowRoot.getAnimations().length") == 0


def test_forced_colours_keep_edges_and_states(gateway: FakeGateway, new_context: Callable[..., BrowserContext]) -> None:
    chat = ChatPage(new_context(forced_colors="active").new_page(), gateway).visit().open()
    chat.ask_and_wait("hej").press("Bra svar")
    for part in (".send", ".choices button", ".said .body"):
        style = chat.page.locator(part).last.evaluate("(part) => getComputedStyle(part).borderTopStyle")
        assert style == "solid"
    pressed = chat.page.locator("[aria-pressed=true]").evaluate("(part) => getComputedStyle(part).outlineStyle")
    assert pressed == "solid"
    assert chat.keep_picture("forced_colours").violations() == []


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("fa", "rtl"), ("so", "ltr"), ("uk", "ltr"), ("fi", "ltr"), ("en", "ltr")],
)
def test_every_language_is_chosen_in_the_greeting_and_marked(chat: ChatPage, language: str, direction: str) -> None:
    chat.page.locator(f".languages [lang={language}]").click()
    root = chat.page.locator(".root")
    expect(root).to_have_attribute("lang", language)
    # Only the language that is asked for is fetched, and English lies in the widget itself.
    fetched = [url for url in chat.requests if "/texts/" in url]
    assert fetched == ([] if language == "en" else [f"{chat.gateway.url}/widget/texts/{language}.js"])
    expect(root).to_have_attribute("dir", direction)
    assert "Skriv din fråga" not in chat.page.locator(".composer").inner_text()
    chat.ask_and_wait("företag nära mig")
    assert chat.gateway.received[-1]["language"] == language
    assert chat.keep_picture(f"language_{language}").violations() == []
    box = chat.page.locator(".log").bounding_box()
    said = chat.page.locator(".said .body").bounding_box()
    assert box is not None
    assert said is not None
    on_the_left = said["x"] - box["x"] < box["width"] / 3
    assert on_the_left == (direction == "rtl")


def test_easy_swedish_is_a_switch_and_goes_with_the_next_message(chat: ChatPage) -> None:
    chat.press("Meny")
    switch = chat.page.get_by_role("switch", name="Lättläst svenska")
    switch.check()
    expect(switch).to_be_focused()
    chat.keys("Escape")
    chat.ask_and_wait("hej")
    assert chat.gateway.received[-1]["language"] == "easy"
    expect(chat.page.locator(".root")).to_have_attribute("lang", "sv")
