"""What `syvbot doctor` tells of the database: counts, the age of each data set, what expires soon, and what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.regional.gazetteer import find_data_version, read_gazetteer_data_version
from bot.regional.models import (
    Base,
    Contact,
    County,
    DataLoad,
    EducationStep,
    Employer,
    Forecast,
    Industry,
    Municipality,
    Occupation,
    OccupationDescription,
    Offering,
    Programme,
    Salary,
    Site,
    Term,
)

SOON = dt.timedelta(days=60)
COUNTED: tuple[tuple[str, type[Base]], ...] = (
    ("län", County),
    ("kommuner", Municipality),
    ("branscher", Industry),
    ("yrken", Occupation),
    ("yrkesbeskrivningar", OccupationDescription),
    ("ord och namn", Term),
    ("prognoser", Forecast),
    ("utbildningar", Programme),
    ("utbildningssteg", EducationStep),
    ("utbildningsplatser", Offering),
    ("löneuppgifter", Salary),
    ("arbetsgivare", Employer),
    ("arbetsställen", Site),
    ("kontakter", Contact),
)
NEEDED = ("län", "kommuner", "yrken", "prognoser", "arbetsställen")


@dataclass(frozen=True)
class DataSetAge:
    """When a kind of data was last loaded, from which file."""

    kind: str
    file: str
    loaded_at: dt.datetime
    days: int


@dataclass(frozen=True)
class Checkup:
    """The state of the database; `problems` need mending, `remarks` are good to know (both Swedish)."""

    counts: dict[str, int]
    ages: tuple[DataSetAge, ...]
    remarks: tuple[str, ...] = field(default=())
    problems: tuple[str, ...] = field(default=())


def check_database(session: Session, *, gazetteer: Path, now: dt.datetime) -> Checkup:
    """Counts, ages, what expires, and what is wrong."""
    today = now.date()
    counts = {name: session.scalar(select(func.count()).select_from(model)) or 0 for name, model in COUNTED}
    problems = [f"Databasen har inga {name}. Kör `syvbot db upgrade`." for name in NEEDED if not counts[name]]
    data_version = find_data_version(session)
    if read_gazetteer_data_version(gazetteer) != data_version:
        problems.append("Ordlistan för språkförståelsen är äldre än databasen. Kör `syvbot db upgrade`.")
    return Checkup(counts, tuple(_read_ages(session, now=now)), tuple(_remarks(session, today=today)), tuple(problems))


def _read_ages(session: Session, *, now: dt.datetime) -> Iterator[DataSetAge]:
    newest = select(func.max(DataLoad.id)).group_by(DataLoad.kind)
    for load in session.scalars(select(DataLoad).where(DataLoad.id.in_(newest)).order_by(DataLoad.kind)):
        loaded_at = load.loaded_at if load.loaded_at.tzinfo else load.loaded_at.replace(tzinfo=dt.UTC)
        yield DataSetAge(load.kind, load.file, loaded_at, (now - loaded_at).days)


def _remarks(session: Session, *, today: dt.date) -> Iterator[str]:
    newest = session.scalar(select(func.max(Forecast.round)))
    if newest:
        end = session.scalar(select(func.max(Forecast.valid_until)).where(Forecast.round == newest))
        areas = session.scalar(select(func.count(func.distinct(Forecast.area_code))).where(Forecast.round == newest))
        state = "har passerat sitt slutdatum" if end and end < today else f"gäller till {end}"
        yield f"Nyaste prognosomgången är {newest} ({areas} områden) och {state}."
    soon = today + SOON
    for name, column in (
        ("prognoser", Forecast.valid_until),
        ("arbetsställen", Site.valid_until),
        ("löner", Salary.valid_until),
    ):
        expired = session.scalar(select(func.count()).where(column < today)) or 0
        expiring = session.scalar(select(func.count()).where(column >= today, column <= soon)) or 0
        if expired or expiring:
            yield f"{name}: {expired} har gått ut, {expiring} går ut inom {SOON.days} dagar."
    lapsed = session.scalar(select(func.count()).select_from(Contact).where(Contact.consent_until < today)) or 0
    lapsing = session.scalar(
        select(func.count()).select_from(Contact).where(Contact.consent_until >= today, Contact.consent_until <= soon)
    )
    missing = session.scalar(select(func.count()).select_from(Contact).where(Contact.consent_until.is_(None))) or 0
    yield f"kontakter: {lapsed} har utgånget samtycke, {lapsing} går ut inom {SOON.days} dagar, {missing} saknar samtycke."
    undescribed = (
        select(func.count()).select_from(Occupation).where(Occupation.described, Occupation.retired_on.is_(None))
    )
    without = session.scalar(undescribed.where(~Occupation.descriptions.any())) or 0
    if without:
        yield f"{without} yrken saknar beskrivning."
