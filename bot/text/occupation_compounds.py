"""Recognises occupations that no row names: regular compounds such as "bandmontör" whose last part is an occupation."""

from __future__ import annotations

import re

from bot.text.gazetteer_index import GazetteerIndex, Term
from bot.text.swedish import list_plain_forms
from bot.text.term_kinds import TermKind

# Heads that make an industrial occupation whatever stands before, folded and in all their forms.
_HEAD = re.compile(
    r"(svetsare|svetsaren|svetsarna|operator(?:en|er|erna)?|tekniker(?:n|na)?|ingenjor(?:en|er|erna)?|montor(?:en|er|erna)?|"
    r"mekaniker(?:n|na)?|elektriker(?:n|na)?|reparator(?:en|er|erna)?|konstruktor(?:en|er|erna)?|arbetare|arbetaren|arbetarna|"
    r"svarvare|frasare|slipare|gjutare|smaltare|lackerare|platslagare|verktygsmakare|installator(?:en|er|erna)?|"
    r"programmerare|mek|meken|smed(?:en|er|erna)?|snickare|malare|metallurg(?:en|er|erna)?)s?$"
)
# Heads that are industrial only after such a first part.
_LOOSE_HEAD = re.compile(r"(ledare|ledaren|chef|chefen|chefer|skotare|skotaren|forare|foraren|planerare|samordnare)s?$")
_INDUSTRIAL_FIRST = re.compile(
    r"^(produktion|skift|verkstad|fabrik|lager|drift|underhall|kvalitet|logistik|plats|projekt|arbets|process|gruv|bruk|teknik|"
    r"inkop|maskin|robot|pann|ugn|anlaggning|truck|kran|last|hjullastar|industri|material|linje|lag|team|gruppledare|bygg|el|cnc)"
)
# First parts of occupations outside industry with the same heads.
_OTHER_FIRST = re.compile(
    r"^(tand|sjuk|hud|mental|social|fritid|kontor|vard|ungdom|hjalp|sex|med|sam|under|telefon|mobil|kamera|natverks|dans|film|"
    r"musik|mat|konst|hem|lant|barn|djur|skol|kultur|kyrk|behandlings|gast|kultur|gul|tatuer|nagel|spel|podd|frisor|bild|por)"
)
_SHORTEST_FIRST = 2


def find_compound_head(index: GazetteerIndex, folded: str) -> tuple[Term, ...]:
    """The occupations that the last part of a compound names; empty when it is no industrial compound."""
    found = _HEAD.search(folded)
    if found is None:
        found = _LOOSE_HEAD.search(folded)
        if found is None or not _INDUSTRIAL_FIRST.search(folded):
            return ()
    if found.start() < _SHORTEST_FIRST or _OTHER_FIRST.search(folded):
        return ()
    for cut in range(_SHORTEST_FIRST, found.start() + 1):
        terms = _find_persons(index, folded[cut:])
        if terms:
            return terms
    if folded.endswith(("mek", "meken")):
        return _find_persons(index, "mekaniker")
    return ()


def is_compound(folded: str) -> bool:
    """Whether a word is a compound with an industrial head, also when no row has the head."""
    strict = _HEAD.search(folded)
    if strict is not None:
        return strict.start() >= _SHORTEST_FIRST and not _OTHER_FIRST.search(folded)
    loose = _LOOSE_HEAD.search(folded)
    return loose is not None and loose.start() >= _SHORTEST_FIRST and bool(_INDUSTRIAL_FIRST.search(folded))


def is_subject_compound(folded: str) -> bool:
    """Whether a word names a subject to study, such as "gruvteknik"."""
    return len(folded) > 8 and folded.endswith(("teknik", "tekniken"))


def _find_persons(index: GazetteerIndex, head: str) -> tuple[Term, ...]:
    for form in (head, *list_plain_forms(head)):
        persons = tuple(
            term for term in index.find(form) if term.entry.entity == "occupation" and term.kind is TermKind.PERSON
        )
        if persons:
            return persons
    return ()
