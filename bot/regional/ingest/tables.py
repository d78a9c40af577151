"""Reads CSV, XLSX and the project's own YAML into one shape: numbered rows of text cells under named columns."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.errors import (
    ColumnsMissing,
    ColumnsRepeated,
    EncodingUnknown,
    FileDamaged,
    FileEmpty,
    FileKindWrong,
    TooManyRows,
)
from bot.regional.ingest.files import InputFile, ReadingLimits
from bot.regional.ingest.problems import Problems
from bot.regional.ingest.workbooks import MAX_COLUMNS, TABLE_KINDS, read_workbook, text_of_value

FORMULA_STARTS = ("=", "@", "+", "-", "\t", "\r", "\n", "\0", "＝", "＠", "＋", "－")
ZIP_START = b"PK\x03\x04"
MAX_CELL_CHARACTERS = 20_000
PART_SEPARATOR = " :: "
OTHER_KINDS = (
    (b"{", "JSON"), (b"[", "JSON"), (b"<", "HTML eller XML"), (b"%PDF", "PDF"), (b"\x1f\x8b", "ett gzip-arkiv"),
    (b"\xd0\xcf\x11\xe0", "en äldre eller lösenordsskyddad Excelfil; spara den som .xlsx utan lösenord"),
    (b"\xff\xfe", "text i UTF-16; spara filen som ”CSV UTF-8”"), (b"\xfe\xff", "text i UTF-16; spara filen som ”CSV UTF-8”"),
)  # fmt: skip
# Cells may have line breaks and tabs; other control characters cannot be stored everywhere and are never meant.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")


@dataclass(frozen=True)
class Row:
    """One row; `line` is the line or sheet row that a person sees, `cells` holds text, "" where nothing stands."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A file's columns, in order, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(
    file: InputFile, *, kind: str, required: tuple[str, ...], limits: ReadingLimits, problems: Problems
) -> Table:
    """The table in `file`; formula cells are noted in `problems`, anything that hinders reading is raised."""
    if limits.records and file.name.endswith((".yml", ".yaml")):
        return _table_from_records(file, required=required)
    if file.content.startswith(ZIP_START):
        numbered = read_workbook(file, kind=kind, limits=limits, problems=problems)
    elif found := _find_other_kind(file):
        raise FileKindWrong(path=file.name, found=found, kind=kind, expected=TABLE_KINDS)
    else:
        numbered = _read_csv(file)
    return _table_from_cells(file.name, numbered, kind=kind, required=required, limits=limits, problems=problems)


def decode_text(file: InputFile) -> str:
    """UTF-8, with or without byte-order mark, else Windows-1252."""
    try:
        return file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return file.content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise EncodingUnknown(path=file.name) from error


def looks_like_formula(cell: str) -> bool:
    """Whether a spreadsheet could run the cell; signed numbers and phone numbers are not formulas."""
    if not cell.startswith(FORMULA_STARTS):
        return False
    return not (
        cell[0] in "+-" and cell[1:].replace(" ", "").replace("-", "").replace(",", "").replace(".", "").isdigit()
    )


def _find_other_kind(file: InputFile) -> str:
    """What the file is when it is no table of text; empty when it may be one."""
    start = file.content.removeprefix(b"\xef\xbb\xbf").lstrip()[:8]
    for opening, name in OTHER_KINDS:
        if start.startswith(opening):
            return name
    if file.name.lower().endswith((".yml", ".yaml")):
        return "YAML"
    # A stray NUL in a text is a bad cell, told with its line; many, or one in the header, are no text at all.
    nuls = file.content.count(b"\0")
    binary = nuls * 100 > len(file.content) or b"\0" in file.content.split(b"\n", 1)[0]
    return "en binär fil" if binary else ""


def _read_csv(file: InputFile) -> Iterator[tuple[int, list[str]]]:
    text = decode_text(file)
    header = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            # A cell in quotes may have line breaks: a row is found on the line where it begins.
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        what = (
            f"en cell har fler än {csv.field_size_limit()} tecken"
            if "field limit" in str(error)
            else "ett citattecken är inte avslutat eller står fel"
        )
        raise FileDamaged(path=file.name, reason=f"rad {line}: {what}") from error


