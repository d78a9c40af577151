"""A gazetteer of the shipped facts, written by the app and read by the searching side, as in a real installation."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.regional.gazetteer import write_gazetteer
from bot.regional.migrate import upgrade_database
from bot.regional.seed.shipped import fill_with_shipped_facts
from bot.regional.session import create_database_engine, reading
from bot.text.gazetteer import Gazetteer
from bot.text.gazetteer_file import Entry, read_gazetteer_file
from tests.conftest import NOW


@pytest.fixture(scope="session")
def shipped_gazetteer_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that a fresh installation writes."""
    folder = tmp_path_factory.mktemp("gazetteer")
    engine = create_database_engine(f"sqlite:///{folder / 'regional.db'}")
    upgrade_database(engine)
    fill_with_shipped_facts(engine, now=NOW)
    with reading(engine) as session:
        write_gazetteer(session, path=folder / "gazetteer.json")
    engine.dispose()
    return folder / "gazetteer.json"


@pytest.fixture(scope="session")
def shipped_entries(shipped_gazetteer_file: Path) -> tuple[Entry, ...]:
    """All entries of the shipped facts."""
    return read_gazetteer_file(shipped_gazetteer_file)[1]


@pytest.fixture(scope="session")
def shipped_gazetteer(shipped_entries: tuple[Entry, ...]) -> Gazetteer:
    """The gazetteer of the shipped facts."""
    return Gazetteer(shipped_entries)
