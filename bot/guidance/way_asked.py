"""Finds what is asked of the way to an occupation that was talked about: who gives a programme, who gets in, what one must know."""

from __future__ import annotations

from bot.guidance.asked import find_asked
from bot.guidance.conversation import Conversation, Focus
from bot.guidance.message import PLACE, Message
from bot.guidance.topic_words import (
    asks_for_list,
    asks_for_programme,
    asks_to_get_in,
    asks_what_work,
    asks_whether_there,
    find_topics_said,
    says_of_them,
    says_to_move,
)
from bot.guidance.topics import (
    ABOUT_ONE_OCCUPATION,
    CHANGE_LANGUAGE,
    COMPARE,
    EDUCATION,
    EMPLOYERS,
    EXPLORE,
    OUT_OF_SCOPE,
    SCHOOLS,
    SET_REGION,
    SHORTAGE,
)  # fmt: skip

# Sides of the way to an occupation that are asked in a few words: "hur lång är den?"
SIDES = "education"
# What "finns det i Uddevalla" looks like when only the place is known.
_LOOKS_LIKE_WHERE = frozenset({EMPLOYERS, OUT_OF_SCOPE, SCHOOLS, SET_REGION, SHORTAGE})
# After these "måste man flytta?" asks where one can study.
_BEFORE_MOVING = frozenset({EDUCATION, SCHOOLS, EXPLORE, SET_REGION})


def find_topic_of_way(message: Message, conversation: Conversation, *, doubtful: bool) -> str | None:
    """The topic on education that a short question belongs to; None when it is about something else."""
    focus = conversation.focus
    only_places = all(each.entity == PLACE for each in message.mentions)
    if conversation.programmes and only_places and _asks_of_two(message):
        return COMPARE
    if focus.programme and not focus.occupation and message.intent in _LOOKS_LIKE_WHERE and _asks_where_given(message):
        return SCHOOLS
    if message.intent == CHANGE_LANGUAGE and focus.occupation and find_asked(message.text, among=SIDES):
        # "Måste man kunna engelska?" is asked of the work.
        return EDUCATION
    if message.mentions:
        return None
    if message.intent == SET_REGION and focus.topic in _BEFORE_MOVING and says_to_move(message.text):
        # "Måste han flytta till fastlandet då?"
        return SCHOOLS
    sides = find_asked(message.text, among=SIDES)
    if focus.topic in (EDUCATION, SCHOOLS) and sides and (doubtful or asks_to_get_in(message.text)):
        return EDUCATION
    if focus.occupation and focus.topic in ABOUT_ONE_OCCUPATION and doubtful and "length" in sides:
        # "Hur lång tid tar kortet?", after an outlook.
        return EDUCATION
    return EDUCATION if message.intent == EXPLORE and _asks_which_way(message.text, focus) else None


def _asks_of_two(message: Message) -> bool:
    """ "Vilken är lättast att komma in på?" after two programmes."""
    asks_which = asks_for_list(message.text) or says_of_them(message.text)
    return asks_which and (asks_to_get_in(message.text) or message.intent in (COMPARE, EDUCATION, SHORTAGE))


def _asks_where_given(message: Message) -> bool:
    """ "Finns det i Uddevalla", "finns båda i Kiruna?": nothing else is asked of the place."""
    return bool(message.wanted(PLACE)) and asks_whether_there(message.text) and not find_topics_said(message.text)


def _asks_which_way(text: str, focus: Focus) -> bool:
    """ "Vad kan man bli?" about the programme that was talked about, "vilka program ska man gå?" about the occupation."""
    if focus.programme and (EDUCATION in find_topics_said(text) or asks_what_work(text)):
        return True
    return bool(focus.occupation) and asks_for_list(text) and asks_for_programme(text)
