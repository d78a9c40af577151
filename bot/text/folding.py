"""Folds single words for matching: case, accents, and the letters that Arabic, Persian and Ukrainian keyboards vary."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache

from bot.text.normalise import FOLDED_LETTERS

_ARABIC_LETTERS = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ۀ": "ه",
        "ک": "ك",
        "گ": "ك",
        "ڭ": "ك",
        "ڤ": "ف",
        "پ": "ب",
        "چ": "ج",
        "ژ": "ز",
    }
)
_CYRILLIC_LETTERS = str.maketrans(
    {"ґ": "г", "ё": "е", "є": "е", "ы": "и", "э": "е", "ъ": "", "'": "", "’": "", "ʼ": ""}
)
_REPEATED = re.compile(r"(.)\1+")


class Script(Enum):
    """The writing system of a word."""

    LATIN = "latin"
    ARABIC = "arabic"
    CYRILLIC = "cyrillic"
    OTHER = "other"


def tell_script(word: str) -> Script:
    """The writing system of the first letter; digits and signs count as Latin."""
    for char in word:
        code = ord(char)
        if code < 0x0250 or char.isdigit():
            return Script.LATIN
        if 0x0400 <= code < 0x0530:
            return Script.CYRILLIC
        if 0x0600 <= code < 0x0780 or 0xFB50 <= code < 0xFE00 or 0xFE70 <= code < 0xFF00:
            return Script.ARABIC
        if char.isalpha():
            return Script.OTHER
    return Script.LATIN


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """One form for all the ways a word is typed; å, ä, ö become a, a, o."""
    word = unicodedata.normalize("NFC", word).casefold()
    script = tell_script(word)
    if script is Script.LATIN:
        word = unicodedata.normalize("NFD", word.translate(FOLDED_LETTERS))
        return "".join(char for char in word if not unicodedata.combining(char)).replace("'", "").replace("’", "")
    if script is Script.ARABIC:
        word = unicodedata.normalize("NFKC", word)
        kept = (char for char in word if not unicodedata.combining(char) and char not in "ـ\u200c\u200d")
        return "".join(kept).translate(_ARABIC_LETTERS)
    if script is Script.CYRILLIC:
        return word.translate(_CYRILLIC_LETTERS)
    return word


def squeeze_repeats(folded: str) -> str:
    """Every run of one letter as a single one: "svettsareee" and "svetsare" become neighbours."""
    return _REPEATED.sub(r"\1", folded)
