"""Finds the entities of a message: which words name a row of the regional database, and which row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.text.cues import Cue, Cues
from bot.text.folding import Script
from bot.text.foreign_forms import count_typed_letters
from bot.text.gazetteer_choice import choose_apart, drop_bare_apprenticeship, is_contraction
from bot.text.gazetteer_context import ContextReader, Reading
from bot.text.gazetteer_file import Entry
from bot.text.gazetteer_index import GazetteerIndex, Term, make_key
from bot.text.gazetteer_links import list_candidates
from bot.text.gazetteer_matches import Match, MatchFinder
from bot.text.gazetteer_misspelt import MisspellingFinder
from bot.text.industry_compounds import find_industry_compound
from bot.text.interests import find_liking, find_open_interests
from bot.text.known_words import is_known_word, is_near_everyday_word
from bot.text.occupation_compounds import find_compound_head, is_compound, is_subject_compound
from bot.text.place_words import find_place_compound, has_region_word, trim_place
from bot.text.term_kinds import count_core_words
from bot.text.words import Word, split_words, starts_clause, word_set

MOST_CHARACTERS = 2_000
_ADJECTIVES = word_set("industriell industriella teknisk mekanisk elektrisk")
# Words after a name that belong to it.
_TAILS = {"programme": word_set("programmet program linjen linje"), "employer": word_set("ab")}
# Words that a term may begin with for its context's sake and that are not part of the value.
_TRIMMED = {
    "industry": word_set("the a an كار در"),
    "education_level": word_set("i pa gar lasa"),
}
_NEARNESS = word_set("i runt kring omkring utanfor nara")
_LOCATING = word_set("i pa in")
_JOB_WORDS = word_set("jobb jobbet jobben job jobs")
_PLANT_WORDS = word_set("fabriken fabrik verkstaden koncernen factory")
_COURSE_WORDS = word_set("utbildning utbildningen kurs kursen larling course training")


@dataclass(frozen=True)
class FoundEntity:
    """An entity of a message: where, what, and the rows it may be, the best first.

    `id` is empty when the words name no row; `rejected` marks what the writer says is not meant.
    """

    entity: str
    value: str
    start: int
    end: int
    id: str
    candidates: tuple[str, ...]
    confidence: float
    rejected: bool = False


class Gazetteer:
    """All names and terms of a regional database, ready for searching."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._index = GazetteerIndex(entries)

    def __len__(self) -> int:
        return len(self._index)

    def find(self, text: str) -> list[FoundEntity]:
        """The entities of the message in the order of their places."""
        if not len(self._index):
            return []
        words = split_words(text[:MOST_CHARACTERS])
        if not words:
            return []
        return _Search(self._index, text, words).run()


