"""Counts that stay when the turns are gone: turns a day by place, language and topic, and how often safeguarding spoke."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from bot.chat.turns import Turn
from bot.chat.upserts import count_up
from bot.regional.models import DailyCount, SafeguardingCount, TurnOutcome


def count_turn(session: Session, turn: Turn, *, place: Mapping[str, Any], first: bool) -> None:
    """Adds a turn to its day's counts; `first` when the conversation begins with it."""
    more = {"turns": 1, "conversations": int(first), "unanswered": int(turn.outcome is not TurnOutcome.ANSWERED)}
    _count_day(session, turn, place=place, more=more)


def count_rating(session: Session, turn: Turn, *, place: Mapping[str, Any], before: int | None) -> None:
    """Adds a rating to its day's counts, and takes back the one that it replaces."""
    more = {
        "helpful": int(turn.rating == 1) - int(before == 1),
        "unhelpful": int(turn.rating == -1) - int(before == -1),
    }
    if any(more.values()):
        _count_day(session, turn, place=place, more=more)


def count_safeguarding(session: Session, *, day: dt.date, kind: str, language: str, times: int = 1) -> None:
    """Adds to the day's number of messages that met the safeguarding texts."""
    count_up(session, SafeguardingCount, {"day": day, "kind": kind, "language": language}, {"count": times})


def _count_day(session: Session, turn: Turn, *, place: Mapping[str, Any], more: Mapping[str, int]) -> None:
    if place["test"]:
        return
    key = {
        "day": turn.said_at.date(),
        "site_key": place["site_key"] or "",
        "county_code": place["county_code"] or "",
        "municipality_code": place["municipality_code"] or "",
        "language": turn.language,
        "topic": turn.topic or "",
    }
    zeros = {"conversations": 0, "turns": 0, "unanswered": 0, "helpful": 0, "unhelpful": 0}
    count_up(session, DailyCount, key, {**zeros, **more})
