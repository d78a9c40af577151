"""Pages that the widget must work on: a plain site, the strictest policy, a hostile style sheet, a frame, an inline place."""

from __future__ import annotations

from urllib.parse import SplitResult, parse_qs

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"

HEAD = '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{title}</title>{head}'
VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'
SCRIPT = '<script type="module" src="{gateway}/widget.js"></script>'
BODY = (
    "</head><body>{before}<main><h1>Exempelskolan</h1><p>Välkommen till skolans sida om val och yrken.</p>"
    '<p><a href="/sida2">Nästa sida</a></p></main>{element}</body></html>'
)
ELEMENT = '<syv-chat county="14" language="sv" {attributes}><a href="/chatt">Chatta med Syvbot</a></syv-chat>'

# What a careless or ill-meant host page does to everything on it.
HOSTILE_CSS = """
* { all: unset !important; }
*, *::before, *::after { box-sizing: content-box !important; font: 900 30px/3 fantasy !important; color: lime !important; }
html { font-size: 4px !important; direction: rtl; }
body { background: #fff; transform: none; letter-spacing: 1em; text-transform: uppercase; line-height: 4; cursor: none; }
syv-chat { display: none !important; opacity: 0 !important; visibility: hidden !important; filter: blur(9px) !important; }
button, textarea { display: none !important; background: red !important; }
"""


def page(title: str, *, head: str = "", before: str = "", element: str = ELEMENT) -> str:
    return HEAD.replace("{title}", title).replace("{head}", VIEWPORT + head + SCRIPT) + BODY.replace(
        "{before}", before
    ).replace("{element}", element)


PAGES: dict[str, str] = {
    "/sida": page("Exempelskolan"),
    "/sida2": page("Exempelskolan, sida två"),
    "/fientlig": page("Fientlig sida", head=f"<style>{HOSTILE_CSS}</style>"),
    "/infogad": page("Infogad", element=ELEMENT.replace("{attributes}", "inline {attributes}")),
    "/ram": page(
        "Ram", element='<iframe src="/infogad" title="Chatt" sandbox="allow-scripts" width="420" height="600"></iframe>'
    ),
}


def page_policy(address: SplitResult) -> str:
    """The strictest policy under which the page can hold the widget."""
    host = parse_qs(address.query).get("gateway", [""])[0]
    policy = STRICT.replace("'self'", f"'self' {host}") if host else STRICT
    if address.path == "/fientlig":
        policy = policy.replace("style-src 'self'", "style-src 'unsafe-inline'")
    if address.path == "/ram":
        policy += "; frame-src 'self'"
    return policy
