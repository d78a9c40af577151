"""Imports Yrkesbarometern, Arbetsförmedlingen's shortage forecasts, exactly as the JSON file is published.

The file is one JSON array; its 19 fields and their values are those of round 2025-2. Four more fields are read when
present (exports write them): kalla, kvalitet, publicerad, giltig_till.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import ColumnsMissing, FileDamaged, FileEmpty, FileKindWrong, TooManyRows
from bot.regional.ingest.files import InputFile
from bot.regional.ingest.kind import ImportOutcome, ImportTask
from bot.regional.ingest.problems import Problems
from bot.regional.ingest.provenance import Origin, SourceBook
from bot.regional.ingest.synchronise import synchronise_rows
from bot.regional.ingest.tables import decode_text
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
ROUND = re.compile(r"^(\d{4})-([12])$")
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
        row = _read_record(record, number=number, areas=known_areas, problems=problems)
        row |= _provenance(record, row["round"], origin=origin, sources=sources)
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
                               scope=Forecast.round.in_({row["round"] for row in rows}))  # fmt: skip
    task.progress(1.0)
    remarks = (
        (f"{unusual} rader har en ovanlig kombination av jobbmöjligheter och rekryteringssituation.",)
        if unusual
        else ()
    )
    return ImportOutcome(len(rows), changes, remarks)


def read_forecast_records(file: InputFile, *, task: ImportTask) -> list[dict[str, Any]]:
    """The rows of the JSON array; raises when the file is not such an array."""
    start = file.content.lstrip()[:3]
    if not start.startswith((b"[", b"{", b"\xef\xbb\xbf")):
        raise FileKindWrong(path=file.name, found="inte JSON", kind="forecasts", expected=EXPECTED)
    try:
        loaded = json.loads(decode_text(file))
    except (json.JSONDecodeError, RecursionError) as error:
        raise FileDamaged(path=file.name, reason=f"JSON bryts: {error}") from error
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


def _read_record(record: dict[str, Any], *, number: int, areas: set[str], problems: Problems) -> dict[str, Any]:
    def refuse(column: str, expected: str) -> None:
        problems.add(line=number, column=column, value=record.get(column), expected=expected)

    def text(column: str, *, required: bool = False) -> str:
        value = record.get(column)
        if value is None:
            value = ""
        if not isinstance(value, str) or (required and not value.strip()):
            refuse(column, "en text")
            return ""
        return value.strip()

    def level(column: str, allowed: tuple[str, ...]) -> str | None:
        value = record.get(column)
        if value is not None and value not in allowed:
            refuse(column, "null eller någon av " + ", ".join(allowed))
            return None
        return value

    def number_in(column: str, *, least: int, most: int, default: int) -> int:
        value = record.get(column)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            refuse(column, f"ett heltal {least}–{most}")
            return default
        return value

    missing = [name for name in PUBLISHED_FIELDS if name not in record]
    if missing:
        problems.add(line=number, column=", ".join(missing), value="", expected="fältet saknas i raden")
    area, round_ = text("lan", required=True), text("omgang", required=True)
    if area not in areas:
        refuse("lan", "00 för hela landet eller en länskod som 14")
    if not ROUND.match(round_):
        refuse("omgang", "en omgång som 2025-2")
    reasons = record.get("paradox") or []
    if not isinstance(reasons, list) or any(reason not in PARADOX_REASONS for reason in reasons):
        refuse("paradox", "en lista med " + ", ".join(PARADOX_REASONS))
        reasons = []
    codes = [code for code in re.split(r"[,|;\s]+", text("ssyk")) if code]
    if any(not re.fullmatch(r"\d{4}", code) for code in codes):
        refuse("ssyk", "SSYK-koder med fyra siffror")
    return {
        "barometer_id": text("yb_concept_id"),
        "barometer_name": text("yb_yrke", required=True),
        "barometer_note": text("yb_beskrivning"),
        "field": text("yrkesomrade"),
        "area_code": area,
        "round": round_,
        "ssyk_codes": "|".join(codes),
        "ssyk_name": text("ssyk_text"),
        "ssyk_count": number_in("antal_ssyk", least=0, most=100, default=len(codes)),
        "part_of_ssyk": bool(number_in("del_av_ssyk", least=0, most=1, default=0)),
        "opportunities": level("jobbmojligheter", OPPORTUNITIES),
        "situation": level("rekryteringssituation", SITUATIONS),
        "outlook": level("prognos", OUTLOOKS),
        "paradox_reasons": "|".join(reasons),
        "text_opportunities": text("text_jobbmojligheter"),
        "text_situation": text("text_rekryteringssituation"),
        "widest_basis": level("hogsta_bedomningsniva", BASES),
        "basis_share": level("delvis_helt", SHARES),
        "taxonomy_version": number_in("taxonomi_version", least=0, most=10_000, default=0) or None,
    }


def _provenance(record: dict[str, Any], round_: str, *, origin: Origin, sources: SourceBook) -> dict[str, Any]:
    published, valid_until = publication_of_round(round_)
    quality = record.get("kvalitet") or origin.quality.value
    told_end = record.get("giltig_till")
    return {
        "source_id": sources.add(
            name=str(record.get("kalla") or origin.source),
            publisher=origin.publisher,
            url=origin.url,
            licence=origin.licence,
        ),  # fmt: skip
        "published": str(record.get("publicerad") or origin.published or published),
        "retrieved_on": origin.retrieved_on,
        "valid_until": dt.date.fromisoformat(told_end) if told_end else origin.valid_until or valid_until,
        "quality": Quality(quality) if quality in set(Quality) else origin.quality,
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
