"""Finds employers near a pupil: own municipality, then by distance, then the county, then neighbouring counties."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, selectinload

from bot.regional.models import Employer, Offer, OfferKind, Quality, Site, SiteOccupation
from bot.regional.queries.facts import FactSource, describe_source
from bot.regional.queries.places import Place, measure_reach

NEIGHBOURING_COUNTY = 3


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


def find_sites_of_employer(
    session: Session, *, employer_id: int, place: Place, today: dt.date, limit: int = 5
) -> tuple[EmployerNear, ...]:
    """The sites of one employer, nearest first, however far."""
    statement = select(Site.id, Site.municipality_code, Site.quality).where(
        Site.employer_id == employer_id, Site.retired_on.is_(None)
    )
    return _nearest(session, statement, place=place, today=today, limit=limit, farthest_ring=4)


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
    reach = measure_reach(session, place)
    order = {Quality.OFFICIAL: 0, Quality.SECONDARY: 0, Quality.GENERAL: 1, Quality.UNCONFIRMED: 1, Quality.DEMO: 2}
    # Ring by ring, nearest first, so that a register of a whole country is not read for five employers next door; ids and
    # municipalities are light, and only the few sites that are shown are read whole.
    candidates: list[tuple[int, float, int, int]] = []
    for ring in range(farthest_ring + 1):
        if len(candidates) >= limit:
            break
        codes = [code for code, near in reach.items() if near.ring == ring]
        # Where all municipalities are one ring there is nothing to leave out.
        within = statement.where(Site.municipality_code.in_(codes)) if len(codes) < len(reach) else statement
        for site_id, code, quality in session.execute(within) if codes else ():
            candidates.append((ring, reach[code].km or 0.0, order[quality], site_id))
    nearest = sorted(candidates)[:limit]
    sites = {
        site.id: site
        for site in session.scalars(
            select(Site)
            .where(Site.id.in_([site_id for *_rest, site_id in nearest]))
            .options(selectinload(Site.occupations), selectinload(Site.offers), selectinload(Site.contacts))
        )
    }
    return tuple(
        _describe(sites[site_id], ring=ring, km=reach[sites[site_id].municipality_code].km, today=today)
        for ring, _km, _order, site_id in nearest
    )


def _describe(site: Site, *, ring: int, km: float | None, today: dt.date) -> EmployerNear:
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
        ring=ring,
        km=km,
        source=describe_source(site, today=today),
    )
