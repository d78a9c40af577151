"""Reads a bare word as an industry where its neighbours make it one: "praktik inom fordon", "saker i plast", "plast då?"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.guidance.message import EMPLOYER, INDUSTRY, OCCUPATION, PROGRAMME, Message
from bot.guidance.topics import TAKES
from bot.text.normalise import fold_text

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
    """The id of the industry, where the topic may be about one and nothing more telling is named."""
    if INDUSTRY not in TAKES.get(topic, ()) or any(message.wanted(kind) for kind in _SAY_MORE):
        return None
    lists = load_industry_words()
    text = fold_text(message.text)
    if found := lists.cued.search(text):
        return lists.industries[found["word"]]
    kept = [word for word in _WORD.findall(text) if word not in lists.alone]
    return lists.industries.get(kept[0]) if len(kept) == 1 else None
