"""Puts the gateway together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.templating import Jinja2Templates
from sqlalchemy import Engine
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from bot.chat.clock import Clock
from bot.chat.service import build_chat
from bot.dialogue.protocol import DialogueEngine
from bot.settings import Settings
from bot.web.context import Context
from bot.web.cors import PerSiteCors
from bot.web.health import HealthCheck
from bot.web.middleware import BodyLimit, Surround
from bot.web.problems import Problem, register_problems
from bot.web.routes import accessibility, chat, operation, pages, plain_chat, sites
from bot.web.routes.pages import render

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
MESSAGE_BYTES = 4 * 1024
# Forms write å as six characters, so the same words need more room than in JSON.
FORM_BYTES = 16 * 1024
DESCRIPTION = "The chat of Syvbot. Errors are problem details (RFC 9457) with a Swedish sentence for the reader."


class CachedFiles(StaticFiles):
    """Static files that a browser may keep for a while; they are found again by their fingerprint."""

    async def get_response(self, path: str, scope: Scope) -> Any:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=300"
        return response


class Gateway(FastAPI):
    """The application, with problem details in its OpenAPI in the place of the framework's own errors."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            schema = get_openapi(title=self.title, version=self.version, description=DESCRIPTION, routes=self.routes)
            parts = schema["components"]["schemas"]
            parts["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            for unused in ("HTTPValidationError", "ValidationError"):
                parts.pop(unused, None)
            self.openapi_schema = schema
        return self.openapi_schema


class OneFile:
    """One of the static files at an address of its own."""

    def __init__(self, files: CachedFiles, name: str) -> None:
        self._files = files
        self._name = name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._files.get_response(self._name, scope)
        await response(scope, receive, send)


def create_app(
    settings: Settings,
    *,
    engine: DialogueEngine,
    database: Engine,
    clock: Clock | None = None,
    secret: bytes | None = None,
) -> FastAPI:
    """The gateway over a dialogue engine and a database; both may be away when it starts."""
    conversation = build_chat(settings=settings, database=database, engine=engine, clock=clock, secret=secret)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with conversation.running():
            yield
        await engine.close()

    app = FastAPI(
        title="Syvbot", version="1", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json"
    )
    templates = Jinja2Templates(TEMPLATES)
    app.state.context = Context(settings, conversation, database, templates)
    app.state.health = HealthCheck(conversation, data_dir=settings.data_dir)

    def show_page(request: Request, status: int, sentence: str) -> Response:
        return render(request, app.state.context, "missing.html", status=status, sentence=sentence)

    register_problems(app, show_page=show_page)
    for module in (chat, sites, operation, pages, plain_chat, accessibility):
        app.include_router(module.router)
    widget = OneFile(CachedFiles(directory=STATIC), "widget.js")
    app.router.routes.append(Route("/widget.js", GZipMiddleware(widget, minimum_size=800)))
    app.mount("/static", GZipMiddleware(CachedFiles(directory=STATIC), minimum_size=800))
    app.mount("/widget", GZipMiddleware(CachedFiles(directory=STATIC / "widget"), minimum_size=800))
    # The last added is the outermost.
    app.add_middleware(BodyLimit, default=FORM_BYTES, by_path={"/api/": MESSAGE_BYTES})
    app.add_middleware(
        PerSiteCors,
        sites=conversation.sites,
        allowed=tuple(settings.allowed_origins),
        own=settings.public_address.rstrip("/"),
    )
    app.add_middleware(Surround)
    return app
