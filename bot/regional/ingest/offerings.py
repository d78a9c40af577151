"""Imports offerings: which provider gives which programme in which municipality."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from bot.regional.ingest.fields import Cells
from bot.regional.ingest.files import InputFile
from bot.regional.ingest.kind import ImportOutcome, ImportTask, refuse_when_most_is_retired
from bot.regional.ingest.problems import Problems
from bot.regional.ingest.provenance import PROVENANCE_COLUMNS, SourceBook, read_provenance
from bot.regional.ingest.references import References, read_references
from bot.regional.ingest.synchronise import synchronise_rows
from bot.regional.ingest.tables import read_table
from bot.regional.models import Offering

REQUIRED = ("programme_id", "municipality_code", "provider")
COLUMNS = (*REQUIRED, "website", "demo", *PROVENANCE_COLUMNS)


def import_offerings(session: Session, file: InputFile, task: ImportTask) -> ImportOutcome:
    """Adds and changes offerings; those that their source no longer lists are retired."""
    problems = Problems(file.name)
    table = read_table(file, kind="offerings", required=REQUIRED, limits=task.limits, problems=problems)
    references = read_references(session)
    sources = SourceBook()
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in table.rows:
        values = _read_row(Cells(row, problems), references=references, sources=sources, task=task)
        key = tuple(values[column] for column in REQUIRED)
        if key in rows:
            problems.add(
                line=row.line,
                column=", ".join(REQUIRED),
                value=" ".join(key),
                expected="en rad per anordnare och utbildning",
            )
        rows[key] = values
    problems.refuse_if_any()
    sources.write(session)
    changes = synchronise_rows(session, Offering, rows.values(), key=REQUIRED, missing=task.missing,
                               missing_within=lambda row: row["source_id"] in sources.named, today=task.today,
                               differences=task.differences)  # fmt: skip
    refuse_when_most_is_retired(
        changes, task=task, source=", ".join(source["name"] for source in sources.named.values())
    )
    task.progress(1.0)
    return ImportOutcome(len(rows), changes, differences=tuple(task.differences.lines))


def _read_row(cells: Cells, *, references: References, sources: SourceBook, task: ImportTask) -> dict[str, Any]:
    return {
        "programme_id": references.programme(cells, "programme_id"),
        "municipality_code": references.municipality(cells, "municipality_code"),
        "provider": cells.required_text("provider", limit=160),
        "website": cells.website("website"),
        "demo": cells.yes_or_no("demo"),
        **read_provenance(cells, origin=task.origin, sources=sources),
    }
