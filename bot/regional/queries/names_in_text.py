"""Finds rows by their everyday names in a text, for the few answers that need more than the one row that was linked."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.regional.models import Programme, Term
from bot.text.normalise import fold_text


def find_rows_named(session: Session, *, entity: str, text: str, most: int = 3) -> tuple[str, ...]:
    """Ids of the rows whose names stand in the text, in the order they are said; longer names before those within them."""
    folded = fold_text(text)
    rows = session.execute(select(Term.text, Term.row_id).where(Term.entity == entity))
    return _find_in(folded, [(fold_text(term), row_id) for term, row_id in rows], most=most)


def find_programmes_named(session: Session, *, text: str, most: int = 3) -> tuple[str, ...]:
    """As find_rows_named, also by the short names that say a programme only beside another: "teknik eller natur"."""
    terms = session.execute(select(Term.text, Term.row_id).where(Term.entity == "programme")).all()
    whole = select(Programme.name_sv, Programme.id).where(
        Programme.orientation_sv == "", Programme.level == "gymnasium"
    )
    short = [(name.removesuffix("programmet").rstrip("s"), row_id) for name, row_id in session.execute(whole)]
    names = [*terms, *short]
    return _find_in(fold_text(text), [(fold_text(name), row_id) for name, row_id in names], most=most)


def _find_in(folded: str, terms: list[tuple[str, str]], *, most: int) -> tuple[str, ...]:
    taken: list[tuple[int, int, str]] = []
    for term, row_id in sorted(terms, key=lambda each: (-len(each[0]), each)):
        if term not in folded:
            continue
        found = re.search(rf"(?<!\w){re.escape(term)}(?!\w)", folded)
        if found and all(found.end() <= start or found.start() >= end for start, end, _row in taken):
            taken.append((found.start(), found.end(), row_id))
    return tuple(dict.fromkeys(row_id for _start, _end, row_id in sorted(taken)))[:most]
