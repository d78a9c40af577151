"""Finds every stretch of a message that may be a gazetteer term: as it stands, inflected, folded, split or joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.text.cues import Cue, Cues
from bot.text.everyday import get_everyday_words
from bot.text.folding import Script, fold_word
from bot.text.foreign_forms import list_arabic_readings, list_english_forms, list_finnish_forms, list_somali_forms
from bot.text.gazetteer_index import MOST_WORDS, GazetteerIndex, Term, make_key
from bot.text.message_tongue import Tongue, guess_tongue
from bot.text.swedish import list_plain_forms
from bot.text.term_kinds import TermKind
from bot.text.words import Word, starts_clause, word_set

_SHORTEST_SPLIT = 7
_NAMES = ("place", "employer")
_VOWELS = "aeiouy"
# Words of amount and kind before a noun: "massa industri" is not massaindustri.
_NEVER_FIRST_HALF = word_set(
    "massa mera mest hela alla stor stora sma mindre storre manga vissa nagra andra olika egen"
)


@dataclass(frozen=True, slots=True)
class Match:
    """Words `start` to `end` may be one of `terms`; `quality` falls with every liberty taken."""

    start: int
    end: int
    terms: tuple[Term, ...]
    quality: float
    errors: int = 0
    cut_before: int = 0  # letters of a preposition written together with the name
    cut_after: int = 0  # letters of a genitive
    exact_marks: bool = False  # å, ä, ö written as in the term, and there are some


def list_spans(words: Sequence[Word], *, longest: int) -> Iterator[tuple[int, int]]:
    """All sequences of up to so many words that no stop or comma parts."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            if end - start > 1 and starts_clause(words[end - 1]):
                break
            yield start, end


