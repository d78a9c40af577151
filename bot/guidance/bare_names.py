"""Finds what is asked by a bare name: "och i Skåne då?", "elektriker menade jag", "går i nian"."""

from __future__ import annotations

from bot.guidance.carry import last
from bot.guidance.conversation import Conversation
from bot.guidance.doubt import Thresholds, judge
from bot.guidance.education_levels import COMPULSORY_SCHOOL
from bot.guidance.industry_words import find_industry_said
from bot.guidance.message import EDUCATION_LEVEL, OCCUPATION, PLACE, PROGRAMME, Message
from bot.guidance.topic_words import find_topics_said, says_goes_to_school, says_same_as
from bot.guidance.topics import (
    COMPARE,
    DESCRIPTION,
    INTERNSHIP,
    OPEN_WITHOUT_PLACE,
    OUTLOOK,
    PRAO,
    QUESTIONS,
    SET_REGION,
    TAKES,
    WHEN_ONLY_NAMED,
)  # fmt: skip


def topic_of_bare_names(message: Message, conversation: Conversation, *, thresholds: Thresholds) -> str:
    """The topic of "svetsare?": what is open or was asked last, else what the classifier is sure of."""
    if says_same_as(message.text) and message.ids_of(OCCUPATION) and conversation.focus.occupation:
        return COMPARE
    if message.wanted(PLACE) and says_goes_to_school(message.text):
        return conversation.open_topic or SET_REGION
    sure = judge(message, thresholds=thresholds) == "sure" and message.intent in QUESTIONS
    if sure and find_topics_said(message.text) == (message.intent,):
        # "Har de lärlingar": the name itself asks for another topic.
        return message.intent
    if not conversation.focus.topic and not conversation.open_topic and not conversation.guessed:
        return message.intent if sure else topic_for_names(message, conversation)
    return topic_for_names(message, conversation)


def topic_for_names(message: Message, conversation: Conversation) -> str:
    """The open or last topic where it takes what was named, else the most telling topic for the name."""
    kinds = [each.entity for each in message.mentions if not each.rejected]
    if not conversation.focus.occupation and find_industry_said(conversation.focus.topic, message):
        # "Inom elektronik bara", after a list of occupations or workplaces.
        return conversation.focus.topic
    if conversation.focus.topic == COMPARE and set(message.ids_of(OCCUPATION)) & set(conversation.compared):
        # Of the two that were compared one is picked out.
        return DESCRIPTION
    if conversation.focus.topic == DESCRIPTION and conversation.focus.occupation and set(kinds) == {PLACE}:
        # "Och i Skåne då?" after what the work is like, which is the same everywhere: whether there is work there.
        return OUTLOOK
    for topic in _topics_that_stand(message, conversation):
        if any(kind in TAKES.get(topic, ()) or (kind == EDUCATION_LEVEL and topic in QUESTIONS) for kind in kinds):
            return _form_of_school(topic, message)
    for kind, topic in WHEN_ONLY_NAMED.items():
        if kind in kinds:
            return topic
    return WHEN_ONLY_NAMED[PROGRAMME]


def _topics_that_stand(message: Message, conversation: Conversation) -> tuple[str, ...]:
    """The topics that a bare name may belong to: of an open guess the likeliest, what waits for a place, the last."""
    guessed = [each.intent for each in conversation.offered if each.intent in QUESTIONS] if conversation.guessed else []
    if not message.wanted(PLACE):
        return (*guessed[:1], conversation.focus.topic)
    # A place is rather said to what is answered by place.
    guessed.sort(key=lambda intent: intent not in OPEN_WITHOUT_PLACE)
    return (*guessed[:1], conversation.open_topic, conversation.focus.topic)


def _form_of_school(topic: str, message: Message) -> str:
    """Practice in compulsory school is prao, later it is not: "jag vill göra praktik", "går i nian"."""
    level = last(message.ids_of(EDUCATION_LEVEL))
    if topic not in (PRAO, INTERNSHIP) or level is None:
        return topic
    return PRAO if level in COMPULSORY_SCHOOL else INTERNSHIP
