"""The conversations that are going on: in memory while they last, and in the database so that a restart loses nothing."""

from __future__ import annotations

import datetime as dt
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from bot.chat.answers import Button, find_meaning
from bot.chat.circumstances import Circumstances
from bot.chat.clock import Clock, as_utc
from bot.chat.counts import count_turn
from bot.chat.identity import SessionIdentity, SessionNames
from bot.chat.ledger import Ledger
from bot.chat.line import TurnLine
from bot.chat.measures import LIVE_SESSIONS
from bot.chat.turns import Turn, insert_turn, read_turns
from bot.chat.upserts import add_or_replace
from bot.errors import DatabaseUnavailable
from bot.regional.models import ChatSession

# More than this many turns of one conversation are not kept ready; the turn log has them all.
MOST_TURNS_READY = 200
MOST_LIVE = 20_000


@dataclass
class LiveSession:
    """A conversation that is going on. `seen` is monotonic, so that setting the clock right ends nobody's conversation."""

    names: SessionNames
    circumstances: Circumstances
    created_at: dt.datetime
    last_active_at: dt.datetime
    seen: float
    turns: list[Turn] = field(default_factory=list)
    logged: int = 0
    line: TurnLine = field(default_factory=TurnLine)
    ended: bool = False

    @property
    def spoken(self) -> str:
        """The language of the last answer, else the one that the page asked for."""
        return self.turns[-1].language if self.turns else self.circumstances.language

    def find_turn(self, message_id: str) -> Turn | None:
        """The turn that this message already led to."""
        return next((turn for turn in reversed(self.turns) if turn.message_id == message_id), None)

    def find_turn_of_answer(self, answer_id: str) -> Turn | None:
        """The turn that holds this answer."""
        return next((turn for turn in reversed(self.turns) if any(said.id == answer_id for said in turn.answer)), None)

    def find_button(self, button_id: str) -> Button | None:
        """The button that was offered under this id in this conversation."""
        return next(
            (found for turn in reversed(self.turns) if (found := find_meaning(turn.answer, button_id)) is not None),
            None,
        )

    def remember(self, turn: Turn) -> None:
        """Adds a turn, or puts the new state of one in its place."""
        for place, known in enumerate(self.turns):
            if known.id == turn.id:
                self.turns[place] = turn
                return
        self.turns.append(turn)
        del self.turns[:-MOST_TURNS_READY]


