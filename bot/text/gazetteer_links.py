"""Orders the rows that a term may be: the likeliest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.text.gazetteer_index import GazetteerIndex, Term
from bot.text.words import split_words

# Words of one root share their beginning: "pappersbruk" speaks for "processoperatör, papper".
_ROOT_LETTERS = 5
_SHORTEST_ROOT = 4
# What is not one of the occupations with facts of their own: "Ingenjör (andra inriktningar)".
_REST = "(andra inriktningar)"


def list_candidates(
    index: GazetteerIndex, entity: str, terms: Sequence[Term], *, message: Collection[str], county_meant: bool
) -> tuple[str, ...]:
    """The ids of the rows, best first; a place that stands for several gives its own id and then theirs."""
    if entity == "place":
        return _list_places(terms, county_meant=county_meant)
    own = [term for term in terms if term.entry.entity == entity and term.entry.id]
    if not own:
        return ()
    if entity != "occupation":
        return tuple(dict.fromkeys(term.entry.id for term in sorted(own, key=_rate_term, reverse=True)))
    roots = {word[:_ROOT_LETTERS] for word in message if len(word) >= _SHORTEST_ROOT}
    kin = index.find_kin(own)
    own_names = [term for term in kin if term.is_name]
    ordered = [*sorted(own + own_names, key=_rate_term, reverse=True), *sorted(kin, key=_rate_term, reverse=True)]
    ids = tuple(dict.fromkeys(term.entry.id for term in ordered))
    if len(ids) < 2:
        return ids
    roots -= {word.folded[:_ROOT_LETTERS] for word in split_words(own[0].written)}
    named = {term.entry.id: _count_named(term.entry.name, roots) for term in (*own, *kin)}
    return tuple(sorted(ids, key=named.__getitem__, reverse=True))


def _count_named(name: str, roots: Collection[str]) -> int:
    """How many words of a row's name the message has, beside the words of the term itself."""
    own = {word.folded[:_ROOT_LETTERS] for word in split_words(name) if len(word.folded) >= _SHORTEST_ROOT}
    return sum(1 for root in own if any(each.startswith(root) or root.startswith(each) for each in roots))


def _rate_term(term: Term) -> tuple[bool, bool, bool, bool]:
    """First a row whose own name it is, then one that stands for the whole kind ("Mekaniker (allmänt)"), last its rest."""
    name = term.entry.name.casefold()
    return not name.endswith(_REST), term.is_name, "(" in name, name.startswith(term.written)


def _list_places(terms: Sequence[Term], *, county_meant: bool) -> tuple[str, ...]:
    kinds = ("county", "municipality", "alias") if county_meant else ("municipality", "county", "alias")

    def rate(term: Term) -> tuple[int, bool]:
        kind = term.entry.id.partition(":")[0]
        return kinds.index(kind) if kind in kinds else len(kinds), not term.is_name

    found: list[str] = []
    for term in sorted(terms, key=rate):
        if not term.entry.targets:
            found.append(term.entry.id)
        elif len(term.entry.targets) == 1 or found:
            found += term.entry.targets
        else:
            found += (term.entry.id, *term.entry.targets)
    return tuple(dict.fromkeys(found))
