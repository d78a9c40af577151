"""Reads single cells: numbers, dates, codes, lists; a wrong one is noted with what was expected, never guessed."""

from __future__ import annotations

import datetime as dt
import decimal
import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.regional.ingest.problems import Problems
from bot.regional.ingest.tables import Row

PARTIAL_DATE = re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
MOST = 2**31 - 1
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
PHONE = re.compile(r"^\+?[0-9][0-9 \-()]{4,}$")
WEBSITE = re.compile(r"^https?://[^\s/<>\"'\\]+\.[^\s<>\"'\\]+$")
YES = {"1", "ja", "true", "sant", "yes", "x"}
NO = {"", "0", "nej", "false", "falskt", "no"}


@dataclass(frozen=True)
class Cells:
    """The cells of one row with the place to note problems; every reader returns a usable value or a harmless one."""

    row: Row
    problems: Problems

    def _refuse(self, column: str, expected: str) -> None:
        self.problems.add(line=self.row.line, column=column, value=self.row.cells.get(column, ""), expected=expected)

    def text(self, column: str, *, default: str = "", limit: int | None = None) -> str:
        """The cell, or the default where it is empty or absent."""
        value = self.row.cells.get(column, "") or default
        if limit is not None and len(value) > limit:
            self._refuse(column, f"högst {limit} tecken")
            return value[:limit]
        return value

    def required_text(self, column: str, *, limit: int | None = None) -> str:
        """The cell, which may not be empty."""
        value = self.text(column, limit=limit)
        if not value:
            self._refuse(column, "en text, cellen är tom")
        return value

    def choice(self, column: str, allowed: Collection[str], *, expected: str, default: str | None = None) -> str:
        """One out of `allowed`."""
        value = self.text(column) or (default if default is not None else "")
        if value not in allowed and (default is None or value != default):
            self._refuse(column, expected)
        return value

    def listed(self, column: str) -> tuple[str, ...]:
        """The parts between "|", without empty ones and repeats, in order."""
        parts = (part.strip() for part in self.row.cells.get(column, "").split("|"))
        return tuple(dict.fromkeys(part for part in parts if part))

    def number(self, column: str) -> decimal.Decimal | None:
        """A number with decimal comma or point and blanks between thousands; None where the cell is empty."""
        value = re.sub(r"[\s\u00a0\u202f]", "", self.row.cells.get(column, "")).replace(",", ".").replace("−", "-")
        if not value:
            return None
        # Plain digits only: "1e99", "nan" and "1_000" are numbers to Python but not to a person.
        if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", value):
            self._refuse(column, "ett tal, till exempel 1250 eller 209,50")
            return None
        return decimal.Decimal(value)

    def whole_number(self, column: str, *, least: int = 0) -> int | None:
        """A whole number of at least `least`; None where the cell is empty."""
        number = self.number(column)
        if number is None:
            return None
        if not least <= number <= MOST or number != number.to_integral_value():
            self._refuse(column, f"ett heltal, minst {least} och högst {MOST}")
            return None
        return int(number)

    def yes_or_no(self, column: str, *, default: bool = False) -> bool:
        """1/0, ja/nej, true/false; the default where the column is absent or the cell empty."""
        value = self.row.cells.get(column, "").lower()
        if not value:
            return default
        if value not in YES and value not in NO:
            self._refuse(column, "ja eller nej (1 eller 0)")
        return value in YES

    def date(self, column: str) -> dt.date | None:
        """A date YYYY-MM-DD; None where the cell is empty."""
        value = self.row.cells.get(column, "")
        if not value:
            return None
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self._refuse(column, "ett datum som 2026-09-15")
            return None

    def partial_date(self, column: str, *, default: str = "") -> str:
        """A year, a month or a day: "2020", "2025-12" or "2025-12-16"."""
        value = self.text(column, default=default)
        if value and not is_partial_date(value):
            self._refuse(column, "ett år, en månad eller en dag: 2020, 2025-12 eller 2025-12-16")
            return ""
        return value

    def email(self, column: str) -> str:
        """An e-mail address, or empty."""
        value = self.text(column, limit=160)
        if value and not EMAIL.match(value):
            self._refuse(column, "en e-postadress som praktik@foretaget.se")
        return value

    def phone(self, column: str) -> str:
        """A phone number, or empty."""
        value = self.text(column, limit=40)
        if value and not PHONE.match(value):
            self._refuse(column, "ett telefonnummer som 08-123 456 78 eller +46 8 123 456 78")
        return value

    def website(self, column: str) -> str:
        """An http or https address, or empty; nothing else may become a link."""
        value = self.text(column, limit=300)
        if value and not WEBSITE.match(value):
            self._refuse(column, "en webbadress som börjar med https://")
        return value

    def organisation_number(self, column: str) -> str | None:
        """Ten digits with a right check digit (Luhn), with or without hyphen; None where the cell is empty."""
        value = self.row.cells.get(column, "").replace("-", "").replace(" ", "")
        if not value:
            return None
        if not re.fullmatch(r"[0-9]{10}", value):
            self._refuse(column, "ett organisationsnummer med tio siffror, 556012-5790")
            return None
        if not has_right_check_digit(value):
            self._refuse(column, "ett organisationsnummer med rätt kontrollsiffra (den sista)")
            return None
        return value


def is_partial_date(value: str) -> bool:
    """Whether the text is a year, a month or a day that exists."""
    if not PARTIAL_DATE.match(value):
        return False
    try:
        dt.date.fromisoformat(value + "0000-01-01"[len(value) :])
    except ValueError:
        return False
    return True


def has_right_check_digit(digits: str) -> bool:
    """The Luhn check that Swedish organisation numbers end with."""
    doubled = (int(digit) * (2 if position % 2 == 0 else 1) for position, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
