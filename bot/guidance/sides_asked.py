"""Tells whether a message asks of the occupation that was talked about: its work, its future, what is done there."""

from __future__ import annotations

from bot.guidance.asked import find_asked
from bot.guidance.conversation import Focus
from bot.guidance.message import Message
from bot.guidance.topic_words import (
    find_topics_said,
    says_it,
    says_them,
)
from bot.guidance.topics import (
    DESCRIPTION,
    EMPLOYERS,
    INDUSTRY_FACTS,
    OUTLOOK,
)  # fmt: skip

# Sides of industry that are asked of an occupation as well.
OF_THE_FUTURE, OF_THE_WORK = {"robots", "future"}, {"dangerous", "dirty", "boring", "shift", "gender"}


def asks_of_it(message: Message, focus: Focus) -> str | None:
    """The topic of what is asked about the occupation that was talked about, where the words look like one on its industry."""
    if message.intent == INDUSTRY_FACTS and says_it(message.text):
        return asks_of_work(message)
    if message.intent == EMPLOYERS and not focus.employer and says_them(message.text):
        # "Vad gör dom?" after a wage is about those who earn it.
        return DESCRIPTION if find_topics_said(message.text) == (DESCRIPTION,) else None
    return None


def asks_of_work(message: Message) -> str | None:
    """The topic of "är det bara killar där?" and "tar robotar över?" about one occupation."""
    sides = {*find_asked(message.text, among=INDUSTRY_FACTS.removeprefix("ask_"))}
    return OUTLOOK if OF_THE_FUTURE & sides else DESCRIPTION if OF_THE_WORK & sides else None
