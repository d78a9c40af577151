"""Decides which entity a match is, by what stands around it in the message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.text.cues import Cue, Cues
from bot.text.gazetteer_callings import WEIGHING, CallingReader
from bot.text.gazetteer_index import Term
from bot.text.gazetteer_matches import Match
from bot.text.gazetteer_names import JOINING, NameReader
from bot.text.interests import Liking
from bot.text.term_kinds import JOB_FIELDS, TermKind
from bot.text.words import Word, starts_clause, word_set

_PROGRAMME_WORDS = word_set(
    "programmet program programm linjen linje utbildningen utbildning gymnasiet gymnasie gymnasium"
)
# Interests in pay and hours: "jobb med hög lön" asks for them and does not tell what is liked.
_TERMS_OF_JOB = word_set("lön pengar jobb tider skift natt utbildning dagtid nattskift")
# Languages whose occupation terms are not sorted into persons and fields.
_UNSORTED = frozenset({"ar", "fa", "uk", "fi", "so"})
# "får jag köra truck" asks for leave to do it.
_LEAVE = word_set("far kan maste ska")
_WORDS_OF_LEAVE = 2
_JOBS = (TermKind.PERSON, TermKind.CALLING, TermKind.FIELD)


@dataclass(frozen=True)
class Reading:
    """A match read as one entity."""

    match: Match
    entity: str
    terms: tuple[Term, ...]
    rank: int
    bonus: int = 0  # words beyond `end` that the match also covered

    @property
    def start(self) -> int:
        return self.match.start

    @property
    def end(self) -> int:
        return self.match.end


class ContextReader:
    """Reads the matches of one message."""

    def __init__(self, words: Sequence[Word], cues: Cues, liking: Liking, matches: Sequence[Match]) -> None:
        self._words = words
        self._cues = cues
        self._liking = liking
        programmes = [match for match in matches if any(term.entry.entity == "programme" for term in match.terms)]
        self._programme_starts = {match.start for match in programmes}
        self._programme_ends = {match.end for match in programmes}
        self._names = NameReader(words, cues, matches)
        self._callings = CallingReader(words, matches)
        self._job_ends = {match.end for match in matches if any(term.kind in _JOBS for term in match.terms)}

    def read(self, match: Match) -> list[Reading]:
        """What the match may be, the likeliest first; nothing when its words mean themselves here."""
        if self._words[match.start].folded == "el" and match.end - match.start > 1 and match.start in self._job_ends:
            # "truckförare el montör": short for "eller".
            return []
        groups: dict[tuple[TermKind, str], list[Term]] = {}
        for term in match.terms:
            groups.setdefault((term.kind, term.entry.entity), []).append(term)
        kinds = {kind for kind, _ in groups}
        ranks: dict[str, int] = {}
        kept: dict[str, list[Term]] = {}
        for (kind, _), terms in groups.items():
            rank = self._rank(match, kind, terms[0], kinds)
            if rank:
                entity = self._name_entity(match, kind, terms[0])
                ranks[entity] = max(rank, ranks.get(entity, 0))
                kept.setdefault(entity, []).extend(terms)
        found = [Reading(match, entity, tuple(terms), ranks[entity]) for entity, terms in kept.items()]
        return sorted(found, key=_get_rank, reverse=True)

    def _name_entity(self, match: Match, kind: TermKind, term: Term) -> str:
        wanted = match.start in self._liking.liked or match.start in self._liking.wished
        if kind is TermKind.ACTIVITY and wanted:
            return "interest"
        if kind is TermKind.FIELD and match.start in self._liking.wished and term.written not in JOB_FIELDS:
            return "interest"
        subject = kind in (TermKind.FIELD, TermKind.INDUSTRY) and term.written.endswith("teknik")
        if subject and self._is_school_subject(match):
            return "programme"
        if (
            term.entry.entity == "occupation"
            and term.language in ("ar", "fa")
            and self._cues.precede(Cue.STUDY, match.start)
        ):
            return "programme"
        return term.entry.entity

    def _rank(self, match: Match, kind: TermKind, term: Term, kinds: set[TermKind]) -> int:
        start = match.start
        liked = start in self._liking.liked
        disliked = start in self._liking.disliked
        wished = start in self._liking.wished
        if kind is TermKind.NAME:
            return self._names.rank_name(match, term)
        if kind is TermKind.WEAK_NAME:
            return self._names.rank_weak_name(match, term)
        if kind is TermKind.PERSON:
            # Terms in other scripts are not told apart: a plant is likelier than its workers.
            return 5 if TermKind.INDUSTRY in kinds and term.language in _UNSORTED else 8
        if kind is TermKind.NICKNAME:
            return self._names.rank_nickname(match)
        if kind in (TermKind.CALLING, TermKind.WEAK_CALLING):
            return self._callings.rank(match, kind, term)
        if kind is TermKind.LEVEL:
            return 7 if len(self._words[start].folded) > 1 else 0
        if kind is TermKind.PROGRAMME:
            return 9 if self._cues.precede(Cue.STUDY, start) or not liked else 4
        if kind is TermKind.SHORT_PROGRAMME:
            return 7 if self._is_school_subject(match) and not liked and not disliked else 0
        if kind is TermKind.INDUSTRY:
            return 0 if liked and TermKind.INTEREST in kinds else 6
        if kind is TermKind.FIELD:
            return 0 if liked or disliked else (3 if wished and TermKind.INTEREST in kinds else 5)
        if kind is TermKind.ACTIVITY:
            return self._rank_activity(match, term)
        if disliked:
            return 0
        if liked or wished:
            return 8
        terms_of_job = any(word in _TERMS_OF_JOB for word in term.written.split())
        return 3 if self._is_field_of_work(start) and not terms_of_job else 0

    def _rank_activity(self, match: Match, term: Term) -> int:
        """Doing a job: what is liked, or the job itself, but not what one may do ("får jag köra truck")."""
        start, end = match.start, match.end
        liked = start in self._liking.liked
        disliked = start in self._liking.disliked
        wished = start in self._liking.wished
        if end - start == 1 and self._words[start].folded.endswith("ar") and start:
            # "en svetsar" is a person, short for svetsare.
            return 8 if self._words[start - 1].folded in ("en", "som", "bli", "blir", "blev") else 0
        if liked or wished:
            return 8
        if start >= _WORDS_OF_LEAVE and self._words[start - 2].folded in _LEAVE:
            return 0
        return 4 if end - start > 1 and not disliked and term.entry.entity == "occupation" else 0

    def _is_school_subject(self, match: Match) -> bool:
        start, end = match.start, match.end
        words = self._words
        if end < len(words) and words[end].folded in _PROGRAMME_WORDS and not starts_clause(words[end]):
            return True
        if self._is_field_of_work(start) and not self._cues.precede(Cue.STUDY, start):
            return False
        if self._is_weighed_against_programme(start, end):
            return True
        school = self._cues.has(Cue.SCHOOL)
        if school and self._cues.precede(Cue.STUDY, start):
            return True
        before = words[start - 1].folded if start else ""
        if school and before in ("pa", "till", "om", "for", "inom", "med", "the", "en", "ett", "mellan", "fran"):
            return True
        if school and before in JOINING and start >= 2:
            return self._cues.precede(Cue.STUDY, start - 2) or words[start - 3].folded in (
                "pa",
                "till",
                "mellan",
                "har",
            )
        return school and (start == 0 or before in ("ar", "e", "is"))

    def _is_weighed_against_programme(self, start: int, end: int) -> bool:
        """Whether the words beside are a programme too, as in "teknik eller natur"."""
        words = self._words
        before = start >= 2 and words[start - 1].folded in WEIGHING and start - 1 in self._programme_ends
        after = end + 1 < len(words) and words[end].folded in WEIGHING and end + 1 in self._programme_starts
        return before or after

    def _is_field_of_work(self, start: int) -> bool:
        if self._cues.precede(Cue.WORK, start):
            return True
        words = self._words
        if start >= 2 and words[start - 1].folded in JOINING:
            return self._cues.precede(Cue.WORK, start - 2)
        return False


def _get_rank(reading: Reading) -> int:
    return reading.rank
