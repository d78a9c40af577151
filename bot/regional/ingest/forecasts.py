"""Imports Yrkesbarometern, Arbetsförmedlingen's shortage forecasts, exactly as the JSON file is published.

The file is one JSON array; its 19 fields and their values are those of round 2025-2. Four more fields are read when
present (exports write them): kalla, kvalitet, publicerad, giltig_till.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import ColumnsMissing, FileDamaged, FileEmpty, FileKindWrong, TooManyRows
from bot.regional.ingest.fields import is_partial_date
from bot.regional.ingest.files import InputFile
from bot.regional.ingest.json_cells import JsonCells
from bot.regional.ingest.kind import ImportOutcome, ImportTask
from bot.regional.ingest.problems import Problems
from bot.regional.ingest.provenance import Origin, SourceBook
from bot.regional.ingest.synchronise import synchronise_rows
from bot.regional.ingest.tables import CONTROL, decode_text
from bot.regional.models import County, Forecast, Quality

PUBLISHED_FIELDS = (
    "yrkesomrade", "yb_yrke", "yb_concept_id", "lan", "antal_ssyk", "del_av_ssyk", "ssyk", "ssyk_text", "yb_beskrivning",
    "jobbmojligheter", "rekryteringssituation", "paradox", "prognos", "text_jobbmojligheter", "text_rekryteringssituation",
    "hogsta_bedomningsniva", "delvis_helt", "omgang", "taxonomi_version",
)  # fmt: skip
OPPORTUNITIES = ("små", "medelstora", "stora")
SITUATIONS = ("överskott", "balans", "paradox", "brist")
OUTLOOKS = ("öka", "vara oförändrad", "minska")
BASES = ("län", "nuts2", "nuts1", "nationellt")
SHARES = ("helt", "delvis")
PARADOX_REASONS = ("arbetslöshet", "deltidsarbete", "lämnare")
# As in every row read of round 2025-2; a file that differs is told about, not refused.
USUAL_OPPORTUNITIES = {"brist": "stora", "paradox": "stora", "balans": "medelstora", "överskott": "små"}
ROUND = re.compile(r"^([0-9]{4})-([12])$")
EXPECTED = "Yrkesbarometerns JSON-fil (en lista av rader)"
PUBLISHER = Origin(
    source="Yrkesbarometern",
    publisher="Arbetsförmedlingen",
    url="https://data.arbetsformedlingen.se/prognoser/yrkesbarometer.json",
    licence="CC0 1.0",
    quality=Quality.OFFICIAL,
)


def import_forecasts(session: Session, file: InputFile, task: ImportTask) -> ImportOutcome:
    """Adds or changes the file's assessments; rows of other rounds stay as they are."""
    records = read_forecast_records(file, task=task)
    problems = Problems(file.name)
    known_areas = {"00", *session.scalars(select(County.code))}
    key_by_name = _known_keys_by_name(session)
    sources = SourceBook()
    origin = task.origin if task.origin.source else PUBLISHER
    rows: list[dict[str, Any]] = []
    seen: dict[tuple[str, str, str], int] = {}
    unusual = 0
    for number, record in enumerate(records, start=1):
        cells = JsonCells(record, number, problems)
        row = _read_record(cells, areas=known_areas)
        row |= _provenance(_read_told(cells), row["round"], origin=origin, sources=sources)
        barometer_id = row["barometer_id"]
        row["barometer_key"] = barometer_id or key_by_name.get(row["barometer_name"]) or f"namn:{row['barometer_name']}"
        row["barometer_id"] = barometer_id or ("" if row["barometer_key"].startswith("namn:") else row["barometer_key"])
        key = (row["barometer_key"], row["area_code"], row["round"])
        if key in seen:
            problems.add(line=number, column="yb_concept_id, lan, omgang", value=" ".join(key),
                         expected=f"en rad per yrke, län och omgång; samma står på rad {seen[key]}")  # fmt: skip
        seen[key] = number
        usual = USUAL_OPPORTUNITIES.get(row["situation"] or "")
        unusual += bool(usual and row["opportunities"] and row["opportunities"] != usual)
        rows.append(row)
        if number % 500 == 0:
            task.progress(0.6 * number / len(records))
    problems.refuse_if_any()
    sources.write(session)
    changes = synchronise_rows(session, Forecast, rows, key=("barometer_key", "area_code", "round"),
                               scope=Forecast.round.in_({row["round"] for row in rows}), today=task.today,
                               differences=task.differences)  # fmt: skip
    task.progress(1.0)
    remarks = (
        (f"{unusual} rader har en ovanlig kombination av jobbmöjligheter och rekryteringssituation.",)
        if unusual
        else ()
    )
    return ImportOutcome(len(rows), changes, remarks, tuple(task.differences.lines))


