"""Reads the safeguarding patterns of a language: which words in which order tell of which harm.

A file of `data/safeguarding` has sections: `[negation]`, `[plain]` (words that are no misspelt other ones), `[fillers]` (words without
weight at the end of a clause), `[hints]` (words that tell the language), `[ordinary]` (what only sounds like harm, such as "dör av
skratt") and one for each kind of harm. A line is one pattern:

    @jag vill/ville do .. !@joke    words in order; "/" parts alternatives, at most two other words may stand between
    "..": up to five may stand between     "-": none may
    word*: any word that begins so         =word: only as written, without tolerance for typos
    two-words: a pair of words
    ^ and $: near the beginning or end of the message (at most one word outside)
    |: the clause ends here: only words of `[fillers]` follow before a comma, a full stop or the end
    !a/b: not when such a word is in the message       &a/b: only when one is
    +neg: a negation between the words changes nothing
    @name = a b c: names a group of words
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.text.distress_words import fold_for_distress

FOLDER = Path(__file__).with_name("data") / "safeguarding"
LANGUAGES = ("sv", "en", "ar", "so", "uk", "fa", "fi")
# The most acute first: a message that tells of several is answered for the first.
KINDS = ("self_harm", "honour", "sexual_exploitation", "abuse", "threat", "violence", "bullying")
ORDINARY = "ordinary"
_USUAL_GAP = 2
_WIDE_GAP = 5

Element = frozenset[str]


@dataclass(frozen=True)
class Pattern:
    """A sequence of elements, each a set of word forms; `gaps` says how many words may stand before each."""

    kind: str
    language: str
    elements: tuple[Element, ...]
    gaps: tuple[int, ...]
    anchor: int
    at_start: bool
    at_end: bool
    at_clause_end: bool
    unless: tuple[Element, ...]
    needs: tuple[Element, ...]
    negatable: bool


@dataclass(frozen=True)
class LanguagePatterns:
    """All that the file of one language says."""

    language: str
    patterns: tuple[Pattern, ...]
    negations: frozenset[str]
    negations_before: bool
    plain: frozenset[str]
    fillers: frozenset[str]
    hints: frozenset[str]


@lru_cache(maxsize=1)
def load_all_patterns() -> tuple[LanguagePatterns, ...]:
    """The patterns of every language."""
    return tuple(
        _Reader(language).read((FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines())
        for language in LANGUAGES
    )


class _Reader:
    """Reads one file, line by line."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._groups: dict[str, tuple[str, ...]] = {}
        self._section = ""

    def read(self, lines: Iterable[str]) -> LanguagePatterns:
        patterns: list[Pattern] = []
        words: dict[str, list[str]] = {"negation": [], "negation before": [], "plain": [], "fillers": [], "hints": []}
        for number, raw in enumerate(lines, start=1):
            line = raw.split("#", 1)[0].strip()
            if not line:
                continue
            if line.startswith("[") and line.endswith("]"):
                self._section = line[1:-1]
                self._check(self._section in (*words, *KINDS, ORDINARY), number, line)
            elif " = " in line and line.startswith("@"):
                name, members = line.split(" = ", 1)
                self._groups[name] = tuple(self._spread(members.split()))
            elif self._section in words:
                words[self._section] += line.split()
            else:
                patterns.append(self._make_pattern(line.split(), number))
        return LanguagePatterns(
            self._language, tuple(patterns), _fold(words["negation"] + words["negation before"]),
            bool(words["negation before"]), _fold(words["plain"]), _fold(words["fillers"]), _fold(words["hints"]),
        )  # fmt: skip

    def _make_pattern(self, parts: list[str], number: int) -> Pattern:
        elements: list[Element] = []
        gaps: list[int] = []
        named: list[bool] = []
        unless: list[Element] = []
        needs: list[Element] = []
        gap = _USUAL_GAP
        for part in parts:
            if part == "..":
                gap = _WIDE_GAP
            elif part == "-":
                gap = 0
            elif part[0] == "!":
                unless.append(self._make_element(part[1:]))
            elif part[0] == "&":
                needs.append(self._make_element(part[1:]))
            elif part not in ("^", "$", "|", "+neg"):
                elements.append(self._make_element(part))
                gaps.append(gap)
                named.append("@" in part)
                gap = _USUAL_GAP
        self._check(bool(elements), number, " ".join(parts))
        # The element to search for first is one of words written out: groups hold the common words.
        anchor = named.index(False) if False in named else len(named) - 1
        return Pattern(
            self._section, self._language, tuple(elements), tuple(gaps), anchor, "^" in parts, "$" in parts,
            "|" in parts, tuple(unless), tuple(needs), "+neg" in parts,
        )  # fmt: skip

    def _make_element(self, part: str) -> Element:
        return _fold(self._spread(part.split("/")))

    def _spread(self, members: Iterable[str]) -> list[str]:
        spread: list[str] = []
        for member in members:
            if member.startswith("@"):
                spread += self._groups[member]
            else:
                spread.append(member)
        return spread

    def _check(self, good: bool, number: int, line: str) -> None:
        if not good:
            raise ValueError(f"{self._language}.txt line {number}: {line}")


def _fold(words: Iterable[str]) -> Element:
    return frozenset(fold_for_distress(word) for word in words if word)
