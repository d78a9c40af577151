"""Counts what came in the last minute, in memory.

A count costs the same however many conversations are going on, since what is over is swept away now and then and not at every
message: two sets of all names change places once a minute, and whoever was not heard of meanwhile goes with the older one.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

WINDOW_SECONDS = 60.0
Moments = deque[float]


class MovingWindow:
    """Admits so many of each name in any minute; what was refused does not count."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._heard: dict[tuple[str, str], Moments] = {}
        self._heard_before: dict[tuple[str, str], Moments] = {}
        self._changes_at = monotonic() + WINDOW_SECONDS

    def __len__(self) -> int:
        """How many names are remembered."""
        return len(self._heard.keys() | self._heard_before.keys())

    def admit(self, purpose: str, name: str, *, by_minute: int) -> float | None:
        """None when there was room, and then this one is counted; else the seconds until there is."""
        moment = self._monotonic()
        moments = self._find(purpose, name, moment)
        while moments and moments[0] <= moment - WINDOW_SECONDS:
            moments.popleft()
        if len(moments) < by_minute:
            moments.append(moment)
            return None
        # With a limit of none at all there is nothing to wait for, so the whole window is told.
        return moments[0] + WINDOW_SECONDS - moment if moments else WINDOW_SECONDS

    def _find(self, purpose: str, name: str, moment: float) -> Moments:
        if moment >= self._changes_at:
            # After two windows without a word nothing of the older set can count any more either.
            self._heard_before = self._heard if moment < self._changes_at + WINDOW_SECONDS else {}
            self._heard = {}
            self._changes_at = moment + WINDOW_SECONDS
        key = purpose, name
        moments = self._heard.get(key)
        if moments is None:
            moments = self._heard[key] = self._heard_before.pop(key, deque())
        return moments
