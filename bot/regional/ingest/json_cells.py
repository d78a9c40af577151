"""Reads the fields of one JSON row: a wrong one is noted with what was expected, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.regional.ingest.problems import Problems
from bot.regional.ingest.tables import CONTROL, MAX_CELL_CHARACTERS


@dataclass(frozen=True)
class JsonCells:
    """The fields of one row with the place to note problems; `number` counts rows from 1."""

    record: dict[str, Any]
    number: int
    problems: Problems

    def refuse(self, field: str, expected: str) -> None:
        """Notes that a field is wrong."""
        self.problems.add(line=self.number, column=field, value=self.record.get(field), expected=expected)

    def text(self, field: str, *, limit: int = MAX_CELL_CHARACTERS, required: bool = False) -> str:
        """A text, empty where the field is null."""
        value = self.record.get(field)
        if value is None:
            value = ""
        if not isinstance(value, str) or (required and not value.strip()):
            self.refuse(field, "en text")
            return ""
        if CONTROL.search(value) or len(value.strip()) > limit:
            self.refuse(field, f"en text på högst {limit} tecken, utan styrtecken")
            return ""
        return value.strip()

    def level(self, field: str, allowed: tuple[str, ...]) -> str | None:
        """One out of `allowed`, or None where the field is null: no assessment."""
        value = self.record.get(field)
        if value is None:
            return None
        if value not in allowed:
            self.refuse(field, "null eller någon av " + ", ".join(allowed))
            return None
        return str(value)

    def several(self, field: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """Any of `allowed`, as a list; null is none."""
        values = self.record.get(field) or []
        if not isinstance(values, list) or any(value not in allowed for value in values):
            self.refuse(field, "en lista med " + ", ".join(allowed))
            return ()
        return tuple(dict.fromkeys(values))

    def number_in(self, field: str, *, least: int, most: int, default: int) -> int:
        """A whole number within limits; the default where the field is null."""
        value = self.record.get(field)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.refuse(field, f"ett heltal {least}–{most}")
            return default
        return value
