"""Debian's Chromium for browser tests, speaking to nobody but the server under test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# One browser a module, not a session: while Playwright runs, its event loop counts as running in this thread, and the
# tests after it that bring a loop of their own would be refused.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless browser, closed after the module's last test."""
    if CHROMIUM is None:
        pytest.fail("Chromium saknas: installera Debians paket `chromium`", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