class SessionStore:
    """Finds, opens and keeps conversations."""

    def __init__(self, ledger: Ledger, identity: SessionIdentity, *, clock: Clock, lasts: dt.timedelta) -> None:
        self._ledger = ledger
        self._identity = identity
        self._clock = clock
        self.lasts = lasts
        self._live: dict[str, LiveSession] = {}
        self._met: deque[str] = deque(maxlen=1000)

    def issue_names(self, message_id: str | None) -> SessionNames:
        """Names for a conversation that begins with this message."""
        return self._identity.issue(message_id)

    async def find(self, session_id: str) -> LiveSession | None:
        """The conversation that is going on under this id; None when there is none (any more)."""
        names = self._identity.recognise(session_id)
        return await self._find(names) if names is not None else None

    async def find_or_open(self, names: SessionNames, circumstances: Circumstances, *, may_exist: bool) -> LiveSession:
        """The conversation under these names, which a first message sent twice may have opened already."""
        if may_exist and (live := await self._find(names, ours=False)) is not None:
            return live
        moment = self._clock.now()
        return self._hold(LiveSession(names, circumstances, moment, moment, self._clock.monotonic()))

    async def keep_turn(self, live: LiveSession, turn: Turn) -> None:
        """Remembers a turn and writes it down, with the session's new state, in one piece."""
        self.touch(live)
        if live.ended:
            return
        live.remember(turn)
        if not turn.kept:
            return
        position, live.logged = live.logged, live.logged + 1
        names, state = live.names, _columns_of(live)
        place = live.circumstances.place()

        def work(session: Session) -> None:
            # A conversation that was cleared meanwhile must not come back through work that was put off.
            if live.ended:
                return
            add_or_replace(session, ChatSession, state, but=("created_at",))
            if insert_turn(session, turn, conversation=names.conversation, position=position, place=place):
                count_turn(session, turn, place=place, first=position == 0)

        await self._ledger.write(work)

    def peek(self, names: SessionNames) -> LiveSession | None:
        """The conversation if it is in memory and going on."""
        live = self._live.get(names.key)
        return live if live is not None and self._goes_on(live) else None

    def first_time(self, mark: str) -> bool:
        """Whether this mark is met for the first time of late: for counting a message that is sent twice once."""
        if mark in self._met:
            return False
        self._met.append(mark)
        return True

    def touch(self, live: LiveSession, circumstances: Circumstances | None = None) -> None:
        """Notes that the pupil was here now, perhaps elsewhere or in another language than before."""
        live.seen = self._clock.monotonic()
        live.last_active_at = self._clock.now()
        if circumstances is not None:
            live.circumstances = circumstances

    def drop(self, names: SessionNames) -> None:
        """Forgets the conversation in memory."""
        live = self._live.pop(names.key, None)
        if live is not None:
            live.ended = True
            live.turns.clear()
        LIVE_SESSIONS.set(len(self._live))

    def recognise(self, session_id: str) -> SessionNames | None:
        """The names behind an id that a browser sent."""
        return self._identity.recognise(session_id)

    def find_idle(self) -> tuple[SessionNames, ...]:
        """Conversations in memory in which nothing was said for too long."""
        return tuple(live.names for live in self._live.values() if not self._goes_on(live))

    def find_active_keys(self) -> frozenset[str]:
        """The keys of conversations in memory that are going on, whatever the calendar says."""
        return frozenset(key for key, live in self._live.items() if self._goes_on(live))

    async def _find(self, names: SessionNames, *, ours: bool = True) -> LiveSession | None:
        live = self._live.get(names.key)
        if live is not None:
            if self._goes_on(live):
                return live
            self.drop(names)
            return None
        try:
            stored = await self._ledger.read(lambda session: self._read(session, names))
        except DatabaseUnavailable:
            # An id that we issued goes on; what was said before is there again when the database is.
            moment = self._clock.now()
            stored = LiveSession(names, Circumstances(), moment, moment, self._clock.monotonic()) if ours else None
        # Another message of the same conversation may have been quicker.
        return self._live.get(names.key) or (self._hold(stored) if stored is not None else None)

    def _goes_on(self, live: LiveSession) -> bool:
        return live.line.busy or self._clock.monotonic() - live.seen <= self.lasts.total_seconds()

    def _hold(self, live: LiveSession) -> LiveSession:
        live = self._live.setdefault(live.names.key, live)
        if len(self._live) > MOST_LIVE:
            quietest = min(self._live.values(), key=_when_seen)
            del self._live[quietest.names.key]
        LIVE_SESSIONS.set(len(self._live))
        return live

    def _read(self, session: Session, names: SessionNames) -> LiveSession | None:
        row = session.get(ChatSession, names.key)
        if row is None or self._clock.now() - as_utc(row.last_active_at) > self.lasts:
            return None
        turns = read_turns(session, names.conversation)
        circumstances = Circumstances(row.site_key, row.county_code, row.municipality_code, row.language, row.test)
        live = LiveSession(
            names, circumstances, as_utc(row.created_at), as_utc(row.last_active_at), self._clock.monotonic(),
            turns=list(turns[-MOST_TURNS_READY:]),
        )  # fmt: skip
        live.logged = len(turns)
        return live


def _columns_of(live: LiveSession) -> dict[str, Any]:
    circumstances = live.circumstances
    return {
        "key": live.names.key,
        "conversation": live.names.conversation,
        "sender": live.names.sender,
        "language": circumstances.language,
        "created_at": live.created_at,
        "last_active_at": live.last_active_at,
        **circumstances.place(),
    }


def _when_seen(live: LiveSession) -> float:
    return live.seen
