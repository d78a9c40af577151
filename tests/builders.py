"""Builds small data for tests: a county or two, a few occupations, and what hangs on them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from bot.regional.models import (
    Contact,
    County,
    CountyNeighbour,
    Employer,
    Forecast,
    Industry,
    Municipality,
    Occupation,
    OccupationBarometer,
    OccupationIndustry,
    Offer,
    OfferKind,
    Quality,
    Salary,
    Site,
    SiteOccupation,
    SniCode,
    Source,
)
from bot.text.normalise import fold_text

SOURCE_ID = "provkalla"
PROVENANCE: dict[str, Any] = {"source_id": SOURCE_ID, "published": "2026-06", "quality": Quality.OFFICIAL}


def add_map(session: Session) -> None:
    """Västra Götaland and Halland side by side, Norrbotten far away; a handful of municipalities with real coordinates."""
    session.add(
        Source(id=SOURCE_ID, name="Provkälla", publisher="Provutgivare", url="https://example.com/kalla", licence="")
    )
    session.flush()
    for code, name, nuts2 in (
        ("13", "Halland", "SE23"),
        ("14", "Västra Götaland", "SE23"),
        ("25", "Norrbotten", "SE33"),
    ):
        session.add(
            County(code=code, name=f"{name}s län", name_short=name, residence_city="", region_name=f"Region {name}",
                   nuts1=nuts2[:3], nuts2=nuts2, nuts3=f"{nuts2}1", jobtech_region_id="", **PROVENANCE)
        )  # fmt: skip
    session.flush()
    session.add_all(
        [CountyNeighbour(county_code="13", neighbour_code="14"), CountyNeighbour(county_code="14", neighbour_code="13")]
    )
    for code, name, lat, lon in (
        ("1480", "Göteborg", 57.71, 11.97), ("1481", "Mölndal", 57.66, 12.01), ("1488", "Trollhättan", 58.28, 12.29),
        ("1384", "Kungsbacka", 57.49, 12.08), ("1380", "Halmstad", 56.67, 12.86), ("2584", "Kiruna", 67.86, 20.23),
    ):  # fmt: skip
        session.add(
            Municipality(
                code=code,
                name=name,
                name_official=f"{name}s kommun",
                county_code=code[:2],
                lat=lat,
                lon=lon,
                **PROVENANCE,
            )
        )
    session.flush()


def add_occupation(session: Session, occupation_id: str = "svetsare", **values: Any) -> Occupation:
    """An occupation in verkstad, assessed as its barometer occupation of the same name."""
    if session.get(Industry, "verkstad") is None:
        session.add(SniCode(code="25", level=2, name="Metallvaror"))
        session.add(Industry(id="verkstad", name_sv="Verkstadsindustrin", name_easy="Verkstad", name_en="Engineering industry",
                             facts_sv="Fakta.", facts_easy="Fakta.", facts_en="Facts.", **PROVENANCE))  # fmt: skip
        session.flush()
    defaults: dict[str, Any] = {
        "id": occupation_id, "ssyk": "7212", "label_sv": occupation_id.capitalize(), "label_plural_sv": occupation_id,
        "label_en": occupation_id.capitalize(), "industry_id": "verkstad", "riasec": "RC", **PROVENANCE,
    }  # fmt: skip
    occupation = Occupation(**defaults | values)
    session.add(occupation)
    session.flush()
    session.add(
        OccupationBarometer(occupation_id=occupation_id, name=occupation_id, barometer_id=f"yb_{occupation_id}")
    )
    session.add(OccupationIndustry(occupation_id=occupation_id, industry_id="verkstad"))
    session.flush()
    return occupation


def add_forecast(session: Session, occupation_id: str = "svetsare", **values: Any) -> Forecast:
    """A forecast row for the occupation: shortage in Västra Götaland in round 2026-1 unless told otherwise."""
    defaults: dict[str, Any] = {
        "barometer_key": f"yb_{occupation_id}", "barometer_id": f"yb_{occupation_id}", "barometer_name": occupation_id,
        "area_code": "14", "round": "2026-1", "opportunities": "stora", "situation": "brist", "outlook": "öka",
        "valid_until": dt.date(2026, 12, 31), **PROVENANCE,
    }  # fmt: skip
    forecast = Forecast(**defaults | values)
    session.add(forecast)
    session.flush()
    return forecast


def add_salary(session: Session, **values: Any) -> Salary:
    """A salary figure: the mean for SSYK-4 7212 in the whole country unless told otherwise."""
    defaults: dict[str, Any] = {
        "level": "ssyk4", "code": "7212", "name": "Svetsare", "sex": "total", "area_code": "00", "statistic": "mean",
        "period": "2025", "monthly_sek": 35_000, **PROVENANCE,
    }  # fmt: skip
    salary = Salary(**defaults | values)
    session.add(salary)
    session.flush()
    return salary


def add_site(
    session: Session,
    name: str,
    municipality_code: str,
    *,
    occupations: tuple[str, ...] = ("svetsare",),
    offers: tuple[OfferKind, ...] = (),
    consent_until: dt.date | None = None,
    **values: Any,
) -> Site:
    """An employer with one site; with `consent_until` also a contact."""
    employer = Employer(name=name, name_key=fold_text(name), demo=values.get("quality") is Quality.DEMO)
    session.add(employer)
    session.flush()
    site = Site(
        employer_id=employer.id,
        municipality_code=municipality_code,
        name=name,
        industry_id="verkstad",
        **PROVENANCE | values,
    )
    session.add(site)
    session.flush()
    session.add_all(SiteOccupation(site_id=site.id, occupation_id=each) for each in occupations)
    session.add_all(Offer(site_id=site.id, kind=each) for each in offers)
    if consent_until:
        session.add(
            Contact(site_id=site.id, role="Praktiksamordnare", email="praktik@example.com", consent_until=consent_until)
        )
    session.flush()
    return site
