"""Words that belong to place names: "kommun", "län", "trakten", prepositions before and genitives after."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.text.gazetteer_index import GazetteerIndex, Term
from bot.text.term_kinds import TermKind
from bot.text.words import Word, word_set

_AREA = re.compile(r"(?P<place>.{3,}?)s?(?P<area>trakten|trakterna|omradet|regionen|bygden|kommun|hallet)$")
_SHORTEST_JOINED = 5
_AREA_WORDS = word_set("kommun lan trakten trakterna omradet regionen county municipality hallet stad")
_COUNTY_WORDS = word_set("lan county region")
# What pupils look for, with the place right behind: "sommarjobb lund".
SOUGHT = word_set(
    "sommarjobb extrajobb helgjobb jobb praktik prao praoplats apl lia studiebesok foretag skolor skola industrier "
    "industri fabriker bristyrken yrken arbete praktikplats platser job jobs internship"
)
_BEFORE = word_set("i pa vid runt kring uppe fran orten samhallet byn")


def find_place_compound(index: GazetteerIndex, folded: str) -> tuple[Term, ...]:
    """The places of a compound such as "göteborgstrakten"."""
    if folded.startswith("i") and len(folded) > _SHORTEST_JOINED:
        # "iborås"
        joined = tuple(
            term for term in index.find(folded[1:]) if term.kind is TermKind.NAME and term.entry.entity == "place"
        )
        if joined:
            return joined
    found = _AREA.match(folded)
    if found is None:
        return ()
    for name in (found["place"], found["place"] + "s"):
        terms = tuple(term for term in index.find(name) if term.entry.entity == "place")
        if terms:
            return terms
    return ()


def has_region_word(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether "län" or the like follows `end`, or "region" stands before `start`."""
    if start == end:
        return end < len(words) and words[end].folded in _AREA_WORDS
    after = words[end].folded if end < len(words) else ""
    before = words[start - 1].folded if start else ""
    return after in _COUNTY_WORDS or before == "region"


def trim_place(
    index: GazetteerIndex, words: Sequence[Word], start: int, end: int, *, first: int, last: int
) -> tuple[int, int]:
    """The borders without a leading preposition that a term may hold, and without the genitive of a name in -s."""
    while start < end - 1 and words[start].folded in _BEFORE:
        start += 1
        first = words[start].start
    if end - start > 1 and words[end - 1].folded == "kommun":
        bare = "".join(each.folded for each in words[start : end - 1])
        if any(term.entry.entity == "place" and term.is_name for term in index.find(bare)):
            end -= 1
            last = words[end - 1].end
    word = words[end - 1]
    if end - start == 1 and word.folded.startswith("i") and not index.find(word.folded) and index.find(word.folded[1:]):
        first += 1
    if last == word.end and word.folded.endswith("s") and len(word.folded) > 4:
        plain = "".join(each.folded for each in words[start:end])[:-1]
        if any(term.entry.entity == "place" for term in index.find(plain)):
            last -= 1
    return first, last
