"""Answers where people are lacking: one occupation's outlook, and the shortage occupations of an area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from bot.regional.models import Forecast, Occupation, OccupationBarometer, OccupationIndustry
from bot.regional.queries.facts import FactSource, describe_source
from bot.regional.queries.places import Place
from bot.regional.remembered import remembered

WHOLE_COUNTRY = "00"
SHORTAGE = "brist"
PARADOX = "paradox"
SITUATION_ORDER = {"brist": 0, "paradox": 1, "balans": 2, "överskott": 3}
OUTLOOK_ORDER = {"öka": 0, "vara oförändrad": 1, "minska": 2}


@dataclass(frozen=True)
class Assessment:
    """One published assessment. `situation` None means that none was made. `area_code` "00" is the whole country.

    `widest_basis` and `partly` are the publisher's caution: the assessment rests (partly) on a wider area than it is for.
    """

    barometer_name: str
    area_code: str
    round: str
    opportunities: str | None
    situation: str | None
    outlook: str | None
    paradox_reasons: tuple[str, ...]
    widest_basis: str | None
    partly: bool
    source: FactSource

    @property
    def assessed(self) -> bool:
        """Whether the publisher made an assessment at all."""
        return self.situation is not None

    @property
    def rests_on_wider_area(self) -> bool:
        """Whether a county's assessment rests on more than the county."""
        return self.area_code != WHOLE_COUNTRY and self.widest_basis not in (None, "län")


@dataclass(frozen=True)
class OccupationOutlook:
    """An occupation's outlook in an area: the newest assessment for the asked area, and what stands beside it.

    `assessment` is None when there is no row for the area. `previous` is the round before it for the same area. `national` is the
    newest for the whole country when that is not `assessment` itself. `barometer_names` is empty where Yrkesbarometern
    does not assess the occupation at all.
    """

    occupation_id: str
    area_code: str
    barometer_names: tuple[str, ...]
    assessment: Assessment | None
    previous: Assessment | None
    national: Assessment | None

    @property
    def change(self) -> str | None:
        """ "better" (fewer lack work), "worse", "same", or None when two rounds cannot be compared."""
        if not self.assessment or not self.previous:
            return None
        now, before = self.assessment.situation, self.previous.situation
        if now is None or before is None:
            return None
        step = SITUATION_ORDER[now] - SITUATION_ORDER[before]
        return "same" if step == 0 else "better" if step < 0 else "worse"


@dataclass(frozen=True)
class ShortageOccupation:
    """An occupation of the project whose barometer occupation lacks people, with the assessment that says so."""

    occupation_id: str
    label_sv: str
    label_en: str
    assessment: Assessment


@dataclass(frozen=True)
class ShortageList:
    """The shortage occupations of an area: `area_code` is where the assessments are for, "00" when the county has none."""

    asked_area_code: str
    area_code: str
    round: str
    occupations: tuple[ShortageOccupation, ...]


@remembered
def find_occupation_outlook(session: Session, *, occupation_id: str, place: Place, today: dt.date) -> OccupationOutlook:
    """The outlook of one occupation in a place's county or the whole country; no assessment is an answer, not an error."""
    area = place.county_code or WHOLE_COUNTRY
    links = session.scalars(
        select(OccupationBarometer)
        .where(OccupationBarometer.occupation_id == occupation_id)
        .order_by(OccupationBarometer.name)
    ).all()
    names = tuple(link.name for link in links)
    rows = _read_forecasts(session, links, areas=(area, WHOLE_COUNTRY))
    here = [row for row in rows if row.area_code == area]
    national = [row for row in rows if row.area_code == WHOLE_COUNTRY]
    newest = here[0] if here else None
    # Of an occupation with two barometer occupations only rounds of the same one may be compared.
    before = [
        row for row in here[1:] if newest and row.barometer_name == newest.barometer_name and row.round < newest.round
    ]
    return OccupationOutlook(
        occupation_id=occupation_id,
        area_code=area,
        barometer_names=names,
        assessment=_describe(newest, today=today),
        previous=_describe(before[0] if before else None, today=today),
        national=_describe(national[0] if national and area != WHOLE_COUNTRY else None, today=today),
    )


@remembered
def find_shortage_occupations(
    session: Session, *, place: Place, today: dt.date, industry_id: str | None = None, limit: int | None = None
) -> ShortageList:
    """Occupations assessed as lacking people ("brist" first, then "paradox") in the newest round of the county.

    Falls back to the whole country when no shortage is known for the county; `area_code` says so.
    """
    asked = place.county_code or WHOLE_COUNTRY
    for area in dict.fromkeys((asked, WHOLE_COUNTRY)):
        found = _find_shortage_in_area(session, area=area, industry_id=industry_id, today=today)
        if found:
            return ShortageList(asked, area, found[0].assessment.round, tuple(found[:limit]))
    return ShortageList(asked, asked, "", ())


def _find_shortage_in_area(
    session: Session, *, area: str, industry_id: str | None, today: dt.date
) -> list[ShortageOccupation]:
    statement = select(Occupation).where(Occupation.retired_on.is_(None), Occupation.described)
    if industry_id:
        statement = statement.join(OccupationIndustry).where(OccupationIndustry.industry_id == industry_id)
    occupations = session.scalars(statement.options(selectinload(Occupation.barometers)).order_by(Occupation.id)).all()
    forecasts = session.scalars(
        select(Forecast).where(Forecast.area_code == area).order_by(Forecast.round.desc(), Forecast.id)
    )
    newest_by_id: dict[str, Forecast] = {}
    newest_by_name: dict[str, Forecast] = {}
    for row in forecasts:
        newest_by_name.setdefault(row.barometer_name, row)
        if row.barometer_id:
            newest_by_id.setdefault(row.barometer_id, row)
    found = []
    for occupation in occupations:
        candidates = [
            newest_by_id.get(link.barometer_id) or newest_by_name.get(link.name) for link in occupation.barometers
        ]
        rows = [row for row in candidates if row is not None and row.situation in (SHORTAGE, PARADOX)]
        if rows:
            assessment = _describe(max(rows, key=lambda row: row.round), today=today)
            assert assessment is not None
            found.append(ShortageOccupation(occupation.id, occupation.label_sv, occupation.label_en, assessment))
    return sorted(found, key=_order_of_shortage)


def _order_of_shortage(found: ShortageOccupation) -> tuple[int, int, str]:
    assessment = found.assessment
    return SITUATION_ORDER[assessment.situation or ""], OUTLOOK_ORDER.get(assessment.outlook or "", 3), found.label_sv


def _read_forecasts(
    session: Session, links: Sequence[OccupationBarometer], *, areas: tuple[str, ...]
) -> Sequence[Forecast]:
    if not links:
        return ()
    ids = [link.barometer_id for link in links if link.barometer_id]
    names = [link.name for link in links]
    statement = (
        select(Forecast)
        .where(or_(Forecast.barometer_id.in_(ids), Forecast.barometer_name.in_(names)), Forecast.area_code.in_(areas))
        .order_by(Forecast.round.desc(), Forecast.barometer_name)
    )
    return session.scalars(statement).all()


def _describe(row: Forecast | None, *, today: dt.date) -> Assessment | None:
    if row is None:
        return None
    return Assessment(
        barometer_name=row.barometer_name,
        area_code=row.area_code,
        round=row.round,
        opportunities=row.opportunities,
        situation=row.situation,
        outlook=row.outlook,
        paradox_reasons=tuple(reason for reason in row.paradox_reasons.split("|") if reason),
        widest_basis=row.widest_basis,
        partly=row.basis_share == "delvis",
        source=describe_source(row, today=today),
    )
