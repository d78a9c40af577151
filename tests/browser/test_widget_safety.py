"""The widget among hostile texts, pages and policies: text stays text, nothing remote is loaded, and it works all the same."""

from __future__ import annotations

import gzip
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from answers import HOSTILE_TEXTS
from chat_page import ChatPage
from fake_gateway import STATIC, FakeGateway
from playwright.sync_api import BrowserContext, expect

pytestmark = pytest.mark.browser

BROWSER_TESTS = Path(__file__).parent


def test_no_hostile_text_becomes_markup_script_or_a_live_link(chat: ChatPage) -> None:
    chat.ask_and_wait("hostile")
    chat.page.wait_for_timeout(300)
    assert chat.page.evaluate("window.pwned") is None
    shadow = chat.page.evaluate(
        """() => {
            const log = document.querySelector('syv-chat').shadowRoot.querySelector('.log');
            return {
                strange: log.querySelectorAll('img,script,iframe,b,object,embed,style,link,form[action]').length,
                handlers: [...log.querySelectorAll('*')].flatMap((part) => [...part.attributes])
                    .filter((attribute) => attribute.name.startsWith('on') || attribute.name === 'style').length,
                links: [...log.querySelectorAll('a')].map((link) => link.href),
                text: log.textContent,
            };
        }"""
    )
    assert shadow["strange"] == 0
    assert shadow["handlers"] == 0
    assert all(link.startswith(("https://example.org/", "mailto:", "tel:")) for link in shadow["links"])
    assert "&lt;script&gt;" in shadow["text"]
    assert "{{7*7}}" in shadow["text"]
    assert not set(shadow["text"]) & set("\u202e\u200b\u2066")
    assert "\u0301" * 4 not in shadow["text"]
    assert chat.errors == []
    assert chat.violations() == []


def test_hostile_answers_do_not_widen_the_panel(chat: ChatPage) -> None:
    chat.ask_and_wait("hostile")
    assert chat.page.locator(".log").evaluate("(log) => log.scrollWidth <= log.clientWidth")


@pytest.mark.parametrize("text", [text for text in HOSTILE_TEXTS if len(text) < 400])
def test_what_the_pupil_writes_is_shown_as_written(chat: ChatPage, text: str) -> None:
    chat.ask_and_wait(text)
    assert chat.page.evaluate("window.pwned") is None
    assert chat.page.locator(".said :is(img,svg,script,b,a)").count() == 0
    assert chat.gateway.received[0]["text"] == text.strip()


@pytest.mark.parametrize(
    ("primary", "on_primary"),
    [
        ("url(https://evil.example/x)", "#fff"),
        ("#fff;}*{display:none}", "#000"),
        ("red", "#fff"),
        ("#777777", "#999999"),
        ("#ffee00", "#000000"),
        ("#1234567", "#fff"),
        ("", "#fff"),
    ],
)
def test_a_colour_that_is_hostile_or_too_pale_is_refused(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext], primary: str, on_primary: str
) -> None:
    chat = ChatPage(new_context().new_page(), gateway)
    chat.visit(attributes=f'color-primary="{primary}" color-on-primary="{on_primary}"').open()
    bar = chat.page.locator(".bar").evaluate("(bar) => getComputedStyle(bar).backgroundColor")
    assert bar == "rgb(15, 76, 92)"


