"""Tells words that are right as they stand from those that may be misspelt, and how many errors a word may have."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.text.everyday import get_everyday_swedish_words, get_everyday_words
from bot.text.folding import squeeze_repeats
from bot.text.swedish import get_swedish_lexicon
from bot.text.words import word_set

_SHORTEST_LAST_PART = 4
_LONGEST_EVERYDAY_NEIGHBOUR = 8
# Last parts that end place names, and so do not show that a word is no place.
_PLACE_PARTS = word_set(
    "berg berget borg by byn stad sund vik hamn holm strand fors as bo dal skog skogen ang aker mark sjo lund dalen sand "
    "torp ryd hult boda bruk"
)
# Last parts that many terms share: an error in what stands before would make another word.
_COMMON_TAIL = re.compile(
    r"(utbildning|utbildningen|programmet|program|linjen|linje|fabrik|fabriken|industri|industrin|jobb|verk|verket|verkstad|"
    r"verkstader|tekniker|mekaniker|operator|operatorer|ingenjor|montor|elektriker|arbetare|skola|teknik|skotare|ledare|chef|"
    r"gymnasium|gymnasiet|branschen|tillverkning)$"
)


@lru_cache(maxsize=4_000)
def is_known_word(folded: str) -> bool:
    """Whether a Latin word is Swedish or English, or a compound whose last part is an everyday word."""
    return is_listed_word(folded) or _is_everyday_compound(folded)


@lru_cache(maxsize=4_000)
def is_listed_word(folded: str) -> bool:
    """Whether a Latin word itself is in the lists of words."""
    return len(folded) < 3 or folded in get_everyday_words() or get_swedish_lexicon().knows(folded)


def _is_everyday_compound(folded: str) -> bool:
    everyday = get_everyday_swedish_words()
    lexicon = get_swedish_lexicon()
    for cut in range(2, len(folded) - _SHORTEST_LAST_PART + 1):
        first, last = folded[:cut], folded[cut:]
        if last not in everyday or last in _PLACE_PARTS:
            continue
        if (
            first in everyday
            or len(first) > 2
            and lexicon.knows(first)
            or (first.endswith("s") and lexicon.knows(first[:-1]))
        ):
            return True
    return False


@lru_cache(maxsize=4_000)
def is_near_everyday_word(folded: str) -> bool:
    """Whether a short word is likelier a misspelt everyday word than a misspelt name."""
    if len(folded) > _LONGEST_EVERYDAY_NEIGHBOUR:
        return False
    squeezed = squeeze_repeats(folded)
    for word in _list_everyday_of(folded[0]):
        if abs(len(word) - len(squeezed)) <= 1 and OSA.distance(word, squeezed, score_cutoff=1) <= 1:
            return True
    return False


@lru_cache(maxsize=64)
def _list_everyday_of(letter: str) -> tuple[str, ...]:
    words = (squeeze_repeats(word) for word in get_everyday_words() if word.startswith(letter) and len(word) >= 5)
    return tuple(words)


def count_errors_allowed(key: str) -> int:
    """One error from five letters on, two from nine; before a common last part its letters do not count."""
    tail = _COMMON_TAIL.search(key)
    letters = len(key) if tail is None or tail.start() == 0 else tail.start()
    if letters >= 9:
        return 2
    return 1 if letters >= 5 else 0
