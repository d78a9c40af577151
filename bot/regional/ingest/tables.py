"""Reads CSV, XLSX and the project's own YAML into one shape: numbered rows of text cells under named columns."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.errors import (
    ColumnsMissing,
    ColumnsRepeated,
    EncodingUnknown,
    FileDamaged,
    FileEmpty,
    FileKindWrong,
    FileTooLarge,
    TooManyRows,
)
from bot.regional.ingest.files import MEGABYTE, InputFile, ReadingLimits
from bot.regional.ingest.problems import Problems

FORMULA_STARTS = ("=", "@", "+", "-", "\t", "\r", "\0")
ZIP_START = b"PK\x03\x04"
MAX_UNPACK_RATIO = 200
MAX_CELL_CHARACTERS = 20_000
PART_SEPARATOR = " :: "
TABLE_KINDS = "CSV eller XLSX med en rad kolumnnamn överst"


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
    content = file.content
    if content.startswith(ZIP_START):
        numbered = _read_workbook(file, kind=kind, limits=limits, problems=problems)
    elif b"\0" in content[:4096] or content.lstrip()[:1] in (b"{", b"<") or content.startswith(b"%PDF"):
        raise FileKindWrong(path=file.name, found=_describe_content(content), kind=kind, expected=TABLE_KINDS)
    elif content.lstrip()[:2] in (b"[{", b"[\n", b"[\r"):
        raise FileKindWrong(path=file.name, found="JSON", kind=kind, expected=TABLE_KINDS)
    elif file.name.endswith((".yml", ".yaml")):
        return _table_from_records(file, required=required)
    else:
        numbered = _read_csv(file)
    return _table_from_cells(file.name, numbered, required=required, limits=limits, problems=problems)


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


def _describe_content(content: bytes) -> str:
    start = content.lstrip()[:5]
    known = {b"{": "JSON", b"<": "HTML eller XML", b"%": "PDF"}
    return known.get(start[:1], "en binär fil")


def _read_csv(file: InputFile) -> Iterator[tuple[int, list[str]]]:
    text = decode_text(file)
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise FileDamaged(
            path=file.name, reason=f"rad {reader.line_num}: ett citattecken är inte avslutat eller står fel"
        ) from error


def _read_workbook(
    file: InputFile, *, kind: str, limits: ReadingLimits, problems: Problems
) -> Iterator[tuple[int, list[str]]]:
    _refuse_zip_bomb(file, limits=limits)
    try:
        book = openpyxl.load_workbook(io.BytesIO(file.content), read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, KeyError, zipfile.BadZipFile, ValueError, OSError) as error:
        raise FileKindWrong(
            path=file.name, found="ett arkiv som inte är en arbetsbok", kind=kind, expected=TABLE_KINDS
        ) from error
    try:
        sheet = book.worksheets[0]
        header: list[str] = []
        for line, cells in enumerate(sheet.iter_rows(), start=1):
            texts = [_text_of_value(cell.value) for cell in cells]
            header = header or texts
            for position, cell in enumerate(cells):
                if cell.data_type == "f":
                    column = header[position] if position < len(header) else ""
                    problems.add(line=line, column=column, value=cell.value, expected="ett värde, inte en formel")
                    texts[position] = ""
            yield line, texts
    except (zipfile.BadZipFile, ValueError, KeyError, OSError, SyntaxError) as error:
        raise FileDamaged(path=file.name, reason="arbetsboken går inte att läsa till slutet") from error
    finally:
        book.close()


def _refuse_zip_bomb(file: InputFile, *, limits: ReadingLimits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise FileDamaged(path=file.name, reason="arkivet är trasigt") from error
    if unpacked > limits.max_megabytes * MEGABYTE * 4 or unpacked > len(file.content) * MAX_UNPACK_RATIO:
        raise FileTooLarge(path=file.name, size_mb=unpacked // MEGABYTE, limit_mb=limits.max_megabytes)


def _text_of_value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    return str(value)


def _table_from_cells(
    name: str,
    numbered: Iterator[tuple[int, list[str]]],
    *,
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
        named[column] = cell
    return named


def check_columns(name: str, columns: tuple[str, ...], *, required: tuple[str, ...]) -> None:
    """Raises when a required column is missing or a column stands twice."""
    missing = [column for column in required if column not in columns]
    if missing:
        found = ", ".join(columns)[:300]
        raise ColumnsMissing(path=name, missing=", ".join(missing), found=found)
    repeated = sorted({column for column in columns if column and columns.count(column) > 1})
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
        return PART_SEPARATOR.join(_text_of_value(part) for part in item.values())
    return _text_of_value(item)


def flatten_record(record: dict[str, Any], *, prefix: str = "") -> dict[str, str]:
    """Nested mappings as columns joined by "_", lists as cells joined by "|": the shape that CSV has."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            cells.update(flatten_record(value, prefix=f"{prefix}{key}_"))
        elif isinstance(value, list):
            cells[prefix + key] = "|".join(_text_of_item(item) for item in value)
        else:
            cells[prefix + key] = _text_of_value(value).strip()
    return cells
