"""An index of all gazetteer terms that finds them inflected, folded, split, joined and misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.text.folding import Script, squeeze_repeats
from bot.text.foreign_forms import stem_arabic, stem_cyrillic
from bot.text.gazetteer_file import Entry
from bot.text.other_occupations import NO_ROW, read_other_occupations
from bot.text.swedish import list_plain_forms
from bot.text.term_kinds import TermKind, classify_term, list_spellings
from bot.text.transliteration import spell_in_other_scripts
from bot.text.words import Word, split_words

MOST_WORDS = 7
_SHORTEST_MISSPELT = 5
_SHORTEST_WITH_TWO_ERRORS = 8
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")
# First letters that are heard or hit for each other.
_FIRST_LETTERS = {"c": "k", "k": "cq", "v": "w", "w": "v", "s": "zc", "z": "s", "j": "gi", "g": "j", "i": "j", "e": "a",
                  "a": "e", "f": "v", "y": "u", "t": "d", "d": "t", "b": "p", "p": "b"}  # fmt: skip
# How towns are shortened: "halmis", "linkan", and by their beginning alone.
_PLAYFUL_ENDINGS = ("is", "an", "")
_SHORTEST_PLAYFUL = 4
_SHORTEST_BEGINNING = 6
AND_WORDS = frozenset({"och", "o", "and", "&", "samt", "oc", "ock"})


@dataclass(frozen=True, slots=True)
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
    if len(words) == 1 and words[0].script is Script.LATIN:
        return words[0].folded
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
        self._municipalities: dict[str, tuple[Term, ...]] = {}
        self.entries: dict[tuple[str, str], Entry] = {}
        for entry in entries:
            # Without its terms: they stand in the index, and would be held twice.
            kept = replace(entry, terms={})
            self.entries[kept.entity, kept.id] = kept
            self._add_entry(kept, entry.terms)
        if any(entity == "occupation" for entity, _ in self.entries):
            self._add_other_occupations()
        self._add_other_scripts()

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

    def find_swapped(self, key: str) -> tuple[Term, ...]:
        """The employers whose short name has two neighbouring letters the other way round: "SSBA"."""
        for place in range(len(key) - 1):
            swapped = key[:place] + key[place + 1] + key[place] + key[place + 2 :]
            terms = [term for term in self.find(swapped) if term.entry.entity == "employer"] if swapped != key else []
            if any(term.kind is TermKind.NAME for term in terms):
                return tuple(terms)
        return ()

    def find_shortened(self, folded: str) -> tuple[Term, ...]:
        """The municipality that a playful short form means, when it can be one only: "halmis", "lidkan", "strömsta"."""
        for ending in _PLAYFUL_ENDINGS:
            stem = folded.removesuffix(ending)
            if not folded.endswith(ending) or len(stem) < (_SHORTEST_PLAYFUL if ending else _SHORTEST_BEGINNING):
                continue
            towns = [terms for name, terms in self._municipalities.items() if name.startswith(stem)]
            if len(towns) == 1:
                return towns[0]
        return ()

    def find_misspelt(self, key: str) -> list[tuple[int, tuple[Term, ...]]]:
        """Terms that a key may be a misspelling of, with the number of errors, the nearest only."""
        squeezed = squeeze_repeats(key)
        found = self._squeezed.get(squeezed)
        if found is not None and len(key) >= _SHORTEST_MISSPELT:
            return [(0, self._terms[each]) for each in found]
        if len(squeezed) < _SHORTEST_MISSPELT - 1:
            return []
        most = 2 if len(squeezed) >= _SHORTEST_WITH_TWO_ERRORS else 1
        near = self._find_near(squeezed, most=most)
        if key != squeezed:
            # "heemora": a letter left out between may have made a double one.
            near += self._find_near(key, most=1)
        near = [(distance, choice) for distance, choice in near if distance <= self._most_errors(choice)]
        if not near:
            return []
        fewest = min(near)[0]
        nearest = list(dict.fromkeys(choice for distance, choice in near if distance == fewest))
        # The last letter is seldom the one that is wrong: "robotteknikr" is robottekniker and not robotteknik.
        nearest = [choice for choice in nearest if choice[-1] == squeezed[-1]] or nearest
        return [(fewest, self._terms[each]) for choice in nearest for each in self._squeezed[choice]]

    def _find_near(self, key: str, *, most: int) -> list[tuple[int, str]]:
        near: list[tuple[int, str]] = []
        for first in key[0] + _FIRST_LETTERS.get(key[0], ""):
            for length in range(max(_SHORTEST_MISSPELT - 1, len(key) - most), len(key) + most + 1):
                block = self._blocks.get((first, length))
                if block:
                    matches = process.extract(key, block, scorer=OSA.distance, score_cutoff=most, limit=4)
                    near += [(int(distance), choice) for choice, distance, _ in matches]
        return near

    @staticmethod
    def _most_errors(key: str) -> int:
        return 2 if len(key) >= _SHORTEST_WITH_TWO_ERRORS else 1

    def _add_entry(self, entry: Entry, terms: Mapping[str, Sequence[str]]) -> None:
        name = _PARENTHESIS.sub("", entry.name)
        # The name is in Swedish; an English one stands among the English terms.
        seen: set[str] = set()
        spellings = [("sv", name, True)]
        spellings += [(language, text, False) for language, texts in terms.items() for text in texts]
        for language, text, is_name in spellings:
            for number, spelling in enumerate(list_spellings(entry.entity, _PARENTHESIS.sub("", text))):
                words = split_words(spelling)
                if not words or len(words) > MOST_WORDS + 1:
                    continue
                key = make_key(words)
                kind = classify_term(entry.entity, words, language=language, shortened=number > 0)
                if kind is None and is_name and entry.entity == "occupation" and len(words) == 1:
                    # What a row is called is somebody who does the job, whatever it ends in: "Kock".
                    kind = TermKind.PERSON
                if kind is None or key in seen:
                    continue
                seen.add(key)
                written = " ".join(word.text.casefold() for word in words)
                written = key if written == key else written
                term = Term(entry, kind, language, written, len(words), is_name)
                self._add_term(key, term)
                self._add_first_word(term, words)
                if is_name and entry.id.startswith("municipality:"):
                    self._municipalities[key] = (term,)

    def _add_other_occupations(self) -> None:
        """Those outside industry, unless a row has the same words."""
        for language, text, kind in read_other_occupations():
            words = split_words(text)
            key = make_key(words)
            if not any(term.entry.entity == "occupation" for term in self._terms.get(key, ())):
                written = " ".join(word.text.casefold() for word in words)
                self._add_term(key, Term(NO_ROW, kind, language, written, len(words), is_name=False))

    def _add_other_scripts(self) -> None:
        """Municipalities as they are spelt by ear in other scripts, where the spelling is not already somebody's."""
        for (term,) in list(self._municipalities.values()):
            for language, text in spell_in_other_scripts(term.written):
                words = split_words(text)
                key = make_key(words)
                if key not in self._terms:
                    spelt = replace(term, language=language, written=text, words=len(words), is_name=False)
                    self._add_term(key, spelt)

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
        squeezed = key if squeezed == key else squeezed
        known = self._squeezed.get(squeezed, ())
        if not known:
            self._blocks.setdefault((squeezed[0], len(squeezed)), []).append(squeezed)
        if key not in known:
            self._squeezed[squeezed] = (*known, key)
