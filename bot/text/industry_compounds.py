"""Recognises plants and sectors that no row names: regular compounds such as "mejerifabrik" and "glasindustrin"."""

from __future__ import annotations

import re

from bot.text.gazetteer_index import GazetteerIndex, Term

_PLANT = re.compile(
    r"(?P<first>.{3,}?)s?(?P<plant>fabrik(?:en|er|erna)?|industri(?:n|er|erna)?|gruva|gruvan|gruvor|gruvorna|gjuteri(?:et|er)?|"
    r"tillverkning(?:en)?|tillverkare|branschen|bransch)$"
)
# Sectors outside industry, and words that say nothing about which.
_OTHER_FIRST = re.compile(
    r"^(spel|musik|film|porr|sex|nojes|hotell|turist|turism|restaurang|vard|mode|media|service|tung|bas|svensk|stor|sma|hel|hela|"
    r"finans|bank|it|data|utbildning|skol|special|egen|massindustri|krea|kultur|reklam|frisor|skonhet|huvud|lokal)"
)


def find_industry_compound(index: GazetteerIndex, folded: str) -> tuple[Term, ...] | None:
    """The industries that a compound names, empty when no row has it; None when it is no plant or sector."""
    found = _PLANT.match(folded)
    if found is None or _OTHER_FIRST.search(folded):
        return None
    first = found["first"]
    if found["plant"].startswith("bransch") and not index.find(first):
        return None
    for name in (f"{first}industrin", f"{first}sindustrin", f"{first}fabrik", f"{first}branschen", first):
        terms = tuple(term for term in index.find(name) if term.entry.entity == "industry")
        if terms:
            return terms
    return ()
