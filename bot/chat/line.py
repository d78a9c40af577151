"""Lets one turn of a conversation run at a time and a few wait; whoever comes after those is asked to come back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import EngineCrowded, TooManyWaiting

MOST_WAITING = 3


class TurnLine:
    """The line of one conversation; served in the order of coming."""

    def __init__(self, *, most_waiting: int = MOST_WAITING) -> None:
        self._most = most_waiting + 1
        self._taken = 0
        self._lock = asyncio.Lock()

    @property
    def busy(self) -> bool:
        """Whether a turn is running or waiting."""
        return self._taken > 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Waits for its turn; TooManyWaiting when the line is full."""
        if self._taken >= self._most:
            raise TooManyWaiting
        self._taken += 1
        try:
            async with self._lock:
                yield
        finally:
            self._taken -= 1


class Crowd:
    """Bounds how many turns of all conversations are with the engine at once: more would only make everybody late."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._inside = 0

    @asynccontextmanager
    async def inside(self) -> AsyncIterator[None]:
        """A place at the engine; EngineCrowded when there is none."""
        if self._inside >= self._most:
            raise EngineCrowded
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1
