"""Finds the way to an occupation: its steps, the programmes that lead there, and who gives them how near."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.regional.models import EducationStep, Occupation, Offering, Programme, ProgrammeLink
from bot.regional.queries.facts import FactSource, describe_source
from bot.regional.queries.places import Place, measure_reach
from bot.regional.remembered import remembered


@dataclass(frozen=True)
class Step:
    """One step on the way; steps with the same order are alternatives."""

    order: int
    level: str
    name: str
    length: str
    note: str
    source: FactSource


@dataclass(frozen=True)
class ProgrammeFacts:
    """A programme or orientation; `in_industry` False: known by name, without facts on industry."""

    id: str
    code: str
    name_sv: str
    orientation_sv: str
    type: str
    level: str
    length: str
    ended: bool
    in_industry: bool
    note_sv: str
    note_en: str
    leads_to_ssyk: tuple[str, ...]
    source: FactSource

    @property
    def title(self) -> str:
        """Programme and orientation as one name."""
        return f"{self.name_sv}, {self.orientation_sv}" if self.orientation_sv else self.name_sv


@dataclass(frozen=True)
class OfferingNear:
    """A provider of a programme, and how far away it is; `km` None when the pupil asked from a county."""

    programme_id: str
    programme: str
    provider: str
    municipality_code: str
    municipality: str
    website: str
    demo: bool
    ring: int
    km: float | None
    source: FactSource


@remembered
def find_education_steps(session: Session, *, occupation_id: str, today: dt.date) -> tuple[Step, ...]:
    """The steps to an occupation, in order."""
    statement = (
        select(EducationStep)
        .where(EducationStep.occupation_id == occupation_id, EducationStep.retired_on.is_(None))
        .order_by(EducationStep.step_order, EducationStep.id)
    )
    return tuple(
        Step(row.step_order, row.level, row.name, row.length, row.note, describe_source(row, today=today))
        for row in session.scalars(statement)
    )


@remembered
def find_programmes_for_occupation(
    session: Session, *, occupation_id: str, today: dt.date
) -> tuple[ProgrammeFacts, ...]:
    """Programmes in use that lead to the occupation's SSYK group, upper secondary first."""
    occupation = session.get(Occupation, occupation_id)
    if occupation is None or not occupation.ssyk:
        return ()
    statement = (
        select(Programme)
        .join(ProgrammeLink)
        .where(ProgrammeLink.ssyk == occupation.ssyk, Programme.retired_on.is_(None), Programme.ended.is_(False))
    )
    # A narrow programme says more about the occupation than one that leads to many.
    rows = sorted(session.scalars(statement), key=lambda row: (row.level != "gymnasium", len(row.links), row.id))
    return tuple(_describe_programme(row, today=today) for row in rows)


@remembered
def find_programme(session: Session, *, programme_id: str, today: dt.date) -> ProgrammeFacts | None:
    """The programme, or None when there is no such id in use."""
    row = session.get(Programme, programme_id)
    return _describe_programme(row, today=today) if row is not None and row.retired_on is None else None


@remembered
def find_orientations(session: Session, *, code: str, today: dt.date) -> tuple[ProgrammeFacts, ...]:
    """The orientations of a programme code such as "IN"."""
    statement = (
        select(Programme)
        .where(Programme.code == code, Programme.orientation_sv != "", Programme.retired_on.is_(None))
        .order_by(Programme.id)
    )
    return tuple(_describe_programme(row, today=today) for row in session.scalars(statement))


@remembered
def find_occupations_after_programme(session: Session, *, programme_id: str) -> tuple[str, ...]:
    """Ids of the described occupations that a programme leads to."""
    statement = (
        select(Occupation.id)
        .join(ProgrammeLink, ProgrammeLink.ssyk == Occupation.ssyk)
        .where(ProgrammeLink.programme_id == programme_id, Occupation.described, Occupation.retired_on.is_(None))
        .order_by(Occupation.id)
    )
    return tuple(session.scalars(statement))


@remembered
def find_offerings_near(
    session: Session,
    *,
    programme_ids: tuple[str, ...],
    place: Place,
    today: dt.date,
    limit: int = 5,
    farthest_ring: int = 4,
) -> tuple[OfferingNear, ...]:
    """Who gives any of the programmes: own municipality first, then by distance, county, neighbouring county, further."""
    if not programme_ids:
        return ()
    reach = measure_reach(session, place)
    statement = select(Offering).where(Offering.programme_id.in_(programme_ids), Offering.retired_on.is_(None))
    found = []
    for row in session.scalars(statement):
        near = reach[row.municipality_code]
        if near.ring <= farthest_ring:
            found.append((near.ring, near.km or 0.0, row.demo, row.provider, row))
    found.sort(key=lambda each: each[:4])
    return tuple(
        OfferingNear(
            programme_id=row.programme_id,
            programme=_describe_programme(row.programme, today=today).title,
            provider=row.provider,
            municipality_code=row.municipality_code,
            municipality=row.municipality.name,
            website=row.website,
            demo=row.demo,
            ring=ring,
            km=reach[row.municipality_code].km,
            source=describe_source(row, today=today),
        )
        for ring, _km, _demo, _provider, row in found[:limit]
    )


def _describe_programme(row: Programme, *, today: dt.date) -> ProgrammeFacts:
    return ProgrammeFacts(
        id=row.id,
        code=row.code,
        name_sv=row.name_sv,
        orientation_sv=row.orientation_sv,
        type=row.type,
        level=row.level,
        length=row.length,
        ended=row.ended,
        in_industry=row.in_industry,
        note_sv=row.note_sv,
        note_en=row.note_en,
        leads_to_ssyk=tuple(link.ssyk for link in row.links),
        source=describe_source(row, today=today),
    )
