"""The chat's way to the database: quick or put off. A locked or absent database never keeps a pupil waiting.

Work runs in a few threads of its own. When the database does not answer in time, writing is put off: kept in order in memory and
done when the database is back. So every piece of work must be harmless to do again.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from bot.chat.measures import PUT_OFF
from bot.errors import DatabaseNotReady, DatabaseUnavailable
from bot.regional.session import committing, reading, repeat_on_lost_connection

Result = TypeVar("Result")
Work = Callable[[Session], object]

log = structlog.get_logger(__name__)

PATIENCE_SECONDS = 1.0
# After a failure the database is left alone this long, so that a pupil waits for it once, not at every message.
REST_SECONDS = 2.0
MOST_PUT_OFF = 5_000
THREADS = 4
UNAVAILABLE = (DatabaseUnavailable, DatabaseNotReady, InterfaceError, PoolTimeout)


class Ledger:
    """Reads and writes of the chat; `await write(work)` tells whether it is in the database already."""

    def __init__(self, database: Engine, *, patience: float = PATIENCE_SECONDS, rest: float = REST_SECONDS) -> None:
        self._database = database
        self._patience = patience
        self._rest = rest
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="ledger")
        self._put_off: deque[Work] = deque(maxlen=MOST_PUT_OFF)
        self._rests_until = 0.0
        self._catching_up = asyncio.Lock()

    @property
    def behind(self) -> int:
        """How many pieces of work wait for the database."""
        return len(self._put_off)

    @property
    def resting(self) -> bool:
        """Whether the database failed a moment ago."""
        return asyncio.get_running_loop().time() < self._rests_until

    async def read(self, query: Callable[[Session], Result]) -> Result:
        """The answer of a query; DatabaseUnavailable when it cannot be had at once."""
        if self.resting:
            raise DatabaseUnavailable(reason="den svarade inte nyss")

        def run() -> Result:
            with reading(self._database) as session:
                return query(session)

        return await self._within_patience(lambda: repeat_on_lost_connection(run))

    async def write(self, work: Work) -> bool:
        """Does the work now, or puts it off; never raises for a database that is away."""
        if self._put_off or self.resting:
            self._postpone(work)
            return False
        future = asyncio.get_running_loop().run_in_executor(self._threads, self._commit, work)
        try:
            done, _ = await asyncio.wait({future}, timeout=self._patience)
        except asyncio.CancelledError:
            future.add_done_callback(lambda late: self._postpone_if_failed(late, work))
            raise
        if not done:
            # It may still succeed, so it is put off only when it is known to have failed.
            self._take_a_rest()
            future.add_done_callback(lambda late: self._postpone_if_failed(late, work))
            return False
        try:
            future.result()
        except UNAVAILABLE as error:
            self._take_a_rest()
            log.warning("database.put_off", reason=type(error).__name__)
            self._postpone(work)
            return False
        return True

    async def write_now(self, work: Callable[[Session], Result]) -> Result:
        """Does the work now or raises DatabaseUnavailable: for what a person must know is done."""
        if self._put_off:
            await self.catch_up()
        if self._put_off or self.resting:
            raise DatabaseUnavailable(reason="den svarade inte nyss")
        return await self._within_patience(lambda: self._commit(work))

    async def catch_up(self) -> None:
        """Does what was put off, oldest first, until the database fails again."""
        async with self._catching_up:
            while self._put_off:
                work = self._put_off[0]
                try:
                    await asyncio.get_running_loop().run_in_executor(self._threads, self._commit, work)
                except UNAVAILABLE:
                    self._take_a_rest()
                    break
                except Exception as error:  # work that can never be done must not hold up the rest
                    log.error("database.given_up", error=type(error).__name__)
                if self._put_off and self._put_off[0] is work:
                    self._put_off.popleft()
            else:
                self._rests_until = 0.0
            PUT_OFF.set(len(self._put_off))

    def hurry(self) -> None:
        """The database is known to be back, so it is asked at once."""
        self._rests_until = 0.0

    async def close(self) -> None:
        """Does what can still be done, then ends."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.catch_up(), timeout=self._patience * 2)
        if self._put_off:
            log.error("database.lost", count=len(self._put_off))
        # Work that is running gives its connection back; work that hangs is left behind.
        self._threads.shutdown(wait=False, cancel_futures=True)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.to_thread(self._threads.shutdown, wait=True), timeout=self._patience * 2)

    def _commit(self, work: Callable[[Session], Result]) -> Result:
        def run() -> Result:
            with committing(self._database) as session:
                return work(session)

        return repeat_on_lost_connection(run)

    async def _within_patience(self, run: Callable[[], Result]) -> Result:
        future = asyncio.get_running_loop().run_in_executor(self._threads, run)
        # Whoever no longer waits for it leaves its failure behind.
        future.add_done_callback(_look_at_failure)
        done, _ = await asyncio.wait({future}, timeout=self._patience)
        if not done:
            self._take_a_rest()
            raise DatabaseUnavailable(reason="den svarade för långsamt")
        try:
            return future.result()
        except UNAVAILABLE as error:
            self._take_a_rest()
            if isinstance(error, DatabaseUnavailable | DatabaseNotReady):
                raise
            raise DatabaseUnavailable(reason=type(error).__name__) from error

    def _take_a_rest(self) -> None:
        self._rests_until = asyncio.get_running_loop().time() + self._rest

    def _postpone(self, work: Work) -> None:
        self._put_off.append(work)
        PUT_OFF.set(len(self._put_off))

    def _postpone_if_failed(self, late: asyncio.Future[object], work: Work) -> None:
        if late.cancelled() or late.exception() is not None:
            self._postpone(work)


def _look_at_failure(future: asyncio.Future[Any]) -> None:
    if not future.cancelled():
        future.exception()
