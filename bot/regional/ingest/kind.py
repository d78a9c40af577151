"""What every kind of import has: a name, and a function from a file to changes in an open session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from bot.errors import TooMuchRetired
from bot.regional.ingest.differences import Differences
from bot.regional.ingest.files import InputFile, ReadingLimits
from bot.regional.ingest.provenance import Origin
from bot.regional.ingest.synchronise import Changes, Missing

# A file that lacks this many rows of its source, and over half of them, is more likely a part of a file than a new whole.
FEW_RETIRED = 10


def ignore_progress(_share: float) -> None:
    """Progress for those who do not show it."""


@dataclass(frozen=True)
class ImportTask:
    """What an import was asked to do; `progress` is called with the share done, 0 to 1.

    `shipped` is for the files that come with Syvbot: each is only a part of its source, and none may change what a region
    has imported itself.
    """

    limits: ReadingLimits
    today: dt.date
    origin: Origin = Origin()
    shipped: bool = False
    retire_many: bool = False
    progress: Callable[[float], None] = ignore_progress
    differences: Differences = field(default_factory=Differences)

    @property
    def missing(self) -> Missing:
        """What becomes of rows of the file's sources that the file lacks."""
        return Missing.KEEP if self.shipped else Missing.RETIRE


@dataclass(frozen=True)
class ImportOutcome:
    """What an import found and did; `remarks` are Swedish sentences about oddities that were accepted.

    `differences` has a line for each row that was added, changed or retired (the first two hundred).
    """

    rows: int
    changes: Changes
    remarks: tuple[str, ...] = field(default=())
    differences: tuple[str, ...] = field(default=())


ImportFunction = Callable[[Session, InputFile, ImportTask], ImportOutcome]


def refuse_when_most_is_retired(changes: Changes, *, task: ImportTask, source: str) -> None:
    """Raises TooMuchRetired when a file would retire most of its source's rows and that was not asked for."""
    held = changes.changed + changes.unchanged + changes.retired
    if not task.retire_many and changes.retired > FEW_RETIRED and changes.retired * 2 > held:
        raise TooMuchRetired(retired=changes.retired, held=held, source=source)
