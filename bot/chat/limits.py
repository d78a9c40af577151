"""Limits how many messages may come: mainly by conversation, since a whole school shares one address.

Addresses are never kept: they are known only as a hash with a salt that lives as long as the process.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import time
from dataclasses import dataclass
from typing import Any

import structlog
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, RedisStorage, Storage
from limits.aio.strategies import MovingWindowRateLimiter

from bot.chat.measures import REFUSED
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
        self._fallback = MovingWindowRateLimiter(MemoryStorage())
        self._limiter = MovingWindowRateLimiter(_open_storage(redis_url)) if redis_url else self._fallback

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
        storage = self._limiter.storage
        if isinstance(storage, RedisStorage):
            with contextlib.suppress(Exception):
                bridge: Any = storage.bridge
                await bridge.get_connection().aclose()

    async def _admit(self, by_minute: int, reason: str, name: str) -> None:
        item = RateLimitItemPerMinute(by_minute)
        limiter = self._fallback if time.monotonic() < self._rests_until else self._limiter
        try:
            admitted = await limiter.hit(item, reason, name)
        except Exception as error:  # the store's own errors are many; a pupil must not feel any of them
            log.warning("limits.memory_used", error=type(error).__name__)
            self._rests_until = time.monotonic() + REST_SECONDS
            limiter = self._fallback
            admitted = await limiter.hit(item, reason, name)
        if not admitted:
            REFUSED.labels(reason=f"rate_{reason}").inc()
            raise TooManyMessages(seconds=await self._seconds_left(limiter, item, reason, name))

    async def _seconds_left(self, limiter: MovingWindowRateLimiter, item: RateLimitItem, reason: str, name: str) -> int:
        window = await limiter.get_window_stats(item, reason, name)
        return max(1, min(60, round(window.reset_time - time.time())))

    def _veil(self, address: str) -> str:
        return hashlib.blake2b(address.encode(), key=self._salt, digest_size=12).hexdigest()


def _open_storage(redis_url: str) -> Storage:
    return RedisStorage(f"async+{redis_url}", implementation="redispy", socket_timeout=0.5, socket_connect_timeout=0.5)
