"""Writes spoken Swedish out: "va tjänar nån" becomes "vad tjänar någon", as written text has it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from bot.text.language import recognise_language

_WORD = re.compile(r"\w+")
_FILE = Path(__file__).parent / "data" / "spoken_swedish.txt"


def write_out_spoken_swedish(text: str) -> str:
    """The text in lower case with its spoken forms written out; other languages, where "me" is a word, stay as they are."""
    lowered = text.lower()
    if recognise_language(text) != "sv":
        return lowered
    forms = get_spoken_forms()
    return _WORD.sub(lambda word: forms.get(word[0], word[0]), lowered)


@lru_cache(maxsize=1)
def get_spoken_forms() -> dict[str, str]:
    """The written word of each spoken form."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))
