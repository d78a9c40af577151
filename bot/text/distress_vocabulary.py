"""Knows every word of the safeguarding patterns and finds it again in a message, also misspelt, cut in two or begun the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import OSA

from bot.text.distress_patterns import Element
from bot.text.distress_words import squeeze_letters
from bot.text.everyday import get_everyday_words
from bot.text.swedish import get_swedish_lexicon

# Shorter words have too many neighbours that mean something else: "dör" and "för".
_SHORTEST_FUZZY = 5
_LONG = 9
_SHORTEST_JOINED = 7
# A shorter word without a doubled letter is more often itself: "ful" is not "full".
_SHORTEST_UNDOUBLED = 4
_NOTHING: frozenset[int] = frozenset()


class DistressVocabulary:
    """Maps a word of a message to the numbers of the elements it satisfies."""

    def __init__(self, elements: Iterable[Element], *, plain: frozenset[str]) -> None:
        self.numbers: dict[Element, int] = {}
        exact: dict[str, set[int]] = defaultdict(set)
        prefixes: dict[str, set[int]] = defaultdict(set)
        fuzzy: dict[str, set[int]] = defaultdict(set)
        for element in elements:
            if element in self.numbers:
                continue
            number = self.numbers[element] = len(self.numbers)
            for form in element:
                word = form.strip("=*")
                (prefixes if form.endswith("*") else exact)[word].add(number)
                if len(word) >= _SHORTEST_FUZZY and "-" not in form and form[0] != "=" and form[-1] != "*":
                    fuzzy[word].add(number)
        self._exact = {word: frozenset(found) for word, found in exact.items()}
        self._prefixes = {word: frozenset(found) for word, found in prefixes.items()}
        self._fuzzy = {word: frozenset(found) for word, found in fuzzy.items()}
        self._lengths = sorted({len(prefix) for prefix in prefixes})
        self._squeezed = _index_squeezed(self._exact)
        self._squeezed_prefixes = _index_squeezed(self._prefixes)
        self._cut = _index_by_cut(self._fuzzy)
        self._right = get_everyday_words() | plain
        self._lexicon = get_swedish_lexicon()

    def read(self, words: Sequence[str]) -> list[frozenset[int]]:
        """The elements that each word of a message satisfies."""
        found = [self._look_up(word) for word in words]
        for place in range(len(words) - 1):
            first, second = words[place], words[place + 1]
            found[place] = found[place] | self._find_together(f"{first}-{second}")
            if len(first) + len(second) >= _SHORTEST_JOINED:
                found[place] = found[place] | self._find_together(first + second)
        return found

    def _look_up(self, word: str) -> frozenset[int]:
        known = self._exact.get(word)
        begun = self._find_prefixes(word, self._prefixes)
        if known is not None:
            found = known | begun
            # A pattern that names a misspelling ("slåår") must not keep the word from the patterns that do not.
            return found if word in self._right else found | self._find_squeezed(word)
        if word in self._right:
            return begun
        # A Swedish or English word that is right as it stands is no misspelt other one: "sågen", "passar".
        found = self._find_squeezed(word)
        if not found and not self._lexicon.knows(word):
            found = self._find_misspelt(word) or self._find_misspelt(squeeze_letters(word))
        return begun | found

    def _find_together(self, pair: str) -> frozenset[int]:
        """The elements of two words that belong together."""
        return self._exact.get(pair, _NOTHING) or self._squeezed.get(squeeze_letters(pair), _NOTHING)

    def _find_squeezed(self, word: str) -> frozenset[int]:
        """The elements of a word with a letter doubled too often or too seldom."""
        squeezed = squeeze_letters(word)
        if squeezed == word and len(word) < _SHORTEST_UNDOUBLED:
            return _NOTHING
        found = self._squeezed.get(squeezed, _NOTHING)
        return found if squeezed == word else found | self._find_prefixes(squeezed, self._squeezed_prefixes)

    def _find_prefixes(self, word: str, prefixes: Mapping[str, frozenset[int]]) -> frozenset[int]:
        found = _NOTHING
        for length in self._lengths:
            if length > len(word):
                break
            more = prefixes.get(word[:length])
            if more:
                found = found | more if found else more
        return found

    def _find_misspelt(self, word: str) -> frozenset[int]:
        """The elements of the words at one error's distance, or two in a long word."""
        if not _SHORTEST_FUZZY - 1 <= len(word) <= 20:
            return _NOTHING
        near: set[str] = set(self._cut.get(word, ()))
        for place in range(len(word)):
            near.update(self._cut.get(word[:place] + word[place + 1 :], ()))
        found = _NOTHING
        for known in near:
            allowed = 2 if len(known) >= _LONG else 1
            # A first letter is seldom wrong, and another one mostly makes another word.
            if OSA.distance(word, known, score_cutoff=allowed) <= allowed and (
                word[0] == known[0] or (len(known) > _SHORTEST_FUZZY and word[:2] == known[1::-1])
            ):
                found = found | self._fuzzy[known]
        return found


def _index_squeezed(exact: Mapping[str, frozenset[int]]) -> dict[str, frozenset[int]]:
    """Words by their form without doubled letters, so that "mobad" and "mobbbad" find "mobbad"."""
    index: dict[str, frozenset[int]] = {}
    for word, numbers in exact.items():
        squeezed = squeeze_letters(word)
        index[squeezed] = index.get(squeezed, _NOTHING) | numbers
    return index


def _index_by_cut(fuzzy: dict[str, frozenset[int]]) -> dict[str, tuple[str, ...]]:
    """Words by themselves and by all forms with one letter left out: neighbours meet in such a form."""
    index: dict[str, set[str]] = defaultdict(set)
    for word in fuzzy:
        index[word].add(word)
        for place in range(len(word)):
            index[word[:place] + word[place + 1 :]].add(word)
    return {cut: tuple(sorted(words)) for cut, words in index.items()}
