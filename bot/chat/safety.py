"""The safeguarding layer of the chat: before the engine, without the database, and nothing of the words is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.answers import BotMessage
from bot.text.redaction import redact_personal_data
from bot.text.safeguarding import find_distress, safeguarding_text

PAYLOAD = {"topic": "distress", "items": [], "sources": [], "notes": [], "notice": "safeguarding"}
# Languages of the interface in which the reviewed texts stand; "easy" is easy Swedish.
SWEDISH = ("sv", "easy")


@dataclass(frozen=True)
class Care:
    """A message that needs care: what is counted, and what the pupil reads."""

    kind: str
    language: str
    answer: BotMessage


def find_care(text: str, *, language: str, message_id: str) -> Care | None:
    """The fixed text for a message that tells of danger or harm; None for any other.

    The id of the answer follows from the message's, so a message sent twice shows one answer even after a restart.
    """
    concern = find_distress(text)
    if concern is None:
        return None
    # A pupil who writes in another language than the one that was set is answered in the language of the words.
    wanted = language if concern.language == "sv" and language in SWEDISH else concern.language
    answer_id = hashlib.sha256(f"care {message_id}".encode()).hexdigest()[:32]
    answer = BotMessage(answer_id, safeguarding_text(concern, wanted), (), PAYLOAD)
    return Care(concern.kind, wanted, answer)


def load_word_lists() -> None:
    """Reads the word lists, which takes a moment, before the first pupil comes."""
    find_distress("hej")
    redact_personal_data("hej")


def needs_no_trace(payload: Mapping[str, object]) -> bool:
    """Whether the engine itself understood a message as distress: then its words are not kept either."""
    return payload.get("topic") == "distress"
