"""Finds places and their neighbourhood: own municipality, near ones by distance, the county, its neighbours."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import UnknownPlace
from bot.regional.models import County, CountyNeighbour, Municipality, PlaceAlias
from bot.regional.remembered import remembered

EARTH_RADIUS_KM = 6371.0
ROUNDING_DEGREES = 0.01
PlaceKind = Literal["municipality", "county", "country"]


@dataclass(frozen=True)
class Coordinates:
    """A point in degrees, WGS 84."""

    lat: float
    lon: float


@dataclass(frozen=True)
class Place:
    """A municipality, a county or the whole country; `county_code` is "" for the country."""

    kind: PlaceKind
    code: str
    name: str
    county_code: str = ""

    @property
    def id(self) -> str:
        """The id that entities and buttons carry."""
        return f"{self.kind}:{self.code}"


SWEDEN = Place("country", "00", "Sverige")


@remembered
def find_place(session: Session, place_id: str) -> Place:
    """The place behind "municipality:1480", "county:14" or "country:00"; raises UnknownPlace."""
    kind, _, code = place_id.partition(":")
    if kind == "municipality" and (municipality := session.get(Municipality, code)):
        return Place("municipality", municipality.code, municipality.name, municipality.county_code)
    if kind == "county" and (county := session.get(County, code)):
        return Place("county", county.code, county.name, county.code)
    if kind == "country":
        return SWEDEN
    raise UnknownPlace(code=place_id)


@remembered
def find_places_behind_alias(session: Session, alias_id: str) -> tuple[Place, ...]:
    """The municipalities or counties that a landscape, town or colloquial name means, most likely first."""
    alias = session.get(PlaceAlias, alias_id)
    if alias is None:
        raise UnknownPlace(code=f"alias:{alias_id}")
    return tuple(find_place(session, f"{target.kind}:{target.code}") for target in alias.targets)


@remembered
def find_neighbouring_counties(session: Session, county_code: str) -> tuple[str, ...]:
    """Codes of the counties that border on a county, in order."""
    statement = select(CountyNeighbour.neighbour_code).where(CountyNeighbour.county_code == county_code)
    return tuple(sorted(session.scalars(statement)))


@remembered
def find_coordinates(session: Session, place: Place) -> Coordinates | None:
    """Where a municipality's seat lies; None for a county or the country, from which no distance is said."""
    if place.kind != "municipality":
        return None
    statement = select(Municipality.lat, Municipality.lon).where(Municipality.code == place.code)
    row = session.execute(statement).one_or_none()
    return Coordinates(*row) if row is not None else None


def distance_in_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance between two points in degrees (haversine)."""
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    half_phi, half_lambda = (other_phi - phi) / 2, math.radians(other_lon - lon) / 2
    chord = math.sin(half_phi) ** 2 + math.cos(phi) * math.cos(other_phi) * math.sin(half_lambda) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))


def find_corners(centre: Coordinates, *, km: float) -> tuple[Coordinates, Coordinates]:
    """The south-western and north-eastern corners of a box that holds all within `km` of a point in Sweden."""
    lat_degrees = math.degrees(km / EARTH_RADIUS_KM) + ROUNDING_DEGREES
    # Degrees of longitude are shortest on the side of the box that is nearest the pole.
    lon_degrees = lat_degrees / math.cos(math.radians(centre.lat + lat_degrees))
    return (
        Coordinates(centre.lat - lat_degrees, centre.lon - lon_degrees),
        Coordinates(centre.lat + lat_degrees, centre.lon + lon_degrees),
    )


@dataclass(frozen=True)
class Reach:
    """How near a municipality is to where a pupil asks from.

    `ring` is 0 for the own municipality (or any in the asked county), 1 for one within commuting distance, 2 for the same county,
    3 for a neighbouring county, 4 for further away. `km` is None when the pupil asks from a county: then no distance is said.
    """

    ring: int
    km: float | None


# Farther than this is not a daily way to school or work without a car, so the county comes first then.
COMMUTING_KM = 50.0


@dataclass(frozen=True)
class Centre:
    """Where a pupil asks from: the place, its point (none for a county or the country) and its county's neighbours."""

    place: Place
    point: Coordinates | None
    neighbours: frozenset[str]

    def measure(self, code: str, county_code: str, lat: float, lon: float) -> Reach:
        """How near a municipality is."""
        km = distance_in_km(self.point.lat, self.point.lon, lat, lon) if self.point else None
        return Reach(self._find_ring(code, county_code, km), km)

    def _find_ring(self, code: str, county_code: str, km: float | None) -> int:
        place = self.place
        if place.kind == "country" or code == place.code or (place.kind == "county" and county_code == place.code):
            return 0
        if km is not None and km <= COMMUTING_KM:
            return 1
        if county_code == place.county_code:
            return 2
        return 3 if county_code in self.neighbours else 4


def measure_reach(session: Session, place: Place) -> Mapping[str, Reach]:
    """How near every municipality is to `place`, by municipality code."""
    neighbours = find_neighbouring_counties(session, place.county_code) if place.county_code else ()
    centre = Centre(place, find_coordinates(session, place), frozenset(neighbours))
    return {
        code: centre.measure(code, county_code, lat, lon)
        for code, county_code, lat, lon in _list_municipalities(session)
    }


@remembered
def _list_municipalities(session: Session) -> tuple[tuple[str, str, float, float], ...]:
    rows = session.execute(select(Municipality.code, Municipality.county_code, Municipality.lat, Municipality.lon))
    return tuple((code, county_code, lat, lon) for code, county_code, lat, lon in rows)
