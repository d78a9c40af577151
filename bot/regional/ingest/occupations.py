"""Imports occupations: codes and names, everyday words, descriptions, interests, and the steps of education to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from bot.regional.ingest.fields import Cells
from bot.regional.ingest.files import InputFile
from bot.regional.ingest.kind import ImportOutcome, ImportTask, refuse_when_most_is_retired
from bot.regional.ingest.problems import Problems
from bot.regional.ingest.provenance import PROVENANCE_COLUMNS, SourceBook, read_provenance
from bot.regional.ingest.references import References, read_references
from bot.regional.ingest.synchronise import Missing, RowTally, synchronise_rows
from bot.regional.ingest.tables import PART_SEPARATOR, read_table
from bot.regional.ingest.terms import LANGUAGES, read_terms, write_terms
from bot.regional.models import (
    Base,
    EducationStep,
    Occupation,
    OccupationBarometer,
    OccupationDescription,
    OccupationIndustry,
    OccupationInterest,
    OccupationKin,
)

REQUIRED = ("id", "label_sv", "label_en")
VARIANTS = ("sv", "easy", "en")
ASPECTS = ("does", "day", "tools", "environment", "thrives", "misunderstandings")
STEP_LEVELS = ("gymnasium", "yrkesvux", "yh", "hogskola", "certifikat", "erfarenhet")
COLUMNS = (
    "id", "described", "ssyk", "ssyk_name", "label_sv", "label_plural_sv", "label_en", "label_plural_en", "industry",
    "industries", "jobtech_ssyk4_id", "jobtech_occupation_name", "jobtech_occupation_id", "barometer_name", "barometer_id",
    "riasec", "interests", "nearest", *(f"terms_{language}" for language in LANGUAGES),
    *(f"description_{variant}_{aspect}" for variant in VARIANTS for aspect in ASPECTS), "steps", *PROVENANCE_COLUMNS,
    *(f"description_{column}" for column in PROVENANCE_COLUMNS), *(f"steps_{column}" for column in PROVENANCE_COLUMNS),
)  # fmt: skip
TEXT_LIMITS = {
    "ssyk_name": 160, "label_plural_sv": 120, "label_plural_en": 120, "jobtech_ssyk4_id": 20, "jobtech_occupation_name": 160,
    "jobtech_occupation_id": 20,
}  # fmt: skip
STEP_SHAPE = PART_SEPARATOR.join(("ordning", "nivå", "namn", "längd", "anmärkning"))


@dataclass
class ReadOccupations:
    """What the rows say, by table."""

    occupations: dict[str, dict[str, Any]] = field(default_factory=dict)
    details: dict[type[Base], list[dict[str, Any]]] = field(default_factory=dict)
    terms: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)

    def add(self, model: type[Base], **values: Any) -> None:
        """Notes a row of a table that hangs on an occupation."""
        self.details.setdefault(model, []).append(values)


def import_occupations(session: Session, file: InputFile, task: ImportTask) -> ImportOutcome:
    """Adds and changes occupations with all that hangs on them; those that their source no longer lists are retired."""
    problems = Problems(file.name)
    table = read_table(file, kind="occupations", required=REQUIRED, limits=task.limits, problems=problems)
    references = read_references(session)
    own_ids = {row.cells["id"] for row in table.rows}
    sources = SourceBook()
    read = ReadOccupations()
    for row in table.rows:
        cells = Cells(row, problems)
        if cells.text("id") in read.occupations:
            problems.add(line=row.line, column="id", value=cells.text("id"), expected="ett id som står en gång i filen")
        _read_row(cells, read=read, references=references, own_ids=own_ids, sources=sources, task=task)
    problems.refuse_if_any()
    named_by_rows = {values["source_id"] for values in read.occupations.values()}
    sources.write(session)
    tally = RowTally()
    changes = synchronise_rows(session, Occupation, read.occupations.values(), key=("id",), missing=task.missing,
                               missing_within=lambda row: row["source_id"] in named_by_rows, today=task.today,
                               on_difference=tally.hear_row, differences=task.differences)  # fmt: skip
    refuse_when_most_is_retired(
        changes, task=task, source=", ".join(sources.named[each]["name"] for each in named_by_rows)
    )
    task.progress(0.6)
    _write_details(session, read, columns=table.columns, tally=tally, task=task)
    write_terms(session, entity="occupation", terms_by_row=read.terms, tally=tally)
    task.progress(1.0)
    changes = tally.complete(changes, differences=task.differences)
    return ImportOutcome(len(read.occupations), changes, differences=tuple(task.differences.lines))


DETAILS: tuple[tuple[type[Base], str, str], ...] = (
    (OccupationBarometer, "name", "barometer_name"),
    (OccupationIndustry, "industry_id", "industries"),
    (OccupationInterest, "text", "interests"),
    (OccupationKin, "kin_id", "nearest"),
    (OccupationDescription, "variant", "description_sv_does"),
)


def _write_details(
    session: Session, read: ReadOccupations, *, columns: tuple[str, ...], tally: RowTally, task: ImportTask
) -> None:
    def of_these(row: Any) -> bool:
        return row["occupation_id"] in read.occupations

    for model, key, column in DETAILS:
        # A file without a column says nothing of it; what the database holds stays.
        if column in columns:
            synchronise_rows(session, model, read.details.get(model, ()), key=("occupation_id", key), missing=Missing.DELETE,
                             missing_within=of_these, today=task.today, on_difference=tally.hear_detail)  # fmt: skip
    if "steps" in columns:
        everything: ColumnElement[bool] | None = None
        synchronise_rows(session, EducationStep, read.details.get(EducationStep, ()), scope=everything,
                         key=("occupation_id", "step_order", "name"), missing=task.missing, missing_within=of_these,
                         today=task.today, on_difference=tally.hear_detail)  # fmt: skip


def _read_row(
    cells: Cells,
    *,
    read: ReadOccupations,
    references: References,
    own_ids: set[str],
    sources: SourceBook,
    task: ImportTask,
) -> None:
    occupation_id = cells.required_text("id", limit=60)
    ssyk = cells.text("ssyk")
    if ssyk and not re.fullmatch(r"[0-9]{4}", ssyk):
        cells.problems.add(line=cells.row.line, column="ssyk", value=ssyk, expected="en SSYK 2012-kod med fyra siffror")
    riasec = cells.text("riasec").upper()
    if not re.fullmatch(r"[RIASEC]{0,3}", riasec):
        cells.problems.add(
            line=cells.row.line, column="riasec", value=riasec, expected="högst tre av bokstäverna R I A S E C"
        )
    industry = references.industry(cells, "industry")
    read.occupations[occupation_id] = {
        "id": occupation_id,
        "described": cells.yes_or_no("described", default=True),
        "ssyk": ssyk,
        "label_sv": cells.required_text("label_sv", limit=120),
        "label_en": cells.required_text("label_en", limit=120),
        "industry_id": industry,
        "riasec": riasec[:3],
        **{column: cells.text(column, limit=limit) for column, limit in TEXT_LIMITS.items()},
        **read_provenance(cells, origin=task.origin, sources=sources),
    }  # fmt: skip
    read.terms[occupation_id] = read_terms(cells)
    _read_links(cells, occupation_id, industry=industry, read=read, references=references, own_ids=own_ids)
    _read_descriptions(cells, occupation_id, read=read, sources=sources, task=task)
    _read_steps(cells, occupation_id, read=read, sources=sources, task=task)


def _read_links(
    cells: Cells,
    occupation_id: str,
    *,
    industry: str | None,
    read: ReadOccupations,
    references: References,
    own_ids: set[str],
) -> None:
    names = [name.strip() for name in cells.text("barometer_name").split(";") if name.strip()]
    barometer_ids = [each.strip() for each in cells.text("barometer_id").split(";")]
    if any(len(name) > 160 for name in names) or any(len(each) > 20 for each in barometer_ids):
        cells.problems.add(line=cells.row.line, column="barometer_name, barometer_id", value="; ".join(names),
                           expected="namn på högst 160 tecken och id på högst 20, semikolon mellan dem")  # fmt: skip
        names = []
    for position, name in enumerate(names):
        barometer_id = barometer_ids[position] if position < len(barometer_ids) else ""
        read.add(OccupationBarometer, occupation_id=occupation_id, name=name, barometer_id=barometer_id)
    industries = dict.fromkeys([*([industry] if industry else []), *cells.listed("industries")])
    for each in industries:
        if each not in references.industries.values():
            cells.problems.add(line=cells.row.line, column="industries", value=each, expected="bransch-id som finns")
        read.add(OccupationIndustry, occupation_id=occupation_id, industry_id=each)
    for rank, text in enumerate(cells.listed("interests")):
        if len(text) > 120:
            cells.problems.add(line=cells.row.line, column="interests", value=text, expected="högst 120 tecken var")
        read.add(OccupationInterest, occupation_id=occupation_id, text=text, rank=rank)
    for rank, kin in enumerate(cells.listed("nearest")):
        if kin not in references.occupations and kin not in own_ids:
            cells.problems.add(line=cells.row.line, column="nearest", value=kin, expected="ett yrkes-id som finns")
        read.add(OccupationKin, occupation_id=occupation_id, kin_id=kin, rank=rank)


def _read_descriptions(
    cells: Cells, occupation_id: str, *, read: ReadOccupations, sources: SourceBook, task: ImportTask
) -> None:
    for variant in VARIANTS:
        texts = {aspect: cells.text(f"description_{variant}_{aspect}") for aspect in ASPECTS}
        if not any(texts.values()):
            continue
        for aspect, text in texts.items():
            if not text:
                cells.problems.add(line=cells.row.line, column=f"description_{variant}_{aspect}", value="",
                                   expected="en text; de andra delarna av beskrivningen är ifyllda")  # fmt: skip
        provenance = read_provenance(cells, origin=task.origin, sources=sources, prefix="description_")
        read.add(OccupationDescription, occupation_id=occupation_id, variant=variant, **texts, **provenance)


def _read_steps(
    cells: Cells, occupation_id: str, *, read: ReadOccupations, sources: SourceBook, task: ImportTask
) -> None:
    for step in cells.listed("steps"):
        order, level, name, length, note = ([part.strip() for part in step.split(PART_SEPARATOR.strip())] + [""] * 5)[
            :5
        ]
        fits = len(name) <= 160 and len(length) <= 40
        if not re.fullmatch(r"[0-9]{1,2}", order) or level not in STEP_LEVELS or not name or not fits:
            cells.problems.add(line=cells.row.line, column="steps", value=step,
                               expected=f"{STEP_SHAPE}; nivå någon av {', '.join(STEP_LEVELS)}; | mellan stegen")  # fmt: skip
            continue
        provenance = read_provenance(cells, origin=task.origin, sources=sources, prefix="steps_")
        read.add(EducationStep, occupation_id=occupation_id, step_order=int(order), level=level, name=name,
                 length=length, note=note, **provenance)  # fmt: skip
