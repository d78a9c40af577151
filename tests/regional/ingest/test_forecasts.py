"""Yrkesbarometern, read exactly as it is published."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from bot.errors import ColumnsMissing, FileDamaged, FileKindWrong, RowsRefused
from bot.regional.models import Forecast, Quality
from tests.barometer import published_row


def rows_in(engine: Engine) -> list[Forecast]:
    with Session(engine) as session:
        return list(session.scalars(select(Forecast).order_by(Forecast.round, Forecast.area_code)))


def test_a_published_row_is_kept_as_it_is(import_it, engine):
    import_it(
        "forecasts", json.dumps([published_row(lan="14", paradox=["arbetslöshet"], rekryteringssituation="paradox")])
    )
    (row,) = rows_in(engine)
    assert (row.situation, row.paradox_reasons, row.area_code, row.quality) == (
        "paradox",
        "arbetslöshet",
        "14",
        Quality.OFFICIAL,
    )


def test_a_round_is_published_in_december_and_lasts_until_the_next(import_it, engine):
    import_it("forecasts", json.dumps([published_row(omgang="2025-2")]))
    (row,) = rows_in(engine)
    assert (row.published, str(row.valid_until)) == ("2025-12", "2026-06-30")


def test_every_round_is_kept(import_it, engine):
    import_it("forecasts", json.dumps([published_row(omgang="2025-2")]))
    import_it("forecasts", json.dumps([published_row(omgang="2026-1")]))
    assert [row.round for row in rows_in(engine)] == ["2025-2", "2026-1"]


def test_the_same_file_twice_changes_nothing(import_it):
    content = json.dumps([published_row()])
    import_it("forecasts", content)
    assert not import_it("forecasts", content).changes.anything


def test_no_assessment_stays_no_assessment(import_it, engine):
    import_it("forecasts", json.dumps([published_row(jobbmojligheter=None, rekryteringssituation=None, prognos=None)]))
    assert rows_in(engine)[0].situation is None


def test_a_row_without_concept_id_finds_the_id_that_its_name_has(import_it, engine):
    import_it("forecasts", json.dumps([published_row(omgang="2025-2")]))
    import_it("forecasts", json.dumps([published_row(omgang="2026-1", yb_concept_id=None)]))
    assert {row.barometer_id for row in rows_in(engine)} == {"3eb4_Lu3_2DT"}


def test_an_unusual_combination_of_levels_is_told_but_accepted(import_it):
    outcome = import_it("forecasts", json.dumps([published_row(rekryteringssituation="brist", jobbmojligheter="små")]))
    assert outcome.remarks == ("1 rader har en ovanlig kombination av jobbmöjligheter och rekryteringssituation.",)


@pytest.mark.parametrize(
    ("field", "value"),
    [("lan", "99"), ("lan", ""), ("omgang", "2025"), ("jobbmojligheter", "enorma"), ("rekryteringssituation", "kris"),
     ("paradox", ["tur"]), ("paradox", "arbetslöshet"), ("prognos", "upp"), ("ssyk", "72"), ("antal_ssyk", "ett"),
     ("yb_yrke", ""), ("yb_yrke", 7), ("delvis_helt", "lite"), ("hogsta_bedomningsniva", "världen")],
)  # fmt: skip
def test_a_wrong_value_is_told_with_row_and_field_and_nothing_is_written(import_it, engine, field, value):
    with pytest.raises(RowsRefused) as refused:
        import_it("forecasts", json.dumps([published_row(), published_row(lan="14") | {field: value}]))
    assert {(problem.line, problem.column) for problem in refused.value.details["problems"]} == {(2, field)}
    assert rows_in(engine) == []


def test_one_occupation_area_and_round_may_stand_only_once(import_it):
    with pytest.raises(RowsRefused):
        import_it("forecasts", json.dumps([published_row(), published_row()]))


def test_a_missing_field_is_named(import_it):
    row = published_row()
    del row["prognos"]
    with pytest.raises(ColumnsMissing) as refused:
        import_it("forecasts", json.dumps([row]))
    assert refused.value.details["missing"] == "prognos"


@pytest.mark.parametrize(
    ("content", "expected"),
    [("namn;län\nsvetsare;14\n", FileKindWrong), ('{"rader": []}', FileKindWrong), ("[[1]]", FileKindWrong),
     ('[{"lan": "00"', FileDamaged), ("[" * 100_000, FileDamaged)],
)  # fmt: skip
def test_what_is_not_the_published_file_is_refused(import_it, content, expected):
    with pytest.raises(expected):
        import_it("forecasts", content)


def test_a_full_size_file_is_imported_whole(import_it, engine):
    rows = [published_row(yb_concept_id=f"id{number:03d}", yb_yrke=f"Yrke {number}", lan=area)
            for number in range(1606) for area in ("00", "13", "14")]  # fmt: skip
    assert import_it("forecasts", json.dumps(rows)).changes.added == 4_818
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(Forecast)) == 4_818
