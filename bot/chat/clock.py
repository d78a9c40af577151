"""The two clocks of the chat: calendar time for what is written down, and a clock that never jumps for waiting."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Clock:
    """`now` is UTC and may be set right at any time; `monotonic` counts seconds and is right for how long something took."""

    now: Callable[[], dt.datetime] = _utc_now
    monotonic: Callable[[], float] = time.monotonic


def as_utc(moment: dt.datetime) -> dt.datetime:
    """A moment read from the database: SQLite gives it back without its time zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
