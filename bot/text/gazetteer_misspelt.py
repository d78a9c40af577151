"""Finds gazetteer terms that are misspelt, and keeps ordinary words from being taken for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from bot.text.cues import Cue, Cues
from bot.text.everyday import get_everyday_words
from bot.text.folding import Script, fold_word, squeeze_repeats
from bot.text.foreign_forms import list_arabic_readings, list_finnish_forms
from bot.text.gazetteer_index import AND_WORDS, GazetteerIndex, Term, make_key
from bot.text.gazetteer_matches import Match, list_spans
from bot.text.known_words import count_errors_allowed, is_known_word, is_listed_word, is_near_everyday_word
from bot.text.message_tongue import Tongue, guess_tongue
from bot.text.place_words import SOUGHT
from bot.text.term_kinds import TermKind
from bot.text.words import Word, word_set

_MOST_WORDS = 3
_FEWEST_LETTERS = 5
_FEWEST_LETTERS_OF_SEVERAL = 8
_CONNECTING = AND_WORDS | word_set("i a pa for med eller el nar ar e la baan som man in at")
# From how many letters on an entity may be misspelt with one error, and with two.
_LETTERS_NEEDED = {
    "occupation": (6, 6),
    "place": (5, 5),
    "employer": (5, 10),
    "industry": (7, 10),
    "programme": (7, 10),
    "education_level": (7, 10),
    "interest": (5, 9),
}
_PLACE_WITHOUT_CUE = 7
_LONGEST_SHORT_WORD = 4
_LETTERS_OF_SHORT_NAME = 4
_SHORTEST_SPLIT_NAME = 9
_SHORTEST_RARE_JOB = 7
# Slang is too near to other words: "plåtbitar" is not plåtisar.
_SLANG = re.compile(r"(is|isar|isen|gubbe|arn)$")
_BEFORE_JOB = word_set("som en")
_BECOMING = word_set("bli blir blev")
_PERSONS = (TermKind.PERSON, TermKind.CALLING)
_TWO_ERRORS_AFTER_CUE = 8


class MisspellingFinder:
    """Looks up the words of one message that nothing else explains."""

    def __init__(self, index: GazetteerIndex, words: Sequence[Word], cues: Cues) -> None:
        self._index = index
        self._words = words
        self._cues = cues
        self._everyday = get_everyday_words()
        self._tongue = guess_tongue(words)

    def find_all(self, known: Sequence[Match]) -> list[Match]:
        """The misspelt terms beside the matches already known, overlapping ones too."""
        covered = {number for match in known for number in range(match.start, match.end)}
        found: list[Match] = []
        for start, end in list_spans(self._words, longest=_MOST_WORDS):
            match = None
            if self._may_be_misspelt(start, end, covered):
                match = self._look_up(start, end)
            if match is None and end - start == 1 and start not in covered:
                match = self._look_up_swapped(start)
            if match is not None:
                found.append(match)
        return found

    def _look_up_swapped(self, start: int) -> Match | None:
        """A short firm's name with two letters swapped, where a firm may stand or in capitals."""
        word = self._words[start]
        if len(word.folded) != _LETTERS_OF_SHORT_NAME or word.script is not Script.LATIN or is_listed_word(word.folded):
            return None
        if not (self._cues.precede(Cue.FIRM, start) or word.text.isupper()):
            return None
        terms = self._index.find_swapped(word.folded)
        return Match(start, start + 1, terms, 0.9, errors=1) if terms else None

    def _may_be_misspelt(self, start: int, end: int, covered: set[int]) -> bool:
        """Whether the words are unknown; after "bor i" a known word may be a misspelt place as well."""
        span = self._words[start:end]
        letters = sum(len(word.folded) for word in span)
        if letters < _FEWEST_LETTERS and not (letters == _FEWEST_LETTERS - 1 and self._expects_place(start, end)):
            return False
        if any(word.folded.isdigit() for word in span):
            return False
        if all(word.folded in self._everyday for word in span):
            return False
        if len(span) == 1:
            if start in covered:
                return False
        elif not self._may_be_long_name(start, span, letters=letters, covered=covered):
            return False
        if self._cues.precede(Cue.HOME, start) or len(span) == 1 and self._follows_job_word(start):
            return True
        return any(not (word.script is Script.LATIN and is_listed_word(word.folded)) for word in span)

    def _expects_place(self, start: int, end: int) -> bool:
        """Whether a place stands here: after a preposition, or at the end of a search ("sommarjobb lnud")."""
        if self._cues.precede(Cue.PLACE, start) or self._cues.precede(Cue.HOME, start):
            return True
        return start > 0 and end == len(self._words) and self._words[start - 1].folded in SOUGHT

    def _follows_job_word(self, start: int) -> bool:
        """Whether an occupation must stand here, so that a rare word may be a misspelt one: "som lackrare"."""
        before = self._words[start - 1].folded if start else ""
        comparative = self._words[start].folded.endswith("are")
        return before in _BEFORE_JOB or before in _BECOMING and not comparative

    def _may_be_long_name(self, start: int, span: Sequence[Word], *, letters: int, covered: set[int]) -> bool:
        if letters < _FEWEST_LETTERS_OF_SEVERAL or len({word.script for word in span}) > 1:
            return False
        if any(len(word.folded) < 2 or word.folded in _CONNECTING for word in span):
            return False
        # One of the words is found by itself: the others may only be misspelt parts of a longer name.
        found = [number for number in range(start, start + len(span)) if number in covered]
        return not found or any(
            not _is_known(word) for number, word in enumerate(span, start) if number not in covered or number > start
        )

    def _look_up(self, start: int, end: int) -> Match | None:
        span = self._words[start:end]
        # "en menttor" is an everyday word, "vill bli murre" is not.
        job = self._follows_job_word(start) and not is_listed_word(squeeze_repeats(span[0].folded))
        doubtful = len(span) == 1 and not job and not self._cues.precede(Cue.HOME, start)
        for key, cut_before, cut_after in self._list_keys(span):
            near_everyday = doubtful and is_near_everyday_word(key)
            accepted = [
                (errors, term)
                for errors, found in self._index.find_misspelt(key)
                if not (errors and near_everyday)
                for term in found
                if self._accepts(start, span, term, errors=errors, key=key)
            ]
            if accepted:
                fewest = min(errors for errors, _ in accepted)
                terms = tuple(term for errors, term in accepted if errors == fewest)
                quality = 0.9 if fewest <= 1 else 0.8
                return Match(
                    start, end, terms, quality, errors=max(1, fewest), cut_before=cut_before, cut_after=cut_after
                )
        return None

    def _list_keys(self, span: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
        """Keys to look up, with the letters of a preposition before and of a genitive after."""
        if span[0].script is Script.ARABIC:
            for letters, stem in list_arabic_readings(span[0].folded):
                yield stem + make_key(span[1:]), letters, 0
            return
        key = make_key(span)
        yield key, 0, 0
        if span[-1].script is not Script.LATIN:
            return
        if key.endswith("s"):
            yield key[:-1], 0, 1
        if self._tongue is Tongue.FINNISH:
            for form in list_finnish_forms(span[-1].folded, of_noun=False):
                yield key[: -len(span[-1].folded)] + form, 0, 0

    def _accepts(self, start: int, span: Sequence[Word], term: Term, *, errors: int, key: str) -> bool:
        entity = term.entry.entity
        if term.kind in (TermKind.ACTIVITY, TermKind.SHORT_PROGRAMME, TermKind.NICKNAME):
            return False
        if term.kind is TermKind.WEAK_NAME and not (entity == "place" and len(key) >= _PLACE_WITHOUT_CUE):
            return False
        if errors and _SLANG.search(term.written):
            return False
        if key.endswith("teknik") and entity == "occupation":
            # A subject, not the person who works with it.
            return False
        # "asta zeneca": a long name of one word may be split, too.
        longest = term.words + (entity == "employer" and len(key) >= _SHORTEST_SPLIT_NAME)
        if not term.words - 1 <= len(span) <= longest or (term.words != len(span) and errors > 1):
            return False
        if not _agree_word_by_word(span, term):
            return False
        placed = entity == "place" and self._expects_place(start, start + len(span))
        job = entity == "occupation" and term.kind in _PERSONS and len(key) >= _SHORTEST_RARE_JOB
        expected = placed or job and errors <= 1 and self._follows_job_word(start)
        if errors and not expected and all(_is_known(word) for word in span):
            return False
        allowed = count_errors_allowed(key) or int(placed)
        if errors > allowed and not (placed and len(key) >= _TWO_ERRORS_AFTER_CUE):
            return False
        if span[0].script is not Script.LATIN:
            return self._accepts_other_script(start, span, term, errors=errors, key=key)
        return self._fits_tongue(span, term, errors=errors, key=key) and self._fits_entity(
            start, span, entity, errors=errors, key=key
        )

    def _expects_firm(self, start: int, end: int) -> bool:
        """Whether a firm may stand here, also in "vad gör scnaia"."""
        doing = start > 1 and end == len(self._words) and self._words[start - 1].folded in ("gor", "does", "ar")
        return doing or self._cues.precede(Cue.FIRM, start)

    def _accepts_other_script(self, start: int, span: Sequence[Word], term: Term, *, errors: int, key: str) -> bool:
        """No list of their words tells what is misspelt: only places where a place stands, and long occupations."""
        if errors > 1 or len(key) < _FEWEST_LETTERS:
            return False
        if term.entry.entity == "place":
            named = span[0].capital and start > 0
            return named or self._cues.precede(Cue.PLACE, start) or self._cues.precede(Cue.PLACE, start - 1)
        return term.entry.entity == "occupation" and len(key) >= 7 and span[0].script is Script.CYRILLIC

    def _fits_tongue(self, span: Sequence[Word], term: Term, *, errors: int, key: str) -> bool:
        if not errors or self._tongue is Tongue.FAMILIAR or span[0].capital or term.language in ("fi", "so"):
            return True
        return self._tongue is Tongue.UNKNOWN and errors <= 1 and len(key) >= _PLACE_WITHOUT_CUE

    def _fits_entity(self, start: int, span: Sequence[Word], entity: str, *, errors: int, key: str) -> bool:
        named = span[0].capital and start > 0
        if entity == "employer" and not (named or self._expects_firm(start, start + len(span))):
            return False
        if entity == "place":
            if not (named or self._expects_place(start, start + len(span))):
                return len(key) >= _PLACE_WITHOUT_CUE and errors <= 1
            if len(key) < _FEWEST_LETTERS:
                return errors <= 1 and not any(is_listed_word(word.folded) for word in span)
        once, twice = _LETTERS_NEEDED[entity]
        if entity == "occupation" and self._follows_job_word(start):
            once -= 1
        return len(key) >= (twice if errors > 1 else once)


def _agrees(word: Word, written: str) -> bool:
    """Whether a word is as it should be; only long ones that are no everyday words may be misspelt."""
    if word.folded == fold_word(written) or written in AND_WORDS:
        return True
    if word.folded in get_everyday_words() or max(len(word.folded), len(written)) <= _LONGEST_SHORT_WORD:
        return False
    return len(word.folded) > _LONGEST_SHORT_WORD or OSA.distance(word.folded, fold_word(written)) <= 1


def _is_known(word: Word) -> bool:
    if word.script is not Script.LATIN:
        return len(word.folded) < 3
    return is_known_word(word.folded)


def _agree_word_by_word(span: Sequence[Word], term: Term) -> bool:
    """Whether the short words of a name of several are as they should be: errors belong in the long ones."""
    written = term.written.split()
    if len(span) == 1 or len(span) != len(written):
        return True
    return all(_agrees(word, other) for word, other in zip(span, written, strict=True))
