"""Reads the first sheet of an XLSX workbook as rows of text; formulas are refused, and an archive is trusted in nothing."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from bot.errors import FileDamaged, FileKindWrong, FileTooLarge
from bot.regional.ingest.files import MEGABYTE, InputFile, ReadingLimits
from bot.regional.ingest.problems import Problems

MAX_UNPACK_RATIO = 200
MAX_COLUMNS = 500
TABLE_KINDS = f"CSV eller XLSX med en rad kolumnnamn överst, högst {MAX_COLUMNS} kolumner"
# What openpyxl and the modules under it raise on archives that are damaged, encrypted or made to confuse.
WORKBOOK_ERRORS = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, struct.error, SyntaxError, LookupError, ValueError, TypeError,
    AttributeError, OSError, EOFError, NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip


def read_workbook(
    file: InputFile, *, kind: str, limits: ReadingLimits, problems: Problems
) -> Iterator[tuple[int, list[str]]]:
    _refuse_zip_bomb(file, limits=limits)
    try:
        book = openpyxl.load_workbook(io.BytesIO(file.content), read_only=True, data_only=False, keep_links=False)
    except WORKBOOK_ERRORS as error:
        raise FileKindWrong(
            path=file.name, found="ett arkiv som inte är en arbetsbok", kind=kind, expected=TABLE_KINDS
        ) from error
    try:
        sheet = book.worksheets[0]
        # The size that a sheet says it has is not to be trusted: it may claim seventeen thousand million cells.
        sheet.reset_dimensions()
        header: list[str] = []
        for line, cells in enumerate(sheet.iter_rows(), start=1):
            texts = [text_of_value(cell.value) for cell in cells]
            header = header or texts
            for position, cell in enumerate(cells):
                if cell.data_type == "f":
                    column = header[position] if position < len(header) else ""
                    problems.add(line=line, column=column, value=getattr(cell.value, "text", cell.value),
                                 expected="ett värde, inte en formel")  # fmt: skip
                    texts[position] = ""
            yield line, texts
    except WORKBOOK_ERRORS as error:
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


def text_of_value(value: Any) -> str:
    """A value of a cell as the text that a CSV file would have."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    return str(value)
