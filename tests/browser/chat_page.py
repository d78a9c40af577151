"""What a pupil does and notices on a page with the widget, in the words of the tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fake_gateway import FakeGateway
from playwright.sync_api import Locator, Page, expect

ARTEFACTS = Path(__file__).resolve().parents[1] / "artefacts" / "browser"
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Notes each line that enters the polite region, as a screen reader would say it.
LOG_WHAT_IS_HEARD = """
window.heard = [];
customElements.whenDefined('syv-chat').then(() => {
  const region = document.querySelector('syv-chat')?.shadowRoot?.querySelector('.root > [aria-live=polite]');
  if (!region) return;
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) window.heard.push(node.textContent);
  }).observe(region, { childList: true, subtree: true, characterData: true });
});
"""


class ChatPage:
    """One tab with the widget."""

    def __init__(self, page: Page, gateway: FakeGateway) -> None:
        self.page = page
        self.gateway = gateway
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        page.on("request", lambda request: self.requests.append(request.url))

    def visit(self, path: str = "/sida", *, attributes: str = "", host: str = "", gateway: str = "") -> ChatPage:
        query = urlencode({"attributes": attributes, "gateway": gateway})
        self.page.goto(f"{host or self.gateway.url}{path}?{query}")
        self.page.wait_for_function("document.querySelector('syv-chat')?.shadowRoot?.querySelector('.greeting')")
        return self

    def open(self) -> ChatPage:
        self.page.locator(".launcher").click()
        expect(self.page.locator("#panel")).to_be_visible()
        return self

    def ask(self, text: str) -> ChatPage:
        self.field.fill(text)
        self.page.keyboard.press("Enter")
        return self

    def ask_and_wait(self, text: str) -> ChatPage:
        before = self.answers.count()
        self.ask(text)
        expect(self.answers).to_have_count(before + 1)
        return self

    def press(self, name: str) -> ChatPage:
        self.page.get_by_role("button", name=name, exact=True).last.click()
        return self

    def wait_until_forgotten(self) -> ChatPage:
        """Waits until the gateway holds no conversation: it is told so in the background."""
        for _ in range(100):
            if self.gateway.forgotten and not self.gateway.sessions:
                return self
            self.page.wait_for_timeout(50)
        raise AssertionError("the gateway was not told to forget the conversation")

    def keys(self, *names: str) -> ChatPage:
        for name in names:
            self.page.keyboard.press(name)
        return self

    @property
    def field(self) -> Locator:
        return self.page.locator("#field")

    @property
    def said(self) -> Locator:
        return self.page.locator(".said")

    @property
    def answers(self) -> Locator:
        return self.page.locator(".answer:not(.greeting)")

    @property
    def heard(self) -> list[str]:
        lines: list[str] = self.page.evaluate("window.heard")
        return lines

    def times_heard(self, part: str) -> int:
        return sum(part in line for line in self.heard)

    @property
    def focused(self) -> str:
        """What has the focus: its name for a screen reader, or else its class or tag."""
        name: str = self.page.evaluate(
            """() => {
                const at = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
                const label = at?.labels?.[0]?.textContent;
                return at?.getAttribute('aria-label') || label || (at?.tagName === 'BUTTON' || at?.tagName === 'A'
                    ? at.textContent.trim() : at?.className || at?.tagName);
            }"""
        )
        return name

    @property
    def stored(self) -> dict[str, Any]:
        text = self.page.evaluate(
            "Object.entries(sessionStorage).find(([key]) => key.startsWith('syv-chat'))?.[1] ?? '{}'"
        )
        state: dict[str, Any] = json.loads(text)
        return state

    def keep_picture(self, name: str) -> ChatPage:
        """Keeps what the pupil sees now among the artefacts of the test run."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(ARTEFACTS / f"{name}.png"))
        return self

    def violations(self) -> list[str]:
        """What axe finds on the page as it is now."""
        # Through the debugger, so that the page's own policy stays as strict as it is.
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: list[str] = self.page.evaluate(
            """async (rules) => (await axe.run(document, { runOnly: rules })).violations
                .flatMap((rule) => rule.nodes.map((node) =>
                    `${rule.id}: ${node.target.flat().join(' ')} ${node.failureSummary}`))""",
            RULES,
        )
        return found
