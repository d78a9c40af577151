"""Limits how many messages may come: mainly by conversation, since a whole school shares one address.

Addresses are never kept: they are known only as a hash with a salt that lives as long as the process.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import time
from dataclasses import dataclass
from typing import Any, cast

import structlog
from limits import RateLimitItemPerMinute
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter

from bot.chat.measures import REFUSED
from bot.chat.moving_window import MovingWindow
from bot.errors import TooManyMessages

log = structlog.get_logger(__name__)

# After a failure Redis is left alone this long, so that not every message waits for it.
REST_SECONDS = 5.0


@dataclass(frozen=True)
class MessageLimits:
    """How many a minute."""

    by_session: int
    by_address: int
    new_sessions_by_address: int


class MessageLimiter:
    """Counts in memory, or in Redis for several gateways; without its Redis it counts in memory."""

    def __init__(self, limits: MessageLimits, *, redis_url: str = "") -> None:
        self._limits = limits
        self._salt = secrets.token_bytes(16)
        self._rests_until = 0.0
        # Not the library's own memory: at every message it goes through all conversations, with a thread for each.
        self._memory = MovingWindow()
        self._shared = MovingWindowRateLimiter(_open_storage(redis_url)) if redis_url else None

    async def admit_message(self, *, session: str, address: str) -> None:
        """TooManyMessages when this conversation or this address has sent too many in the last minute."""
        await self._admit(self._limits.by_session, "session", session)
        await self._admit(self._limits.by_address, "address", self._veil(address))

    async def admit_session(self, *, address: str) -> None:
        """TooManyMessages when this address has begun too many conversations in the last minute."""
        await self._admit(self._limits.new_sessions_by_address, "new", self._veil(address))

    async def admit_request(self, purpose: str, *, address: str, by_minute: int) -> None:
        """TooManyMessages when this address has done something else too often in the last minute."""
        await self._admit(by_minute, purpose, self._veil(address))

    async def close(self) -> None:
        """Lets go of the connection to Redis."""
        if self._shared is not None:
            with contextlib.suppress(Exception):
                bridge: Any = cast(RedisStorage, self._shared.storage).bridge
                await bridge.get_connection().aclose()

    async def _admit(self, by_minute: int, reason: str, name: str) -> None:
        seconds = await self._count(by_minute, reason, name)
        if seconds is not None:
            REFUSED.labels(reason=f"rate_{reason}").inc()
            raise TooManyMessages(seconds=max(1, min(60, round(seconds))))

    async def _count(self, by_minute: int, reason: str, name: str) -> float | None:
        """None when there was room for it, else the seconds until there is."""
        if self._shared is not None and time.monotonic() >= self._rests_until:
            item = RateLimitItemPerMinute(by_minute)
            try:
                if await self._shared.hit(item, reason, name):
                    return None
                window = await self._shared.get_window_stats(item, reason, name)
            except Exception as error:  # the store's own errors are many; a pupil must not feel any of them
                log.warning("limits.memory_used", error=type(error).__name__)
                self._rests_until = time.monotonic() + REST_SECONDS
            else:
                return window.reset_time - time.time()
        return self._memory.admit(reason, name, by_minute=by_minute)

    def _veil(self, address: str) -> str:
        return hashlib.blake2b(address.encode(), key=self._salt, digest_size=12).hexdigest()


def _open_storage(redis_url: str) -> RedisStorage:
    return RedisStorage(f"async+{redis_url}", implementation="redispy", socket_timeout=0.5, socket_connect_timeout=0.5)
