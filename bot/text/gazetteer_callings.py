"""Decides whether an occupation outside industry is what a message asks about, or somebody in what it tells."""

from __future__ import annotations

from collections.abc import Sequence

from bot.text.gazetteer_index import Term
from bot.text.gazetteer_matches import Match
from bot.text.known_words import is_listed_word
from bot.text.term_kinds import TermKind
from bot.text.words import Word, word_set

# Words between two that are compared, in the languages of the messages; "el" is short for "eller".
WEIGHING = word_set("eller el or vs mot kontra an vai mise jamfort än чи або или або у يا او أو ولا لو")
# Those whom one speaks of.
_KIN = word_set(
    "mamma mamman morsan mor pappa pappan farsan far bror brorsan brorsa morbror farbror syrra syster syrran kusin moster faster "
    "farmor mormor farfar morfar mum mom dad father mother brother sister kompis"
)
# What stands before an occupation that one thinks of for oneself or asks about, with nothing but small words between.
_BECOMING = word_set("bli blir blev become becoming be tjanar tjana earn earns gor does jobba jobbar plugga")
_BETWEEN = word_set("en ett a an man jag ja i bra vanlig som")
_PAY = word_set("lon lonen salary pay utbildning utbildningen")
_BECOMING_ELSEWHERE = word_set(
    "اصبح اصير صير اكون اشتغل شوم بشوم شدن ميشه noqdo noqdaa noqon noqda стати бути стану ким заробляе tulla tullaan tulee "
    "haluan palkka tienaa"
)
# A longer message tells a story; what it asks about is seldom an occupation outside industry.
_LONGEST_QUESTION = 14
_MARKS_DROPPED = 0.97


class CallingReader:
    """Ranks the occupations outside industry in one message; 0 is none."""

    def __init__(self, words: Sequence[Word], matches: Sequence[Match]) -> None:
        self._words = words
        self._names_a_row = any(
            term.kind is TermKind.PERSON and term.entry.id
            for match in matches
            if not match.errors
            for term in match.terms
        )

    def rank(self, match: Match, kind: TermKind, term: Term) -> int:
        """An occupation outside industry that is asked about, not somebody in a story: "min lärare sa", "ville bli polis men ..."."""
        words = self._words
        if len(words) > _LONGEST_QUESTION or self._names_a_row and not self._is_weighed(match):
            return 0
        before = words[match.start - 1].folded if match.start else ""
        if before in ("ar", "e", "is") and any(word.folded in _KIN for word in words):
            return 0
        if kind is TermKind.CALLING and not match.errors:
            dropped = match.quality < 1 and len(words) > 1 and is_listed_word(words[match.end - 1].folded)
            return 0 if dropped and match.quality == _MARKS_DROPPED else 8
        place = match.start - 1
        while place > 0 and words[place].folded in _BETWEEN:
            place -= 1
        wished = place >= 0 and words[place].folded in _BECOMING
        paid = match.end < len(words) and words[match.end].folded in _PAY
        elsewhere = term.language not in ("sv", "en") and any(word.folded in _BECOMING_ELSEWHERE for word in words)
        return 8 if wished or paid or elsewhere else 0

    def _is_weighed(self, match: Match) -> bool:
        """Whether it is set against another by a word beside it."""
        beside = [number for number in (match.start - 1, match.end) if 0 <= number < len(self._words)]
        return any(self._words[number].folded in WEIGHING for number in beside)
