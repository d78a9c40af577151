"""The chat as one thing: put together from its parts, with the jobs that run beside it."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import structlog
from sqlalchemy import Engine

from bot.chat.clock import Clock
from bot.chat.forgetting import Forgetter
from bot.chat.identity import SessionIdentity, read_secret
from bot.chat.ledger import Ledger
from bot.chat.limits import MessageLimiter, MessageLimits
from bot.chat.line import Crowd
from bot.chat.measures import EXPIRY_FAILURES
from bot.chat.retention import Purged, purge_old_turns
from bot.chat.safety import load_word_lists
from bot.chat.session import SessionStore
from bot.chat.sites import SiteBook
from bot.chat.turn import TurnTaker
from bot.dialogue.protocol import DialogueEngine
from bot.errors import DatabaseUnavailable
from bot.settings import Settings

log = structlog.get_logger(__name__)

CATCH_UP_EVERY = 1.0
END_IDLE_EVERY = 60.0
PURGE_EVERY = 6 * 3600.0


@dataclass
class ChatService:
    """What the web needs of the chat."""

    turns: TurnTaker
    sessions: SessionStore
    sites: SiteBook
    forgetter: Forgetter
    limiter: MessageLimiter
    ledger: Ledger
    engine: DialogueEngine
    identity: SessionIdentity
    clock: Clock
    keep: dt.timedelta

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Runs the jobs beside the chat, and brings to an end what is under way when the gateway stops."""
        try:
            await asyncio.to_thread(load_word_lists)
        except Exception as error:  # readiness tells of it; whoever writes is answered all the same
            log.error("safeguarding.failed", error=type(error).__name__)
        jobs = [
            asyncio.create_task(_repeat(CATCH_UP_EVERY, self._catch_up)),
            asyncio.create_task(_repeat(END_IDLE_EVERY, self.forget_what_ended)),
            asyncio.create_task(_repeat(PURGE_EVERY, self.purge)),
        ]
        try:
            yield
        finally:
            for job in jobs:
                job.cancel()
            await asyncio.gather(*jobs, return_exceptions=True)
            await self.ledger.close()
            await self.limiter.close()

    async def forget_what_ended(self) -> None:
        """Ends idle conversations and has the engine forget them."""
        await self.forgetter.end_idle()
        await self.forgetter.finish_engine_forgets()

    async def purge(self) -> Purged:
        """Deletes redacted text whose time is over, and what the engine still keeps of sessions that nobody ended."""
        now, keep = self.clock.now(), self.keep
        purged = await self.ledger.write_now(lambda session: purge_old_turns(session, now=now, keep=keep))
        await self.engine.forget_idle(before=now - self.sessions.lasts)
        return purged

    async def _catch_up(self) -> None:
        if self.ledger.behind and not self.ledger.resting:
            await self.ledger.catch_up()


def build_chat(
    *,
    settings: Settings,
    database: Engine,
    engine: DialogueEngine,
    clock: Clock | None = None,
    secret: bytes | None = None,
) -> ChatService:
    """The chat of an installation."""
    clock = clock or Clock()
    ledger = Ledger(database)
    identity = SessionIdentity(secret or settings.secret.encode() or read_secret(settings.resolved_secret_file))
    sessions = SessionStore(ledger, identity, clock=clock, lasts=dt.timedelta(minutes=settings.session_minutes))
    sites = SiteBook(ledger, clock=clock)
    limits = MessageLimits(
        by_session=settings.messages_per_minute,
        by_address=settings.messages_per_minute_from_address,
        new_sessions_by_address=settings.sessions_per_minute_from_address,
    )
    limiter = MessageLimiter(limits, redis_url=settings.redis_url)
    turns = TurnTaker(
        engine=engine, sessions=sessions, sites=sites, ledger=ledger, limiter=limiter, crowd=Crowd(settings.engine_turns),
        clock=clock, most_characters=settings.message_characters, answer_seconds=settings.answer_seconds,
    )  # fmt: skip
    forgetter = Forgetter(engine=engine, sessions=sessions, ledger=ledger, clock=clock)
    keep = dt.timedelta(days=settings.retention_days)
    return ChatService(turns, sessions, sites, forgetter, limiter, ledger, engine, identity, clock, keep)


async def _repeat(seconds: float, job: Callable[[], Awaitable[object]]) -> None:
    """Runs the job again and again; one that fails is told in the log and tried at its next time."""
    while True:
        try:
            await job()
        except DatabaseUnavailable:
            EXPIRY_FAILURES.inc()
        except Exception as error:
            EXPIRY_FAILURES.inc()
            log.error("job.failed", job=getattr(job, "__name__", "job"), error=type(error).__name__)
        await asyncio.sleep(seconds)
