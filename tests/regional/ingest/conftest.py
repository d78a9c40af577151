"""Imports in tests: a small database to import into, and one call to do it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.regional.ingest.files import ReadingLimits
from bot.regional.ingest.kind import ImportOutcome
from bot.regional.ingest.service import ImportRequest, import_file
from tests.builders import add_map, add_occupation
from tests.conftest import NOW

LIMITS = ReadingLimits(max_megabytes=50, max_rows=200_000, hosts=("data.arbetsformedlingen.se",))
ImportIt = Callable[..., ImportOutcome]


@pytest.fixture
def engine(database_engine: Engine) -> Engine:
    """A database with a small map and one occupation, svetsare."""
    with Session(database_engine) as session:
        add_map(session)
        add_occupation(session)
        session.commit()
    return database_engine


@pytest.fixture
def import_it(engine: Engine, tmp_path: Path) -> ImportIt:
    """Imports text or bytes as a file of a kind."""

    def run(
        kind: str, content: str | bytes, *, name: str = "fil.csv", now: dt.datetime = NOW, **options: bool
    ) -> ImportOutcome:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return import_file(engine, ImportRequest(kind, str(path), **options), limits=LIMITS, now=now)

    return run
