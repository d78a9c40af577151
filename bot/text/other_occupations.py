"""Occupations outside industry, such as "frisör": found as occupations, so that an answer can say that there are no facts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.text.gazetteer_file import Entry
from bot.text.term_kinds import TermKind

_FILE = Path(__file__).parent / "data" / "other_occupations.txt"
# What all of them are: an occupation without a row.
NO_ROW = Entry("occupation", "", "", {})


def read_other_occupations() -> Iterator[tuple[str, str, TermKind]]:
    """Language, words and kind of each; those that are spoken of as persons, too, need words about work beside them."""
    language, kind = "sv", TermKind.CALLING
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            language = section.rstrip("+")
            kind = TermKind.WEAK_CALLING if section.endswith("+") else TermKind.CALLING
        elif line and not line.startswith("#"):
            for words in line.split(","):
                yield language, words.strip(), kind
