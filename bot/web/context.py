"""What every route can ask for: the chat, the settings, the pages, and the address that a request came from.

These are coroutines, since the framework runs plain functions in threads, which costs time and mixes the order of messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.templating import Jinja2Templates
from sqlalchemy import Engine

from bot.chat.service import ChatService
from bot.settings import Settings


@dataclass(frozen=True)
class Context:
    """The parts of the gateway."""

    settings: Settings
    chat: ChatService
    database: Engine
    pages: Jinja2Templates


async def get_context(request: Request) -> Context:
    """The gateway that serves this request."""
    context = request.app.state.context
    assert isinstance(context, Context)
    return context


async def get_address(request: Request) -> str:
    """Where the request comes from, as far as known; serves limits only and is never written down."""
    return request.client.host if request.client else "unknown"


async def get_own_address(request: Request) -> str:
    """The address that people reach this installation at."""
    configured = request.app.state.context.settings.public_address
    return str(configured).rstrip("/") or f"{request.url.scheme}://{request.url.netloc}"


CurrentContext = Annotated[Context, Depends(get_context)]
Address = Annotated[str, Depends(get_address)]
OwnAddress = Annotated[str, Depends(get_own_address)]
