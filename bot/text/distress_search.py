"""Searches a message for the safeguarding patterns: in linear time, with negations, idioms and sentence ends respected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.text.distress_patterns import ORDINARY, Pattern, load_all_patterns
from bot.text.distress_vocabulary import DistressVocabulary
from bot.text.distress_words import DistressWords, squeeze_letters

# A message that has a negation right after the words denies them ("pappa slår mig inte"); who tells of wishing to die does not.
_NEVER_DENIED_AFTER = "self_harm"
_MOST_WORDS = 400


@dataclass(frozen=True)
class Hit:
    """A pattern of a kind of harm that the message matches."""

    kind: str
    language: str


@dataclass(frozen=True)
class _Ready:
    """A pattern with the numbers of its elements."""

    pattern: Pattern
    elements: tuple[int, ...]
    unless: tuple[int, ...]
    needs: tuple[int, ...]


class DistressSearch:
    """All patterns, ready for searching."""

    def __init__(self) -> None:
        languages = load_all_patterns()
        patterns = [pattern for language in languages for pattern in language.patterns]
        parts = [part for pattern in patterns for part in (*pattern.elements, *pattern.unless, *pattern.needs)]
        self._vocabulary = DistressVocabulary(
            parts, plain=frozenset().union(*(language.plain for language in languages))
        )
        self._ordinary: dict[int, list[_Ready]] = defaultdict(list)
        self._harmful: dict[int, list[_Ready]] = defaultdict(list)
        for pattern in patterns:
            ready = self._make_ready(pattern)
            index = self._ordinary if pattern.kind == ORDINARY else self._harmful
            index[ready.elements[pattern.anchor]].append(ready)
        self._negations = {language.language: language.negations for language in languages}
        self._before = {language.language for language in languages if language.negations_before}
        self._fillers = {language.language: language.fillers for language in languages}
        self._hints = {language.language: language.hints for language in languages}

    def find_hits(self, message: DistressWords) -> set[Hit]:
        """The kinds of harm that a message tells of, each with the language of the words."""
        found = self._vocabulary.read(message.words[:_MOST_WORDS])
        if not any(found):
            return set()
        search = _MessageSearch(message, found, self._negations, self._before, self._fillers)
        for _, start, end in search.find(self._ordinary, free_of_negation=False):
            search.mask(start, end)
        return {
            Hit(pattern.kind, pattern.language)
            for pattern, _, _ in search.find(self._harmful, free_of_negation=True)
        }  # fmt: skip

    def count_hints(self, message: DistressWords, language: str) -> int:
        """How many words of the message tell that it is written in the language."""
        hints = self._hints[language]
        return sum(word in hints for word in message.words)

    def _make_ready(self, pattern: Pattern) -> _Ready:
        numbers = self._vocabulary.numbers
        return _Ready(
            pattern,
            tuple(numbers[element] for element in pattern.elements),
            tuple(numbers[element] for element in pattern.unless),
            tuple(numbers[element] for element in pattern.needs),
        )


class _MessageSearch:
    """The search of one message."""

    def __init__(
        self,
        message: DistressWords,
        found: list[frozenset[int]],
        negations: dict[str, frozenset[str]],
        before: set[str],
        fillers: dict[str, frozenset[str]],
    ) -> None:
        self._message = message
        self._words = message.words
        self._found = found
        self._negations = negations
        self._before = before
        self._fillers = fillers
        self._masked = [False] * len(found)
        self._present = frozenset().union(*found)

    def find(
        self, index: dict[int, list[_Ready]], *, free_of_negation: bool
    ) -> Iterator[tuple[Pattern, int, int]]:  # fmt: skip
        """The patterns of the index that match, each kind and language once unless they serve to mask."""
        done: set[tuple[str, str]] = set()
        for place, numbers in enumerate(self._found):
            if not numbers or self._masked[place]:
                continue
            for number in numbers:
                for ready in index.get(number, ()):
                    key = (ready.pattern.kind, ready.pattern.language)
                    if free_of_negation and key in done:
                        continue
                    span = self._match(ready, place, free_of_negation=free_of_negation)
                    if span is not None:
                        done.add(key)
                        yield ready.pattern, *span

    def mask(self, start: int, end: int) -> None:
        """Takes words out of the search: they belong to an idiom."""
        self._masked[start : end + 1] = [True] * (end + 1 - start)

    def _match(self, ready: _Ready, place: int, *, free_of_negation: bool) -> tuple[int, int] | None:
        pattern, present = ready.pattern, self._present
        if any(number in present for number in ready.unless) or not all(number in present for number in ready.needs):
            return None
        negations = (
            self._negations[pattern.language] if free_of_negation and not pattern.negatable else frozenset[str]()
        )
        anchor = pattern.anchor
        ends = {place}
        for step in range(anchor + 1, len(ready.elements)):
            ends = self._reach(ends, ready.elements[step], pattern.gaps[step], negations, 1)
            if not ends:
                return None
        starts = {place}
        for step in range(anchor - 1, -1, -1):
            starts = self._reach(starts, ready.elements[step], pattern.gaps[step + 1], negations, -1)
            if not starts:
                return None
        if negations:
            ends = {end for end in ends if not self._is_denied_after(end, pattern, negations)}
            if pattern.language in self._before or len(ready.elements) == 1:
                starts = {start for start in starts if not self._is_denied_before(start, negations)}
        if pattern.at_start:
            starts = {start for start in starts if self._opens_clause(start)}
        if pattern.at_end:
            ends = {end for end in ends if end >= len(self._words) - 2}
        if pattern.at_clause_end:
            ends = {end for end in ends if self._closes_clause(end, self._fillers[pattern.language])}
        if not starts or not ends:
            return None
        return max(starts), min(ends)

    def _reach(self, places: set[int], number: int, gap: int, negations: frozenset[str], way: int) -> set[int]:
        """The places of an element from where the one beside it stands, over at most so many other words."""
        reached: set[int] = set()
        for place in places:
            for away in range(1, gap + 2):
                there = place + way * away
                border = there if way > 0 else there + 1
                if not 0 <= there < len(self._found) or border in self._message.ends or self._masked[there]:
                    break
                if number in self._found[there]:
                    reached.add(there)
                if self._words[there] in negations:
                    break
        return reached

    def _opens_clause(self, start: int) -> bool:
        """Whether at most one word stands before it in its clause."""
        breaks = self._message.ends | self._message.pauses
        return start <= 1 or start in breaks or start - 1 in breaks

    def _closes_clause(self, end: int, fillers: frozenset[str]) -> bool:
        """Whether nothing of weight follows before the next comma, sentence end or the end of the message."""
        message = self._message
        for place in range(end + 1, len(self._words)):
            if place in message.ends or place in message.pauses:
                return True
            if self._words[place] not in fillers and squeeze_letters(self._words[place]) not in fillers:
                return False
        return True

    def _is_denied_after(self, end: int, pattern: Pattern, negations: frozenset[str]) -> bool:
        after = end + 1
        return (
            pattern.kind != _NEVER_DENIED_AFTER
            and after < len(self._found)
            and after not in self._message.ends
            and after not in self._message.pauses
            and self._words[after] in negations
        )

    def _is_denied_before(self, start: int, negations: frozenset[str]) -> bool:
        return (
            start > 0
            and start not in self._message.ends
            and start not in self._message.pauses
            and self._words[start - 1] in negations
        )


@lru_cache(maxsize=1)
def get_distress_search() -> DistressSearch:
    """The search over all patterns, made once."""
    return DistressSearch()
