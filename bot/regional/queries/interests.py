"""Finds interests, and the occupations that suit them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.regional.models import Interest
from bot.regional.queries.facts import FactSource, describe_source
from bot.regional.remembered import remembered


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
    found = (find_interest(session, interest_id=each, today=today) for each in dict.fromkeys(interest_ids))
    return tuple(each for each in found if each is not None)


@remembered
def find_interest(session: Session, *, interest_id: str, today: dt.date) -> InterestFacts | None:
    """The interest, or None when there is no such id."""
    row = session.get(Interest, interest_id)
    if row is None:
        return None
    return InterestFacts(
        id=row.id,
        label_sv=row.label_sv,
        label_en=row.label_en,
        riasec=row.riasec,
        occupations=tuple(each.occupation_id for each in row.occupations),
        source=describe_source(row, today=today),
    )
