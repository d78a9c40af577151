"""Deletes redacted text when its time is over, and proves it with counts: `syvbot purge` and the daily job."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.regional.models import ChatTurn, Deletion, DeletionKind, SiteMessage


@dataclass(frozen=True)
class Purged:
    """How much was deleted."""

    turns: int
    site_messages: int


def purge_old_turns(session: Session, *, now: dt.datetime, keep: dt.timedelta) -> Purged:
    """Deletes turns older than `keep`, and messages about the pages that were handled that long ago; counts a day stay."""
    oldest = now - keep
    turns = session.scalars(delete(ChatTurn).where(ChatTurn.said_at < oldest).returning(ChatTurn.id)).all()
    messages = session.scalars(
        delete(SiteMessage).where(SiteMessage.handled_at < oldest).returning(SiteMessage.id)
    ).all()
    purged = Purged(len(turns), len(messages))
    if purged != Purged(0, 0):
        session.add(
            Deletion(at=now, kind=DeletionKind.RETENTION, turns=purged.turns, site_messages=purged.site_messages)
        )
    return purged
