"""Imports programmes and their orientations, with what they lead to and the words people use for them."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy.orm import Session

from bot.regional.ingest.fields import Cells
from bot.regional.ingest.files import InputFile
from bot.regional.ingest.kind import ImportOutcome, ImportTask, refuse_when_most_is_retired
from bot.regional.ingest.problems import Problems
from bot.regional.ingest.provenance import PROVENANCE_COLUMNS, SourceBook, read_provenance
from bot.regional.ingest.synchronise import Missing, RowTally, synchronise_rows
from bot.regional.ingest.tables import read_table
from bot.regional.ingest.terms import LANGUAGES, read_terms, write_terms
from bot.regional.models import Programme, ProgrammeLink

REQUIRED = ("id", "name_sv", "level")
LEVELS = ("gymnasium", "yrkesvux", "yh", "hogskola", "folkhogskola", "larling", "certifikat")
COLUMNS = (
    "id", "code", "orientation_code", "name_sv", "orientation_sv", "type", "level", "length", "leads_to_ssyk", "ended",
    "in_industry", "note_sv", "note_en", *(f"terms_{language}" for language in LANGUAGES), *PROVENANCE_COLUMNS,
)  # fmt: skip


def import_programmes(session: Session, file: InputFile, task: ImportTask) -> ImportOutcome:
    """Adds and changes programmes; those that their source no longer lists are retired."""
    problems = Problems(file.name)
    table = read_table(file, kind="programmes", required=REQUIRED, limits=task.limits, problems=problems)
    sources = SourceBook()
    programmes: dict[str, dict[str, Any]] = {}
    links: list[dict[str, str]] = []
    terms: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in table.rows:
        cells = Cells(row, problems)
        values = _read_row(cells, sources=sources, task=task)
        if values["id"] in programmes:
            problems.add(line=row.line, column="id", value=values["id"], expected="ett id som står en gång i filen")
        programmes[values["id"]] = values
        links += ({"programme_id": values["id"], "ssyk": code} for code in _read_ssyk_codes(cells))
        terms[values["id"]] = read_terms(cells)
    problems.refuse_if_any()
    sources.write(session)
    tally = RowTally()
    changes = synchronise_rows(session, Programme, programmes.values(), key=("id",), missing=task.missing,
                               missing_within=lambda row: row["source_id"] in sources.named, today=task.today,
                               on_difference=tally.hear_row, differences=task.differences)  # fmt: skip
    refuse_when_most_is_retired(
        changes, task=task, source=", ".join(source["name"] for source in sources.named.values())
    )
    synchronise_rows(session, ProgrammeLink, links, key=("programme_id", "ssyk"), missing=Missing.DELETE,
                     missing_within=lambda row: row["programme_id"] in programmes,
                     on_difference=tally.hear_detail)  # fmt: skip
    write_terms(session, entity="programme", terms_by_row=terms, tally=tally)
    task.progress(1.0)
    changes = tally.complete(changes, differences=task.differences)
    return ImportOutcome(len(programmes), changes, differences=tuple(task.differences.lines))


def _read_ssyk_codes(cells: Cells) -> tuple[str, ...]:
    codes = cells.listed("leads_to_ssyk")
    if any(not re.fullmatch(r"[0-9]{4}", code) for code in codes):
        cells.problems.add(line=cells.row.line, column="leads_to_ssyk", value="|".join(codes),
                           expected="SSYK-koder med fyra siffror, | mellan dem")  # fmt: skip
    return codes


def _read_row(cells: Cells, *, sources: SourceBook, task: ImportTask) -> dict[str, Any]:
    return {
        "id": cells.required_text("id", limit=60),
        "code": cells.text("code", limit=4),
        "orientation_code": cells.text("orientation_code", limit=10),
        "name_sv": cells.required_text("name_sv", limit=160),
        "orientation_sv": cells.text("orientation_sv", limit=160),
        "type": cells.text("type", limit=40),
        "level": cells.choice("level", LEVELS, expected="någon av " + ", ".join(LEVELS)),
        "length": cells.text("length", limit=40),
        "ended": cells.yes_or_no("ended"),
        "in_industry": cells.yes_or_no("in_industry", default=True),
        "note_sv": cells.text("note_sv"),
        "note_en": cells.text("note_en"),
        **read_provenance(cells, origin=task.origin, sources=sources),
    }
