"""An import that is killed at any moment leaves the old data or the new, never a mix."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from bot.regional.ingest.employers import COLUMNS
from bot.regional.models import Site
from tests.builders import add_map, add_occupation

ROWS = 4_000
TRIES = 6
IMPORT = """
import datetime as dt, sys
from bot.regional.ingest.files import ReadingLimits
from bot.regional.ingest.service import ImportRequest, import_file
from bot.regional.session import create_database_engine
print("ready", flush=True)
import_file(create_database_engine(sys.argv[1]), ImportRequest("employers", sys.argv[2]),
            limits=ReadingLimits(max_megabytes=50, max_rows=200_000), now=dt.datetime.now(dt.timezone.utc))
print("done", flush=True)
"""


def write_employers(path: Path, *, employees: int) -> None:
    """A file of employers that all have the same number of employees, so that a mix would show."""
    lines = [",".join(COLUMNS)]
    for number in range(ROWS):
        lines.append(f",Verkstad {number},1480,verkstad,{employees},,svetsare,prao,,,,,,Registret,0")
    path.write_text("\n".join(lines))


@pytest.mark.timeout(240)
def test_killed_at_random_moments_the_database_holds_one_whole_file(database_engine: Engine, tmp_path: Path):
    with Session(database_engine) as session:
        add_map(session)
        add_occupation(session)
        session.commit()
    url = database_engine.url.render_as_string(hide_password=False)
    moments = random.Random(7)
    longest = 2.0
    for attempt in range(TRIES):
        file = tmp_path / "employers.csv"
        write_employers(file, employees=attempt + 1)
        started = time.monotonic()
        process = subprocess.Popen([sys.executable, "-c", IMPORT, url, str(file)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        started = time.monotonic()
        if attempt == 0:
            assert process.stdout.readline() == "done\n"
            longest = time.monotonic() - started
        else:
            time.sleep(moments.uniform(0, longest))
            process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with Session(database_engine) as session:
            held = session.execute(select(Site.employees, func.count()).group_by(Site.employees)).all()
        assert len(held) == 1
        assert held[0][1] == ROWS
