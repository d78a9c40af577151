"""Finds what is asked of a way to meet working life that was talked about: a side of prao, whom to ring, where the school lies."""

from __future__ import annotations

from bot.guidance.asked import find_age, find_asked
from bot.guidance.conversation import Conversation
from bot.guidance.message import OCCUPATION, Message
from bot.guidance.topic_words import find_topics_said, says_them, says_where_school_is, speaks_to_the_bot
from bot.guidance.topics import (
    BOT_CHALLENGE,
    CAPABILITIES,
    COUNSELLOR,
    DENY,
    EDUCATION,
    EMPLOYERS,
    FORMS,
    INTERNSHIP,
    OUT_OF_SCOPE,
    PRAO,
    SALARY,
    SCHOOLS,
    SET_REGION,
)  # fmt: skip

# Among so many of the likeliest a form that is named outright decides.
MOST_RIVALS = 3
# From here on another reading is believed though a form is named.
SURELY_ANOTHER = 0.6


def find_topic_of_form(message: Message, conversation: Conversation, *, occupation: bool, sure: bool) -> str | None:
    """The form, or its workplaces, where the message belongs to one; None when it is about something else."""
    focus = conversation.focus
    form = focus.topic if focus.topic in FORMS else conversation.form
    aside = message.intent in (COUNSELLOR, BOT_CHALLENGE)
    if aside and (form or focus.employer) and _asks_for_contact(message):
        # "Vem ska jag ringa" after prao at a company.
        return EMPLOYERS
    if form and message.intent in (SCHOOLS, SET_REGION) and says_where_school_is(message.text):
        return form
    if message.confidence < SURELY_ANOTHER and (named := _find_form_named(message)):
        return named
    return form if form and _asks_of_form(message, form, occupation=occupation, sure=sure) else None


def _asks_for_contact(message: Message) -> bool:
    """ "Vem ska jag ringa?" """
    return not message.mentions and "contact" in find_asked(message.text, among=EMPLOYERS.removeprefix("ask_"))


def _find_form_named(message: Message) -> str | None:
    """The one way to meet working life that the words name, where it is among the likeliest readings."""
    said = find_topics_said(message.text)
    likely = [each.intent for each in message.readings[:MOST_RIVALS]]
    return said[0] if len(said) == 1 and said[0] in FORMS and said[0] in likely else None


def _asks_of_form(message: Message, form: str, *, occupation: bool, sure: bool) -> bool:
    """Whether pay, weeks, clothes or the like of the form is asked: "får man betalt för det?" after prao."""
    said = find_topics_said(message.text)
    sides = find_asked(message.text, among=form.removeprefix("ask_"))
    if any(topic in FORMS and topic != form for topic in said):
        return False
    if message.ids_of(OCCUPATION):
        # "Måste man ha fyllt 18 för att köra maskinerna?"
        return "age" in sides and message.intent == EDUCATION
    if not sides and find_age(message.text) is None:
        return False
    if message.intent == SALARY:
        # "Vad tjänar dom" about the occupation that was talked about is its wage.
        return "pay" in sides and not (occupation and says_them(message.text))
    if "clothes" in sides and not message.mentions:
        return True
    if message.intent == DENY:
        # "Och om dom säger nej?" is no answer to what was offered.
        return "apply" in sides
    if not sure or message.intent == OUT_OF_SCOPE or message.intent == EDUCATION and not said:
        return True
    if message.intent in (CAPABILITIES, BOT_CHALLENGE):
        return not speaks_to_the_bot(message.text)
    return {message.intent, form} == {PRAO, INTERNSHIP} and sides != ["apply"]
