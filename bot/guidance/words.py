"""Looks up words of the answer's language: levels, offers, months, lists and numbers."""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.guidance.question import Variant

FOLDER = Path(__file__).with_name("words")


@dataclass(frozen=True)
class Words:
    """The words of one variant of the language. A missing word is an error in the file, found by the tests."""

    variant: Variant
    groups: Mapping[str, Any]

    def say(self, group: str, word: str, /, **values: str) -> str:
        """The word of a group, with its placeholders filled."""
        text = str(self.groups[group][word])
        return text.format(**values) if values else text

    def say_or_keep(self, group: str, word: str, /) -> str:
        """The word of a group; one that the group lacks is said as the row has it."""
        return str(self.groups[group].get(word, word))

    def join(self, parts: Sequence[str], *, joining: str = "and") -> str:
        """ "svets, el och plåt"."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self.say('joining', joining)} {parts[-1]}"

    def number(self, value: int | decimal.Decimal) -> str:
        """35500 as "35 500", with a blank that does not break; 208.6 as "208,60"."""
        whole, _, decimals = f"{value:,.2f}".partition(".")
        text = whole.replace(",", self.say("number", "thousands"))
        return text if isinstance(value, int) else text + self.say("number", "decimal") + decimals

    def date(self, day: dt.date) -> str:
        """ "31 december 2026"."""
        return self.say("date_form", "date", day=str(day.day), month=self._month(day.month), year=str(day.year))

    def published(self, date: str) -> str:
        """An ISO date as exact as it is: "2025-12" as "december 2025", "2020" as "2020"."""
        year, _, rest = date.partition("-")
        if not rest:
            return year
        return self.say("date_form", "month_year", month=self._month(int(rest[:2])), year=year)

    def _month(self, number: int) -> str:
        return str(self.groups["month"][number - 1])


@lru_cache(maxsize=3)
def words_for(variant: Variant) -> Words:
    """The words of a variant, read once a process."""
    return Words(variant, YAML(typ="safe").load(FOLDER / f"{variant}.yml"))
