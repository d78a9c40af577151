"""Rasa's tracker store that keeps only what carries over between turns: the slots. endpoints.yml names it; it runs in the engine.

Rasa's own stores keep every event of a conversation, a pupil's words among them, and read all of them at every turn. Syvbot needs
none: what a conversation remembers is in slots (bot.guidance.conversation), and the gateway keeps the redacted turns. A tracker
that comes back from here holds the slots and waits for a message. Forms, pauses and earlier messages are not in it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, DEFAULT_SLOT_NAMES
from rasa.shared.core.events import ActionExecuted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import ConnectionException

from bot.dialogue.conversation_database import ConversationDatabase, KeptConversation

logger = logging.getLogger(__name__)
Found = TypeVar("Found")
SECONDS_A_MINUTE = 60


class SlotTrackerStore(TrackerStore):  # type: ignore[misc]
    """Conversations as one small row a session, in SQLite or PostgreSQL."""

    def __init__(self, domain: Any, host: str | None = None, event_broker: Any = None, **options: Any) -> None:
        """`host` is what endpoints.yml calls `url`; without one the conversations are in memory."""
        super().__init__(domain, event_broker, **options)
        try:
            self._database = ConversationDatabase(host or "sqlite://")
        except (AttributeError, ImportError) as error:
            # Rasa takes these two to mean that there is no such store, and would keep all words in memory instead.
            raise ConnectionException(f"The database of conversations cannot be used: {error}") from error

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as the last turn left it; None when it is unknown or over, and Rasa then begins a new one."""
        kept = await self._work(lambda: self._database.read(sender_id))
        if kept is None or self._is_over(kept):
            return None
        slots = {slot.name for slot in self.domain.slots}
        # A slot that a newer model has no more is left out.
        told = [SlotSet(key, value, kept.last_turn_at) for key, value in kept.slots.items() if key in slots]
        listens = ActionExecuted(ACTION_LISTEN_NAME, timestamp=kept.last_turn_at)
        return DialogueStateTracker.from_events(sender_id, [*told, listens], self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps the slots that differ from their initial values. A tracker in which nothing has happened leaves no row."""
        await self.stream_events(tracker)
        if not tracker.events:
            return
        slots = pick_kept_slots(tracker)
        try:
            await self._work(lambda: self._database.keep(tracker.sender_id, slots, at=time.time()))
        except Exception as error:
            # The pupil has an answer; only the next one will not know of it. To Rasa an error here is a reason to keep
            # the whole conversation in memory, words and all, until the engine ends: so it gets none.
            logger.error("conversation not kept: %s", type(error).__name__)

    async def keys(self) -> Iterable[str]:
        """The ids of all sessions."""
        return await self._work(self._database.list_senders)

    def _is_over(self, kept: KeptConversation) -> bool:
        """Whether the domain's session has run out. Rasa asks the pupil's last message for its time, which is not kept."""
        config = self.domain.session_config
        if not config.are_sessions_enabled():
            return False
        return bool(time.time() - kept.last_turn_at > config.session_expiration_time * SECONDS_A_MINUTE)

    async def _work(self, work: Callable[[], Found]) -> Found:
        # While a database on the network is asked, the engine understands other pupils' messages.
        return await asyncio.to_thread(work) if self._database.on_network else work()


def pick_kept_slots(tracker: DialogueStateTracker) -> dict[str, Any]:
    """Syvbot's slots that say something. Rasa's own are for forms, or hold what came along with the session's first message."""
    return {
        name: slot.value
        for name, slot in tracker.slots.items()
        if name not in DEFAULT_SLOT_NAMES and slot.value != slot.initial_value
    }
