"""Imports one file of a kind: reads it, writes it in one transaction (or only tells what it would do), notes the load."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.regional.ingest.address import fetch_address
from bot.regional.ingest.employers import import_employers
from bot.regional.ingest.files import InputFile, ReadingLimits, read_local_file
from bot.regional.ingest.forecasts import import_forecasts
from bot.regional.ingest.kind import ImportFunction, ImportOutcome, ImportTask, ignore_progress
from bot.regional.ingest.occupations import import_occupations
from bot.regional.ingest.offerings import import_offerings
from bot.regional.ingest.programmes import import_programmes
from bot.regional.ingest.provenance import SOURCES_CHANGED
from bot.regional.ingest.salaries import import_salaries
from bot.regional.models import DataLoad
from bot.regional.session import committing, reading, refresh_statistics

# From here on the query planner should know the new sizes.
MANY_ROWS = 1_000

IMPORT_KINDS: Mapping[str, ImportFunction] = {
    "forecasts": import_forecasts,
    "employers": import_employers,
    "occupations": import_occupations,
    "programmes": import_programmes,
    "offerings": import_offerings,
    "salaries": import_salaries,
}


@dataclass(frozen=True)
class ImportRequest:
    """What a person asked for: a kind, a file or https address, and how."""

    kind: str
    path: str
    dry_run: bool = False
    retire_many: bool = False


def import_file(
    engine: Engine,
    request: ImportRequest,
    *,
    limits: ReadingLimits,
    now: dt.datetime,
    progress: Callable[[float], None] = ignore_progress,
) -> ImportOutcome:
    """Imports all of the file, or raises and leaves the database as it was; a dry run is undone at its end."""
    file = read_input(request.path, limits=limits)
    task = ImportTask(limits=limits, today=now.date(), retire_many=request.retire_many, progress=progress)
    import_rows = IMPORT_KINDS[request.kind]
    if request.dry_run:
        with reading(engine) as session:
            return import_rows(session, file, task)
    with committing(engine) as session:
        outcome = import_rows(session, file, task)
        if outcome.changes.anything or session.info.get(SOURCES_CHANGED):
            checksum = hashlib.sha256(file.content).hexdigest()
            record_load(
                session,
                kind=request.kind,
                file=file.name,
                origin="imported",
                checksum=checksum,
                outcome=outcome,
                now=now,
            )
    if outcome.changes.added > MANY_ROWS:
        refresh_statistics(engine)
    return outcome


def read_input(path_or_address: str, *, limits: ReadingLimits) -> InputFile:
    """The file's content; raises an InputRefused that says what to do when there is none to be had."""
    if "://" in path_or_address:
        return fetch_address(path_or_address, limits=limits)
    return read_local_file(Path(path_or_address), limits=limits)


def record_load(
    session: Session, *, kind: str, file: str, origin: str, checksum: str, outcome: ImportOutcome, now: dt.datetime
) -> None:
    """Notes that a file was loaded, for the age of each data set and for loading each shipped file once."""
    session.add(
        DataLoad(
            kind=kind,
            file=file[-300:],
            origin=origin,
            checksum=checksum,
            loaded_at=now,
            rows=outcome.rows,
            added=outcome.changes.added,
            changed=outcome.changes.changed,
            retired=outcome.changes.retired,
        )
    )
    session.flush()


__all__ = ["IMPORT_KINDS", "ImportRequest", "InputFile", "import_file", "record_load"]
