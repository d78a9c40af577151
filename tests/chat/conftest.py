"""Fixtures of the chat's tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.gateway import Gateway, open_gateway


@pytest.fixture
def anyio_backend() -> str:
    """The gateway runs on asyncio."""
    return "asyncio"


@pytest.fixture
async def gateway(database_engine: Engine, tmp_path: Path) -> AsyncIterator[Gateway]:
    """A running gateway on each kind of database."""
    async with open_gateway(database_engine, tmp_path) as opened:
        yield opened
