"""Makes a database ready for use: migrated, filled with the shipped facts, and its gazetteer written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from bot.regional.gazetteer import write_gazetteer_if_stale
from bot.regional.migrate import upgrade_database
from bot.regional.seed.shipped import fill_with_shipped_facts
from bot.regional.session import reading, translated_database_errors


def prepare_database(
    engine: Engine, *, gazetteer: Path, now: dt.datetime, tell: Callable[[str], None] = lambda _line: None
) -> None:
    """Brings everything up to date; where nothing is missing this takes a fraction of a second."""
    with translated_database_errors():
        upgrade_database(engine)
    fill_with_shipped_facts(engine, now=now, tell=tell)
    with reading(engine) as session:
        write_gazetteer_if_stale(session, path=gazetteer)
