"""Finds rows by their everyday names in a text, for the few answers that need more than the one row that was linked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.regional.models import Programme, Term
from bot.regional.remembered import remembered
from bot.text.normalise import fold_text

Names = tuple[tuple[str, str], ...]


def find_rows_named(session: Session, *, entity: str, text: str, most: int = 3) -> tuple[str, ...]:
    """Ids of the rows whose names stand in the text, in the order they are said; longer names before those within them."""
    return _find_in(fold_text(text), _list_names(session, entity), most=most)


def find_programmes_named(session: Session, *, text: str, most: int = 3) -> tuple[str, ...]:
    """As find_rows_named, also by the short names that say a programme only beside another: "teknik eller natur"."""
    return _find_in(fold_text(text), _list_programme_names(session), most=most)


# The text is a pupil's, so it is the names that are remembered, never what was looked for.
@remembered
def _list_names(session: Session, entity: str) -> Names:
    """Folded names with the rows that bear them, the longest first."""
    rows = session.execute(select(Term.text, Term.row_id).where(Term.entity == entity))
    return _fold_names((name, row_id) for name, row_id in rows)


@remembered
def _list_programme_names(session: Session) -> Names:
    terms = session.execute(select(Term.text, Term.row_id).where(Term.entity == "programme")).all()
    whole = select(Programme.name_sv, Programme.id).where(
        Programme.orientation_sv == "", Programme.level == "gymnasium"
    )
    short = [(name.removesuffix("programmet").rstrip("s"), row_id) for name, row_id in session.execute(whole)]
    return _fold_names([*((name, row_id) for name, row_id in terms), *short])


def _fold_names(names: Iterable[tuple[str, str]]) -> Names:
    folded = ((fold_text(name), row_id) for name, row_id in names)
    return tuple(sorted(folded, key=lambda each: (-len(each[0]), each)))


def _find_in(folded: str, names: Names, *, most: int) -> tuple[str, ...]:
    taken: list[tuple[int, int, str]] = []
    for term, row_id in names:
        if term not in folded:
            continue
        found = re.search(rf"(?<!\w){re.escape(term)}(?!\w)", folded)
        if found and all(found.end() <= start or found.start() >= end for start, end, _row in taken):
            taken.append((found.start(), found.end(), row_id))
    return tuple(dict.fromkeys(row_id for _start, _end, row_id in sorted(taken)))[:most]
