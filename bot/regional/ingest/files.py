"""Reads the bytes of a local file within limits, as a plain answer or a plain refusal."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from bot.errors import FileDamaged, FileEmpty, FileForbidden, FileIsFolder, FileMissing, FileTooLarge

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class InputFile:
    """The name that a person knows the file by, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class ReadingLimits:
    """What may be read: sizes, rows, hosts for https addresses, and whether YAML records, the form of the shipped facts."""

    max_megabytes: int
    max_rows: int
    hosts: tuple[str, ...] = ()
    records: bool = False


def read_local_file(path: Path, *, limits: ReadingLimits) -> InputFile:
    """The content of a regular file no larger than the limit."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise FileIsFolder(path=path)
        if not stat.S_ISREG(status.st_mode):
            raise FileDamaged(path=path, reason="det är en enhet eller ett rör, inte en vanlig fil")
        _refuse_too_large(path, status.st_size, limits=limits)
        with path.open("rb") as file:
            content = file.read(limits.max_megabytes * MEGABYTE + 1)
    except PermissionError as error:
        raise FileForbidden(path=path) from error
    except (OSError, ValueError) as error:
        raise FileMissing(path=path) from error
    # A file that grows while it is read is measured by what was read.
    _refuse_too_large(path, len(content), limits=limits)
    if not content.strip():
        raise FileEmpty(path=path)
    return InputFile(path.name, content)


def _refuse_too_large(path: object, size: int, *, limits: ReadingLimits) -> None:
    if size > limits.max_megabytes * MEGABYTE:
        raise FileTooLarge(path=path, size_mb=size // MEGABYTE, limit_mb=limits.max_megabytes)
