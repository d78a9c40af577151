"""Tells whether a message asks of what was talked about: a side of prao, the work of an occupation, the way to it."""

from __future__ import annotations

from bot.guidance.asked import find_age, find_asked
from bot.guidance.conversation import Focus
from bot.guidance.message import OCCUPATION, Message
from bot.guidance.topic_words import (
    find_topics_said,
    says_it,
    says_them,
    speaks_to_the_bot,
)
from bot.guidance.topics import (
    BOT_CHALLENGE,
    CAPABILITIES,
    DENY,
    DESCRIPTION,
    EDUCATION,
    EMPLOYERS,
    FORMS,
    INDUSTRY_FACTS,
    INTERNSHIP,
    OUT_OF_SCOPE,
    OUTLOOK,
    PRAO,
    SALARY,
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


def asks_of_form(message: Message, form: str, *, occupation: bool, sure: bool) -> bool:
    """Whether pay, weeks, clothes or the like of the form is asked: "får man betalt för det?" after prao."""
    said = find_topics_said(message.text)
    if message.ids_of(OCCUPATION) or any(topic in FORMS and topic != form for topic in said):
        return False
    sides = find_asked(message.text, among=form.removeprefix("ask_"))
    if not sides and find_age(message.text) is None:
        return False
    if message.intent == SALARY:
        # "Vad tjänar dom" about the occupation that was talked about is its wage.
        return "pay" in sides and not (occupation and says_them(message.text))
    if message.intent == DENY:
        # "Och om dom säger nej?" is no answer to what was offered.
        return "apply" in sides
    if not sure or message.intent == OUT_OF_SCOPE or message.intent == EDUCATION and not said:
        return True
    if message.intent in (CAPABILITIES, BOT_CHALLENGE):
        return not speaks_to_the_bot(message.text)
    return {message.intent, form} == {PRAO, INTERNSHIP} and sides != ["apply"]
