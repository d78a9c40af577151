"""Words so common that they are never read as a misspelt name or as half of a split one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bot.text.folding import fold_word

_CODES = {"Swedish": "sv", "English": "en", "Finnish": "fi", "Somali": "so"}


@lru_cache(maxsize=1)
def get_everyday_words() -> frozenset[str]:
    """The folded words of everyday.txt."""
    return frozenset().union(*_read_sections().values())


@lru_cache(maxsize=1)
def get_everyday_swedish_words() -> frozenset[str]:
    """Those of its Swedish sections."""
    return frozenset().union(*(words for title, words in _read_sections().items() if title.startswith("Swedish")))


@lru_cache(maxsize=1)
def get_telling_words() -> dict[str, frozenset[str]]:
    """The folded words of each language's sections that no other language has: they tell what a message is written in."""
    listed: dict[str, frozenset[str]] = {}
    for title, words in _read_sections().items():
        code = _CODES.get(title.split(":")[0])
        if code:
            listed[code] = listed.get(code, frozenset()) | words
    return {
        code: words - frozenset().union(*(others for other, others in listed.items() if other != code))
        for code, words in listed.items()
    }


def _read_sections() -> dict[str, frozenset[str]]:
    sections: dict[str, frozenset[str]] = {}
    title = ""
    for line in Path(__file__).with_name("everyday.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            title = line.removeprefix("#").strip()
        else:
            sections[title] = sections.get(title, frozenset()) | {fold_word(word) for word in line.split()}
    return sections
