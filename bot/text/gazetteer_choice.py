"""Chooses among the readings of a message those that may stand beside each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.text.gazetteer_context import Reading
from bot.text.gazetteer_index import Term
from bot.text.term_kinds import TermKind
from bot.text.words import Word

_APOSTROPHE = re.compile(r"\w['\u2019]\w")
_LONGEST_CONTRACTION = 4
_APPRENTICESHIP = frozenset({"larling_gymnasial", "larlingsvux"})


def choose_apart(readings: Sequence[Reading], words: Sequence[Word]) -> list[Reading]:
    """The best readings that do not overlap: the longest first, exact before misspelt, then by context."""

    def weigh(reading: Reading) -> tuple[float, int, int]:
        letters = sum(len(word.text) for word in words[reading.start : reading.end])
        strength = (letters + reading.bonus) * reading.match.quality * (0.85 if reading.match.errors else 1)
        if any(term.kind is TermKind.ACTIVITY for term in reading.terms) and reading.entity != "interest":
            strength *= 0.5
        return strength, reading.rank, -reading.start

    chosen: list[Reading] = []
    taken: set[int] = set()
    for reading in sorted(readings, key=weigh, reverse=True):
        span = set(range(reading.start, reading.end))
        if not span & taken:
            chosen.append(reading)
            taken |= span
    return chosen


def is_contraction(words: Sequence[Word]) -> bool:
    """Whether the words are an English short form, which is no abbreviation of a name: "i'm" is not the IM programme."""
    return len(words) == 1 and len(words[0].text) <= _LONGEST_CONTRACTION and bool(_APOSTROPHE.search(words[0].text))


def drop_bare_apprenticeship(readings: list[Reading]) -> list[Reading]:
    """Leaves "lärlingsutbildning" out beside another programme: that one says what is wanted."""
    programmes = [reading for reading in readings if reading.entity == "programme"]
    if len(programmes) < 2:
        return readings
    return [reading for reading in readings if reading not in programmes or not _is_apprenticeship(reading.terms)]


def _is_apprenticeship(terms: tuple[Term, ...]) -> bool:
    return bool(terms) and all(term.entry.id in _APPRENTICESHIP for term in terms)