def _table_from_cells(
    name: str,
    numbered: Iterator[tuple[int, list[str]]],
    *,
    kind: str,
    required: tuple[str, ...],
    limits: ReadingLimits,
    problems: Problems,
) -> Table:
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    for line, cells in numbered:
        if not any(cell.strip() for cell in cells):
            continue
        if not columns:
            columns = tuple(cell.strip().lower() for cell in cells)
            if len(columns) > MAX_COLUMNS:
                raise FileKindWrong(
                    path=name, found=f"en tabell med {len(columns)} kolumner", kind=kind, expected=TABLE_KINDS
                )
            check_columns(name, columns, required=required)
            continue
        if len(rows) >= limits.max_rows:
            raise TooManyRows(path=name, limit=limits.max_rows)
        if len(cells) > len(columns):
            problems.add(
                line=line, column="", value=cells[len(columns)], expected=f"högst {len(columns)} celler i raden"
            )
        rows.append(Row(line, _named_cells(columns, cells, line=line, problems=problems)))
    if not rows:
        raise FileEmpty(path=name)
    return Table(name, columns, tuple(rows))


def _named_cells(columns: tuple[str, ...], cells: list[str], *, line: int, problems: Problems) -> dict[str, str]:
    named = dict.fromkeys(columns, "")
    for column, raw in zip(columns, cells, strict=False):
        cell = raw.strip()
        # Our own exports put ' before what a spreadsheet would run; taking it off again makes export and import a round trip.
        if cell.startswith("'") and looks_like_formula(cell[1:]):
            cell = cell[1:]
        elif looks_like_formula(cell):
            problems.add(line=line, column=column, value=cell, expected="ett värde, inte en formel")
        if len(cell) > MAX_CELL_CHARACTERS:
            problems.add(line=line, column=column, value=cell, expected=f"högst {MAX_CELL_CHARACTERS} tecken")
        if CONTROL.search(cell):
            problems.add(line=line, column=column, value=cell, expected="text utan styrtecken")
            cell = CONTROL.sub("", cell)
        named[column] = cell
    return named


def check_columns(name: str, columns: tuple[str, ...], *, required: tuple[str, ...]) -> None:
    """Raises when a required column is missing or a column stands twice."""
    missing = [column for column in required if column not in columns]
    if missing:
        found = ", ".join(columns)[:300]
        raise ColumnsMissing(path=name, missing=", ".join(missing), found=found)
    repeated = sorted(column for column, times in Counter(columns).items() if column and times > 1)
    if repeated:
        raise ColumnsRepeated(path=name, repeated=", ".join(repeated))


def _table_from_records(file: InputFile, *, required: tuple[str, ...]) -> Table:
    records = read_records(file)
    rows = [Row(line, flatten_record(record)) for line, record in records]
    columns = tuple(dict.fromkeys(column for row in rows for column in row.cells))
    check_columns(file.name, columns, required=required)
    return Table(file.name, columns, tuple(Row(row.line, {**dict.fromkeys(columns, ""), **row.cells}) for row in rows))


def read_records(file: InputFile) -> list[tuple[int, dict[str, Any]]]:
    """The mappings of a YAML list, each with its line; no tags, no objects."""
    text = decode_text(file)
    try:
        loaded = YAML(typ="safe").load(text)
    except YAMLError as error:
        raise FileDamaged(path=file.name, reason=str(error).replace("\n", " ")[:300]) from error
    if not isinstance(loaded, list) or not all(isinstance(record, dict) for record in loaded):
        raise FileKindWrong(path=file.name, found="YAML utan lista", kind="", expected="en lista av poster")
    if not loaded:
        raise FileEmpty(path=file.name)
    # The fast loader keeps no positions; the items of a top-level list are the lines that start with "-".
    starts = [number for number, line in enumerate(text.splitlines(), start=1) if line.startswith("- ")]
    if len(starts) != len(loaded):
        starts = [0] * len(loaded)
    return list(zip(starts, loaded, strict=True))


def _text_of_item(item: Any) -> str:
    if isinstance(item, dict):
        return PART_SEPARATOR.join(text_of_value(part) for part in item.values())
    return text_of_value(item)


def flatten_record(record: dict[str, Any], *, prefix: str = "") -> dict[str, str]:
    """Nested mappings as columns joined by "_", lists as cells joined by "|": the shape that CSV has."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            cells.update(flatten_record(value, prefix=f"{prefix}{key}_"))
        elif isinstance(value, list):
            cells[prefix + key] = "|".join(_text_of_item(item) for item in value)
        else:
            cells[prefix + key] = text_of_value(value).strip()
    return cells
