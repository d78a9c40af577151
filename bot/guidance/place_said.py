"""Finds what is asked where a place is said and the words look like telling where one lives: "men om man kör i Helsingborg"."""

from __future__ import annotations

from bot.guidance.conversation import Conversation
from bot.guidance.message import PLACE, Message
from bot.guidance.topic_words import (
    asks_for_anything,
    asks_how_far,
    find_topics_said,
    says_goes_to_school,
    says_home,
    says_if_moved,
)
from bot.guidance.topics import (
    DESCRIPTION,
    EMPLOYERS,
    INDUSTRY_FACTS,
    LISTS_PLACES,
    OUTLOOK,
    SET_REGION,
    SHORTAGE,
    TAKES,
)


def find_topic_of_place(message: Message, conversation: Conversation) -> str | None:
    """The question that goes with the place; None when nothing but the place is told."""
    if not message.wanted(PLACE):
        return None
    if says_goes_to_school(message.text):
        return conversation.open_topic or SET_REGION
    said = find_topics_said(message.text)
    if len(said) == 1:
        # "Vart lär man sig sånt, jag bor i Eskilstuna".
        return said[0]
    topic = conversation.focus.topic
    if asks_how_far(message.text):
        return topic if topic in LISTS_PLACES or topic in (SHORTAGE, OUTLOOK) else EMPLOYERS
    if topic in (INDUSTRY_FACTS, DESCRIPTION) and asks_for_anything(message.text):
        # "Ligger det nåt runt Husum?", after what the work is like.
        return EMPLOYERS
    if conversation.open_topic or says_home(message.text) and not says_if_moved(message.text):
        return None
    return topic if PLACE in TAKES.get(topic, ()) else None
