"""Builds messages and conversations for the tests of context, as the engine would have read them."""

from __future__ import annotations

from bot.guidance.context import understand
from bot.guidance.conversation import Conversation, Focus
from bot.guidance.doubt import Thresholds
from bot.guidance.message import Mention, Message, Reading
from bot.guidance.understanding import Understanding

SVETSARE = ("occupation", "svetsare", "svetsare")
ELEKTRIKER = ("occupation", "elektriker", "installationselektriker")
SKANE = ("place", "Skåne", "county:12")
BORAS = ("place", "Borås", "municipality:1490")


def say(
    text: str,
    intent: str = "out_of_scope",
    *names: tuple[str, str, str | None],
    confidence: float = 0.9,
    others: tuple[tuple[str, float], ...] = (),
    rejected: str = "",
    candidates: tuple[str, ...] = (),
    language: str | None = "sv",
    abstained: bool = False,
) -> Message:
    """A typed message; each name is (entity, words, row id) and is found in the text."""
    mentions = []
    for entity, words, row in names:
        start = text.index(words)
        mentions.append(Mention(entity, words, row, candidates, start, start + len(words), rejected=words == rejected))
    readings = (Reading(intent, confidence), *(Reading(name, share) for name, share in others))
    return Message(text, readings, tuple(mentions), language, abstained=abstained)


def press(intent: str, **entities: str) -> Message:
    """A pressed button."""
    mentions = tuple(Mention(entity, value, value) for entity, value in entities.items())
    return Message("", (Reading(intent, 1.0),), mentions, None, pressed=True)


def talking_about(topic: str, **changes: object) -> Conversation:
    """A conversation whose last question was `topic`; keywords are fields of the focus."""
    return Conversation(focus=Focus(topic=topic, **changes))  # type: ignore[arg-type]


def read(message: Message, conversation: Conversation) -> Understanding:
    """What is understood of a message in a conversation, with the thresholds in use."""
    return understand(message, conversation, thresholds=Thresholds())
