"""Imports employers.csv: employers, their sites, offers and contacts (columns: DESIGN.md, a contract).

A file is the whole of what each source in it says: sites of the same source that it lacks are retired.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, insert, select, update
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
# By then a workplace should have been asked again.
CONFIRMED_FOR = dt.timedelta(days=365)
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
    if task.shipped:
        rows = _leave_to_the_region(session, rows, sources=sources)
    task.progress(0.5)
    employer_ids, changed = _write_employers(session, rows)
    task.progress(0.6)
    changes = _write_sites(
        session, rows, employer_ids=employer_ids, changed_employers=changed, sources=sources, task=task
    )
    task.progress(1.0)
    return ImportOutcome(len(table.rows), changes, differences=tuple(task.differences.lines))


def _leave_to_the_region(session: Session, rows: list[EmployerRow], *, sources: SourceBook) -> list[EmployerRow]:
    """The rows without those of workplaces that a region's own file has told about: that file knows them better."""
    statement = select(Employer.name_key, Site.municipality_code).join(Site.employer)
    known = {tuple(row) for row in session.execute(statement.where(Site.source_id.not_in(sources.named)))}
    return [row for row in rows if (row.name_key, row.site["municipality_code"]) not in known]


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
            # The date of the list that the row came with. A file cannot tell it, so that one that lists the row again
            # leaves it as it is; the date is never that of another source that the row names itself.
            **({"published": task.origin.published} if source == task.origin.source and task.origin.published else {}),
            "retrieved_on": confirmed_on or task.origin.retrieved_on,
            **_validity(confirmed_on, task=task),
            "quality": quality,
        },
        occupations=references.occupation_ids(cells, "occupations"),
        offers=tuple(OfferKind(offer) for offer in offers if offer in OFFER_KINDS),
        contact=_read_contact(cells),
    )


def _validity(confirmed_on: dt.date | None, *, task: ImportTask) -> dict[str, dt.date]:
    """A confirmed row holds for a year; of another the file tells no end, so that what is known of one stays."""
    if confirmed_on:
        return {"valid_until": confirmed_on + CONFIRMED_FOR}
    return {"valid_until": task.origin.valid_until} if task.origin.valid_until else {}


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


def _write_employers(session: Session, rows: list[EmployerRow]) -> tuple[dict[str, int], set[int]]:
    """The employers' ids by identity, and which of those that were known have changed."""
    by_org, by_name = _existing_employers(session)
    wanted: dict[str, EmployerRow] = {}
    for row in rows:
        wanted.setdefault(row.identity, row)
    additions: list[dict[str, Any]] = []
    updates: list[dict[str, Any]] = []
    ids: dict[str, int] = {}
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
    return ids, {each["id"] for each in updates}


def _existing_employers(session: Session) -> tuple[dict[str, Employer], dict[str, Employer]]:
    employers = session.scalars(select(Employer).order_by(Employer.id.desc())).all()
    return {e.org_number: e for e in employers if e.org_number}, {e.name_key: e for e in employers}


def _write_sites(
    session: Session,
    rows: list[EmployerRow],
    *,
    employer_ids: dict[str, int],
    changed_employers: set[int],
    sources: SourceBook,
    task: ImportTask,
) -> Changes:
    def key_of(row: EmployerRow) -> tuple[int, str]:
        return employer_ids[row.identity], row.site["municipality_code"]

    tally = RowTally()
    # Each shipped file is all that its source says of the counties in it.
    counties = {row.site["municipality_code"][:2] for row in rows}

    def may_be_retired(row: RowMapping) -> bool:
        return row["source_id"] in sources.named and (not task.shipped or row["municipality_code"][:2] in counties)

    sites = synchronise_rows(
        session,
        Site,
        ({"employer_id": employer_ids[row.identity], **row.site} for row in rows),
        key=("employer_id", "municipality_code"),
        missing=Missing.RETIRE,
        missing_within=may_be_retired,
        today=task.today,
        on_difference=tally.hear_row,
        differences=task.differences,
    )
    refuse_when_most_is_retired(sites, task=task, source=", ".join(source["name"] for source in sources.named.values()))
    task.progress(0.75)
    found = session.execute(select(Site.id, Site.employer_id, Site.municipality_code))
    site_ids = {(employer_id, code): site_id for site_id, employer_id, code in found}
    tally.differing = {site_ids[key] for key in tally.differing}
    by_site = {site_ids[key_of(row)]: row for row in rows}
    tally.touched |= {site_ids[key_of(row)] for row in rows if key_of(row)[0] in changed_employers}
    details: tuple[tuple[type[Base], str, list[dict[str, Any]]], ...] = (
        (SiteOccupation, "occupation_id", [{"occupation_id": each, "site_id": site_id}
                                           for site_id, row in by_site.items() for each in row.occupations]),
        (Offer, "kind", [{"kind": each, "site_id": site_id} for site_id, row in by_site.items() for each in row.offers]),
        (Contact, "role", [{"site_id": site_id, **row.contact} for site_id, row in by_site.items() if row.contact]),
    )  # fmt: skip
    for model, column, desired in details:
        synchronise_rows(session, model, desired, key=("site_id", column), missing=Missing.DELETE,
                         missing_within=lambda row: row["site_id"] in by_site, on_difference=tally.hear_detail)  # fmt: skip
    names = {site_id: f"{row.name} ({row.site['municipality_code']})" for site_id, row in by_site.items()}
    return tally.complete(sites, differences=task.differences, label=names.__getitem__)
