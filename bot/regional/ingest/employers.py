"""Imports employers.csv: employers, their sites, offers and contacts (columns: DESIGN.md, a contract).

A file is the whole of what each source in it says: sites of the same source that it lacks are retired.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from bot.regional.ingest.fields import Cells
from bot.regional.ingest.files import InputFile
from bot.regional.ingest.kind import ImportOutcome, ImportTask, refuse_when_most_is_retired
from bot.regional.ingest.problems import Problems
from bot.regional.ingest.provenance import SourceBook
from bot.regional.ingest.references import References, read_references
from bot.regional.ingest.synchronise import Changes, Missing, RowTally, synchronise_rows
from bot.regional.ingest.tables import Table, read_table
from bot.regional.models import Base, Contact, Employer, Offer, OfferKind, Quality, Site, SiteOccupation
from bot.text.normalise import fold_text

COLUMNS = (
    "org_number", "name", "municipality_code", "industry", "employees", "website", "occupations", "offers", "contact_role",
    "contact_email", "contact_phone", "consent_until", "confirmed_on", "source", "demo",
)  # fmt: skip
OFFER_KINDS = tuple(kind.value for kind in OfferKind)
# "Anna Svensson" is a person; "Praktiksamordnare" and "HR Göteborg syd" are functions.
PERSON_NAME = re.compile(
    r"^[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+(son|sson|berg|ström|lund|gren|qvist|kvist|man|ling|dahl)$"
)


@dataclass(frozen=True)
class EmployerRow:
    """One row of the file, read and checked."""

    org_number: str | None
    name: str
    name_key: str
    website: str
    demo: bool
    site: dict[str, Any]
    occupations: tuple[str, ...]
    offers: tuple[OfferKind, ...]
    contact: dict[str, Any] | None

    @property
    def identity(self) -> str:
        """What tells one employer from another: the organisation number, else the folded name."""
        return self.org_number or self.name_key


def import_employers(session: Session, file: InputFile, task: ImportTask) -> ImportOutcome:
    """Adds, changes and retires sites; offers keep the capacity, weeks and pause that were set in the workbench."""
    problems = Problems(file.name)
    table = read_table(file, kind="employers", required=COLUMNS, limits=task.limits, problems=problems)
    sources = SourceBook()
    rows = _read_rows(table, references=read_references(session), sources=sources, task=task, problems=problems)
    problems.refuse_if_any()
    sources.write(session)
    task.progress(0.5)
    employer_ids = _write_employers(session, rows)
    task.progress(0.6)
    changes = _write_sites(session, rows, employer_ids=employer_ids, sources=sources, task=task)
    task.progress(1.0)
    return ImportOutcome(len(rows), changes)


def _read_rows(
    table: Table, *, references: References, sources: SourceBook, task: ImportTask, problems: Problems
) -> list[EmployerRow]:
    rows: list[EmployerRow] = []
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(table.rows, start=1):
        read = _read_row(Cells(row, problems), references=references, sources=sources, task=task)
        key = (read.identity, read.site["municipality_code"])
        if key in seen:
            problems.add(line=row.line, column="org_number, name, municipality_code", value=f"{read.name} {key[1]}",
                         expected=f"ett arbetsställe per kommun; samma står på rad {seen[key]}")  # fmt: skip
        seen[key] = row.line
        rows.append(read)
        if number % 500 == 0:
            task.progress(0.5 * number / len(table.rows))
    return rows


def _read_row(cells: Cells, *, references: References, sources: SourceBook, task: ImportTask) -> EmployerRow:
    name = cells.required_text("name", limit=160)
    demo = cells.yes_or_no("demo")
    confirmed_on = cells.date("confirmed_on")
    source = (
        cells.required_text("source", limit=300)
        if not task.origin.source
        else cells.text("source", default=task.origin.source)
    )
    if demo:
        quality = Quality.DEMO
    elif confirmed_on:
        quality = Quality.OFFICIAL
    else:
        quality = Quality.UNCONFIRMED
    offers = cells.listed("offers")
    if any(offer not in OFFER_KINDS for offer in offers):
        cells.problems.add(line=cells.row.line, column="offers", value="|".join(offers),
                           expected="något av " + ", ".join(OFFER_KINDS) + ", med | mellan")  # fmt: skip
    return EmployerRow(
        org_number=cells.organisation_number("org_number"),
        name=name,
        name_key=fold_text(name),
        website=cells.website("website"),
        demo=demo,
        site={
            "municipality_code": references.municipality(cells, "municipality_code"),
            "name": name,
            "industry_id": references.industry(cells, "industry"),
            "employees": cells.whole_number("employees"),
            "source_id": sources.add(name=source, publisher=task.origin.publisher, url=task.origin.url),
            "published": "",
            "retrieved_on": confirmed_on or task.origin.retrieved_on,
            "valid_until": task.origin.valid_until,
            "quality": quality,
        },
        occupations=references.occupation_ids(cells, "occupations"),
        offers=tuple(OfferKind(offer) for offer in offers if offer in OFFER_KINDS),
        contact=_read_contact(cells),
    )


def _read_contact(cells: Cells) -> dict[str, Any] | None:
    role, email, phone = (
        cells.text("contact_role", limit=80),
        cells.email("contact_email"),
        cells.phone("contact_phone"),
    )
    consent_until, confirmed_on = cells.date("consent_until"), cells.date("confirmed_on")
    if PERSON_NAME.match(role):
        cells.problems.add(line=cells.row.line, column="contact_role", value=role,
                           expected="en funktion som praktiksamordnare, inte en persons namn")  # fmt: skip
    if not role:
        if email or phone:
            cells.problems.add(line=cells.row.line, column="contact_role", value="",
                               expected="en funktion när e-post eller telefon anges")  # fmt: skip
        return None
    return {"role": role, "email": email, "phone": phone, "consent_until": consent_until, "confirmed_on": confirmed_on}


def _write_employers(session: Session, rows: list[EmployerRow]) -> dict[str, int]:
    by_org, by_name = _existing_employers(session)
    wanted: dict[str, EmployerRow] = {}
    for row in rows:
        wanted.setdefault(row.identity, row)
    additions, updates, ids = [], [], {}
    for identity, row in wanted.items():
        known = by_org.get(row.org_number or "") or by_name.get(row.name_key)
        if known is not None and known.org_number and row.org_number and known.org_number != row.org_number:
            known = None
        values = {"name": row.name, "name_key": row.name_key, "website": row.website, "demo": row.demo,
                  "org_number": row.org_number}  # fmt: skip
        if known is None:
            additions.append(values)
            continue
        ids[identity] = known.id
        values["org_number"] = row.org_number or known.org_number
        values["website"] = row.website or known.website
        if any(getattr(known, column) != value for column, value in values.items()):
            updates.append({"id": known.id, **values})
    if additions:
        session.execute(insert(Employer), additions)
    if updates:
        session.execute(update(Employer), updates)
    session.flush()
    session.expire_all()
    by_org, by_name = _existing_employers(session)
    for identity, row in wanted.items():
        if identity not in ids:
            ids[identity] = (by_org[row.org_number] if row.org_number else by_name[row.name_key]).id
    return ids


def _existing_employers(session: Session) -> tuple[dict[str, Employer], dict[str, Employer]]:
    employers = session.scalars(select(Employer).order_by(Employer.id.desc())).all()
    return {e.org_number: e for e in employers if e.org_number}, {e.name_key: e for e in employers}


def _write_sites(
    session: Session, rows: list[EmployerRow], *, employer_ids: dict[str, int], sources: SourceBook, task: ImportTask
) -> Changes:
    def key_of(row: EmployerRow) -> tuple[int, str]:
        return employer_ids[row.identity], row.site["municipality_code"]

    tally = RowTally()
    sites = synchronise_rows(
        session,
        Site,
        ({"employer_id": employer_ids[row.identity], **row.site} for row in rows),
        key=("employer_id", "municipality_code"),
        missing=task.missing,
        missing_within=lambda row: row["source_id"] in sources.named,
        today=task.today,
        on_difference=tally.hear_row,
    )
    refuse_when_most_is_retired(sites, task=task, source=", ".join(source["name"] for source in sources.named.values()))
    task.progress(0.75)
    found = session.execute(select(Site.id, Site.employer_id, Site.municipality_code))
    site_ids = {(employer_id, code): site_id for site_id, employer_id, code in found}
    tally.differing = {site_ids[key] for key in tally.differing}
    by_site = {site_ids[key_of(row)]: row for row in rows}
    details: tuple[tuple[type[Base], str, list[dict[str, Any]]], ...] = (
        (SiteOccupation, "occupation_id", [{"occupation_id": each, "site_id": site_id}
                                           for site_id, row in by_site.items() for each in row.occupations]),
        (Offer, "kind", [{"kind": each, "site_id": site_id} for site_id, row in by_site.items() for each in row.offers]),
        (Contact, "role", [{"site_id": site_id, **row.contact} for site_id, row in by_site.items() if row.contact]),
    )  # fmt: skip
    for model, column, desired in details:
        synchronise_rows(session, model, desired, key=("site_id", column), missing=Missing.DELETE,
                         missing_within=lambda row: row["site_id"] in by_site, on_difference=tally.hear_detail)  # fmt: skip
    return tally.complete(sites)
