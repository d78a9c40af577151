"""Finds a row's name by its id, or its id by its name, where nothing else of the row is wanted."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.regional.models import County, Employer, Industry, PlaceAlias
from bot.regional.remembered import remembered


@dataclass(frozen=True)
class IndustryNames:
    """An industry's name in each language that answers are written in."""

    name_sv: str
    name_en: str


@remembered
def find_industry_names(session: Session, *, industry_id: str) -> IndustryNames | None:
    """The industry's names, or None when there is no such id."""
    row = session.execute(select(Industry.name_sv, Industry.name_en).where(Industry.id == industry_id)).one_or_none()
    return IndustryNames(row.name_sv, row.name_en) if row is not None else None


@remembered
def find_short_county_name(session: Session, *, county_code: str) -> str | None:
    """ "Skåne" of "Skåne län"; None when there is no such code."""
    return session.scalar(select(County.name_short).where(County.code == county_code))


@remembered
def find_alias_name(session: Session, *, alias_id: str) -> str | None:
    """What a landscape, town or region is called; None when there is no such id."""
    return session.scalar(select(PlaceAlias.name).where(PlaceAlias.id == alias_id))


@remembered
def find_employer_id(session: Session, *, name: str) -> int | None:
    """The id of the employer with exactly this name."""
    return session.scalar(select(Employer.id).where(Employer.name == name).limit(1))
