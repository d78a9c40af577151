"""Imports salaries: a row a figure, with its own level of detail, area, year and statistic."""

from __future__ import annotations

import decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.regional.ingest.fields import Cells
from bot.regional.ingest.files import InputFile
from bot.regional.ingest.kind import ImportOutcome, ImportTask, refuse_when_most_is_retired
from bot.regional.ingest.problems import Problems
from bot.regional.ingest.provenance import PROVENANCE_COLUMNS, SourceBook, read_provenance
from bot.regional.ingest.synchronise import synchronise_rows
from bot.regional.ingest.tables import read_table
from bot.regional.models import County, Salary

REQUIRED = ("level", "code", "name", "sex", "area_code", "statistic", "period", "monthly_sek", "hourly_sek")
COLUMNS = (*REQUIRED, "employees", "note", *PROVENANCE_COLUMNS)
LEVELS = ("ssyk4", "ssyk3", "sni")
SEXES = ("total", "women", "men")
STATISTICS = ("mean", "median", "mean_hourly_workers", "mean_monthly_salaried")
MOST_HOURLY_SEK = 10_000
ORE = decimal.Decimal("0.01")
KEY = ("level", "code", "sex", "area_code", "statistic", "period", "source_id")


def import_salaries(session: Session, file: InputFile, task: ImportTask) -> ImportOutcome:
    """Adds and changes figures; figures that their source no longer lists are retired."""
    problems = Problems(file.name)
    table = read_table(file, kind="salaries", required=REQUIRED, limits=task.limits, problems=problems)
    areas = {"00", *session.scalars(select(County.nuts2))}
    sources = SourceBook()
    rows: list[dict[str, Any]] = []
    seen: dict[tuple[Any, ...], int] = {}
    for row in table.rows:
        values = _read_row(Cells(row, problems), areas=areas, sources=sources, task=task)
        key = tuple(values[column] for column in KEY)
        if key in seen:
            problems.add(line=row.line, column=", ".join(KEY[:-1]), value=" ".join(map(str, key[:-1])),
                         expected=f"en rad per uppgift; samma står på rad {seen[key]}")  # fmt: skip
        seen[key] = row.line
        rows.append(values)
    problems.refuse_if_any()
    sources.write(session)
    changes = synchronise_rows(session, Salary, rows, key=KEY, missing=task.missing, scope=Salary.source_id.in_(sources.named),
                               today=task.today, differences=task.differences)  # fmt: skip
    refuse_when_most_is_retired(
        changes, task=task, source=", ".join(source["name"] for source in sources.named.values())
    )
    task.progress(1.0)
    return ImportOutcome(len(rows), changes, differences=tuple(task.differences.lines))


def _read_period(cells: Cells) -> str:
    period = cells.partial_date("period")
    if len(period) > len("2024-02"):
        cells.problems.add(
            line=cells.row.line, column="period", value=period, expected="ett år eller en månad: 2025 eller 2024-02"
        )
        return ""
    return period


def _read_row(cells: Cells, *, areas: set[str], sources: SourceBook, task: ImportTask) -> dict[str, Any]:
    area = cells.text("area_code")
    area = "00" if area == "0" else area
    if area not in areas:
        cells.problems.add(line=cells.row.line, column="area_code", value=area,
                           expected="00 för hela landet eller en NUTS 2-kod: " + ", ".join(sorted(areas - {"00"})))  # fmt: skip
    monthly, hourly = cells.whole_number("monthly_sek", least=1), cells.number("hourly_sek")
    if hourly is not None and not 0 < hourly <= MOST_HOURLY_SEK:
        cells.problems.add(line=cells.row.line, column="hourly_sek", value=cells.text("hourly_sek"),
                           expected=f"en timlön över 0 och högst {MOST_HOURLY_SEK} kronor")  # fmt: skip
    hourly = hourly.quantize(ORE) if hourly is not None and abs(hourly) <= MOST_HOURLY_SEK else None
    if monthly is None and hourly is None and not (cells.text("monthly_sek") or cells.text("hourly_sek")):
        cells.problems.add(
            line=cells.row.line, column="monthly_sek, hourly_sek", value="", expected="en månadslön eller en timlön"
        )
    return {
        "level": cells.choice("level", LEVELS, expected="ssyk4, ssyk3 eller sni"),
        "code": cells.required_text("code", limit=10),
        "name": cells.required_text("name", limit=160),
        "sex": cells.choice("sex", SEXES, expected="total, women eller men"),
        "area_code": area,
        "statistic": cells.choice("statistic", STATISTICS, expected="någon av " + ", ".join(STATISTICS)),
        "period": _read_period(cells),
        "monthly_sek": monthly,
        "hourly_sek": hourly,
        "employees": cells.whole_number("employees"),
        "note": cells.text("note", limit=200),
        **read_provenance(cells, origin=task.origin, sources=sources),
    }
