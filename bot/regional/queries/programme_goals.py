"""Finds the occupations whose way there names a programme, the nearest of all that it leads to."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.regional.models import EducationStep, Programme
from bot.regional.remembered import remembered
from bot.text.normalise import fold_text

# Names of steps and programmes differ in their endings ("Industritekniska, svetsteknik"), so beginnings are compared.
BEGINNING = 8


@remembered
def find_occupations_reached_by(session: Session, *, programme_id: str) -> frozenset[str]:
    """Ids of occupations with a step at the programme's level that names it, and its orientation where it has one."""
    programme = session.get(Programme, programme_id)
    if programme is None:
        return frozenset()
    wanted = [fold_text(programme.name_sv)[:BEGINNING]]
    if programme.orientation_sv:
        wanted.append(fold_text(programme.orientation_sv)[:BEGINNING])
    steps = session.execute(
        select(EducationStep.occupation_id, EducationStep.name).where(
            EducationStep.level == programme.level, EducationStep.retired_on.is_(None)
        )
    )
    return frozenset(
        occupation_id for occupation_id, name in steps if all(beginning in fold_text(name) for beginning in wanted)
    )
