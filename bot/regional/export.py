"""Exports a kind of data to a file that the import of the same kind reads back unchanged."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from bot.errors import FileForbidden, FileIsFolder, FileKindWrong
from bot.regional.ingest import employers, forecasts, occupations, offerings, programmes, salaries
from bot.regional.ingest.provenance import PROVENANCE_COLUMNS
from bot.regional.ingest.tables import PART_SEPARATOR, looks_like_formula
from bot.regional.models import (
    EducationStep,
    Forecast,
    Occupation,
    Offering,
    Programme,
    Provenance,
    Quality,
    Salary,
    Site,
    Term,
)

Record = dict[str, Any]


def export_rows(session: Session, *, kind: str, path: Path) -> int:
    """Writes all rows in use of a kind to `path` (.csv, .xlsx; forecasts .json) and returns how many; never half a file."""
    if path.is_dir():
        raise FileIsFolder(path=path)
    suffix = path.suffix.lower()
    allowed = (".json",) if kind == "forecasts" else (".csv", ".xlsx")
    if suffix not in allowed:
        raise FileKindWrong(path=path, found=f"ändelsen ”{suffix}”", kind=kind, expected=" eller ".join(allowed))
    columns, read = EXPORTS[kind]
    records = list(read(session))
    writers: Mapping[str, Callable[[Path, tuple[str, ...], list[Record]], None]] = {
        ".json": _write_json, ".csv": _write_csv, ".xlsx": _write_workbook}  # fmt: skip
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        os.close(handle)
        try:
            writers[suffix](Path(name), columns, records)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except (PermissionError, FileNotFoundError) as error:
        raise FileForbidden(path=path) from error
    return len(records)


def make_cell_harmless(cell: str) -> str:
    """A cell that no spreadsheet runs: what looks like a formula gets a leading apostrophe."""
    return f"'{cell}" if looks_like_formula(cell) else cell


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def _write_csv(path: Path, columns: tuple[str, ...], records: list[Record]) -> None:
    # The byte-order mark makes Excel read å, ä and ö right.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(columns)
        writer.writerows([make_cell_harmless(_text(record.get(column))) for column in columns] for record in records)


def _write_workbook(path: Path, columns: tuple[str, ...], records: list[Record]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Syvbot")
    sheet.append(columns)
    for record in records:
        sheet.append([make_cell_harmless(_text(record.get(column))) for column in columns])
    book.save(path)


def _write_json(path: Path, _columns: tuple[str, ...], records: list[Record]) -> None:
    path.write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")


def _provenance(row: Provenance, *, prefix: str = "") -> Record:
    values = (row.source.name, row.source.publisher, row.source.url, row.published, row.retrieved_on, row.valid_until,
              row.quality.value)  # fmt: skip
    return {prefix + column: value for column, value in zip(PROVENANCE_COLUMNS, values, strict=True)}


def _terms(session: Session, entity: str) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for term in session.scalars(select(Term).where(Term.entity == entity).order_by(Term.text)):
        found.setdefault(term.row_id, {}).setdefault(f"terms_{term.language}", []).append(term.text)
    return found


def _read_forecasts(session: Session) -> Iterator[Record]:
    for row in session.scalars(select(Forecast).order_by(Forecast.round, Forecast.barometer_name, Forecast.area_code)):
        values = (
            row.field, row.barometer_name, row.barometer_id, row.area_code, row.ssyk_count, int(row.part_of_ssyk),
            ",".join(row.ssyk_codes.split("|")), row.ssyk_name, row.barometer_note or None, row.opportunities, row.situation,
            [reason for reason in row.paradox_reasons.split("|") if reason], row.outlook, row.text_opportunities,
            row.text_situation, row.widest_basis, row.basis_share, row.round, row.taxonomy_version,
        )  # fmt: skip
        record: Record = dict(zip(forecasts.PUBLISHED_FIELDS, values, strict=True))
        record |= {"kalla": row.source.name, "kvalitet": row.quality.value, "publicerad": row.published}
        yield record | {"giltig_till": row.valid_until.isoformat() if row.valid_until else None}


def _is_confirmed(site: Site) -> bool:
    """Whether the row's day is one of confirmation; of another row it is only the day on which it was first read."""
    return site.quality is Quality.OFFICIAL or (site.quality is Quality.DEMO and site.valid_until is not None)


