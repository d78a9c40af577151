"""Decides whether a word that may be the name of a place or firm is that name, by what stands around it in the message."""

from __future__ import annotations

from collections.abc import Sequence

from bot.text.cues import Cue, Cues
from bot.text.everyday import get_everyday_words
from bot.text.gazetteer_index import AND_WORDS, Term
from bot.text.gazetteer_matches import Match
from bot.text.place_words import SOUGHT
from bot.text.term_kinds import TermKind
from bot.text.words import Word, starts_clause, word_set

JOINING = AND_WORDS | {"a", "eller", "or"}
_PLACE_WORDS = word_set("kommun lan trakten trakterna omradet regionen county municipality hallet region")
# Everyday words that follow "i" or "till" as themselves: "ta till vara", "i mark och skog".
_NEVER_AFTER = frozenset(
    {("till", "vara"), ("till", "sala"), ("i", "berg"), ("pa", "sala"), ("med", "mark"), ("fran", "berg")}
)
_NEVER_BARE = word_set("vara bara kosta mark berg alla ale handen ed boda dal")
_AROUND = word_set("i runt kring omkring utanfor nara in around near")
# "mejla Boliden", "jag heter Amal".
_REACHING = word_set("kontakt kontakta kontaktar kontkat mejla mejl mejlar maila mail ringa ringer contact")
_NAMING = word_set("heter kallas hette namnet")
_PEOPLE = word_set("jag ja jg hon han hen kompis kompisen som")


class NameReader:
    """Ranks the names of places and firms in one message; 0 is none."""

    def __init__(self, words: Sequence[Word], cues: Cues, matches: Sequence[Match]) -> None:
        self._words = words
        self._cues = cues
        sure = [match for match in matches if any(_is_sure_place(term) for term in match.terms)]
        self._place_starts = {match.start for match in sure}
        self._place_ends = {match.end for match in sure}

    def rank_name(self, match: Match, term: Term) -> int:
        """A place, unless a firm of the same name is likelier: "jobba på Perstorp", or "Boliden", where the place is small."""
        if term.entry.entity == "place":
            if self._is_firm_in_place(match):
                return 5
            if self._words[match.start].capital and self._is_first_name(match.start):
                return 0
            town = not term.entry.id.startswith("alias:")
            return 9 if town or self._cues.precede(Cue.PLACE, match.start) else 7
        firm = self._cues.precede(Cue.FIRM, match.start) and not self._cues.precede(Cue.PLACE, match.start)
        return 10 if firm or match.end - match.start > 1 else 8

    def _is_first_name(self, start: int) -> bool:
        """Whether somebody's name follows "heter", as Åmål's without its marks: "jag heter Amal"."""
        before = [word.folded for word in self._words[max(0, start - 2) : start]]
        return bool(before) and before[-1] in _NAMING and before[0] in _PEOPLE

    def _is_firm_in_place(self, match: Match) -> bool:
        """Whether a name that a firm may have is that of the firm: "kontakt till Boliden i Rönnskär", "mejla Boliden"."""
        words = self._words
        before = {word.folded for word in words[max(0, match.start - 2) : match.start]}
        located = match.end + 1 in self._place_starts and words[match.end].folded in ("i", "in")
        return located or bool(before & _REACHING)

    def rank_weak_name(self, match: Match, term: Term) -> int:
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
        if before in SOUGHT and end == len(words) and words[start].folded not in _NEVER_BARE:
            return 8
        if self._cues.precede(Cue.PLACE, start) and before not in ("vid", "mot", "to", "for"):
            return 8
        if words[start].folded not in _NEVER_BARE and self._stands_beside_place(start, end):
            return 8
        if words[start].capital and start > 0 and not any(stop in words[start].gap for stop in ".!?:"):
            return 8
        return 8 if len(words) == 1 or (len(words) <= 3 and words[start].capital) else 0

    def rank_nickname(self, match: Match) -> int:
        """A town's nickname only where a place must stand; "brev från Eskil" is from somebody."""
        start, end = match.start, match.end
        before = self._words[start - 1].folded if start else ""
        if self._cues.precede(Cue.HOME, start) or before in _AROUND:
            return 8
        if before in SOUGHT and end == len(self._words):
            return 8
        return 8 if before not in _NAMING and self._stands_beside_place(start, end) else 0

    def _stands_beside_place(self, start: int, end: int) -> bool:
        """Whether it is joined to a certain place: "malmö eller lund"."""
        words = self._words
        before = start >= 2 and words[start - 1].folded in JOINING and start - 1 in self._place_ends
        after = end + 1 < len(words) and words[end].folded in JOINING and end + 1 in self._place_starts
        if before or after or (self._place_starts and self._cues.precede(Cue.REFUSED, start)):
            return True
        listed = end < len(words) and "," in words[end].gap and end in self._place_starts
        return listed or ("," in words[start].gap and start in self._place_ends)


def _is_sure_place(term: Term) -> bool:
    return term.kind is TermKind.NAME and term.entry.entity == "place"
