"""Finds interests, and the occupations that suit them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.regional.models import Interest
from bot.regional.queries.facts import FactSource, describe_source


@dataclass(frozen=True)
class InterestFacts:
    """Something a pupil likes: its Holland letters, and ids of occupations that suit, best first."""

    id: str
    label_sv: str
    label_en: str
    riasec: str
    occupations: tuple[str, ...]
    source: FactSource


def find_interests(session: Session, *, interest_ids: Iterable[str], today: dt.date) -> tuple[InterestFacts, ...]:
    """The interests with these ids, in the given order; unknown ids are left out."""
    rows = (session.get(Interest, each) for each in dict.fromkeys(interest_ids))
    return tuple(
        InterestFacts(
            id=row.id,
            label_sv=row.label_sv,
            label_en=row.label_en,
            riasec=row.riasec,
            occupations=tuple(each.occupation_id for each in row.occupations),
            source=describe_source(row, today=today),
        )
        for row in rows
        if row is not None
    )
