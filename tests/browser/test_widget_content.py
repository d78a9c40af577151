"""What the widget shows and offers: facts with their sources, starters of the place, feedback, keeping, reading aloud."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from chat_page import ChatPage
from fake_gateway import FakeGateway, Fault
from playwright.sync_api import BrowserContext, expect

pytestmark = pytest.mark.browser

DEVICE_VOICES = """
window.spoken = [];
const voices = [
  { lang: 'sv-SE', name: 'Molnet', localService: false },
  { lang: 'sv-SE', name: 'Alva', localService: true },
];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => voices, cancel: () => {}, speak: (words) => window.spoken.push([words.voice.name, words.text]),
} });
"""


def test_the_greeting_says_what_it_is_and_offers_questions_of_the_county(chat: ChatPage) -> None:
    greeting = chat.page.locator(".greeting")
    expect(greeting).to_contain_text("en robot som hjälper dig")
    expect(greeting).to_contain_text("yrken som behöver folk där du bor")
    assert greeting.locator(".choices button").all_inner_texts() == [
        "Vilka jobb behöver folk i Västra Götaland?",
        "Jag vet inte vad jag vill bli",
        "Hitta en praoplats i Västra Götaland",
        "Vad tjänar en svetsare?",
    ]
    chat.press("Vad tjänar en svetsare?")
    expect(chat.answers).to_contain_text("35 500 kr i månaden")
    assert chat.gateway.received[0]["text"] == "Vad tjänar en svetsare?"
    assert chat.gateway.received[0]["county"] == "14"


def test_a_site_s_own_greeting_starters_languages_and_place_are_used(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    chat = ChatPage(new_context().new_page(), gateway).visit(attributes='site="skolan"').open()
    greeting = chat.page.locator(".greeting")
    expect(greeting).to_contain_text("Hej och välkommen till Trollhättans Syvbot!")
    expect(greeting).to_contain_text("en robot som hjälper dig")
    assert greeting.locator(".choices button").count() == 3
    chat.press("Meny")
    assert chat.page.locator("option").all_inner_texts() == ["Svenska", "English", "العربية", "Soomaali"]
    assert greeting.locator(".languages button").all_inner_texts() == ["English", "العربية", "Soomaali"]
    chat.keys("Escape")
    chat.ask_and_wait("hej")
    assert chat.gateway.received[0]["municipality"] == "1488"


def test_a_site_that_cannot_be_read_leaves_a_working_chat(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    chat = ChatPage(new_context().new_page(), gateway).visit(attributes='site="okand"').open()
    chat.ask_and_wait("hej")


def test_an_employer_s_card_says_where_what_and_how_sure(chat: ChatPage) -> None:
    chat.ask_and_wait("företag nära mig")
    cards = chat.page.locator(".card")
    first = cards.nth(0).inner_text()
    for part in (
        "Exempelverkstaden i Trollhättan (demo)",
        "Trollhättan · nära dig",
        "Studiebesök",
        "praktiksamordnare",
    ):
        assert part in first
    assert "Exempel – inte en riktig arbetsgivare" in first
    assert "14 km bort" in cards.nth(1).inner_text()
    assert "inte bekräftad av företaget" in cards.nth(2).inner_text()
    link = cards.nth(0).get_by_role("link", name="Webbplats: Exempelverkstaden")
    expect(link).to_have_attribute("href", "https://example.org/verkstad")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(link).to_contain_text("öppnas i ny flik")
    assert cards.nth(0).get_by_role("link", name="0520-00 00 00").get_attribute("href") == "tel:0520000000"
    expect(chat.page.locator(".sources")).to_have_text("Källa: Regionen, Syvbots register över arbetsgivare 2026")


def test_a_comparison_is_a_table_with_headers(chat: ChatPage) -> None:
    chat.ask_and_wait("jämför")
    table = chat.page.get_by_role("table", name="Jämförelse")
    assert table.get_by_role("columnheader").all_inner_texts() == ["Svetsare", "CNC-operatör"]
    assert table.get_by_role("rowheader").count() == 4


def test_several_sources_are_folded_under_the_names_of_those_who_publish_them(chat: ChatPage) -> None:
    chat.ask_and_wait("jämför")
    sources = chat.page.locator(".sources")
    assert sources.inner_text() == "Källor: Arbetsförmedlingen, Syvbot"
    sources.locator("summary").focus()
    chat.keys("Enter")
    assert sources.get_by_role("listitem").all_text_contents() == [
        "Arbetsförmedlingen, Yrkesbarometern 2025 (öppnas i ny flik)",
        "Syvbot, Allmän kunskap om yrken",
    ]
    link = sources.get_by_role("link", name="Yrkesbarometern 2025")
    expect(link).to_have_attribute("href", "https://example.org/yrkesbarometern")
    assert chat.violations() == []


def test_a_comparison_of_long_words_shows_both_sides_on_a_phone(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    chat = ChatPage(context.new_page(), gateway).visit().open().ask_and_wait("arbetsmarknad")
    assert chat.page.locator(".wide").evaluate("(table) => table.scrollWidth <= table.clientWidth")
    cut = chat.page.locator("th, td").evaluate_all(
        "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    )
    assert cut == 0
    # Three sides do not fit: the table scrolls within itself, also by keyboard.
    chat.ask_and_wait("tre sidor")
    wide = chat.page.get_by_role("group", name="Jämförelse").last
    wide.focus()
    chat.keys("ArrowRight")
    chat.page.wait_for_function("(table) => table.scrollLeft > 0", arg=wide.element_handle())
    assert chat.keep_picture("phone_comparison_of_three").violations() == []


def test_steps_are_an_ordered_list_and_salaries_have_their_source(chat: ChatPage) -> None:
    chat.ask_and_wait("väg till svetsare").ask_and_wait("vad tjänar hen")
    assert chat.page.locator("ol.steps > li").count() == 3
    expect(chat.answers.last).to_contain_text("Källa: SCB, Lönestrukturstatistik 2025 (uppgift i andra hand)")
    expect(chat.answers.last).not_to_contain_text("Okänd sort")


def test_links_in_a_text_keep_their_full_stop_outside(chat: ChatPage) -> None:
    chat.ask_and_wait("hej")
    links = chat.answers.locator("a")
    assert [link.get_attribute("href") for link in links.all()] == [
        "https://example.org/sida",
        "mailto:syv@example.com",
    ]


def test_a_pupil_in_distress_sees_help_first_and_can_leave_at_once(chat: ChatPage) -> None:
    chat.ask_and_wait("jag är ledsen")
    notice = chat.page.locator(".notice.care")
    expect(notice).to_contain_text("Du är inte ensam")
    assert notice.get_by_role("link", name="116111").get_attribute("href") == "tel:116111"
    assert chat.answers.get_by_role("button", name="Dåligt svar").count() == 0
    chat.press("Rensa och stäng chatten nu")
    expect(chat.page.locator("#panel")).to_be_hidden()
    chat.wait_until_forgotten().open()
    expect(chat.said).to_have_count(0)


def test_talking_to_a_counsellor_is_always_one_press_away(chat: ChatPage) -> None:
    chat.press("Prata med syv")
    expect(chat.answers).to_have_count(1)
    assert chat.gateway.received[0]["text"] == "Jag vill prata med en studie- och yrkesvägledare"


def test_the_counsellor_s_contact_stands_by_when_all_else_fails(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    chat = ChatPage(new_context().new_page(), gateway).visit(attributes='site="skolan"').open()
    expect(chat.page.locator(".greeting")).to_contain_text("Trollhättans")
    gateway.faults = [Fault(status=500), Fault(status=500)]
    chat.ask("hej")
    expect(chat.page.locator(".error")).to_contain_text(
        "Du kan också kontakta din syv: Syv-expeditionen, syv@example.com"
    )


def test_a_thumb_is_sent_with_a_comment_when_one_is_given(chat: ChatPage, gateway: FakeGateway) -> None:
    chat.ask_and_wait("hej").press("Dåligt svar")
    chat.page.get_by_label("Vill du berätta mer?").fill("Det var fel skola")
    chat.answers.get_by_role("button", name="Skicka").click()
    expect(chat.page.get_by_role("button", name="Dåligt svar")).to_be_focused()
    message = chat.stored["shared"]["turns"][0]["answers"][0]["id"]
    assert gateway.feedback == [
        {"message": message, "rating": -1},
        {"message": message, "rating": -1, "comment": "Det var fel skola"},
    ]
    assert chat.times_heard("Tack för att du berättar!") == 2


def test_a_thumb_that_cannot_be_sent_says_so(chat: ChatPage, gateway: FakeGateway) -> None:
    chat.ask_and_wait("hej")
    gateway.down = True
    chat.press("Bra svar")
    expect(chat.answers).to_contain_text("Det gick inte att skicka. Försök igen.")
    expect(chat.page.get_by_role("button", name="Bra svar")).to_have_attribute("aria-pressed", "false")


def test_the_conversation_is_saved_as_a_text_file(chat: ChatPage) -> None:
    chat.ask_and_wait("företag nära mig").ask_and_wait("jämför").press("Meny")
    with chat.page.expect_download() as download:
        chat.press("Spara chatten som text")
    assert download.value.suggested_filename == "min-chatt-med-syvbot.txt"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    for part in (
        "Du: företag nära mig",
        "Syvbot: Här är tre arbetsgivare",
        "Vänersborg · 14 km bort",
        "Källa: Regionen",
        "Arbetsförmedlingen, Yrkesbarometern 2025",
    ):
        assert part in " ".join(text.split())
    assert chat.page.locator("details[open]").count() == 0


def test_the_conversation_is_printed_without_the_page_around_it(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context()
    context.add_init_script(
        """window.print = () => {
            window.parent.printed = document.body.innerText;
            window.parent.presses = document.querySelectorAll('button,form,input').length;
        };"""
    )
    chat = ChatPage(context.new_page(), gateway).visit().open()
    chat.ask_and_wait("företag nära mig").ask_and_wait("jämför").ask_and_wait("jag är ledsen").press("Meny")
    chat.press("Skriv ut chatten")
    printed = chat.page.evaluate("window.printed")
    assert chat.page.evaluate("window.presses") == 0
    assert "Studiebesök, Prao, Sommarjobb" in printed
    assert "Arbetsförmedlingen, Yrkesbarometern 2025" in printed
    assert "öppnas i ny flik" not in printed
    assert "Provsmide i Vänersborg" in printed
    assert "Exempelskolan" not in printed
    assert "Visa fler företag" not in printed
    assert chat.errors == []


def test_answers_are_read_aloud_with_the_device_s_own_voice_only(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context()
    context.add_init_script(DEVICE_VOICES)
    chat = ChatPage(context.new_page(), gateway).visit().open().ask_and_wait("jämför")
    chat.press("Läs upp svaret")
    voice, words = chat.page.evaluate("window.spoken[0]")
    assert voice == "Alva"
    assert "Så här skiljer de sig åt" in words
    assert "Fogar ihop metall" in words
    expect(chat.page.get_by_role("button", name="Läs upp svaret")).to_have_attribute("aria-pressed", "true")
    chat.press("Läs upp svaret")
    expect(chat.page.get_by_role("button", name="Läs upp svaret")).to_have_attribute("aria-pressed", "false")
    chat.press("Meny")
    chat.page.get_by_role("switch", name="Läs upp svaren").check()
    chat.keys("Escape")
    chat.ask_and_wait("hej")
    assert len(chat.page.evaluate("window.spoken")) == 2


def test_a_device_without_a_voice_says_so(chat: ChatPage) -> None:
    chat.ask_and_wait("hej").press("Läs upp svaret")
    expect(chat.answers).to_contain_text("Det finns ingen röst för språket")


def test_the_text_size_is_kept_over_pages(chat: ChatPage) -> None:
    before = chat.page.locator(".greeting p").first.evaluate("(p) => parseFloat(getComputedStyle(p).fontSize)")
    chat.press("Meny")
    chat.page.get_by_label("Större").check()
    chat.page.reload()
    after = chat.page.locator(".greeting p").first.evaluate("(p) => parseFloat(getComputedStyle(p).fontSize)")
    assert after == pytest.approx(before * 1.2)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000", "#ffffff", 21),
        ("#767676", "#fff", 4.54),
        ("#777777", "#fff", 4.48),
        ("#fff", "#fff", 1),
        ("red", "#fff", 0),
    ],
)
def test_contrast_is_counted_as_the_guidelines_say(chat: ChatPage, one: str, other: str, ratio: float) -> None:
    counted = chat.page.evaluate(
        "async ([one, other]) => (await import('/widget/theme.js')).contrast(one, other)", [one, other]
    )
    assert counted == pytest.approx(ratio, abs=0.01)
