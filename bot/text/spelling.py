"""Corrects misspelt words towards a vocabulary of its own: the words that the training examples use.

A word that is known (to the vocabulary, or as a Swedish or English word) stays. Another becomes the known word that is one
error away, two for long words, or stays when there is none. For telling what a message means, never for showing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.text.normalise import fold_text
from bot.text.swedish import get_swedish_lexicon

_WORD = re.compile(r"[^\W\d_]+")
# Only words of the alphabet that the lexicon knows can be told to be wrong.
_LATIN = re.compile(r"[a-zåäöéüø]+")
_TRIPLED = re.compile(r"(\w)\1+")
SHORTEST = 4
LONG = 8
# In few texts a word that stands once is as good as any; in many it may be a misspelling itself.
MANY_TEXTS = 1_000
SHORTEST_PART = 3
SHORTEST_LAST_PART = 4


class Spelling:
    """The vocabulary with how often each word is used, and the corrections out of it."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = dict(counts)
        self._unfolded: dict[str, str] = {}
        self._by_length: dict[int, list[str]] = defaultdict(list)
        # The most used word first: of two that are equally near it is meant.
        for word in sorted(self.counts, key=lambda word: (-self.counts[word], word)):
            self._unfolded.setdefault(fold_text(word), word)
            if len(word) >= SHORTEST:
                self._by_length[len(word)].append(word)
        self._corrected: dict[str, str] = {}

    def correct_text(self, text: str) -> str:
        """The text, in lower case, with its misspelt words corrected."""
        return _WORD.sub(lambda word: self.correct_word(word[0]), text.lower())

    def correct_word(self, word: str) -> str:
        """The known word that a lower-case word is a misspelling of; the word itself when it is known or near to none."""
        if word in self.counts or len(word) < SHORTEST_PART or not _LATIN.fullmatch(word):
            return word
        if word not in self._corrected:
            if len(self._corrected) > 20_000:
                self._corrected.clear()
            self._corrected[word] = self._correct(word)
        return self._corrected[word]

    def _correct(self, word: str) -> str:
        folded = fold_text(word)
        for form in (folded, fold_text(_TRIPLED.sub(r"\1\1", word)), fold_text(_TRIPLED.sub(r"\1", word))):
            if len(form) >= SHORTEST_PART and form in self._unfolded:
                return self._unfolded[form]
        if len(word) < SHORTEST or _is_word(folded):
            return word
        return self._find_nearest(word) or word

    def _find_nearest(self, word: str) -> str | None:
        allowed = 2 if len(word) >= LONG else 1
        near = [
            # The first letter is seldom the one that is wrong.
            (distance, known[0] != word[0], -self.counts[known], known)
            for length in range(len(word) - allowed, len(word) + allowed + 1)
            for known, distance, _place in process.extract_iter(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=allowed
            )
        ]
        return min(near)[-1] if near else None


def learn_spelling(texts: Iterable[str]) -> Spelling:
    """The vocabulary of the texts: every word of few texts, those that stand twice in many."""
    counts: Counter[str] = Counter()
    number = 0
    for text in texts:
        number += 1
        counts.update(_WORD.findall(text.lower()))
    fewest = 2 if number >= MANY_TEXTS else 1
    return Spelling({word: count for word, count in counts.items() if count >= fewest})


def _is_word(folded: str) -> bool:
    """Whether the lexicon knows the word, or both parts that it may be compounded of."""
    lexicon = get_swedish_lexicon()
    if lexicon.knows(folded):
        return True
    return any(
        lexicon.knows(folded[:cut]) and lexicon.knows(folded[cut:])
        for cut in range(SHORTEST_PART + 1, len(folded) - SHORTEST_LAST_PART + 1)
    )
