"""A browser, a fake gateway and a chat page for the widget's tests; pictures of states and of failures are kept as artefacts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from chat_page import ARTEFACTS, LOG_WHAT_IS_HEARD, ChatPage
from fake_gateway import FakeGateway
from playwright.sync_api import Browser, BrowserContext, expect

from tests.chromium import browser

__all__ = ["browser"]
# Enough for a machine that does much else at the same time; a test that passes waits no longer than it must.
PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    running = FakeGateway().start()
    yield running
    running.stop()


@pytest.fixture
def new_context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser profiles, and keeps a picture of each open page when the test failed."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "sv-SE", **options})
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(LOG_WHAT_IS_HEARD)
        contexts.append(context)
        return context

    yield make
    failed = getattr(request.node, "failed", False)
    for number, context in enumerate(contexts):
        for place, page in enumerate(context.pages):
            if failed:
                ARTEFACTS.mkdir(parents=True, exist_ok=True)
                name = re.sub(r"\W+", "_", request.node.name)
                page.screenshot(path=str(ARTEFACTS / f"{name}_{number}_{place}.png"))
        context.close()


@pytest.fixture
def chat(gateway: FakeGateway, new_context: Callable[..., BrowserContext]) -> ChatPage:
    """A page of a school's site on a desktop, with the panel open."""
    return ChatPage(new_context().new_page(), gateway).visit().open()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.when == "call" and report.failed:
        item.failed = True  # type: ignore[attr-defined]
    return report
