"""What is exported is read back unchanged, and no spreadsheet can be made to run it."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.errors import FileKindWrong
from bot.regional.export import EXPORTS, export_rows, make_cell_harmless
from bot.regional.ingest.files import ReadingLimits
from bot.regional.ingest.service import ImportRequest, import_file
from bot.regional.ingest.tables import looks_like_formula
from bot.regional.seed import shipped
from tests.conftest import NOW

LIMITS = ReadingLimits(max_megabytes=50, max_rows=200_000)


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [(kind, suffix) for kind in EXPORTS for suffix in ((".json",) if kind == "forecasts" else (".csv", ".xlsx"))],
)
def test_an_exported_file_changes_nothing_when_it_is_imported(
    shipped_engine: Engine, tmp_path: Path, kind: str, suffix: str
):
    path = tmp_path / f"{kind}{suffix}"
    with Session(shipped_engine) as session:
        count = export_rows(session, kind=kind, path=path)
    outcome = import_file(shipped_engine, ImportRequest(kind, str(path), dry_run=True), limits=LIMITS, now=NOW)
    assert outcome.rows == count > 0
    assert not outcome.changes.anything, outcome.changes


UNDERLYING = ("counties", "municipalities", "sni", "industries")
KINDS_IN_ORDER = ("occupations", "programmes", "offerings", "forecasts", "salaries", "employers")


def test_what_one_installation_exports_another_imports_and_exports_alike(
    shipped_engine: Engine, database_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    files = [each for each in shipped.find_shipped_files() if each.kind in UNDERLYING]
    monkeypatch.setattr(shipped, "find_shipped_files", lambda: files)
    shipped.fill_with_shipped_facts(database_engine, now=NOW)
    for kind in KINDS_IN_ORDER:
        suffix = ".json" if kind == "forecasts" else ".csv"
        first, second = tmp_path / f"ut_{kind}{suffix}", tmp_path / f"igen_{kind}{suffix}"
        with Session(shipped_engine) as session:
            export_rows(session, kind=kind, path=first)
        for day in (0, 40):
            outcome = import_file(
                database_engine, ImportRequest(kind, str(first)), limits=LIMITS, now=NOW + dt.timedelta(days=day)
            )
            assert outcome.changes.anything is (day == 0)
        with Session(database_engine) as session:
            export_rows(session, kind=kind, path=second)
        assert first.read_bytes() == second.read_bytes(), kind


def test_a_row_that_nobody_has_confirmed_is_not_exported_as_confirmed(shipped_engine: Engine, tmp_path: Path):
    path = tmp_path / "employers.csv"
    with Session(shipped_engine) as session:
        export_rows(session, kind="employers", path=path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["confirmed_on"] for row in rows if row["demo"] == "0"} == {""}
    assert "" not in {row["confirmed_on"] for row in rows if row["demo"] == "1"}


@given(st.text(max_size=40))
def test_no_exported_cell_can_start_a_formula(text: str):
    cell = make_cell_harmless(text)
    assert not looks_like_formula(cell)
    assert cell in (text, f"'{text}")


def test_exported_employer_names_cannot_carry_formulas(shipped_engine: Engine, tmp_path: Path):
    path = tmp_path / "employers.csv"
    with Session(shipped_engine) as session:
        export_rows(session, kind="employers", path=path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert not [cell for row in csv.reader(file) for cell in row if looks_like_formula(cell)]


def test_a_wrong_ending_is_refused(shipped_engine: Engine, tmp_path: Path):
    with Session(shipped_engine) as session, pytest.raises(FileKindWrong):
        export_rows(session, kind="employers", path=tmp_path / "employers.pdf")
