"""Finds what an occupation pays at the nearest level of detail there is, and says which level that is."""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.regional.models import County, Industry, Occupation, Salary
from bot.regional.queries.facts import FactSource, describe_source
from bot.regional.queries.places import Place
from bot.regional.remembered import remembered

QUALITY_ORDER = {"official": 0, "secondary": 1, "general": 2, "unconfirmed": 3, "demo": 4}


@dataclass(frozen=True)
class SalaryFigure:
    """One published figure: monthly or hourly SEK before tax, what it is a figure of, and for whom."""

    level: str
    code: str
    name: str
    sex: str
    area_code: str
    statistic: str
    period: str
    monthly_sek: int | None
    hourly_sek: decimal.Decimal | None
    note: str
    source: FactSource


@dataclass(frozen=True)
class SalaryAnswer:
    """The figures for an occupation: one for all, or one each for women and men where only those are published.

    `level` is ssyk4 (the occupation group, whole country), ssyk3 (a wider group in the county's NUTS 2 area or the whole country)
    or "" when there is none.
    """

    occupation_id: str
    level: str
    area_code: str
    figures: tuple[SalaryFigure, ...]


@remembered
def find_salary(session: Session, *, occupation_id: str, place: Place, today: dt.date) -> SalaryAnswer:
    """SSYK-4 for the whole country, else SSYK-3 in the place's NUTS 2 area, else SSYK-3 elsewhere is not guessed from."""
    occupation = session.get(Occupation, occupation_id)
    if occupation is None or not occupation.ssyk:
        return SalaryAnswer(occupation_id, "", "", ())
    national = _read_figures(session, level="ssyk4", code=occupation.ssyk, area="00", today=today)
    if national:
        return SalaryAnswer(occupation_id, "ssyk4", "00", national)
    county = session.get(County, place.county_code) if place.county_code else None
    if county is not None:
        regional = _read_figures(session, level="ssyk3", code=occupation.ssyk[:3], area=county.nuts2, today=today)
        if regional:
            return SalaryAnswer(occupation_id, "ssyk3", county.nuts2, regional)
    # Without a place, or without a figure there, the widest published area is the whole country, where there is one.
    wide = _read_figures(session, level="ssyk3", code=occupation.ssyk[:3], area="00", today=today)
    return SalaryAnswer(occupation_id, "ssyk3" if wide else "", "00" if wide else "", wide)


@remembered
def find_salary_range(session: Session, *, occupation_id: str, today: dt.date) -> tuple[SalaryFigure, ...]:
    """The lowest and the highest SSYK-3 figure over the NUTS 2 areas: for a pupil who has not said where.

    Both are of one source, year and statistic, so that they differ by place and sex alone.
    """
    occupation = session.get(Occupation, occupation_id)
    if occupation is None or not occupation.ssyk:
        return ()
    statement = select(Salary).where(
        Salary.level == "ssyk3",
        Salary.code == occupation.ssyk[:3],
        Salary.retired_on.is_(None),
        Salary.monthly_sek.is_not(None),
    )
    found = session.scalars(statement).all()
    if not found:
        return ()
    rows = sorted(_of_one_kind(found), key=lambda row: row.monthly_sek or 0)
    ends = rows[:1] if len(rows) == 1 else [rows[0], rows[-1]]
    return tuple(_describe(row, today=today) for row in ends)


@remembered
def find_industry_salaries(session: Session, *, industry_id: str, today: dt.date) -> tuple[SalaryFigure, ...]:
    """What is published for the whole country on the branch that an industry belongs to: at the nearest SNI level, the newest
    figure of each statistic."""
    industry = session.get(Industry, industry_id)
    codes = {link.sni_code for link in industry.sni} if industry else set()
    found = []
    statement = select(Salary).where(
        Salary.level == "sni", Salary.area_code == "00", Salary.sex == "total", Salary.retired_on.is_(None)
    )
    for row in session.scalars(statement.order_by(Salary.id)):
        covered = _divisions_of(row.code)
        if codes & covered:
            found.append((len(covered), row))
    if not found:
        return ()
    narrowest = min(size for size, _row in found)
    best: dict[str, Salary] = {}
    for _size, row in sorted((each for each in found if each[0] == narrowest), key=lambda each: _order(each[1])):
        best.setdefault(row.statistic, row)
    return tuple(_describe(row, today=today) for row in sorted(best.values(), key=lambda row: row.id))


SECTION_DIVISIONS = {"B": range(5, 10), "C": range(10, 34), "D": range(35, 36), "E": range(36, 40), "F": range(41, 44),
                     "H": range(49, 54)}  # fmt: skip


def _divisions_of(code: str) -> set[str]:
    """The SNI divisions that a published branch covers: a section letter, or a range such as "25-30+33"."""
    if code in SECTION_DIVISIONS:
        return {f"{number:02d}" for number in SECTION_DIVISIONS[code]}
    divisions: set[str] = set()
    for part in code.split("+"):
        first, _, last = part.partition("-")
        if first.isdigit():
            divisions |= {f"{number:02d}" for number in range(int(first), int(last or first) + 1)}
    return divisions


def _read_figures(session: Session, *, level: str, code: str, area: str, today: dt.date) -> tuple[SalaryFigure, ...]:
    statement = select(Salary).where(
        Salary.level == level, Salary.code == code, Salary.area_code == area, Salary.retired_on.is_(None)
    )
    rows = session.scalars(statement).all()
    if not rows:
        return ()
    same = _of_one_kind(rows)
    chosen = [row for row in same if row.sex == "total"] or sorted(same, key=lambda row: row.sex, reverse=True)
    return tuple(_describe(row, today=today) for row in chosen)


def _of_one_kind(rows: Sequence[Salary]) -> list[Salary]:
    """The rows of the best source, period and statistic: figures of different years or sources are not mixed in an answer."""
    best = min(rows, key=_order)
    kind = (best.source_id, best.period, best.statistic)
    return [row for row in rows if (row.source_id, row.period, row.statistic) == kind]


def _order(row: Salary) -> tuple[bool, bool, int, tuple[int, ...]]:
    """Figures for all before those for one sex, then dated, then sure, then new ones."""
    return row.sex != "total", row.period == "", QUALITY_ORDER[row.quality.value], _reversed(row.period)


def _reversed(period: str) -> tuple[int, ...]:
    return tuple(-ord(char) for char in period)


def _describe(row: Salary, *, today: dt.date) -> SalaryFigure:
    return SalaryFigure(
        level=row.level,
        code=row.code,
        name=row.name,
        sex=row.sex,
        area_code=row.area_code,
        statistic=row.statistic,
        period=row.period,
        monthly_sek=row.monthly_sek,
        hourly_sek=row.hourly_sek,
        note=row.note,
        source=describe_source(row, today=today),
    )
