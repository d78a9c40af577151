"""Finds where the remark on a company without a workplace in the register comes from."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.regional.models import DataLoad, Employer, Quality, Source
from bot.regional.queries.facts import FactSource
from bot.regional.remembered import remembered


@remembered
def find_source_of_note(session: Session, *, employer_id: int) -> FactSource | None:
    """The source of an employer's note, as old as the list it was read from; never confirmed by the company."""
    employer = session.get(Employer, employer_id)
    source = session.get(Source, employer.note_source_id) if employer and employer.note_source_id else None
    if source is None:
        return None
    loaded = session.scalar(select(func.max(DataLoad.loaded_at)).where(DataLoad.kind == "employer_terms"))
    return FactSource(
        name=source.name,
        publisher=source.publisher,
        url=source.url,
        published="",
        retrieved_on=loaded.date() if loaded else None,
        valid_until=None,
        quality=Quality.UNCONFIRMED,
        expired=False,
    )
