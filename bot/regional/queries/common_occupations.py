"""Orders occupations by how many workplaces have them, so that answers begin with the ones pupils are likely to meet."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.regional.models import Site, SiteOccupation
from bot.regional.queries.occupations import OccupationFacts, find_occupations_in_industry
from bot.regional.remembered import remembered


def count_workplaces(session: Session) -> Counter[str]:
    """How many workplaces of the register have each occupation."""
    return Counter(dict(_read_workplaces(session)))


@remembered
def _read_workplaces(session: Session) -> tuple[tuple[str, int], ...]:
    rows = session.execute(
        select(SiteOccupation.occupation_id, func.count())
        .join(Site)
        .where(Site.retired_on.is_(None))
        .group_by(SiteOccupation.occupation_id)
    )
    return tuple((occupation_id, count) for occupation_id, count in rows)


@remembered
def find_common_occupations(session: Session, *, industry_id: str, today: dt.date) -> tuple[OccupationFacts, ...]:
    """Described occupations of an industry: those that have it as their main one first, then the common before the rare."""
    found = find_occupations_in_industry(session, industry_id=industry_id, today=today)
    common = count_workplaces(session)
    return tuple(sorted(found, key=lambda each: (each.industry_id != industry_id, -common[each.id], each.label_sv)))
