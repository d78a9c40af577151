"""A pupil's turn, from the message to the logged answer.

Order: size, safeguarding, limits, line, redaction, engine, answer or apology, log. Safeguarding comes before anything that can
be away or full, so that whoever needs help is always answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace

import structlog

from bot.chat.answers import BotMessage, EngineAnswer, find_about, find_sources, new_id, read_engine_messages
from bot.chat.apologies import Contact, make_apology
from bot.chat.circumstances import Circumstances, Incoming, begin_circumstances, describe_for_engine, follow_message
from bot.chat.clock import Clock
from bot.chat.counts import count_safeguarding
from bot.chat.identity import UNGUESSABLE_MESSAGE_ID, SessionNames
from bot.chat.ledger import Ledger
from bot.chat.limits import MessageLimiter
from bot.chat.line import Crowd
from bot.chat.measures import OWN_SECONDS, REFUSED, SAFEGUARDING, TURN_SECONDS, TURNS
from bot.chat.safety import Care, find_care, needs_no_trace
from bot.chat.session import LiveSession, SessionStore
from bot.chat.sites import Site, SiteBook
from bot.chat.turns import Turn
from bot.dialogue.protocol import DialogueEngine
from bot.errors import (
    ButtonUnknown,
    EngineCrowded,
    EngineSilent,
    EngineSlow,
    MessageEmpty,
    MessageTooLong,
    SessionUnknown,
    TooManyWaiting,
)
from bot.regional.models import TurnOutcome
from bot.text.normalise import clean_text
from bot.text.redaction import redact_personal_data

log = structlog.get_logger(__name__)

# What is kept back of the deadline for writing the answer down and sending it.
HELD_BACK_SECONDS = 0.25
# A turn that has waited in line until so little is left is not begun: the engine would only be asked in vain.
LEAST_SECONDS = 0.5


@dataclass(frozen=True)
class Outgoing:
    """What goes back to the pupil."""

    session_id: str
    messages: tuple[BotMessage, ...]
    language: str


@dataclass(frozen=True)
class _Said:
    """What is put to the engine (`means`) and what is kept of it (`text`, redacted)."""

    means: str
    text: str
    pressed: bool
    redactions: Mapping[str, int]


class TurnTaker:
    """Takes pupils' turns."""

    def __init__(
        self,
        *,
        engine: DialogueEngine,
        sessions: SessionStore,
        sites: SiteBook,
        ledger: Ledger,
        limiter: MessageLimiter,
        crowd: Crowd,
        clock: Clock,
        most_characters: int,
        answer_seconds: float,
    ) -> None:
        self._engine = engine
        self._sessions = sessions
        self._sites = sites
        self._ledger = ledger
        self._limiter = limiter
        self._crowd = crowd
        self._clock = clock
        self._most_characters = most_characters
        self._answer_seconds = answer_seconds

    async def take(self, incoming: Incoming) -> Outgoing:
        """The answer to a message; raises only what the pupil has to mend or wait for."""
        began = self._clock.monotonic()
        incoming = replace(incoming, message_id=incoming.message_id or new_id())
        if incoming.text is not None:
            incoming = replace(incoming, text=self._check_text(incoming.text))
            care = self._find_care(incoming)
            if care is not None:
                return await self._answer_with_care(incoming, care)
        live = await self._find_session(incoming)
        try:
            # The place in the line is taken before anything is waited for, so that messages keep their order.
            async with live.line.turn():
                await self._limiter.admit_message(session=live.names.key, address=incoming.address)
                return await self._take_in_line(live, incoming, began=began)
        except TooManyWaiting:
            REFUSED.labels(reason="line").inc()
            raise

    def _check_text(self, text: str) -> str:
        cleaned = clean_text(text)
        if len(cleaned) > self._most_characters:
            raise MessageTooLong(length=len(cleaned), limit=self._most_characters)
        # A leading slash would be a command to the engine; a pupil's words never are.
        words = cleaned.lstrip("/ ")
        if not words:
            raise MessageEmpty
        return words

    def _find_care(self, incoming: Incoming) -> Care | None:
        assert incoming.text is not None
        assert incoming.message_id is not None
        try:
            return find_care(incoming.text, language=incoming.language or "sv", message_id=incoming.message_id)
        except Exception as error:  # a fault in the word lists must not silence the chat
            log.error("safeguarding.failed", error=type(error).__name__)
            return None

    async def _answer_with_care(self, incoming: Incoming, care: Care) -> Outgoing:
        """The reviewed text; the engine never hears of the message and nothing of it is written but a count."""
        names = self._sessions.recognise(incoming.session_id) if incoming.session_id else None
        new = names is None
        names = names or self._sessions.issue_names(incoming.message_id)
        if new:
            live = await self._sessions.find_or_open(names, await self._circumstances(incoming), may_exist=False)
            self._sessions.touch(live)
        SAFEGUARDING.inc()
        if self._sessions.first_time(care.answer.id) and not incoming.test:
            day, kind, language = self._clock.now().date(), care.kind, care.language
            await self._ledger.write(lambda session: count_safeguarding(session, day=day, kind=kind, language=language))
        return Outgoing(names.id, (care.answer,), care.language)

    async def _find_session(self, incoming: Incoming) -> LiveSession:
        assert incoming.message_id is not None
        if incoming.session_id:
            live = await self._sessions.find(incoming.session_id)
            if live is None:
                raise SessionUnknown
            return live
        names: SessionNames = self._sessions.issue_names(incoming.message_id)
        live = self._sessions.peek(names)
        if live is not None:
            return live
        await self._limiter.admit_session(address=incoming.address)
        may_exist = len(incoming.message_id) >= UNGUESSABLE_MESSAGE_ID
        return await self._sessions.find_or_open(names, await self._circumstances(incoming), may_exist=may_exist)

    async def _take_in_line(self, live: LiveSession, incoming: Incoming, *, began: float) -> Outgoing:
        assert incoming.message_id is not None
        if live.ended:
            raise SessionUnknown
        known = live.find_turn(incoming.message_id)
        if known is not None:
            self._sessions.touch(live)
            return Outgoing(live.names.id, known.answer, known.language)
        site = await self._site_of(live.circumstances.site_key)
        self._sessions.touch(live, follow_message(live.circumstances, incoming))
        said = self._read(live, incoming)
        said_at, asked = self._clock.now(), self._clock.monotonic()
        answered = await self._ask(live, said, site, seconds=self._answer_seconds - (asked - began))
        engine_seconds = self._clock.monotonic() - asked
        turn = self._make_turn(live, incoming.message_id, said, answered)
        whole = self._clock.monotonic() - began
        turn = replace(turn, said_at=said_at, milliseconds=round(whole * 1000))
        if not turn.kept and not live.circumstances.test:
            day, language = said_at.date(), turn.language
            await self._ledger.write(
                lambda session: count_safeguarding(session, day=day, kind="understood", language=language)
            )
        await self._sessions.keep_turn(live, turn)
        whole = self._clock.monotonic() - began
        outcome = turn.outcome.value
        TURNS.labels(outcome=outcome).inc()
        TURN_SECONDS.observe(whole)
        OWN_SECONDS.observe(max(0.0, whole - engine_seconds))
        log.info(
            "turn", outcome=outcome, topic=turn.topic, ms=round(whole * 1000), engine_ms=round(engine_seconds * 1000)
        )
        return Outgoing(live.names.id, turn.answer, turn.language)

    def _read(self, live: LiveSession, incoming: Incoming) -> _Said:
        if incoming.button is not None:
            button = live.find_button(incoming.button)
            if button is None:
                raise ButtonUnknown
            return _Said(button.means, button.title, pressed=True, redactions={})
        assert incoming.text is not None
        redacted = redact_personal_data(incoming.text)
        # Redaction may have laid a slash bare at the beginning.
        text = redacted.text.lstrip("/ ") or "…"
        return _Said(text, text, pressed=False, redactions=redacted.counts)

    async def _ask(self, live: LiveSession, said: _Said, site: Site | None, *, seconds: float) -> EngineAnswer:
        """The engine's answer, or an apology; whatever the engine does, the pupil gets a sentence."""
        contact = site.contact if site else Contact()
        seconds -= HELD_BACK_SECONDS
        failed = TurnOutcome.LATE
        if seconds > LEAST_SECONDS:
            try:
                async with self._crowd.inside(), asyncio.timeout(seconds):
                    messages = await self._engine.send(
                        live.names.sender, said.means, metadata=describe_for_engine(live.circumstances, contact)
                    )
                answer = read_engine_messages(messages, retry=said.means)
                if answer.messages:
                    return answer
                failed = TurnOutcome.EMPTY
            except EngineCrowded:
                REFUSED.labels(reason="crowd").inc()
                raise
            except (TimeoutError, EngineSlow):
                failed = TurnOutcome.LATE
            except EngineSilent:
                failed = TurnOutcome.EMPTY
            except Exception as error:
                log.warning("engine.failed", error=type(error).__name__)
                failed = TurnOutcome.BROKEN
        apology = make_apology(failed, language=live.spoken, contact=contact, retry=said.means)
        return EngineAnswer((apology,), failed)

    def _make_turn(self, live: LiveSession, message_id: str, said: _Said, answer: EngineAnswer) -> Turn:
        about = find_about(answer.messages)
        kept = not any(needs_no_trace(message.payload) for message in answer.messages)
        return Turn(
            id=new_id(),
            message_id=message_id,
            said_at=self._clock.now(),
            milliseconds=0,
            text=said.text if kept else "",
            answer=answer.messages,
            language=answer.language or live.spoken,
            outcome=answer.outcome,
            pressed=said.pressed,
            kept=kept,
            topic=about.get("topic"),
            about=about,
            sources=find_sources(answer.messages),
            redactions=said.redactions,
            understanding=answer.understanding,
        )

    async def _circumstances(self, incoming: Incoming) -> Circumstances:
        site = await self._site_of(incoming.site_key)
        if site is None and incoming.origin:
            site = await self._sites.find_by_origin(incoming.origin)
        return begin_circumstances(incoming, site)

    async def _site_of(self, key: str | None) -> Site | None:
        return await self._sites.find(key) if key else None
