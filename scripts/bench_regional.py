"""Measures the regional database: large imports, nearest-employers queries, and imports killed at random moments."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from bot.regional.ingest.employers import COLUMNS
from bot.regional.ingest.files import ReadingLimits
from bot.regional.ingest.forecasts import PUBLISHED_FIELDS
from bot.regional.ingest.service import ImportRequest, import_file
from bot.regional.migrate import upgrade_database
from bot.regional.models import County, Municipality, Occupation, Site
from bot.regional.queries.employers import find_employers_near
from bot.regional.queries.places import find_place
from bot.regional.seed.shipped import fill_with_shipped_facts
from bot.regional.session import create_database_engine

EMPLOYERS = 20_000
KILLS = int(os.environ.get("SYVBOT_BENCH_KILLS", "50"))
LIMITS = ReadingLimits(max_megabytes=50, max_rows=200_000)
NOW = dt.datetime.now(dt.UTC)
POSTGRES = os.environ.get("SYVBOT_TEST_POSTGRES", "postgresql://127.0.0.1:5432/postgres")
KILLED_IMPORT = """
import datetime as dt, sys
from bot.regional.ingest.files import ReadingLimits
from bot.regional.ingest.service import ImportRequest, import_file
from bot.regional.session import create_database_engine
print("ready", flush=True)
import_file(create_database_engine(sys.argv[1]), ImportRequest("employers", sys.argv[2]),
            limits=ReadingLimits(max_megabytes=50, max_rows=200_000), now=dt.datetime.now(dt.timezone.utc))
