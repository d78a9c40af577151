"""Keeps the words that people use for rows in line with what a file says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from bot.regional.ingest.fields import Cells
from bot.regional.ingest.synchronise import Changes, Missing, RowTally, synchronise_rows
from bot.regional.models import Term
from bot.text.normalise import clean_text

LANGUAGES = ("sv", "en", "fi", "ar", "so", "uk", "fa")
TERM_CHARACTERS = 120


def read_terms(cells: Cells) -> dict[str, tuple[str, ...]]:
    """The columns terms_sv, terms_en ... of a row: cleaned terms by language."""
    terms = {}
    for language in LANGUAGES:
        listed = cells.listed(f"terms_{language}")
        if any(len(term) > TERM_CHARACTERS for term in listed):
            cells.problems.add(line=cells.row.line, column=f"terms_{language}", value="",
                               expected=f"ord på högst {TERM_CHARACTERS} tecken, | mellan dem")  # fmt: skip
            continue
        terms[language] = tuple(dict.fromkeys(clean_text(term).casefold() for term in listed if clean_text(term)))
    return terms


def write_terms(
    session: Session,
    *,
    entity: str,
    terms_by_row: Mapping[str, Mapping[str, Sequence[str]]],
    tally: RowTally | None = None,
) -> Changes:
    """Makes the terms of the named rows exactly those given; other rows' terms are left alone."""
    heard = tally or RowTally()
    desired = [
        {"entity": entity, "row_id": row_id, "language": language, "text": text}
        for row_id, by_language in terms_by_row.items()
        for language, texts in by_language.items()
        for text in texts
    ]
    return synchronise_rows(
        session,
        Term,
        desired,
        key=("entity", "row_id", "language", "text"),
        scope=Term.entity == entity,
        missing=Missing.DELETE,
        missing_within=lambda row: row["row_id"] in terms_by_row,
        on_difference=lambda key: heard.hear_detail(key[1:]),
    )
