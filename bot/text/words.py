"""Cuts a message into words that keep their place in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.text.folding import Script, fold_word, tell_script

# Letters with their combining marks and Persian joiners; apostrophes inside a word; "&" and "+" are words of names.
_WORD = re.compile(
    r"[^\W_][\w\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c\u200d]*"
    r"(?:['’ʼ][^\W_][\w\u0300-\u036f]*)*"
    r"|[&+]"
)
# A stop without a space is part of a name or an abbreviation: "E.ON", "7:an".
_CLAUSE_END = re.compile(r"[!?;\n(){}\[\]…؟،؛,]|[.:](?=\s|$)|\.\.")
_LONE_STOPS = frozenset("!?;,\n()؟،؛…")


@dataclass(frozen=True)
class Word:
    """A word of a message: as written, folded, where it is, and what stands before it."""

    text: str
    folded: str
    start: int
    end: int
    script: Script
    gap: str

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital, as names are."""
        return self.text[:1].isupper()


def word_set(text: str) -> frozenset[str]:
    """The words of a list written as a sentence: what modules keep of words they look out for."""
    return frozenset(text.split())


def split_words(text: str) -> list[Word]:
    """The words of a text in order; hyphens and stops part words and are kept in `gap` of the word that follows."""
    words: list[Word] = []
    last = 0
    for found in _WORD.finditer(text):
        raw = found.group()
        words.append(
            Word(raw, fold_word(raw), found.start(), found.end(), tell_script(raw), text[last : found.start()])
        )
        last = found.end()
    return words


def starts_clause(word: Word) -> bool:
    """Whether a stop or comma stands before the word."""
    gap = word.gap
    return len(gap) > 1 and bool(_CLAUSE_END.search(gap)) or gap in _LONE_STOPS
