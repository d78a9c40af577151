"""Lets pages of other origins use the chat: those of a site, or those that the installation allows. No cookies are involved."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.chat.sites import SiteBook
from bot.errors import OriginRefused, describe_for_person
from bot.web.problems import make_problem

SHARED = ("/api/chat", "/api/site", "/widget.js", "/widget/")
OPEN_TO_ALL = ("/widget.js", "/widget/")
PREFLIGHT = {
    "access-control-allow-methods": "GET, POST, DELETE",
    "access-control-allow-headers": "content-type",
    "access-control-max-age": "3600",
}


class PerSiteCors:
    """Answers preflights, marks answers with the origin they are for, and turns foreign pages away."""

    def __init__(self, app: ASGIApp, *, sites: SiteBook, allowed: tuple[str, ...], own: str) -> None:
        self._app = app
        self._sites = sites
        self._allowed = frozenset(allowed)
        self._own = own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(SHARED):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if scope["path"].startswith(OPEN_TO_ALL):
            marks = {"access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin"}
        elif origin is None:
            marks = {"vary": "Origin"}
        elif await self.admits(origin, host=headers.get("host", ""), scheme=scope["scheme"]):
            marks = {
                "access-control-allow-origin": origin,
                "access-control-expose-headers": "Retry-After, X-Request-Id",
                "vary": "Origin",
            }
        else:
            refusal = make_problem(Request(scope), 403, describe_for_person(OriginRefused()))
            await refusal(scope, receive, send)
            return
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await Response(status_code=204, headers={**marks, **PREFLIGHT})(scope, receive, send)
            return

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(marks)
            await send(message)

        await self._app(scope, receive, send_marked)

    async def admits(self, origin: str, *, host: str, scheme: str) -> bool:
        """Whether a page of this origin may use the chat."""
        if origin in (self._own, f"{scheme}://{host}") or urlsplit(origin).netloc == host:
            return True
        return bool(self._allowed & {"*", origin}) or await self._sites.knows_origin(origin)
