"""The pages in a real browser: no barriers that a tool finds, no sideways scroll, no JavaScript needed, nothing from elsewhere.

The real widget talks to the real gateway here, under the gateway's own security policy.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.regional.session import create_database_engine
from tests.chromium import browser
from tests.gateway import Served

__all__ = ["browser"]
pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ("/", "/chatt", "/integritet", "/tillganglighet", "/finns-inte")
TEXT_SPACING = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-bottom:2em!important}"
)


@pytest.fixture(scope="module")
def served(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The gateway on a free port."""
    folder = tmp_path_factory.mktemp("browser")
    shutil.copy(migrated_sqlite, folder / "regional.db")
    database = create_database_engine(f"sqlite:///{folder / 'regional.db'}")
    running = Served(database, folder)
    yield running
    running.stop()
    database.dispose()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browser profiles."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "sv-SE", **options})
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


def find_barriers(page: Page) -> list[str]:
    """What axe finds."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
    return [f"{each['id']}: {node['target']}" for each in found["violations"] for node in each["nodes"]]


def talk_without_javascript(page: Page, url: str) -> None:
    """A question and a button on the core page."""
    page.goto(f"{url}/chatt")
    page.get_by_label("Skriv din fråga").fill("Vad tjänar en svetsare?")
    page.get_by_role("button", name="Skicka").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier_that_axe_finds(
    served: Served, new_context: Callable[..., BrowserContext], scheme: str
) -> None:
    page = new_context(color_scheme=scheme, bypass_csp=True).new_page()
    for path in PAGES:
        page.goto(served.url + path)
        assert find_barriers(page) == [], path
    talk_without_javascript(page, served.url)
    assert find_barriers(page) == []
    page.get_by_role("button", name="Skicka").click()
    expect(page.get_by_role("alert")).to_have_text("Skriv en fråga först.")
    assert find_barriers(page) == []


@pytest.mark.parametrize(("width", "height"), [(320, 256), (360, 740), (768, 1024), (1920, 1080)])
def test_no_page_scrolls_sideways(
    served: Served, new_context: Callable[..., BrowserContext], width: int, height: int
) -> None:
    page = new_context(viewport={"width": width, "height": height}, bypass_csp=True).new_page()
    for path in PAGES:
        page.goto(served.url + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        page.add_style_tag(content=TEXT_SPACING)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_chat_works_without_javascript(served: Served, new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    talk_without_javascript(page, served.url)
    expect(page.get_by_text("Du skrev: Vad tjänar en svetsare?")).to_be_visible()
    page.get_by_role("button", name="Vad tjänar en svetsare?").click()
    expect(page.locator(".answer")).to_have_count(2)
    page.get_by_role("button", name="Rensa chatten").click()
    expect(page.get_by_role("status")).to_have_text("Chatten är rensad.")
    expect(page.locator(".answer")).to_have_count(0)


def test_the_core_chat_is_walked_by_keyboard_alone(served: Served, new_context: Callable[..., BrowserContext]) -> None:
    page = new_context().new_page()
    page.goto(f"{served.url}/chatt")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(12):
        if page.evaluate("document.activeElement.id") == "text":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("Hej")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Du skrev: Hej")).to_be_visible()


def test_the_widget_talks_with_the_gateway_under_its_policy_and_loads_nothing_else(
    served: Served, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context().new_page()
    errors: list[str] = []
    addresses: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(served.url)
    page.locator("syv-chat textarea").fill("Vad tjänar en svetsare?")
    page.keyboard.press("Enter")
    expect(page.locator("syv-chat").get_by_text("Du skrev: Vad tjänar en svetsare?", exact=True)).to_be_visible()
    page.locator("syv-chat .good").click()
    page.reload()
    expect(page.locator("syv-chat").get_by_text("Du skrev: Vad tjänar en svetsare?", exact=True)).to_be_visible()
    assert errors == []
    assert all(address.startswith(served.url) for address in addresses)
    assert page.context.cookies() == []
