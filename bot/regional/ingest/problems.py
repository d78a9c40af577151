"""Collects what is wrong with the rows of a file, so that a person can mend all of it in one go."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.errors import RowsRefused

MAX_KEPT_PROBLEMS = 1_000
SHOWN_VALUE_CHARACTERS = 60
KEPT_VALUE_CHARACTERS = 200


@dataclass(frozen=True)
class RowProblem:
    """One wrong cell: where it stands, what it holds, and what was expected (Swedish, for a person)."""

    file: str
    line: int
    column: str
    value: str
    expected: str

    def describe(self) -> str:
        """The problem on one line."""
        value = "".join(char if char.isprintable() else "·" for char in self.value)
        shown = value if len(value) <= SHOWN_VALUE_CHARACTERS else value[:SHOWN_VALUE_CHARACTERS] + "…"
        where = (
            f"{self.file}, rad {self.line}, kolumn {self.column}" if self.column else f"{self.file}, rad {self.line}"
        )
        return f"{where}: ”{shown}” – {self.expected}"


@dataclass
class Problems:
    """The problems of one file; the first thousand are kept, all are counted."""

    file: str
    kept: list[RowProblem] = field(default_factory=list)
    count: int = 0

    def add(self, *, line: int, column: str, value: object, expected: str) -> None:
        """Notes one wrong cell."""
        self.count += 1
        if len(self.kept) < MAX_KEPT_PROBLEMS:
            self.kept.append(
                RowProblem(
                    self.file, line, column, ("" if value is None else str(value))[:KEPT_VALUE_CHARACTERS], expected
                )
            )

    def refuse_if_any(self) -> None:
        """Raises RowsRefused when anything was noted."""
        if self.count:
            raise RowsRefused(count=self.count, problems=tuple(self.kept))
