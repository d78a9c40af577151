"""Around every request: size limit, request id, security headers, one log line and the request counters.

Plain ASGI, so that a pupil who leaves does not cut a turn short, and nothing is read before its size is known.
"""

from __future__ import annotations

import json
import secrets
import time
import traceback
from collections.abc import Mapping
from pathlib import Path

import structlog
from prometheus_client import Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.problems import CONTENT_TYPE, SENTENCES, TITLES, make_problem

log = structlog.get_logger(__name__)

REQUESTS = Counter("syvbot_requests_total", "Requests by route and status.", ["route", "status"])
REQUEST_SECONDS = Histogram("syvbot_request_seconds", "Time of a request by route.", ["route"])

STRICT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": STRICT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
HSTS = "max-age=31536000; includeSubDomains"
QUIET_ROUTES = frozenset({"/healthz", "/readyz", "/metrics"})


class BodyLimit:
    """Answers 413 at once to a body that says, or turns out, to be larger than its path allows."""

    def __init__(self, app: ASGIApp, *, default: int, by_path: Mapping[str, int]) -> None:
        self._app = app
        self._default = default
        self._by_path = sorted(by_path.items(), key=_longest_first)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = next((most for path, most in self._by_path if scope["path"].startswith(path)), self._default)
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdigit() or int(announced) > limit:
            await _refuse_as_too_large(send)
            return
        read, begun = 0, False

        async def receive_counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit:
                raise _TooLarge
            return message

        async def send_noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive_counted, send_noted)
        except _TooLarge:
            if not begun:
                await _refuse_as_too_large(send)


class _TooLarge(BaseException):
    """Not an Exception, so that nothing on the way takes it for an error of its own."""


class Surround:
    """Request id, headers, log line, counters."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        began, status, begun = time.perf_counter(), 500, False

        async def send_with_headers(message: Message) -> None:
            nonlocal status, begun
            if message["type"] == "http.response.start":
                begun = True
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers["x-request-id"] = request_id
                if scope["scheme"] == "https":
                    headers["strict-transport-security"] = HSTS
            await send(message)

        with structlog.contextvars.bound_contextvars(request=request_id):
            try:
                await self._app(scope, receive, send_with_headers)
            except Exception as error:
                # Its kind only: values and texts of a traceback can hold a pupil's words.
                log.error("request.failed", error=type(error).__name__, where=_find_place(error))
                if not begun:
                    await make_problem(Request(scope), 500, SENTENCES[500])(scope, receive, send_with_headers)
            finally:
                seconds = time.perf_counter() - began
                # The route's pattern, not the path: paths hold session ids.
                route = getattr(scope.get("route"), "path", None) or "other"
                REQUESTS.labels(route=route, status=status).inc()
                REQUEST_SECONDS.labels(route=route).observe(seconds)
                if route not in QUIET_ROUTES:
                    log.info("request", method=scope["method"], route=route, status=status, ms=round(seconds * 1000, 1))


async def _refuse_as_too_large(send: Send) -> None:
    problem = {"type": "about:blank", "title": TITLES[413], "status": 413, "detail": SENTENCES[413]}
    body = json.dumps(problem, ensure_ascii=False).encode()
    headers = [
        (b"content-type", CONTENT_TYPE.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _find_place(error: Exception) -> str:
    """File and line where it went wrong."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


def _longest_first(limit: tuple[str, int]) -> int:
    return -len(limit[0])
