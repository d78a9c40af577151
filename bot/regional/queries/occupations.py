"""Finds occupations: what they are, what the work is like, and their kin and industries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from bot.regional.models import Industry, Occupation, OccupationDescription, OccupationIndustry
from bot.regional.queries.facts import FactSource, describe_source
from bot.regional.remembered import remembered


@dataclass(frozen=True)
class OccupationFacts:
    """An occupation's names and codes. `described` False: known by name only, `kin` are the nearest described ones."""

    id: str
    ssyk: str
    label_sv: str
    label_plural_sv: str
    label_en: str
    label_plural_en: str
    described: bool
    industry_id: str | None
    riasec: str
    interests: tuple[str, ...]
    kin: tuple[str, ...]
    source: FactSource


@dataclass(frozen=True)
class Description:
    """What the work is like, in one variant: "sv", "easy" or "en"."""

    variant: str
    does: str
    day: str
    tools: str
    environment: str
    thrives: str
    misunderstandings: str
    source: FactSource


@dataclass(frozen=True)
class IndustryFacts:
    """An industry's names and what it is, in three variants."""

    id: str
    name_sv: str
    name_easy: str
    name_en: str
    facts_sv: str
    facts_easy: str
    facts_en: str
    source: FactSource


@remembered
def find_occupation(session: Session, *, occupation_id: str, today: dt.date) -> OccupationFacts | None:
    """The occupation, or None when there is no such id in use."""
    row = session.scalar(
        select(Occupation)
        .where(Occupation.id == occupation_id, Occupation.retired_on.is_(None))
        .options(selectinload(Occupation.interests), selectinload(Occupation.kin))
    )
    return _describe(row, today=today) if row else None


@remembered
def list_described_occupations(session: Session, *, today: dt.date) -> tuple[OccupationFacts, ...]:
    """Every occupation with facts, by id."""
    statement = (
        select(Occupation)
        .where(Occupation.described, Occupation.retired_on.is_(None))
        .options(selectinload(Occupation.interests), selectinload(Occupation.kin))
        .order_by(Occupation.id)
    )
    return tuple(_describe(row, today=today) for row in session.scalars(statement))


@remembered
def find_description(session: Session, *, occupation_id: str, variant: str, today: dt.date) -> Description | None:
    """The description in a variant, or None when nothing is written about the occupation."""
    row = session.get(OccupationDescription, (occupation_id, variant))
    if row is None:
        return None
    return Description(
        variant=row.variant,
        does=row.does,
        day=row.day,
        tools=row.tools,
        environment=row.environment,
        thrives=row.thrives,
        misunderstandings=row.misunderstandings,
        source=describe_source(row, today=today),
    )


@remembered
def find_industry(session: Session, *, industry_id: str, today: dt.date) -> IndustryFacts | None:
    """The industry, or None when there is no such id."""
    row = session.get(Industry, industry_id)
    if row is None:
        return None
    return IndustryFacts(
        id=row.id,
        name_sv=row.name_sv,
        name_easy=row.name_easy,
        name_en=row.name_en,
        facts_sv=row.facts_sv,
        facts_easy=row.facts_easy,
        facts_en=row.facts_en,
        source=describe_source(row, today=today),
    )


@remembered
def find_occupations_in_industry(session: Session, *, industry_id: str, today: dt.date) -> tuple[OccupationFacts, ...]:
    """Described occupations that work in an industry; those with it as their main industry first."""
    statement = (
        select(Occupation)
        .join(OccupationIndustry)
        .where(OccupationIndustry.industry_id == industry_id, Occupation.described, Occupation.retired_on.is_(None))
        .options(selectinload(Occupation.interests), selectinload(Occupation.kin))
    )
    rows = sorted(session.scalars(statement), key=lambda row: (row.industry_id != industry_id, row.label_sv))
    return tuple(_describe(row, today=today) for row in rows)


def _describe(row: Occupation, *, today: dt.date) -> OccupationFacts:
    return OccupationFacts(
        id=row.id,
        ssyk=row.ssyk,
        label_sv=row.label_sv,
        label_plural_sv=row.label_plural_sv,
        label_en=row.label_en,
        label_plural_en=row.label_plural_en,
        described=row.described,
        industry_id=row.industry_id,
        riasec=row.riasec,
        interests=tuple(each.text for each in row.interests),
        kin=tuple(each.kin_id for each in row.kin),
        source=describe_source(row, today=today),
    )
