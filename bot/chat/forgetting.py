"""Forgets conversations everywhere: on the pupil's wish at once, and after their end.

What the engine still holds is noted in the database until the engine has deleted it.
"""

from __future__ import annotations

import structlog
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot.chat.clock import Clock
from bot.chat.ledger import Ledger
from bot.chat.session import SessionStore
from bot.dialogue.protocol import DialogueEngine
from bot.errors import SessionUnknown
from bot.regional.models import ChatSession, ChatTurn, Deletion, DeletionKind, EngineForget

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 200


class Forgetter:
    """Deletes conversations in memory, database and engine."""

    def __init__(self, *, engine: DialogueEngine, sessions: SessionStore, ledger: Ledger, clock: Clock) -> None:
        self._engine = engine
        self._sessions = sessions
        self._ledger = ledger
        self._clock = clock

    async def forget(self, session_id: str) -> None:
        """ "Rensa chatten": deletes the conversation and all its turns now, also when it has ended already.

        DatabaseUnavailable when it cannot be done now; SessionUnknown when there is nothing (left) to delete.
        """
        names = self._sessions.recognise(session_id)
        if names is None:
            raise SessionUnknown
        live = self._sessions.peek(names)
        busy = live is not None and live.line.busy
        moment = self._clock.now()

        def work(session: Session) -> tuple[int, int]:
            turns = delete(ChatTurn).where(ChatTurn.conversation == names.conversation).returning(ChatTurn.id)
            deleted = len(session.scalars(turns).all())
            gone = session.scalars(
                delete(ChatSession).where(ChatSession.key == names.key).returning(ChatSession.key)
            ).all()
            if live is None and not gone and not deleted:
                return 0, 0
            session.add(Deletion(at=moment, kind=DeletionKind.ASKED, sessions=1, turns=deleted))
            session.merge(EngineForget(sender=names.sender, asked_at=moment))
            return 1, deleted

        found, deleted = await self._ledger.write_now(work)
        self._sessions.drop(names)
        if not found:
            raise SessionUnknown
        log.info("session.forgotten", turns=deleted)
        # A turn that is still running would leave its words in the engine after this; the job comes back for it.
        await self._forget_in_engine(names.sender, again=busy)

    async def end_idle(self) -> int:
        """Ends conversations in which nothing was said for too long: what leads from the browser to the turns goes."""
        for idle in self._sessions.find_idle():
            self._sessions.drop(idle)
        moment, active = self._clock.now(), self._sessions.find_active_keys()
        oldest = moment - self._sessions.lasts

        def work(session: Session) -> int:
            idle = session.scalars(
                select(ChatSession).where(ChatSession.last_active_at < oldest).limit(MOST_AT_ONCE + len(active))
            ).all()
            ended = [row for row in idle if row.key not in active][:MOST_AT_ONCE]
            for row in ended:
                session.execute(
                    update(ChatTurn)
                    .where(ChatTurn.conversation == row.conversation)
                    .values(message_id=None, answer=None)
                )
                session.merge(EngineForget(sender=row.sender, asked_at=moment))
                session.delete(row)
            if ended:
                session.add(Deletion(at=moment, kind=DeletionKind.SESSION_ENDED, sessions=len(ended)))
            return len(ended)

        return await self._ledger.write_now(work)

    async def finish_engine_forgets(self) -> int:
        """Asks the engine again to forget what it has not forgotten yet; tells how many it now has."""
        senders = await self._ledger.read(
            lambda session: session.scalars(
                select(EngineForget.sender).order_by(EngineForget.asked_at).limit(MOST_AT_ONCE)
            ).all()
        )
        done = 0
        for sender in senders:
            if not await self._forget_in_engine(sender):
                break
            done += 1
        return done

    async def count_waiting(self) -> int:
        """How many conversations the engine has yet to forget."""
        return await self._ledger.read(
            lambda session: session.scalar(select(func.count()).select_from(EngineForget)) or 0
        )

    async def _forget_in_engine(self, sender: str, *, again: bool = False) -> bool:
        try:
            await self._engine.forget(sender)
        except Exception as error:  # tried again by the job until it succeeds
            log.warning("engine.forget_failed", error=type(error).__name__)
            return False
        if again:
            return True
        moment = self._clock.now()

        def work(session: Session) -> None:
            row = session.get(EngineForget, sender)
            if row is not None:
                session.delete(row)
                session.add(Deletion(at=moment, kind=DeletionKind.SESSION_ENDED, trackers=1))

        await self._ledger.write(work)
        return True