class _Search:
    """The search of one message."""

    def __init__(self, index: GazetteerIndex, text: str, words: list[Word]) -> None:
        self._index = index
        self._text = text
        self._words = words
        self._cues = Cues(words)
        self._liking = find_liking(words, self._cues)

    def run(self) -> list[FoundEntity]:
        matches = MatchFinder(self._index, self._words, self._cues).find_all()
        matches += MisspellingFinder(self._index, self._words, self._cues).find_all(matches)
        matches = [match for match in matches if not is_contraction(self._words[match.start : match.end])]
        reader = ContextReader(self._words, self._cues, self._liking, matches)
        cut = [self._cut_to_core(reading) for match in matches for reading in reader.read(match)[:1]]
        readings = [reading for reading in cut if reading is not None]
        chosen = choose_apart(readings, self._words)
        taken = {number for reading in chosen for number in range(reading.start, reading.end)}
        chosen += self._find_compounds(taken)
        chosen = drop_bare_apprenticeship(chosen)
        found = [self._make_entity(reading) for reading in chosen]
        taken = {number for reading in chosen for number in range(reading.start, reading.end)}
        for start, end in find_open_interests(self._words, self._liking, taken):
            first, last = self._words[start].start, self._words[end - 1].end
            found.append(FoundEntity("interest", self._text[first:last], first, last, "", (), 0.6))
        found.sort(key=_get_start)
        return self._mark_rejected(found)

    def _cut_to_core(self, reading: Reading) -> Reading | None:
        """Leaves to others the words that only say which row: "på massabruk" after "operatör", "i Skövde" after "Volvo".

        None when the words are better read apart: "batterifabriken" and "Skellefteå", "elektriker" and "utbildning".
        """
        match = reading.match
        words = self._words[match.start : match.end]
        if len(words) < 2:
            return reading
        core = len(words)
        if reading.entity == "occupation" and not any(term.is_name for term in reading.terms):
            core = count_core_words("occupation", [word.folded for word in words])
            if words[core - 1].folded in _JOB_WORDS and core > 1:
                core -= 1
        elif reading.entity == "employer" and words[-1].folded in _PLANT_WORDS and self._names(words[:-1], "employer"):
            core -= 1
        elif reading.entity == "employer" and self._names(words[-1:], "place"):
            shorter = core - 2 if len(words) > 2 and words[-2].folded in _LOCATING else core - 1
            if self._names(words[:shorter], "industry"):
                return None
            if self._names(words[:shorter], "employer"):
                core = shorter
        elif (
            reading.entity == "programme"
            and words[-1].folded in _COURSE_WORDS
            and self._names(words[:-1], "occupation")
        ):
            return None
        return replace(reading, match=replace(match, end=match.start + core), bonus=len(words) - core)

    def _names(self, words: Sequence[Word], entity: str) -> bool:
        return any(term.entry.entity == entity for term in self._index.find(make_key(words)))

    def _find_compounds(self, taken: set[int]) -> list[Reading]:
        """Occupations and places that are compounds of known words."""
        found = []
        for number, word in enumerate(self._words):
            if number in taken:
                continue
            industry = find_industry_compound(self._index, word.folded)
            if industry is not None:
                found.append(Reading(Match(number, number + 1, industry, 0.8), "industry", industry, 6))
                continue
            place = find_place_compound(self._index, word.folded) or self._find_shortened_place(number)
            if place:
                found.append(Reading(Match(number, number + 1, place, 0.9), "place", place, 8))
                continue
            if is_subject_compound(word.folded) and self._cues.has(Cue.SCHOOL):
                found.append(Reading(Match(number, number + 1, (), 0.7), "programme", (), 5))
                continue
            persons = find_compound_head(self._index, word.folded)
            if persons or is_compound(word.folded):
                found.append(Reading(Match(number, number + 1, persons, 0.7), "occupation", persons, 8))
        return found

    def _find_shortened_place(self, number: int) -> tuple[Term, ...]:
        """The town of a short form, where a place must stand and no known word does."""
        word = self._words[number]
        before = self._words[number - 1].folded if number else ""
        if not (before in _NEARNESS or self._cues.precede(Cue.HOME, number)):
            return ()
        if word.script is not Script.LATIN or is_known_word(word.folded) or is_near_everyday_word(word.folded):
            return ()
        return self._index.find_shortened(word.folded)

    def _make_entity(self, reading: Reading) -> FoundEntity:
        start, end = self._extend(reading)
        first = self._words[start].start + count_typed_letters(self._words[start].text, reading.match.cut_before)
        last = self._words[end - 1].end
        if end == reading.end:
            last -= reading.match.cut_after
        while reading.entity in _TRIMMED and end - start > 1 and self._words[start].folded in _TRIMMED[reading.entity]:
            start += 1
            first = self._words[start].start
        if reading.entity == "place":
            first, last = trim_place(self._index, self._words, start, end, first=first, last=last)
        if reading.entity == "employer" and last == self._words[end - 1].end and self._is_genitive(reading, start, end):
            last -= 1
        if self._text[last - 1] in "'’":
            # "LKAB's"
            last -= 1
        candidates = list_candidates(
            self._index, reading.entity, reading.terms, message={word.folded for word in self._words},
            county_meant=has_region_word(self._words, start, reading.end),
        )  # fmt: skip
        return FoundEntity(
            reading.entity, self._text[first:last], first, last, candidates[0] if candidates else "", candidates,
            round(reading.match.quality, 2),
        )  # fmt: skip

    def _is_genitive(self, reading: Reading, start: int, end: int) -> bool:
        """Whether the name ends in a genitive that some term spells out: "Scanias"."""
        key = make_key(self._words[start:end])
        if not key.endswith("s"):
            return False
        if any(term.is_name for term in self._index.find(key)):
            return False
        own = {term.entry.id for term in reading.terms}
        return any(term.entry.id in own and term.entry.entity == "employer" for term in self._index.find(key[:-1]))

    def _extend(self, reading: Reading) -> tuple[int, int]:
        """Takes in the words beside that belong to the name: "industriell målare", "Höganäs AB", "Kalmar län"."""
        start, end = reading.start, reading.end
        after = self._words[end] if end < len(self._words) and not starts_clause(self._words[end]) else None
        if reading.entity == "occupation" and start and self._words[start - 1].folded in _ADJECTIVES:
            start -= 1
        if after is None:
            return start, end
        tails = _TAILS.get(reading.entity, frozenset())
        if after.folded in tails or (reading.entity == "place" and has_region_word(self._words, end, end)):
            end += 1
        return start, end

    def _mark_rejected(self, found: list[FoundEntity]) -> list[FoundEntity]:
        """Marks what is not meant: after "inte", or before "nej" and another of its kind."""
        starts = {word.start: number for number, word in enumerate(self._words)}
        marked = []
        for place, entity in enumerate(found):
            others = [other for other in found if other.entity == entity.entity and other is not entity]
            number = starts.get(entity.start, next((n for n, w in enumerate(self._words) if w.end > entity.start), 0))
            refused = self._cues.precede(Cue.REFUSED, number) and (bool(others) or entity.entity == "place")
            following = next((other for other in found[place + 1 :] if other.entity == entity.entity), None)
            if following is not None and not refused and entity.entity != "interest":
                refused = self._is_corrected(entity, following)
            marked.append(replace(entity, rejected=refused))
        return marked

    def _is_corrected(self, entity: FoundEntity, following: FoundEntity) -> bool:
        between = [n for n, word in enumerate(self._words) if entity.end <= word.start < following.start]
        if not between or len(between) > 5 or self._cues.precede(Cue.REFUSED, between[-1] + 1):
            return False
        return any(self._cues.follow(Cue.CORRECTED, number) for number in between)


def _get_start(entity: FoundEntity) -> int:
    return entity.start
