"""Which rows of the regional database the training examples name, and what their phrases are without those names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.text.gazetteer import Gazetteer
from bot.text.gazetteer_file import Entry
from bot.training.examples import Example

# What each Swedish county and trade should be asked about; municipalities are too many for all of them.
COUNTY = "county:"
MUNICIPALITY = "municipality:"


@dataclass(frozen=True)
class NamedRows:
    """The rows that examples name. `phrases` holds each example with its names replaced by their kinds, in order."""

    phrases: tuple[str, ...]
    missing_occupations: tuple[str, ...]
    missing_counties: tuple[str, ...]
    municipalities: int


def find_named_rows(examples: Sequence[Example], *, entries: Iterable[Entry]) -> NamedRows:
    """Reads the examples as the assistant itself reads messages, so that inflected and misspelt names count."""
    rows = list(entries)
    gazetteer = Gazetteer(rows)
    seen: set[tuple[str, str]] = set()
    phrases = []
    for example in examples:
        phrase, end = "", 0
        for entity in gazetteer.find(example.text):
            seen.update((entity.entity, row) for row in (entity.id, *entity.candidates) if row)
            if entity.start >= end:
                phrase += f"{example.text[end : entity.start]}<{entity.entity}>"
                end = entity.end
        phrases.append((phrase + example.text[end:]).casefold())
    return NamedRows(
        phrases=tuple(phrases),
        missing_occupations=tuple(
            row.name for row in rows if row.entity == "occupation" and (row.entity, row.id) not in seen
        ),
        missing_counties=tuple(
            row.name
            for row in rows
            if row.entity == "place" and row.id.startswith(COUNTY) and (row.entity, row.id) not in seen
        ),
        municipalities=sum(kind == "place" and row.startswith(MUNICIPALITY) for kind, row in seen),
    )
