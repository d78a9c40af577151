"""Decides which entity a match is, by what stands around it in the message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.text.cues import Cue, Cues
from bot.text.everyday import get_everyday_words
from bot.text.gazetteer_index import AND_WORDS, Term
from bot.text.gazetteer_matches import Match
from bot.text.interests import Liking
from bot.text.term_kinds import JOB_FIELDS, TermKind
from bot.text.words import Word, starts_clause, word_set

_PROGRAMME_WORDS = word_set(
    "programmet program programm linjen linje utbildningen utbildning gymnasiet gymnasie gymnasium"
)
_PLACE_WORDS = word_set("kommun lan trakten trakterna omradet regionen county municipality hallet region")
# Words between two that are compared, in the languages of the messages; "el" is short for "eller".
_WEIGHING = word_set("eller el or vs mot kontra an vai mise jamfort än чи або или або у يا او أو ولا لو")
_JOINING = AND_WORDS | {"a", "eller", "or"}
# Everyday words that follow "i" or "till" as themselves: "ta till vara", "i mark och skog".
_NEVER_AFTER = frozenset(
    {("till", "vara"), ("till", "sala"), ("i", "berg"), ("pa", "sala"), ("med", "mark"), ("fran", "berg")}
)


# What pupils look for, with the place right behind: "sommarjobb lund".
_SOUGHT = word_set(
    "sommarjobb extrajobb helgjobb jobb praktik prao praoplats apl lia studiebesok foretag skolor skola industrier "
    "industri fabriker bristyrken yrken arbete praktikplats platser job jobs internship"
)
# Interests in pay and hours: "jobb med hög lön" asks for them and does not tell what is liked.
_TERMS_OF_JOB = word_set("lön pengar jobb tider skift natt utbildning dagtid nattskift")
# Languages whose occupation terms are not sorted into persons and fields.
_UNSORTED = frozenset({"ar", "fa", "uk", "fi", "so"})
_NAMING = word_set("heter kallas hette namnet")
_NEVER_BARE = word_set("vara bara kosta mark berg alla ale handen ed boda dal")


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
        sure = [match for match in matches if any(_is_sure_place(term) for term in match.terms)]
        programmes = [match for match in matches if any(term.entry.entity == "programme" for term in match.terms)]
        self._programme_starts = {match.start for match in programmes}
        self._programme_ends = {match.end for match in programmes}
        self._place_starts = {match.start for match in sure}
        self._place_ends = {match.end for match in sure}

    def read(self, match: Match) -> list[Reading]:
        """What the match may be, the likeliest first; nothing when its words mean themselves here."""
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
        start, end = match.start, match.end
        liked = start in self._liking.liked
        disliked = start in self._liking.disliked
        wished = start in self._liking.wished
        if kind is TermKind.NAME:
            return self._rank_name(match, term)
        if kind is TermKind.WEAK_NAME:
            return self._rank_weak_name(match, term)
        if kind is TermKind.PERSON:
            # Terms in other scripts are not told apart: a plant is likelier than its workers.
            return 5 if TermKind.INDUSTRY in kinds and term.language in _UNSORTED else 8
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
            if end - start == 1 and self._words[start].folded.endswith("ar") and start:
                # "en svetsar" is a person, short for svetsare.
                return 8 if self._words[start - 1].folded in ("en", "som", "bli", "blir", "blev") else 0
            if liked or wished:
                return 8
            return 4 if end - start > 1 and not disliked and term.entry.entity == "occupation" else 0
        if disliked:
            return 0
        if liked or wished:
            return 8
        terms_of_job = any(word in _TERMS_OF_JOB for word in term.written.split())
        return 3 if self._is_field_of_work(start) and not terms_of_job else 0

    def _rank_name(self, match: Match, term: Term) -> int:
        """A place, unless a firm of the same name is likelier: "jobba på Perstorp", or "Boliden", where the place is small."""
        if term.entry.entity == "place":
            town = not term.entry.id.startswith("alias:")
            return 9 if town or self._cues.precede(Cue.PLACE, match.start) else 7
        firm = self._cues.precede(Cue.FIRM, match.start) and not self._cues.precede(Cue.PLACE, match.start)
        return 10 if firm or match.end - match.start > 1 else 8

    def _rank_weak_name(self, match: Match, term: Term) -> int:
        start, end = match.start, match.end
        words = self._words
        if term.entry.entity == "employer":
            legal = end < len(words) and words[end].folded == "ab"
            capital = words[start].capital and start > 0 and not starts_clause(words[start])
            return 8 if legal or (capital and self._cues.precede(Cue.FIRM, start)) else 0
        if match.exact_marks and words[start].folded not in get_everyday_words():
            return 8
        if end < len(words) and words[end].folded in _PLACE_WORDS:
            return 8
        before = words[start - 1].folded if start else ""
        if before in _NAMING:
            return 0
        if self._cues.precede(Cue.HOME, start):
            return 8
        if (before, words[start].folded) in _NEVER_AFTER and not words[start].capital:
            return 0
        if before in _SOUGHT and end == len(words) and words[start].folded not in _NEVER_BARE:
            return 8
        if self._cues.precede(Cue.PLACE, start) and before not in ("vid", "mot", "to", "for"):
            return 8
        if self._stands_beside_place(start, end):
            return 8
        if words[start].capital and start > 0 and not any(stop in words[start].gap for stop in ".!?:"):
            return 8
        return 8 if len(words) == 1 or (len(words) <= 3 and words[start].capital) else 0

    def _stands_beside_place(self, start: int, end: int) -> bool:
        """Whether it is joined to a certain place: "malmö eller lund"."""
        words = self._words
        before = start >= 2 and words[start - 1].folded in _JOINING and start - 1 in self._place_ends
        after = end + 1 < len(words) and words[end].folded in _JOINING and end + 1 in self._place_starts
        if before or after or (self._place_starts and self._cues.precede(Cue.REFUSED, start)):
            return True
        listed = end < len(words) and "," in words[end].gap and end in self._place_starts
        return listed or ("," in words[start].gap and start in self._place_ends)

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
        if school and before in _JOINING and start >= 2:
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
        before = start >= 2 and words[start - 1].folded in _WEIGHING and start - 1 in self._programme_ends
        after = end + 1 < len(words) and words[end].folded in _WEIGHING and end + 1 in self._programme_starts
        return before or after

    def _is_field_of_work(self, start: int) -> bool:
        if self._cues.precede(Cue.WORK, start):
            return True
        words = self._words
        if start >= 2 and words[start - 1].folded in _JOINING:
            return self._cues.precede(Cue.WORK, start - 2)
        return False


def _is_sure_place(term: Term) -> bool:
    return term.kind is TermKind.NAME and term.entry.entity == "place"


def _get_rank(reading: Reading) -> int:
    return reading.rank