def test_a_readable_colour_of_the_page_is_worn_and_goes_before_that_of_the_site(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    chat = ChatPage(new_context().new_page(), gateway)
    chat.visit(attributes='site="skolan" color-primary="#005a2b" color-on-primary="#fff"').open()
    expect(chat.page.locator(".greeting")).to_contain_text("Trollhättans")
    assert chat.page.locator(".bar").evaluate("(bar) => getComputedStyle(bar).backgroundColor") == "rgb(0, 90, 43)"


def test_it_works_under_the_strictest_policy_and_asks_nobody_else(chat: ChatPage, gateway: FakeGateway) -> None:
    chat.ask_and_wait("företag nära mig").ask_and_wait("jämför").press("Meny").press("Stäng menyn").press("Bra svar")
    assert chat.errors == []
    assert all(url.startswith(gateway.url) for url in chat.requests)
    assert chat.page.context.cookies() == []


def test_it_works_on_another_host_s_page(gateway: FakeGateway, new_context: Callable[..., BrowserContext]) -> None:
    host = FakeGateway().start()
    try:
        chat = ChatPage(new_context().new_page(), gateway).visit(host=host.url, gateway=gateway.url).open()
        chat.ask_and_wait("hej")
        assert host.received == []
        assert chat.gateway.received[0]["page"] == f"{host.url}/sida"
        assert chat.errors == []
    finally:
        host.stop()


def test_a_hostile_style_sheet_of_the_page_does_not_reach_it(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    looks = """() => {
        const shadow = document.querySelector('syv-chat').shadowRoot;
        return ['.panel', '.field', '#field', '.send', '.greeting p', '.choices button'].map((name) => {
            const part = shadow.querySelector(name);
            const style = getComputedStyle(part);
            const { width, height, x, y } = part.getBoundingClientRect();
            return [width, height, x, y, style.fontSize, style.color, style.letterSpacing, style.textTransform, style.cursor,
                style.lineHeight, style.direction].join(' ');
        });
    }"""
    kind = ChatPage(new_context().new_page(), gateway).visit().open()
    hostile = ChatPage(new_context().new_page(), gateway).visit("/fientlig").open()
    hostile.ask_and_wait("hej")
    kind.ask_and_wait("hej")
    assert hostile.page.evaluate(looks) == kind.page.evaluate(looks)


def test_it_works_in_a_sandboxed_frame_without_storage(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context().new_page()
    page.goto(f"{gateway.url}/ram")
    frame = page.frame_locator("iframe")
    frame.locator("#field").fill("hej")
    frame.locator("#field").press("Enter")
    expect(frame.locator(".answer:not(.greeting)")).to_have_count(1)


def test_inline_it_fills_its_place_and_has_no_launcher(
    gateway: FakeGateway, new_context: Callable[..., BrowserContext]
) -> None:
    chat = ChatPage(new_context().new_page(), gateway).visit("/infogad")
    expect(chat.page.locator("#panel")).to_be_visible()
    expect(chat.page.locator(".launcher")).to_be_hidden()
    expect(chat.page.get_by_role("button", name="Minimera chatten")).to_be_hidden()
    chat.ask_and_wait("hej").keys("Escape")
    expect(chat.page.locator("#panel")).to_be_visible()
    assert chat.violations() == []


def test_the_widget_weighs_at_most_20_kilobytes_with_swedish_and_english() -> None:
    script = (STATIC / "widget.js").read_bytes()
    assert "Skriv din fråga".encode() in script
    assert b"Write your question" in script
    assert len(gzip.compress(script, 9)) <= 20_000


def test_the_built_file_is_what_the_modules_make(tmp_path: Path) -> None:
    built = tmp_path / "widget.js"
    subprocess.run(["npm", "run", "--silent", "build", "--", "--output", str(built)], cwd=BROWSER_TESTS, check=True)
    assert built.read_text(encoding="utf-8") == (STATIC / "widget.js").read_text(encoding="utf-8")


def test_the_types_hold() -> None:
    checked = subprocess.run(
        ["npm", "run", "--silent", "types"], cwd=BROWSER_TESTS, check=False, capture_output=True, text=True
    )
    assert checked.stdout + checked.stderr == ""


def test_every_text_is_used() -> None:
    texts = (STATIC / "widget" / "texts" / "sv.js").read_text(encoding="utf-8")
    code = "".join(file.read_text(encoding="utf-8") for file in (STATIC / "widget").glob("*.js"))
    keys = [
        line.split(":")[0].strip()
        for line in texts.splitlines()
        if line.startswith("  ") and not line.startswith("   ")
    ]
    names = [key for key in keys if key.isidentifier()]
    assert [name for name in names if f"exts.{name}" not in code and f"exts?.{name}" not in code] == []
