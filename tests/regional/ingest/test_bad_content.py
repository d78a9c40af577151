"""Content made to break an import: each a sentence with the place, nothing written, and never a crash or a hang."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from bot.errors import FileDamaged, FileKindWrong, InputRefused, RowsRefused
from bot.regional.ingest.employers import COLUMNS
from bot.regional.models import DataLoad, Forecast, Site
from tests.barometer import published_row

HEADER = ",".join(COLUMNS)
ROW = ",Verkstaden,1480,verkstad,12,,svetsare,prao,,,,,,Registret,0"
LAUGHS = b"".join(b'<!ENTITY %c "%s">' % (98 + level, (b"&%c;" % (97 + level)) * 10) for level in range(9))
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + LAUGHS + b"]><worksheet xmlns="
    b'"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c t="inlineStr"><is><t>&j;</t></is></c>'
    b"</row></sheetData></worksheet>"
)


@pytest.fixture(autouse=True)
def nothing_is_written(engine: Engine):
    """Every case here leaves the database as it was."""
    yield
    with Session(engine) as session:
        for model in (Site, Forecast, DataLoad):
            assert session.scalar(select(func.count()).select_from(model)) == 0


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (COLUMNS, *([None, f"V{number}", "9999"] for number in range(200))):
        book.active.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed_workbook(name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """The workbook with one of its parts changed or left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = change(old.read(part)) if part.endswith(name) else old.read(part)
            if content is not None:
                new.writestr(part, content)
    return buffer.getvalue()


@pytest.mark.parametrize("kept", [10, 100, 5_000, -30])
def test_a_cut_off_workbook(import_it, kept):
    with pytest.raises(FileDamaged):
        import_it("employers", workbook()[:kept], name="fil.xlsx")


