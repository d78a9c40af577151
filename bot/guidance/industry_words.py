"""Finds the industry that is said without its name: "jobb inom trä", "saker i plast", "plast då?"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.guidance.message import EMPLOYER, INDUSTRY, INTEREST, OCCUPATION, PROGRAMME, Message
from bot.guidance.topics import TAKES
from bot.text.normalise import fold_text

# Words such as "trä" or "bilar" are interests, but "jobb inom trä" is about the industry; others bear the same id as theirs.
INDUSTRY_OF_INTEREST: Mapping[str, str] = {
    **{name: name for name in ("tra", "kemi", "elektronik", "energi", "forsvar", "tag")},
    "flygplan": "flyg", "bilar": "fordon", "lastbilar": "fordon", "batar": "varv", "klader": "textil", "mat": "livsmedel",
    "metall": "verkstad", "robotar": "automation", "programmera": "it", "el": "installation",
}  # fmt: skip
FILE = Path(__file__).with_name("industry_words.yml")
_WORD = re.compile(r"\w+")
# Whoever names one of these says already what is meant.
_SAY_MORE = (OCCUPATION, EMPLOYER, PROGRAMME, INDUSTRY)


@dataclass(frozen=True)
class IndustryWords:
    """The words of industry_words.yml with the ids of their industries, and the pattern of a cue with a word."""

    industries: Mapping[str, str]
    cued: re.Pattern[str]
    alone: frozenset[str]


@lru_cache(maxsize=1)
def load_industry_words() -> IndustryWords:
    """The lists, read once a process."""
    data = YAML(typ="safe").load(FILE)
    words, cues, between = ("|".join(map(re.escape, data[name])) for name in ("words", "cues", "between"))
    cued = re.compile(rf"\b(?:{cues})\s+(?:(?:{between})\s+)?(?P<word>{words})\b")
    return IndustryWords(dict(data["words"]), cued, frozenset(data["alone"]))


def find_industry_said(topic: str, message: Message) -> str | None:
    """The id of the industry, where the topic may be about one: of a word that is also an interest, or that its neighbours make one."""
    takes = TAKES.get(topic, frozenset())
    if INDUSTRY not in takes:
        return None
    if INTEREST not in takes:
        of_interest = [INDUSTRY_OF_INTEREST[each] for each in message.ids_of(INTEREST) if each in INDUSTRY_OF_INTEREST]
        if of_interest:
            return of_interest[-1]
    return None if any(message.wanted(kind) for kind in _SAY_MORE) else _find_by_words(fold_text(message.text))


def _find_by_words(text: str) -> str | None:
    lists = load_industry_words()
    if found := lists.cued.search(text):
        return lists.industries[found["word"]]
    kept = [word for word in _WORD.findall(text) if word not in lists.alone]
    return lists.industries.get(kept[0]) if len(kept) == 1 else None
