"""Brings a message to the words that the safeguarding patterns are written in: folded, unmasked, in clauses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# The text is folded whole and nothing is cached: no word of a message in distress may stay in memory.
_COMBINING = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u00ad\u2060\ufeff\u202a-\u202e]+"
)
_LETTERS = str.maketrans(
    {
        "ø": "o", "æ": "a", "ı": "i", "ł": "l", "đ": "d",
        "ی": "ي", "ې": "ي", "ى": "ي", "ک": "ك", "گ": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه", "پ": "ب", "چ": "ج", "ژ": "ز",
        "ٱ": "ا", "ڤ": "ف",
        "ґ": "г", "є": "е", "ы": "и", "э": "е", "ъ": "",
        "😂": " lol ", "🤣": " lol ", "😹": " lol ", "😆": " lol ",
    }
)  # fmt: skip
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
# Letters written apart to slip past a filter: "s j ä l v m o r d", "d.r.e.p". Three or more, so that "i a" stays.
_SPELLED_OUT = re.compile(r"(?<!\w)([^\W\d_])\1*(?:[ .\-_*]([^\W\d_])\2*){2,}(?!\w)")
_BETWEEN_LETTERS = re.compile(r"[ .\-_*]")
# A sign inside a word stands for a letter: "sj*lvmord", "d0da", "v@ldtagen".
_WORD = re.compile(r"[^\W_](?:[\w*@$]*[^\W_])?")
_RUN = re.compile(r"(.)\1\1+")
_HIDDEN_LETTERS = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s"})
# The prefix of the Persian present tense is written apart, together or with a joiner: one form for all.
_PERSIAN_PREFIX = re.compile(r"(?<!\w)(ن?مي) (?=\w)")
_SENTENCE_END = re.compile(r"[!?;\n؟]|(?<!\.)\.(?!\.)")
_PAUSE = re.compile(r"[,،:()]")


@dataclass(frozen=True)
class DistressWords:
    """The words of one message. `ends` and `pauses` hold the numbers of words that a sentence end or comma stands before."""

    words: tuple[str, ...]
    ends: frozenset[int]
    pauses: frozenset[int]


def fold_for_distress(text: str) -> str:
    """One form for the ways a text is typed: no case, no accents, one shape of each Arabic and Cyrillic letter."""
    folded = _COMBINING.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return _APOSTROPHE.sub("", folded.translate(_LETTERS))


def split_for_distress(text: str) -> DistressWords:
    """The words of a message with the breaks between them."""
    folded = _PERSIAN_PREFIX.sub(r"\1", _SPELLED_OUT.sub(_close_up, fold_for_distress(text)))
    words: list[str] = []
    ends: set[int] = set()
    pauses: set[int] = set()
    last = 0
    for found in _WORD.finditer(folded):
        gap = folded[last : found.start()]
        if len(gap) > 1 or (gap and gap != " "):
            if _SENTENCE_END.search(gap):
                ends.add(len(words))
            if _PAUSE.search(gap):
                pauses.add(len(words))
        words.append(_unmask(found.group()))
        last = found.end()
    return DistressWords(tuple(words), frozenset(ends), frozenset(pauses))


def squeeze_letters(word: str) -> str:
    """A word without its doubled letters: "döööö" is read as "dö"."""
    return "".join(char for place, char in enumerate(word) if not place or char != word[place - 1])


def _close_up(found: re.Match[str]) -> str:
    return _BETWEEN_LETTERS.sub("", found.group())


def _unmask(word: str) -> str:
    if word.isalpha():
        return _RUN.sub(r"\1\1", word)
    if word.isdigit():
        return word
    return _RUN.sub(r"\1\1", word.translate(_HIDDEN_LETTERS))
