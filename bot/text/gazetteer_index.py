"""An index of all gazetteer terms that finds them inflected, folded, split, joined and misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.text.folding import Script, squeeze_repeats
from bot.text.foreign_forms import stem_arabic, stem_cyrillic
from bot.text.gazetteer_file import Entry
from bot.text.swedish import list_plain_forms
from bot.text.term_kinds import TermKind, classify_term, list_spellings
from bot.text.words import Word, split_words

MOST_WORDS = 7
_SHORTEST_MISSPELT = 5
_SHORTEST_WITH_TWO_ERRORS = 8
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")
# First letters that are heard or hit for each other.
_FIRST_LETTERS = {"c": "k", "k": "cq", "v": "w", "w": "v", "s": "zc", "z": "s", "j": "gi", "g": "j", "i": "j", "e": "a",
                  "a": "e", "f": "v", "y": "u", "t": "d", "d": "t", "b": "p", "p": "b"}  # fmt: skip
AND_WORDS = frozenset({"och", "o", "and", "&", "samt", "oc", "ock"})


@dataclass(frozen=True)
class Term:
    """One spelling of one entry."""

    entry: Entry
    kind: TermKind
    language: str
    written: str
    words: int
    is_name: bool


def make_key(words: Sequence[Word]) -> str:
    """What words are compared by: folded, without spaces, one form of "and" between others, stems in other scripts."""
    last = len(words) - 1
    parts = []
    for number, word in enumerate(words):
        if 0 < number < last and (word.folded in AND_WORDS or word.text in ("å", "Å")):
            parts.append("och")
        elif word.script is Script.CYRILLIC:
            parts.append(stem_cyrillic(word.folded))
        elif word.script is Script.ARABIC:
            parts.append(stem_arabic(word.folded))
        else:
            parts.append(word.folded)
    return "".join(parts)


class GazetteerIndex:
    """Terms by key, and keys by first letter and length for misspellings."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._terms: dict[str, tuple[Term, ...]] = {}
        self._squeezed: dict[str, tuple[str, ...]] = {}
        self._blocks: dict[tuple[str, int], list[str]] = {}
        self._first_words: dict[str, list[Term]] = {}
        self.entries: dict[tuple[str, str], Entry] = {}
        for entry in entries:
            self.entries[entry.entity, entry.id] = entry
            self._add_entry(entry)

    def __len__(self) -> int:
        return len(self.entries)

    def find(self, key: str) -> tuple[Term, ...]:
        """The terms with exactly this key."""
        return self._terms.get(key, ())

    def find_kin(self, terms: Sequence[Term]) -> list[Term]:
        """Other occupations that the same words may mean: those of the plain form, and those whose name goes on after it."""
        found: list[Term] = []
        for written in dict.fromkeys(term.written for term in terms if term.language == "sv"):
            words = split_words(written)
            key = make_key(words)
            forms = [key, *(key[: -len(words[-1].folded)] + form for form in list_plain_forms(words[-1].folded))]
            for form in forms:
                kin = (*self._terms.get(form, ()), *self._first_words.get(form, ()))
                found += [term for term in kin if term.entry.entity == "occupation" and term.kind is TermKind.PERSON]
        return found

    def find_misspelt(self, key: str) -> list[tuple[int, tuple[Term, ...]]]:
        """Terms that a key may be a misspelling of, with the number of errors, the nearest only."""
        squeezed = squeeze_repeats(key)
        found = self._squeezed.get(squeezed)
        if found is not None and len(key) >= _SHORTEST_MISSPELT:
            return [(0, self._terms[each]) for each in found]
        if len(squeezed) < _SHORTEST_MISSPELT:
            return []
        most = 2 if len(squeezed) >= _SHORTEST_WITH_TWO_ERRORS else 1
        near: list[tuple[int, str]] = []
        for first in squeezed[0] + _FIRST_LETTERS.get(squeezed[0], ""):
            for length in range(max(_SHORTEST_MISSPELT - 1, len(squeezed) - most), len(squeezed) + most + 1):
                block = self._blocks.get((first, length))
                if not block:
                    continue
                matches = process.extract(squeezed, block, scorer=OSA.distance, score_cutoff=most, limit=4)
                near += [(int(distance), choice) for choice, distance, _ in matches]
        near = [(distance, choice) for distance, choice in near if distance <= self._most_errors(choice)]
        if not near:
            return []
        fewest = min(near)[0]
        nearest = [choice for distance, choice in near if distance == fewest]
        return [(fewest, self._terms[each]) for choice in nearest for each in self._squeezed[choice]]

    @staticmethod
    def _most_errors(key: str) -> int:
        return 2 if len(key) >= _SHORTEST_WITH_TWO_ERRORS else 1

    def _add_entry(self, entry: Entry) -> None:
        name = _PARENTHESIS.sub("", entry.name)
        # The name is in Swedish; an English one stands among the English terms.
        seen: set[str] = set()
        spellings = [("sv", name, True)]
        spellings += [(language, text, False) for language, texts in entry.terms.items() for text in texts]
        for language, text, is_name in spellings:
            for number, spelling in enumerate(list_spellings(entry.entity, _PARENTHESIS.sub("", text))):
                words = split_words(spelling)
                if not words or len(words) > MOST_WORDS + 1:
                    continue
                key = make_key(words)
                kind = classify_term(entry.entity, words, language=language, shortened=number > 0)
                if kind is None or key in seen:
                    continue
                seen.add(key)
                written = " ".join(word.text.casefold() for word in words)
                term = Term(entry, kind, language, written, len(words), is_name)
                self._add_term(key, term)
                self._add_first_word(term, words)

    def _add_first_word(self, term: Term, words: Sequence[Word]) -> None:
        """Lets "processoperatör" find "Processoperatör, kemisk industri"."""
        if term.is_name and term.entry.entity == "occupation" and len(words) > 1:
            self._first_words.setdefault(words[0].folded, []).append(replace(term, is_name=False))
            for form in list_plain_forms(words[0].folded):
                self._first_words.setdefault(form, []).append(replace(term, is_name=False))

    def _add_term(self, key: str, term: Term) -> None:
        self._terms[key] = (*self._terms.get(key, ()), term)
        if len(key) < _SHORTEST_MISSPELT or term.kind in (TermKind.ACTIVITY,):
            return
        squeezed = squeeze_repeats(key)
        known = self._squeezed.get(squeezed, ())
        if not known:
            self._blocks.setdefault((squeezed[0], len(squeezed)), []).append(squeezed)
        if key not in known:
            self._squeezed[squeezed] = (*known, key)