def _read_employers(session: Session) -> Iterator[Record]:
    statement = (
        select(Site)
        .where(Site.retired_on.is_(None))
        .options(
            joinedload(Site.employer),
            selectinload(Site.occupations),
            selectinload(Site.offers),
            selectinload(Site.contacts),
        )
        .order_by(Site.municipality_code, Site.name)
    )
    for site in session.scalars(statement):
        contact = site.contacts[0] if site.contacts else None
        yield {
            "org_number": site.employer.org_number,
            "name": site.name,
            "municipality_code": site.municipality_code,
            "industry": site.industry_id,
            "employees": site.employees,
            "website": site.employer.website,
            "occupations": "|".join(sorted(each.occupation_id for each in site.occupations)),
            "offers": "|".join(offer.kind.value for offer in site.offers),
            "contact_role": contact and contact.role,
            "contact_email": contact and contact.email,
            "contact_phone": contact and contact.phone,
            "consent_until": contact and contact.consent_until,
            "confirmed_on": site.retrieved_on if _is_confirmed(site) else None,
            "source": site.source.name,
            "demo": site.quality is Quality.DEMO,
        }


def _read_occupations(session: Session) -> Iterator[Record]:
    terms = _terms(session, "occupation")
    steps: dict[str, list[EducationStep]] = {}
    for step in session.scalars(
        select(EducationStep).where(EducationStep.retired_on.is_(None)).order_by(EducationStep.step_order)
    ):
        steps.setdefault(step.occupation_id, []).append(step)
    children = (
        Occupation.barometers,
        Occupation.descriptions,
        Occupation.industries,
        Occupation.interests,
        Occupation.kin,
    )
    statement = select(Occupation).where(Occupation.retired_on.is_(None)).order_by(Occupation.id)
    for row in session.scalars(statement.options(*(selectinload(child) for child in children))):
        record: Record = {column: getattr(row, column) for column in (
            "id", "described", "ssyk", "ssyk_name", "label_sv", "label_plural_sv", "label_en", "label_plural_en",
            "jobtech_ssyk4_id", "jobtech_occupation_name", "jobtech_occupation_id", "riasec")}  # fmt: skip
        record |= {
            "industry": row.industry_id,
            "industries": "|".join(sorted(each.industry_id for each in row.industries)),
            "barometer_name": "; ".join(each.name for each in row.barometers),
            "barometer_id": "; ".join(each.barometer_id for each in row.barometers),
            "interests": "|".join(each.text for each in row.interests),
            "nearest": "|".join(each.kin_id for each in row.kin),
            "steps": "|".join(
                PART_SEPARATOR.join((str(step.step_order), step.level, step.name, step.length, step.note))
                for step in steps.get(row.id, ())
            ),
            **{column: "|".join(found) for column, found in terms.get(row.id, {}).items()},
            **_provenance(row),
        }
        for description in row.descriptions:
            for aspect in occupations.ASPECTS:
                record[f"description_{description.variant}_{aspect}"] = getattr(description, aspect)
            record |= _provenance(description, prefix="description_")
        if steps.get(row.id):
            record |= _provenance(steps[row.id][0], prefix="steps_")
        yield record


def _read_programmes(session: Session) -> Iterator[Record]:
    terms = _terms(session, "programme")
    plain = ("id", "code", "orientation_code", "name_sv", "orientation_sv", "type", "level", "length", "ended", "in_industry",
             "note_sv", "note_en")  # fmt: skip
    statement = select(Programme).where(Programme.retired_on.is_(None)).options(selectinload(Programme.links))
    for row in session.scalars(statement.order_by(Programme.id)):
        record: Record = {column: getattr(row, column) for column in plain}
        record["leads_to_ssyk"] = "|".join(link.ssyk for link in row.links)
        record |= {column: "|".join(found) for column, found in terms.get(row.id, {}).items()}
        yield record | _provenance(row)


def _read_offerings(session: Session) -> Iterator[Record]:
    statement = (
        select(Offering)
        .where(Offering.retired_on.is_(None))
        .order_by(Offering.programme_id, Offering.municipality_code, Offering.provider)
    )
    for row in session.scalars(statement):
        record: Record = {
            column: getattr(row, column)
            for column in ("programme_id", "municipality_code", "provider", "website", "demo")
        }
        yield record | _provenance(row)


def _read_salaries(session: Session) -> Iterator[Record]:
    statement = (
        select(Salary)
        .where(Salary.retired_on.is_(None))
        .order_by(Salary.level, Salary.code, Salary.area_code, Salary.sex, Salary.id)
    )
    for row in session.scalars(statement):
        record: Record = {column: getattr(row, column) for column in (*salaries.REQUIRED, "employees", "note")}
        yield record | _provenance(row)


EXPORTS: Mapping[str, tuple[tuple[str, ...], Callable[[Session], Iterator[Record]]]] = {
    "forecasts": (forecasts.PUBLISHED_FIELDS, _read_forecasts),
    "employers": (employers.COLUMNS, _read_employers),
    "occupations": (occupations.COLUMNS, _read_occupations),
    "programmes": (programmes.COLUMNS, _read_programmes),
    "offerings": (offerings.COLUMNS, _read_offerings),
    "salaries": (salaries.COLUMNS, _read_salaries),
}
