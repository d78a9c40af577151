"""Loads counties with their neighbours, municipalities, and the everyday names of places."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.regional.ingest.fields import Cells
from bot.regional.ingest.files import InputFile
from bot.regional.ingest.kind import ImportOutcome, ImportTask
from bot.regional.ingest.problems import Problems
from bot.regional.ingest.provenance import SourceBook, read_provenance
from bot.regional.ingest.synchronise import Missing, synchronise_rows
from bot.regional.ingest.tables import read_table
from bot.regional.ingest.terms import read_terms, write_terms
from bot.regional.models import County, CountyNeighbour, Municipality, PlaceAlias, PlaceAliasTarget
from bot.text.normalise import make_slug

COUNTY_COLUMNS = (
    "code",
    "name",
    "name_short",
    "residence_city",
    "region_name",
    "nuts1",
    "nuts2",
    "nuts3",
    "jobtech_region_id",
)
MUNICIPALITY_COLUMNS = ("code", "name", "name_official", "county_code", "lat", "lon")


def load_counties(session: Session, file: InputFile, task: ImportTask) -> ImportOutcome:
    """The 21 counties and which of them border on each other."""
    problems = Problems(file.name)
    table = read_table(
        file, kind="counties", required=(*COUNTY_COLUMNS, "neighbours"), limits=task.limits, problems=problems
    )
    sources = SourceBook()
    rows: list[dict[str, Any]] = []
    borders: list[dict[str, str]] = []
    for row in table.rows:
        cells = Cells(row, problems)
        values: dict[str, Any] = {column: cells.required_text(column) for column in COUNTY_COLUMNS}
        rows.append(values | read_provenance(cells, origin=task.origin, sources=sources))
        borders += ({"county_code": values["code"], "neighbour_code": each} for each in cells.listed("neighbours"))
    problems.refuse_if_any()
    sources.write(session)
    changes = synchronise_rows(session, County, rows, key=("code",))
    changes += synchronise_rows(
        session, CountyNeighbour, borders, key=("county_code", "neighbour_code"), missing=Missing.DELETE
    )
    return ImportOutcome(len(rows), changes)


def load_municipalities(session: Session, file: InputFile, task: ImportTask) -> ImportOutcome:
    """The 290 municipalities with the coordinates of their seats."""
    problems = Problems(file.name)
    table = read_table(
        file, kind="municipalities", required=MUNICIPALITY_COLUMNS, limits=task.limits, problems=problems
    )
    sources = SourceBook()
    rows = []
    for row in table.rows:
        cells = Cells(row, problems)
        values: dict[str, Any] = {column: cells.required_text(column) for column in MUNICIPALITY_COLUMNS[:4]}
        values |= {"lat": float(cells.number("lat") or 0), "lon": float(cells.number("lon") or 0)}
        rows.append(values | read_provenance(cells, origin=task.origin, sources=sources))
    problems.refuse_if_any()
    sources.write(session)
    return ImportOutcome(len(rows), synchronise_rows(session, Municipality, rows, key=("code",)))


def load_place_aliases(session: Session, file: InputFile, task: ImportTask) -> ImportOutcome:
    """Landscapes, towns, districts and colloquial names, with the municipalities or counties they mean."""
    problems = Problems(file.name)
    table = read_table(file, kind="places", required=("name", "kind", "targets"), limits=task.limits, problems=problems)
    known = known_places(session)
    aliases: dict[str, dict[str, Any]] = {}
    targets: list[dict[str, Any]] = []
    terms = {}
    for row in table.rows:
        cells = Cells(row, problems)
        name = cells.required_text("name", limit=80)
        found = cells.listed("targets")
        # Two towns may share a name (Sandviken is also a village), so the first target is part of the id.
        alias_id = (
            make_slug(name) if make_slug(name) not in aliases else f"{make_slug(name)}_{make_slug(''.join(found[:1]))}"
        )
        aliases[alias_id] = {"id": alias_id, "name": name, "kind": cells.required_text("kind", limit=20)}
        for rank, target in enumerate(found):
            if target not in known:
                problems.add(
                    line=row.line,
                    column="targets",
                    value=target,
                    expected="municipality:KOD eller county:KOD som finns",
                )
            kind, _, code = target.partition(":")
            targets.append({"alias_id": alias_id, "kind": kind, "code": code, "rank": rank})
        terms[f"alias:{alias_id}"] = read_terms(cells)
    problems.refuse_if_any()
    synchronise_rows(session, PlaceAliasTarget, (), key=("alias_id", "kind", "code"), missing=Missing.DELETE,
                     missing_within=lambda row: row["alias_id"] not in aliases)  # fmt: skip
    changes = synchronise_rows(session, PlaceAlias, aliases.values(), key=("id",), missing=Missing.DELETE)
    changes += synchronise_rows(
        session, PlaceAliasTarget, targets, key=("alias_id", "kind", "code"), missing=Missing.DELETE
    )
    changes += write_terms(session, entity="place", terms_by_row=terms)
    return ImportOutcome(len(aliases), changes)


def load_place_names(session: Session, file: InputFile, task: ImportTask) -> ImportOutcome:
    """Names of counties and municipalities in other languages, and their nicknames."""
    problems = Problems(file.name)
    table = read_table(file, kind="place names", required=("target",), limits=task.limits, problems=problems)
    known = known_places(session)
    terms = {}
    for row in table.rows:
        cells = Cells(row, problems)
        target = cells.required_text("target")
        if target not in known:
            problems.add(
                line=row.line, column="target", value=target, expected="municipality:KOD eller county:KOD som finns"
            )
        terms[target] = read_terms(cells)
    problems.refuse_if_any()
    return ImportOutcome(len(terms), write_terms(session, entity="place", terms_by_row=terms))


def known_places(session: Session) -> set[str]:
    """Every place id there is: "municipality:1480", "county:14"."""
    municipalities = {f"municipality:{code}" for code in session.scalars(select(Municipality.code))}
    return municipalities | {f"county:{code}" for code in session.scalars(select(County.code))}