def read_forecast_records(file: InputFile, *, task: ImportTask) -> list[dict[str, Any]]:
    """The rows of the JSON array; raises when the file is not such an array."""
    start = file.content.lstrip()[:3]
    if not start.startswith((b"[", b"{", b"\xef\xbb\xbf")):
        raise FileKindWrong(path=file.name, found="inte JSON", kind="forecasts", expected=EXPECTED)
    try:
        loaded = json.loads(decode_text(file))
    except json.JSONDecodeError as error:
        raise FileDamaged(
            path=file.name, reason=f"JSON-texten bryts på rad {error.lineno}, tecken {error.colno}"
        ) from error
    except RecursionError as error:
        raise FileDamaged(path=file.name, reason="listor ligger i varandra för djupt") from error
    except ValueError as error:
        raise FileDamaged(path=file.name, reason="ett tal har för många siffror") from error
    if not isinstance(loaded, list) or not all(isinstance(record, dict) for record in loaded):
        raise FileKindWrong(path=file.name, found="JSON utan lista av rader", kind="forecasts", expected=EXPECTED)
    if not loaded:
        raise FileEmpty(path=file.name)
    if len(loaded) > task.limits.max_rows:
        raise TooManyRows(path=file.name, limit=task.limits.max_rows)
    missing = [name for name in PUBLISHED_FIELDS if name not in loaded[0]]
    if missing:
        raise ColumnsMissing(path=file.name, missing=", ".join(missing), found=", ".join(map(str, loaded[0]))[:300])
    return loaded


def _known_keys_by_name(session: Session) -> dict[str, str]:
    named = session.execute(select(Forecast.barometer_name, Forecast.barometer_id).where(Forecast.barometer_id != ""))
    return dict(named.all())


def _read_record(cells: JsonCells, *, areas: set[str]) -> dict[str, Any]:
    missing = [name for name in PUBLISHED_FIELDS if name not in cells.record]
    if missing:
        cells.problems.add(line=cells.number, column=", ".join(missing), value="", expected="fältet saknas i raden")
    area, round_ = cells.text("lan", limit=2, required=True), cells.text("omgang", limit=6, required=True)
    if area not in areas:
        cells.refuse("lan", "00 för hela landet eller en länskod som 14")
    if not ROUND.match(round_):
        cells.refuse("omgang", "en omgång som 2025-2")
    codes = [code for code in re.split(r"[,|;\s]+", cells.text("ssyk", limit=120)) if code]
    if any(not re.fullmatch(r"[0-9]{4}", code) for code in codes):
        cells.refuse("ssyk", "SSYK-koder med fyra siffror")
    return {
        "barometer_id": cells.text("yb_concept_id", limit=20),
        "barometer_name": cells.text("yb_yrke", limit=160, required=True),
        "barometer_note": cells.text("yb_beskrivning"),
        "field": cells.text("yrkesomrade", limit=120),
        "area_code": area,
        "round": round_,
        "ssyk_codes": "|".join(codes),
        "ssyk_name": cells.text("ssyk_text"),
        "ssyk_count": cells.number_in("antal_ssyk", least=0, most=100, default=len(codes)),
        "part_of_ssyk": bool(cells.number_in("del_av_ssyk", least=0, most=1, default=0)),
        "opportunities": cells.level("jobbmojligheter", OPPORTUNITIES),
        "situation": cells.level("rekryteringssituation", SITUATIONS),
        "outlook": cells.level("prognos", OUTLOOKS),
        "paradox_reasons": "|".join(cells.several("paradox", PARADOX_REASONS)),
        "text_opportunities": cells.text("text_jobbmojligheter"),
        "text_situation": cells.text("text_rekryteringssituation"),
        "widest_basis": cells.level("hogsta_bedomningsniva", BASES),
        "basis_share": cells.level("delvis_helt", SHARES),
        "taxonomy_version": cells.number_in("taxonomi_version", least=0, most=10_000, default=0) or None,
    }


def _read_told(cells: JsonCells) -> dict[str, str]:
    """The four fields that exports add, where a row has them and they can be used."""
    checks: tuple[tuple[str, Callable[[str], bool], str], ...] = (
        ("kalla", _fits_source, "en källas namn på högst 300 tecken"),
        ("kvalitet", _is_quality, "någon av " + ", ".join(Quality)),
        ("publicerad", is_partial_date, "2020, 2025-12 eller 2025-12-16"),
        ("giltig_till", _is_day, "ett datum som 2026-06-30"),
    )
    told = {}
    for field, fits, expected in checks:
        value = cells.record.get(field)
        if value is None or value == "":
            continue
        if isinstance(value, str) and fits(value):
            told[field] = value
        else:
            cells.refuse(field, expected)
    return told


def _fits_source(value: str) -> bool:
    return len(value) <= 300 and not CONTROL.search(value)


def _is_quality(value: str) -> bool:
    return value in set(Quality)


def _is_day(value: str) -> bool:
    return len(value) == len("2026-06-30") and is_partial_date(value)


def _provenance(told: dict[str, str], round_: str, *, origin: Origin, sources: SourceBook) -> dict[str, Any]:
    published, valid_until = publication_of_round(round_)
    source = sources.add(
        name=told.get("kalla") or origin.source, publisher=origin.publisher, url=origin.url, licence=origin.licence
    )
    end = dt.date.fromisoformat(told["giltig_till"]) if "giltig_till" in told else origin.valid_until or valid_until
    return {
        "source_id": source,
        "published": told.get("publicerad") or origin.published or published,
        "retrieved_on": origin.retrieved_on,
        "valid_until": end,
        "quality": Quality(told["kvalitet"]) if "kvalitet" in told else origin.quality,
    }


def publication_of_round(round_: str) -> tuple[str, dt.date | None]:
    """When a round is published (June for -1, December for -2) and the day by which the next one replaces it."""
    match = ROUND.match(round_)
    if match is None:
        return "", None
    year, half = int(match[1]), match[2]
    if half == "1":
        return f"{year}-06", dt.date(year, 12, 31)
    return f"{year}-12", dt.date(year + 1, 6, 30)
