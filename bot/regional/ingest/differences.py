"""Tells in a person's words which rows an import adds, changes and retires, for --dry-run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import RowMapping

KEPT_LINES = 200
SHOWN_CHARACTERS = 40
NAME_COLUMNS = ("name", "label_sv", "name_sv", "provider", "barometer_name")
PLACE_COLUMNS = (
    "id",
    "programme_id",
    "level",
    "code",
    "sex",
    "municipality_code",
    "area_code",
    "round",
    "statistic",
    "period",
)


@dataclass
class Differences:
    """The first two hundred differences, a line each; only the rows themselves, details such as words are named once."""

    lines: list[str] = field(default_factory=list)

    def add(self, values: dict[str, Any]) -> None:
        """Notes a row that is new."""
        self._note(f"ny: {describe_row(values)}")

    def change(self, row: RowMapping, differing: dict[str, Any]) -> None:
        """Notes a row that exists and what of it is different."""
        told = "; ".join(f"{column} {_show(row[column])} → {_show(value)}" for column, value in differing.items())
        self._note(f"ändras: {describe_row(row)}: {told}")

    def change_details(self, label: str) -> None:
        """Notes a row of which only what hangs on it differs."""
        self._note(f"ändras: {label}: ord, länkar, erbjudanden eller kontakter")

    def retire(self, row: RowMapping) -> None:
        """Notes a row that the source no longer lists."""
        self._note(f"tas ur bruk: {describe_row(row)}")

    def _note(self, line: str) -> None:
        if len(self.lines) < KEPT_LINES:
            self.lines.append(line)


def describe_row(row: RowMapping | dict[str, Any]) -> str:
    """A row as a person would find it in a file: its name, and the codes that tell it from others of the name."""
    name = next((str(row[column]) for column in NAME_COLUMNS if row.get(column)), "")
    codes = [str(row[column]) for column in PLACE_COLUMNS if isinstance(row.get(column), str) and row[column]]
    return f"{name} ({', '.join(codes)})" if name else ", ".join(codes)


def _show(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"”{text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + '…'}”"
