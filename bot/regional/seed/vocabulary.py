"""Loads industries, interests and education levels, and the everyday names of employers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.regional.ingest.fields import Cells
from bot.regional.ingest.files import InputFile
from bot.regional.ingest.kind import ImportOutcome, ImportTask
from bot.regional.ingest.problems import Problems
from bot.regional.ingest.provenance import SourceBook, read_provenance
from bot.regional.ingest.synchronise import Changes, Missing, synchronise_rows
from bot.regional.ingest.tables import read_table
from bot.regional.ingest.terms import read_terms, write_terms
from bot.regional.models import (
    EducationLevel,
    Employer,
    Industry,
    IndustrySni,
    Interest,
    InterestOccupation,
    Occupation,
    SniCode,
)
from bot.text.normalise import fold_text


def load_sni_codes(session: Session, file: InputFile, task: ImportTask) -> ImportOutcome:
    """Sections and divisions of SNI 2007."""
    problems = Problems(file.name)
    table = read_table(file, kind="sni", required=("code", "level", "name"), limits=task.limits, problems=problems)
    rows = []
    for row in table.rows:
        cells = Cells(row, problems)
        rows.append(
            {
                "code": cells.required_text("code"),
                "level": cells.whole_number("level"),
                "name": cells.required_text("name"),
            }
        )
    problems.refuse_if_any()
    return ImportOutcome(len(rows), synchronise_rows(session, SniCode, rows, key=("code",)))


def load_industries(session: Session, file: InputFile, task: ImportTask) -> ImportOutcome:
    """Industries with their facts in three variants, SNI codes and everyday words."""
    problems = Problems(file.name)
    required = ("id", "name_sv", "name_easy", "name_en", "facts_sv", "facts_easy", "facts_en", "sni")
    table = read_table(file, kind="industries", required=required, limits=task.limits, problems=problems)
    known = set(session.scalars(select(SniCode.code)))
    sources = SourceBook()
    rows, links, terms = [], [], {}
    for row in table.rows:
        cells = Cells(row, problems)
        values: dict[str, Any] = {column: cells.required_text(column) for column in required[:-1]}
        rows.append(values | read_provenance(cells, origin=task.origin, sources=sources))
        for code in cells.listed("sni"):
            if code not in known:
                problems.add(line=row.line, column="sni", value=code, expected="en SNI-kod som finns")
            links.append({"industry_id": values["id"], "sni_code": code})
        terms[values["id"]] = read_terms(cells)
    problems.refuse_if_any()
    sources.write(session)
    changes = synchronise_rows(session, Industry, rows, key=("id",))
    changes += synchronise_rows(session, IndustrySni, links, key=("industry_id", "sni_code"), missing=Missing.DELETE)
    changes += write_terms(session, entity="industry", terms_by_row=terms)
    return ImportOutcome(len(rows), changes)


def load_interests(session: Session, file: InputFile, task: ImportTask) -> ImportOutcome:
    """Interests in pupils' words, their Holland type, and the occupations that suit them."""
    problems = Problems(file.name)
    required = ("id", "label_sv", "label_en", "riasec", "occupations")
    table = read_table(file, kind="interests", required=required, limits=task.limits, problems=problems)
    known = set(session.scalars(select(Occupation.id)))
    sources = SourceBook()
    rows, links, terms = [], [], {}
    for row in table.rows:
        cells = Cells(row, problems)
        values: dict[str, Any] = {column: cells.required_text(column) for column in required[:-1]}
        rows.append(values | read_provenance(cells, origin=task.origin, sources=sources))
        for rank, occupation in enumerate(cells.listed("occupations")):
            if occupation not in known:
                problems.add(line=row.line, column="occupations", value=occupation, expected="ett yrkes-id som finns")
            links.append({"interest_id": values["id"], "occupation_id": occupation, "rank": rank})
        terms[values["id"]] = read_terms(cells)
    problems.refuse_if_any()
    sources.write(session)
    synchronise_rows(session, InterestOccupation, (), key=("interest_id", "occupation_id"), missing=Missing.DELETE,
                     missing_within=lambda row: row["interest_id"] not in terms)  # fmt: skip
    changes = synchronise_rows(session, Interest, rows, key=("id",), missing=Missing.DELETE)
    changes += synchronise_rows(
        session, InterestOccupation, links, key=("interest_id", "occupation_id"), missing=Missing.DELETE
    )
    changes += write_terms(session, entity="interest", terms_by_row=terms)
    return ImportOutcome(len(rows), changes)


def load_education_levels(session: Session, file: InputFile, task: ImportTask) -> ImportOutcome:
    """School forms and school years in pupils' words."""
    problems = Problems(file.name)
    table = read_table(
        file, kind="education levels", required=("id", "label_sv", "label_en"), limits=task.limits, problems=problems
    )
    rows, terms = [], {}
    for row in table.rows:
        cells = Cells(row, problems)
        values = {column: cells.required_text(column) for column in ("id", "label_sv", "label_en")}
        rows.append(values)
        terms[values["id"]] = read_terms(cells)
    problems.refuse_if_any()
    changes = synchronise_rows(session, EducationLevel, rows, key=("id",), missing=Missing.DELETE)
    return ImportOutcome(len(rows), changes + write_terms(session, entity="education_level", terms_by_row=terms))


def load_employer_terms(session: Session, file: InputFile, task: ImportTask) -> ImportOutcome:
    """What people call the employers; an employer that the file names and the database lacks is added with its note."""
    problems = Problems(file.name)
    table = read_table(file, kind="employer terms", required=("name",), limits=task.limits, problems=problems)
    sources = SourceBook()
    source_id = sources.add(name=task.origin.source, publisher=task.origin.publisher, url=task.origin.url)
    by_name = {employer.name_key: employer for employer in session.scalars(select(Employer))}
    terms_by_name, additions = {}, []
    for row in table.rows:
        cells = Cells(row, problems)
        name, note = cells.required_text("name", limit=160), cells.text("note", limit=300)
        key = fold_text(name)
        if key not in by_name and not note:
            problems.add(
                line=row.line,
                column="name",
                value=name,
                expected="en arbetsgivare som finns, eller en anmärkning (note)",
            )
        if key not in by_name:
            additions.append({"name": name, "name_key": key, "note": note, "note_source_id": source_id})
        terms_by_name[key] = read_terms(cells)
    problems.refuse_if_any()
    if additions:
        sources.write(session)
        session.execute(insert(Employer), additions)
    ids = dict(session.execute(select(Employer.name_key, Employer.id)).all())
    terms = {str(ids[key]): found for key, found in terms_by_name.items()}
    changes = write_terms(session, entity="employer", terms_by_row=terms)
    return ImportOutcome(len(terms), changes + Changes(added=len(additions)))