@pytest.mark.parametrize(
    ("part", "change"),
    [("sheet1.xml", lambda old: old[: len(old) // 2]), ("sheet1.xml", lambda _old: None), ("sheet1.xml", lambda _old: BOMB),
     ("workbook.xml", lambda old: old[:40]), ("workbook.xml", lambda _old: b"")],
)  # fmt: skip
def test_a_workbook_with_a_broken_part(import_it, part, change):
    with pytest.raises((FileDamaged, FileKindWrong)):
        import_it("employers", changed_workbook(part, change), name="fil.xlsx")


@pytest.mark.timeout(60)
def test_a_workbook_that_claims_seventeen_thousand_million_cells_is_read_for_what_it_holds(import_it):
    def claim(old: bytes) -> bytes:
        assert b"<dimension" in old
        return old.replace(b'ref="A1:O201"', b'ref="A1:XFD1048576"')

    with pytest.raises(RowsRefused) as refused:
        import_it("employers", changed_workbook("sheet1.xml", claim), name="fil.xlsx")
    assert refused.value.details["count"] >= 200


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", ["name", "c{}"])
def test_a_million_columns(import_it, name):
    header = ",".join(name.format(number) for number in range(1_000_000))
    with pytest.raises(FileKindWrong) as refused:
        import_it("employers", header + "\n1\n")
    assert "1000000 kolumner" in str(refused.value.details["found"])


@pytest.mark.parametrize(
    ("content", "found"),
    [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "äldre"), ((HEADER + "\n" + ROW).encode("utf-16"), "UTF-16"), (b"[ {}]", "JSON"),
     (b"\xef\xbb\xbf{}", "JSON"), (b"\x1f\x8b\x08\0", "gzip"), (b"\x89PNG\r\n\x1a\n\0\0", "binär")],
)  # fmt: skip
def test_another_kind_of_file_is_named(import_it, content, found):
    with pytest.raises(FileKindWrong) as refused:
        import_it("employers", content)
    assert found in str(refused.value.details["found"])


def test_the_form_of_the_shipped_facts_is_not_for_others(import_it):
    with pytest.raises(FileKindWrong):
        import_it("occupations", "- id: x\n", name="fil.yml")


@pytest.mark.parametrize("char", ["\0", "\x1b", "\x07", "\x7f"])
def test_a_control_character_is_told_with_its_line(import_it, char):
    rows = "\n".join(ROW.replace("Verkstaden", f"Verkstad {number}") for number in range(200))
    with pytest.raises(RowsRefused) as refused:
        import_it("employers", f"{HEADER}\n{rows}\n{ROW.replace('Verkstaden', 'Verk' + char + 'staden')}\n")
    (problem,) = refused.value.details["problems"]
    assert (problem.line, problem.column) == (202, "name")
    assert char not in problem.describe()


def test_a_row_is_found_on_the_line_where_it_begins(import_it):
    broken = ROW.replace("Verkstaden", '"Verk\nstaden"').replace("1480", "9999")
    with pytest.raises(RowsRefused) as refused:
        import_it("employers", f"{HEADER}\n{broken}\n{ROW.replace('1480', '9998')}\n")
    assert [problem.line for problem in refused.value.details["problems"]] == [2, 4]


@pytest.mark.parametrize(
    ("change", "told"),
    [(("Verkstaden", '"Verkstaden'), "citattecken"), (("Verkstaden", "V" * 140_000), "131072 tecken")],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line(import_it, change, told):
    with pytest.raises(FileDamaged) as refused:
        import_it("employers", f"{HEADER}\n{ROW.replace(*change)}\n")
    assert "rad 2" in str(refused.value.details["reason"])
    assert told in str(refused.value.details["reason"])


@pytest.mark.parametrize(
    ("change", "column"),
    [((",12,", ",1e999999999,"), "employees"), ((",12,", ",3000000000,"), "employees"), ((",12,", ",nan,"), "employees"),
     (("1480", "14²0"), "municipality_code"), ((",Verkstaden", "55601257²0,Verkstaden"), "org_number"),
     (("Verkstaden", "＝1+1"), "name"), (("Verkstaden", "V" * 161), "name")],
)  # fmt: skip
def test_a_value_that_looks_like_one_and_is_not(import_it, change, column):
    with pytest.raises(RowsRefused) as refused:
        import_it("employers", f"{HEADER}\n{ROW.replace(*change)}\n")
    assert {problem.column for problem in refused.value.details["problems"]} == {column}


@pytest.mark.parametrize(
    ("field", "value"),
    [("giltig_till", "igår"), ("giltig_till", 5), ("publicerad", "snart"), ("kvalitet", ["x"]), ("kvalitet", "bra"),
     ("kalla", "x" * 301), ("yb_concept_id", "x" * 50), ("yb_yrke", "a\0b"), ("yb_yrke", "\ud800"), ("yb_yrke", "x" * 161),
     ("antal_ssyk", float("inf")), ("lan", 14), ("ssyk", "72¹2")],
)  # fmt: skip
def test_a_forecast_that_no_database_could_hold(import_it, field, value):
    with pytest.raises(RowsRefused) as refused:
        import_it("forecasts", json.dumps([published_row() | {field: value}]))
    assert field in {problem.column for problem in refused.value.details["problems"]}


@pytest.mark.parametrize(
    "content", ['[{"a":' + "9" * 5_000 + "}]", "[" * 100_000, '[{"lan": "00"', '[{"lan": "0\x010"}]']
)
def test_broken_json_is_told_in_swedish(import_it, content):
    with pytest.raises(FileDamaged) as refused:
        import_it("forecasts", content)
    reason = str(refused.value.details["reason"])
    assert not any(word in reason for word in ("Expecting", "line", "char", "Exceeds"))


OTHERS = {
    "occupations": "id;label_sv;label_en;ssyk;jobtech_ssyk4_id;steps;interests\nx;y;z;7²12;"
    + "q" * 30
    + ";a :: b;"
    + "i" * 130
    + "\n",
    "programmes": "id;name_sv;level;leads_to_ssyk\nx;;magi;72\n",
    "offerings": "programme_id;municipality_code;provider\nfinns_inte;9999;\n",
    "salaries": "level;code;name;sex;area_code;statistic;period;monthly_sek;hourly_sek\nssyk9;;;alla;SE99;typvärde;2025-02-31;x;1e9\n",
}


@pytest.mark.parametrize("kind", OTHERS)
def test_each_wrong_cell_of_the_other_kinds_is_told(import_it, kind):
    with pytest.raises(RowsRefused) as refused:
        import_it(kind, OTHERS[kind])
    problems = refused.value.details["problems"]
    assert {problem.line for problem in problems} == {2}
    assert len({problem.column for problem in problems}) >= 3


@pytest.mark.parametrize("kind", ["occupations", "programmes", "offerings", "salaries", "forecasts"])
def test_a_file_of_another_kind_is_refused(import_it, kind):
    with pytest.raises(InputRefused):
        import_it(kind, f"{HEADER}\n{ROW}\n")
