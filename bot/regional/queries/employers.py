"""Finds employers near a pupil: own municipality, then by distance, then the county, then neighbouring counties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from bot.regional.models import CountyNeighbour, Employer, Municipality, Offer, OfferKind, Quality, Site, SiteOccupation
from bot.regional.queries.facts import FactSource, describe_source
from bot.regional.queries.places import (
    COMMUTING_KM,
    Centre,
    Coordinates,
    Place,
    Reach,
    find_coordinates,
    find_corners,
    find_neighbouring_counties,
)
from bot.regional.remembered import remembered, remembered_each

# The rings of places.Reach.
COMMUTING, SAME_COUNTY, NEIGHBOURING_COUNTY, FURTHER_AWAY = 1, 2, 3, 4
QUALITY_ORDER = {
    Quality.OFFICIAL: 0, Quality.SECONDARY: 0, Quality.GENERAL: 1, Quality.UNCONFIRMED: 1, Quality.DEMO: 2,
}  # fmt: skip


@dataclass(frozen=True)
class ContactFacts:
    """A function to reach, only ever made for a contact whose consent has not passed."""

    role: str
    email: str
    phone: str
    consent_until: dt.date
    confirmed_on: dt.date | None


@dataclass(frozen=True)
class OfferFacts:
    """What a site takes pupils for, and on which terms."""

    kind: OfferKind
    capacity: int | None
    weeks: str
    minimum_age: int | None


@dataclass(frozen=True)
class EmployerNear:
    """A site of an employer and how near it is; `km` None when the pupil asked from a county."""

    employer_id: int
    site_id: int
    name: str
    website: str
    municipality_code: str
    municipality: str
    industry_id: str | None
    employees: int | None
    demo: bool
    occupations: tuple[str, ...]
    offers: tuple[OfferFacts, ...]
    contacts: tuple[ContactFacts, ...]
    ring: int
    km: float | None
    source: FactSource


@dataclass(frozen=True)
class KnownEmployer:
    """A company by name, with or without sites; `note` says what to know of one without."""

    id: int
    name: str
    website: str
    demo: bool
    note: str


@remembered
def find_employers_near(
    session: Session,
    *,
    place: Place,
    today: dt.date,
    occupation_id: str | None = None,
    industry_id: str | None = None,
    offer: OfferKind | None = None,
    limit: int = 5,
    farthest_ring: int = NEIGHBOURING_COUNTY,
) -> tuple[EmployerNear, ...]:
    """Sites that match, nearest first; confirmed ones before unconfirmed and demo ones at the same distance."""
    statement = select(Site.id, Site.municipality_code, Site.quality).where(Site.retired_on.is_(None))
    if occupation_id:
        statement = statement.join(SiteOccupation).where(SiteOccupation.occupation_id == occupation_id)
    if industry_id:
        statement = statement.where(Site.industry_id == industry_id)
    if offer:
        statement = statement.where(_gives(offer))
    return _nearest(session, statement, place=place, today=today, limit=limit, farthest_ring=farthest_ring)


@remembered
def find_sites_of_employer(
    session: Session, *, employer_id: int, place: Place, today: dt.date, limit: int = 5
) -> tuple[EmployerNear, ...]:
    """The sites of one employer, nearest first, however far."""
    statement = select(Site.id, Site.municipality_code, Site.quality).where(
        Site.employer_id == employer_id, Site.retired_on.is_(None)
    )
    return _nearest(session, statement, place=place, today=today, limit=limit, farthest_ring=4)


@remembered
def find_employer(session: Session, *, employer_id: int) -> KnownEmployer | None:
    """The company, or None when there is no such id."""
    row = session.get(Employer, employer_id)
    return KnownEmployer(row.id, row.name, row.website, row.demo, row.note) if row else None


def _gives(kind: OfferKind) -> ColumnElement[bool]:
    return Site.id.in_(select(Offer.site_id).where(Offer.kind == kind, Offer.paused.is_(False)))


def _nearest(
    session: Session,
    statement: Select[int, str, Quality],
    *,
    place: Place,
    today: dt.date,
    limit: int,
    farthest_ring: int,
) -> tuple[EmployerNear, ...]:
    found: dict[int, tuple[int, float, int, int, float | None]] = {}
    centre = find_coordinates(session, place)
    for where, whole_ring in _widening_areas(place, centre=centre, farthest_ring=farthest_ring):
        # Nearer than the county's border it does not matter which counties are its neighbours.
        asked_far = whole_ring >= NEIGHBOURING_COUNTY and place.county_code
        neighbours = set(find_neighbouring_counties(session, place.county_code)) if asked_far else set()
        here = Centre(place, centre, frozenset(neighbours))
        for site_id, quality, reach in _candidates(session, statement, here=here, where=where):
            if reach.ring <= min(whole_ring, farthest_ring):
                found[site_id] = (reach.ring, reach.km or 0.0, QUALITY_ORDER[quality], site_id, reach.km)
        # What lies further out comes after all of these, so there is nothing more to ask for.
        if sum(ring <= whole_ring for ring, *_rest in found.values()) >= limit:
            break
    nearest = sorted(found.values())[:limit]
    sites = _describe_sites(session, tuple(site_id for *_rest, site_id, _km in nearest), today=today)
    return tuple(replace(sites[site_id], ring=ring, km=km) for ring, _order_km, _order, site_id, km in nearest)


def _widening_areas(
    place: Place, *, centre: Coordinates | None, farthest_ring: int
) -> Iterator[tuple[ColumnElement[bool] | None, int]]:
    """Conditions on the municipality, each area wider than the one before, with the last ring that is whole in it.

    A register of a whole country is so not read for five employers next door, and the text of each question to the database
    is always the same, so that PostgreSQL plans it once.
    """
    if place.kind == "country":
        yield None, FURTHER_AWAY
        return
    if centre is not None:
        low, high = find_corners(centre, km=COMMUTING_KM)
        yield and_(Municipality.lat.between(low.lat, high.lat), Municipality.lon.between(low.lon, high.lon)), COMMUTING
    else:
        yield Municipality.county_code == place.county_code, SAME_COUNTY
    neighbours = select(CountyNeighbour.neighbour_code).where(CountyNeighbour.county_code == place.county_code)
    within = or_(Municipality.county_code == place.county_code, Municipality.county_code.in_(neighbours))
    yield within, NEIGHBOURING_COUNTY
    if farthest_ring > NEIGHBOURING_COUNTY:
        yield None, FURTHER_AWAY


def _candidates(
    session: Session, statement: Select[int, str, Quality], *, here: Centre, where: ColumnElement[bool] | None
) -> Iterator[tuple[int, Quality, Reach]]:
    """Id, quality and nearness of the sites in an area; only the few that are shown are read whole later."""
    asked = statement.add_columns(Municipality.county_code, Municipality.lat, Municipality.lon).join(
        Municipality, Municipality.code == Site.municipality_code
    )
    reaches: dict[str, Reach] = {}
    for site_id, code, quality, county_code, lat, lon in session.execute(
        asked if where is None else asked.where(where)
    ):
        if code not in reaches:
            reaches[code] = here.measure(code, county_code, lat, lon)
        yield site_id, quality, reaches[code]


@remembered_each
def _describe_sites(session: Session, ids: tuple[int, ...], *, today: dt.date) -> dict[int, EmployerNear]:
    """What is told of each site, wherever it is asked from: ring and distance are left open."""
    return {site.id: _describe(site, today=today) for site in session.scalars(_whole_sites(list(ids)))}


def _whole_sites(ids: list[int]) -> Select[Site]:
    place = joinedload(Site.municipality, innerjoin=True)
    return (
        select(Site)
        .where(Site.id.in_(ids))
        .options(
            place.load_only(Municipality.code, Municipality.name),
            place.lazyload(Municipality.county),
            place.lazyload(Municipality.source),
            selectinload(Site.occupations),
            selectinload(Site.offers),
            selectinload(Site.contacts),
        )
    )


def _describe(site: Site, *, today: dt.date) -> EmployerNear:
    return EmployerNear(
        employer_id=site.employer_id,
        site_id=site.id,
        name=site.name,
        website=site.employer.website,
        municipality_code=site.municipality_code,
        municipality=site.municipality.name,
        industry_id=site.industry_id,
        employees=site.employees,
        demo=site.employer.demo or site.quality is Quality.DEMO,
        occupations=tuple(sorted(each.occupation_id for each in site.occupations)),
        offers=tuple(
            OfferFacts(offer.kind, offer.capacity, offer.weeks, offer.minimum_age)
            for offer in site.offers
            if not offer.paused
        ),
        contacts=tuple(
            ContactFacts(contact.role, contact.email, contact.phone, contact.consent_until, contact.confirmed_on)
            for contact in site.contacts
            if contact.consent_until is not None and contact.consent_until >= today
        ),
        ring=FURTHER_AWAY,
        km=None,
        source=describe_source(site, today=today),
    )
