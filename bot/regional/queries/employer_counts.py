"""Counts the real workplaces of an occupation or industry in reach of a place."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.regional.models import Employer, Quality, Site, SiteOccupation
from bot.regional.queries.places import Place, measure_reach
from bot.regional.remembered import remembered

OWN_COUNTY = 2


@remembered
def count_employers_near(
    session: Session, *, place: Place, occupation_id: str | None = None, industry_id: str | None = None
) -> int:
    """Workplaces in the municipality, within commuting distance or in the county; in the country all of them.

    Made-up examples are not counted: nobody works there.
    """
    statement = (
        select(Site.municipality_code)
        .join(Employer)
        .where(Site.retired_on.is_(None), Site.quality != Quality.DEMO, Employer.demo.is_(False))
    )
    if occupation_id:
        statement = statement.join(SiteOccupation).where(SiteOccupation.occupation_id == occupation_id)
    if industry_id:
        statement = statement.where(Site.industry_id == industry_id)
    reach = measure_reach(session, place)
    return sum(reach[code].ring <= OWN_COUNTY for code in session.scalars(statement))