class MatchFinder:
    """Looks up the word sequences of one message."""

    def __init__(self, index: GazetteerIndex, words: Sequence[Word], cues: Cues) -> None:
        self._index = index
        self._words = words
        self._cues = cues
        self._everyday = get_everyday_words()
        self._tongue = guess_tongue(words)
        self._plain_forms: dict[str, tuple[str, ...]] = {}

    def find_all(self) -> list[Match]:
        """All matches but the misspelt, overlapping ones too."""
        return list(self._find_regular())

    def _find_regular(self) -> Iterator[Match]:
        for start, end in list_spans(self._words, longest=MOST_WORDS):
            span = self._words[start:end]
            script = span[0].script
            if script is Script.ARABIC:
                yield from self._look_up_arabic(start, end)
                continue
            key = make_key(span)
            match = self._choose_fitting(start, end, self._index.find(key), quality=1.0)
            if match is None and script is Script.LATIN and len(span[-1].folded) >= 3:
                match = self._look_up_inflected(start, end, key)
            if match is not None:
                yield match

    def _look_up_arabic(self, start: int, end: int) -> Iterator[Match]:
        span = self._words[start:end]
        rest = make_key(span[1:])
        for letters, stem in list_arabic_readings(span[0].folded):
            terms = self._index.find(stem + rest)
            match = self._choose_fitting(start, end, terms, quality=1.0 if letters == 0 else 0.97)
            if match is not None:
                yield Match(start, end, match.terms, match.quality, cut_before=letters)
                return

    def _look_up_inflected(self, start: int, end: int, key: str) -> Match | None:
        last = self._words[end - 1].folded
        before = key[: -len(last)]
        if last.endswith("s") and len(key) > 3:
            named = tuple(term for term in self._index.find(key[:-1]) if term.entry.entity in _NAMES)
            match = self._choose_fitting(start, end, named, quality=0.98)
            if match is not None:
                return Match(start, end, match.terms, match.quality, cut_after=1, exact_marks=match.exact_marks)
        for form in self._list_plain_forms(last):
            terms = self._keep(before + form, languages=("sv",), names=False) if len(before + form) > 3 else ()
            match = self._choose_fitting(start, end, terms, quality=0.97)
            if match is not None:
                return match
        for foreign, language, of_names in self._list_foreign_forms(last):
            terms = self._index.find(before + foreign)
            kept = tuple(
                term for term in terms if term.language == language or of_names and term.entry.entity in _NAMES
            )
            match = self._choose_fitting(start, end, kept, quality=0.95)
            if match is not None:
                return match
        return None

    def _list_plain_forms(self, last: str) -> tuple[str, ...]:
        """The plain forms of a word, worked out once for all the sequences that end in it.

        A plural in -r only follows a vowel: "robotteknikr" is robottekniker with a letter left out.
        """
        if last not in self._plain_forms:
            forms = list_plain_forms(last) if len(last) > 3 else ()
            self._plain_forms[last] = tuple(form for form in forms if last != form + "r" or form[-1] in _VOWELS)
        return self._plain_forms[last]

    def _list_foreign_forms(self, last: str) -> Iterator[tuple[str, str, bool]]:
        for form in list_english_forms(last):
            yield form, "en", False
        if self._tongue is Tongue.FINNISH:
            for form in list_finnish_forms(last, of_noun=False):
                yield form, "fi", True
            for form in list_finnish_forms(last, of_noun=True):
                yield form, "fi", False
        if self._tongue is Tongue.SOMALI:
            for form in list_somali_forms(last):
                yield form, "so", True

    def _keep(self, key: str, *, languages: tuple[str, ...], names: bool) -> tuple[Term, ...]:
        return tuple(
            term
            for term in self._index.find(key)
            if term.language in languages and (names or term.entry.entity not in _NAMES)
        )

    def _choose_fitting(self, start: int, end: int, terms: tuple[Term, ...], *, quality: float) -> Match | None:
        """The match with the terms that the words may be joined or split into and whose å, ä, ö agree."""
        if not terms:
            return None
        placed = self._cues.precede(Cue.HOME, start)
        span = self._words[start:end]
        typed = "".join(word.text.casefold() for word in span)
        kept: list[tuple[float, bool, Term]] = []
        for term in terms:
            if not self._may_be_split(span, term, placed=placed):
                continue
            factor, exact_marks = _compare_marks(typed, term.written.replace(" ", ""))
            everyday = len(span) == 1 and (factor < 1 or quality < 1) and span[0].folded in self._everyday
            # "plats" is neither plåt nor its genitive, but "are" after "i" may be Åre.
            if everyday and not (term.entry.entity == "place" and self._cues.precede(Cue.PLACE, start)):
                continue
            if factor:
                kept.append((factor, exact_marks, term))
        if not kept:
            return None
        best = max(factor for factor, _, _ in kept)
        chosen = [(marks, term) for factor, marks, term in kept if factor == best]
        return Match(
            start, end, tuple(term for _, term in chosen), quality * best, exact_marks=any(marks for marks, _ in chosen)
        )

    def _may_be_split(self, span: Sequence[Word], term: Term, *, placed: bool) -> bool:
        if len(span) == term.words or all(word.gap == "-" for word in span[1:]):
            return True
        letters = sum(len(word.folded) for word in span)
        if len(span) == 1:
            return letters >= 5
        if len(span) > term.words + 2 or letters < _SHORTEST_SPLIT:
            return False
        if placed and term.entry.entity == "place":
            # "bor i väst manland"
            return len(span) == 2 and all(len(word.folded) > 2 for word in span)
        if term.kind is TermKind.PERSON:
            # "tåg tekniker": only a compound ends in such a word.
            return all(len(word.folded) > 1 for word in span) and len(span[-1].folded) >= 4
        if any(word.folded in self._everyday and len(word.folded) <= 4 or len(word.folded) < 2 for word in span):
            # "bor länge" is not Borlänge; but "fordons och transport" has its own "och".
            return len(span) < term.words or term.words > 2
        if span[0].folded in _NEVER_FIRST_HALF:
            return False
        return term.entry.entity != "place" or not all(word.folded in self._everyday for word in span)


def _compare_marks(typed: str, written: str) -> tuple[float, bool]:
    """How well å, ä, ö agree: 1 as written, less when typed a, o; 0 when they make another word."""
    if typed == written:
        return 1.0, any(letter in "åäö" for letter in typed)
    pairs = list(zip(typed, written, strict=False))
    if any(mine != other and fold_word(mine) != fold_word(other) for mine, other in pairs[:-2]):
        # Joined with "och" or stems of another script: letters do not stand against each other.
        return 1.0, False
    if any(mine != other and mine in "åäö" and other in "åäö" for mine, other in pairs):
        # "hårdare" is not härdare.
        return (0.9, False) if len(typed) >= 9 else (0.0, False)
    added = any(mine != other and mine in "åäö" and fold_word(mine) == fold_word(other) for mine, other in pairs)
    dropped = any(mine != other and other in "åäö" and fold_word(mine) == fold_word(other) for mine, other in pairs)
    if added:
        return (0.9, False) if len(typed) >= 7 else (0.0, False)
    return (0.97, False) if dropped else (1.0, False)
