"""One message at a time of a conversation, also with several engines: a lock in Redis that is taken and left in one call each.

Rasa's own RedisLockStore asks Redis seven times a turn, since it hands out numbered tickets. Here the gateway lets one message of
a session through at a time and keeps the others in order, so the lock only has to keep out whoever comes past it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, RedisLockStore
from redis.exceptions import LockNotOwnedError, RedisError

WAIT_SECONDS = 0.05


class SingleRedisLockStore(RedisLockStore):  # type: ignore[misc]
    """The lock of a conversation is one key of Redis; whoever finds it taken tries again until it is free."""

    def __init__(self, endpoint_config: Any) -> None:
        super().__init__(host=endpoint_config.url, **endpoint_config.kwargs)

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = WAIT_SECONDS,
    ) -> AsyncIterator[TicketLock]:
        """Holds the conversation for as long as the block runs, at most `lock_lifetime` seconds.

        Raises LockError when Redis is away, or when the lock is not to be had within `lock_lifetime` seconds.
        """
        # The token must not be bound to a thread: a turn may end in another than it began in.
        lock = self.red.lock(self.key_prefix + conversation_id, timeout=lock_lifetime, thread_local=False)
        latest = time.monotonic() + lock_lifetime
        try:
            while not lock.acquire(blocking=False):
                if time.monotonic() >= latest:
                    raise LockError(f"no lock within {lock_lifetime} seconds")
                await asyncio.sleep(wait_time_in_seconds)
        except RedisError as error:
            raise LockError(f"Redis did not answer: {type(error).__name__}") from error
        try:
            yield TicketLock(conversation_id)
        finally:
            # A turn that took longer than the lock lives no longer owns it; a Redis that went away lets it expire.
            with suppress(LockNotOwnedError, RedisError):
                lock.release()