"""


def tell(what: str, figure: str, target: str = "") -> None:
    """One line of the report."""
    print(f"  {what:<62} {figure:>14}   {target}", flush=True)


@contextmanager
def databases(folder: Path) -> Iterator[list[tuple[str, Engine]]]:
    """An SQLite file and, where a server answers, a PostgreSQL database, both with the shipped facts."""
    engines = [("SQLite", create_database_engine(f"sqlite:///{folder / 'bench.db'}"))]
    name = f"syvbot_bench_{uuid.uuid4().hex[:10]}"
    try:
        with psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        engines.append(("PostgreSQL", create_database_engine(POSTGRES.rsplit("/", 1)[0] + f"/{name}")))
    except psycopg.OperationalError:
        name = ""
        print("  PostgreSQL svarar inte: bara SQLite mäts.")
    for _name, engine in engines:
        upgrade_database(engine)
        fill_with_shipped_facts(engine, now=NOW)
    yield engines
    for _name, engine in engines:
        engine.dispose()
    if name:
        with psycopg.connect(POSTGRES, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def write_employers(path: Path, engine: Engine, *, count: int, employees: str = "") -> None:
    """A file of made-up employers spread evenly over all municipalities and occupations."""
    with Session(engine) as session:
        municipalities = session.scalars(select(Municipality.code).order_by(Municipality.code)).all()
        occupations = session.scalars(select(Occupation.id).where(Occupation.described).order_by(Occupation.id)).all()
    choose = random.Random(1)
    lines = [",".join(COLUMNS)]
    for number in range(count):
        jobs = "|".join(choose.sample(list(occupations), 3))
        lines.append(
            f",Mätverkstad {number} (demo),{municipalities[number % len(municipalities)]},verkstad,{employees},,{jobs},prao|apl,"
            f"Praktiksamordnare,praktik{number}@example.com,,2027-06-30,2026-09-15,Mätdata,1"
        )
    path.write_text("\n".join(lines), encoding="utf-8")


def write_forecasts(path: Path, engine: Engine) -> int:
    """A full-size round in the published format: 219 occupations in 22 areas, 4,818 rows."""
    with Session(engine) as session:
        areas = ["00", *session.scalars(select(County.code).order_by(County.code))]
    texts = ("Möjligheterna till arbete är stora. " * 8, "Det är brist på utbildade. " * 8)
    values: tuple[object, ...] = ("Industriell tillverkning", "", "", "", 1, 0, "7212", "Svetsare", None, "stora", "brist", [], "öka", *texts,
              "nuts1", "delvis", "2027-1", 27)  # fmt: skip
    row = dict(zip(PUBLISHED_FIELDS, values, strict=True))
    rows = [row | {"yb_yrke": f"Yrke {number}", "yb_concept_id": f"m{number:03d}", "lan": area}
            for number in range(219) for area in areas]  # fmt: skip
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return len(rows)


def measure_imports(engine: Engine, folder: Path) -> None:
    """Seconds for the full-size forecasts file and for 20,000 employers, new and again."""
    forecasts, employers = folder / "forecasts.json", folder / "employers.csv"
    rows = write_forecasts(forecasts, engine)
    write_employers(employers, engine, count=EMPLOYERS)
    for what, kind, path, target in (
        (f"{rows} prognoser ({forecasts.stat().st_size / 1e6:.1f} MB), nya", "forecasts", forecasts, "några sekunder"),
        (f"{EMPLOYERS} arbetsgivare, nya", "employers", employers, "< 60 s"),
        (f"{EMPLOYERS} arbetsgivare, samma fil igen", "employers", employers, ""),
    ):
        started = time.monotonic()
        import_file(engine, ImportRequest(kind, str(path)), limits=LIMITS, now=NOW)
        tell(what, f"{time.monotonic() - started:.1f} s", target)


def measure_nearest_employers(engine: Engine) -> None:
    """Milliseconds for the five nearest employers of an occupation, over 300 questions."""
    choose = random.Random(2)
    times = []
    with Session(engine) as session:
        municipalities = session.scalars(select(Municipality.code)).all()
        occupations = session.scalars(select(Occupation.id).where(Occupation.described)).all()
        for _question in range(300):
            place = find_place(session, f"municipality:{choose.choice(municipalities)}")
            session.expunge_all()
            started = time.perf_counter()
            find_employers_near(session, place=place, today=NOW.date(), occupation_id=choose.choice(occupations))
            times.append((time.perf_counter() - started) * 1000)
    times.sort()
    cores, load = os.cpu_count() or 1, os.getloadavg()[0]
    tell("maskinens belastning medan det mättes (kärnor)", f"{load:.1f} ({cores})", "under antalet kärnor")
    tell("närmaste arbetsgivare för ett yrke, median", f"{statistics.median(times):.1f} ms", "< 20 ms")
    tell("närmaste arbetsgivare för ett yrke, p95", f"{times[int(len(times) * 0.95)]:.1f} ms")


def count_mixes_after_kills(engine: Engine, folder: Path) -> None:
    """Imports killed with SIGKILL at random moments; how often the data were neither the old nor the new."""
    url = engine.url.render_as_string(hide_password=False)
    file = folder / "killed.csv"
    choose = random.Random(3)
    mixes, renewed, longest = 0, 0, 0.0
    held_before: int | None = None
    for attempt in range(KILLS + 1):
        write_employers(file, engine, count=4_000, employees=str(attempt + 1))
        process = subprocess.Popen([sys.executable, "-c", KILLED_IMPORT, url, str(file)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        started = time.monotonic()
        if attempt == 0:
            process.wait()
            longest = time.monotonic() - started
        else:
            try:
                process.wait(timeout=choose.uniform(0, longest))
                # It was done before the moment came: the machine is faster now, and later moments must fall within.
                longest = min(longest, time.monotonic() - started)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
        process.stdout.close()
        with Session(engine) as session:
            statement = select(Site.employees).where(
                Site.employees.is_not(None), Site.name.like("Mätverkstad%"), Site.retired_on.is_(None)
            )
            values = set(session.scalars(statement.distinct()))
            size = session.scalar(select(func.count()).select_from(statement.subquery()))
        mixes += len(values) != 1 or size != 4_000
        held = next(iter(values), None)
        renewed += attempt > 0 and held != held_before
        held_before = held
    tell(f"{KILLS} inläsningar dödade (SIGKILL): blandade lägen", str(mixes), "0")
    tell("   varav hann bli klara", str(renewed))


def main() -> None:
    """Prints the figures for both databases."""
    with tempfile.TemporaryDirectory() as name, databases(Path(name)) as engines:
        for label, engine in engines:
            print(f" {label}")
            count_mixes_after_kills(engine, Path(name))
            measure_imports(engine, Path(name))
            measure_nearest_employers(engine)
    tell("största minne", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
