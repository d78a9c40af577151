"""Finds which side of a topic a message asks about: pay, days or clothes of prao; tools or surroundings of a job."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.text.normalise import fold_text

FILE = Path(__file__).with_name("asked.yml")
_AGE = re.compile(r"\b(1[0-9])\b(?!\s*(?:veck|dag|tim|kr|tusen|week|day|hour|000|:|\.\d))")
_AGE_WORDS = {"tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18}


@lru_cache(maxsize=1)
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    """Per topic and side one pattern: beginnings of words, folded; a word with "$" must be whole."""
    data = YAML(typ="safe").load(FILE)
    return {topic: {side: _compile(words) for side, words in sides.items()} for topic, sides in data.items()}


def _compile(words: list[str]) -> re.Pattern[str]:
    parts = []
    for word in words:
        whole = word.endswith("$")
        parts.append(re.escape(fold_text(word.rstrip("$"))) + (r"\b" if whole else ""))
    return re.compile(r"\b(?:" + "|".join(parts) + ")")


def find_asked(text: str, *, among: str) -> list[str]:
    """The sides of a topic that the words ask about, in the order of the file."""
    folded = fold_text(text)
    return [side for side, pattern in _patterns().get(among, {}).items() if pattern.search(folded)]


def find_age(text: str) -> int | None:
    """The age that a message names: "jag är 15", "femton år"."""
    folded = fold_text(text)
    if found := _AGE.search(folded):
        return int(found.group(1))
    return next((age for word, age in _AGE_WORDS.items() if re.search(rf"\b{word}\b", folded)), None)
