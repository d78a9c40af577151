"""What every query result says beside the facts themselves: source, date, validity and quality."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bot.regional.models import Provenance, Quality


@dataclass(frozen=True)
class FactSource:
    """Where a fact comes from, as a reader is told. `expired` is judged on the day of the question."""

    name: str
    publisher: str
    url: str
    published: str
    retrieved_on: dt.date | None
    valid_until: dt.date | None
    quality: Quality
    expired: bool


def describe_source(row: Provenance, *, today: dt.date) -> FactSource:
    """The source of a fact row."""
    return FactSource(
        name=row.source.name,
        publisher=row.source.publisher,
        url=row.source.url,
        published=row.published,
        retrieved_on=row.retrieved_on,
        valid_until=row.valid_until,
        quality=row.quality,
        expired=row.valid_until is not None and row.valid_until < today,
    )
