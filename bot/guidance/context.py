"""Reads a message in the light of the conversation: which topic is asked, and what carries over from before. No I/O."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from bot.guidance.bare_names import topic_for_names, topic_of_bare_names
from bot.guidance.carry import CARRIED, carry, find_occupations, last
from bot.guidance.choices import make_choices
from bot.guidance.conversation import Conversation, Focus, Offer
from bot.guidance.doubt import Thresholds, judge, names_what_it_asks_about, readings_to_offer
from bot.guidance.followups import (
    Ordinal,
    asks_only_for_more,
    asks_only_where,
    find_ordinal,
    names_place_abroad,
    only_acknowledges,
    says_only_names,
)
from bot.guidance.message import (
    EDUCATION_LEVEL,
    INTEREST,
    LANGUAGE,
    OCCUPATION,
    PLACE,
    PROGRAMME,
    Mention,
    Message,
)  # fmt: skip
from bot.guidance.narrowed import narrow_occupation
from bot.guidance.reread import doubts_an_answer, reread
from bot.guidance.topic_words import find_topics_said, says_to_forget, says_what_was_meant
from bot.guidance.topics import (
    ABOUT_ONE_OCCUPATION,
    AFFIRM,
    COMPARE,
    DENY,
    DISTRESS,
    EMPLOYERS,
    EXPLORE,
    FEEDBACK_NEGATIVE,
    FEEDBACK_POSITIVE,
    QUESTIONS,
    SET_REGION,
    TAKES,
    WHEN_ONLY_NAMED,
    WHERE_AFTER,
)  # fmt: skip
from bot.guidance.typed_choice import find_typed_choice
from bot.guidance.understanding import Understanding

Item = TypeVar("Item")
# What a bare word may name to ask the last question again.
NAMES = (*CARRIED, EDUCATION_LEVEL)


def understand(message: Message, conversation: Conversation, *, thresholds: Thresholds) -> Understanding:
    """The one way from a message and a conversation to what is to be done."""
    if message.pressed:
        return _about(message.intent, message, conversation)
    message = narrow_occupation(message, conversation)
    if says_to_forget(message.text):
        conversation = replace(conversation, focus=Focus(place=conversation.focus.place))
    doubts = doubts_an_answer(message, conversation, thresholds=thresholds)
    if message.intent == DISTRESS and not doubts and judge(message, thresholds=thresholds) == "sure":
        return _about(DISTRESS, message, conversation)
    if typed := find_typed_choice(message, conversation):
        return _take_offer(typed, message, conversation)
    if says_only_names(message):
        topic = topic_of_bare_names(message, conversation, thresholds=thresholds)
        return _about(topic, message, conversation, again=True)
    if asks_only_where(message) and conversation.focus.topic:
        return _about(WHERE_AFTER.get(conversation.focus.topic, EMPLOYERS), message, conversation)
    if asks_only_for_more(message) and conversation.offered and conversation.waiting in ("", "yes"):
        return _take_offer(conversation.offered[0], message, conversation)
    if only_acknowledges(message) and message.intent not in (DENY, FEEDBACK_NEGATIVE, FEEDBACK_POSITIVE):
        return Understanding("accepted", AFFIRM, conversation.focus)
    message = reread(message, conversation, thresholds=thresholds)
    ordinal = find_ordinal(message)
    if ordinal is not None and (taken := _take_ordinal(ordinal, message, conversation, thresholds=thresholds)):
        return taken
    return _read_by_intent(message, conversation, thresholds=thresholds)


def _read_by_intent(message: Message, conversation: Conversation, *, thresholds: Thresholds) -> Understanding:
    band = judge(message, thresholds=thresholds)
    names = any(message.wanted(kind) for kind in NAMES)
    if (
        message.intent in (FEEDBACK_NEGATIVE, DENY)
        and names
        and says_what_was_meant(message.text)
        and conversation.focus.topic
    ):
        # "Nej nu skrev jag fel, det är plåtslagare jag är intresserad av".
        return _about(topic_for_names(message, conversation), message, conversation, again=True)
    if band != "sure" and message.intent == FEEDBACK_NEGATIVE:
        # Taken as such it does no harm: the answer offers the other readings as well.
        return _about(FEEDBACK_NEGATIVE, message, conversation)
    picked = set(message.ids_of(OCCUPATION)) & set(conversation.compared)
    compared = conversation.focus.topic == COMPARE and message.intent in QUESTIONS - {COMPARE} and not picked
    says_topic = conversation.focus.topic and find_topics_said(message.text) == (message.intent,)
    if band != "sure" and says_topic and names:
        # "Ok electrician then, any apprenticeships in Umeå?" says what it asks.
        return _about(message.intent, message, conversation)
    if band != "sure" and conversation.focus.topic and not compared and any(message.ids_of(kind) for kind in NAMES):
        topic = topic_for_names(message, conversation)
        asks_itself = names_what_it_asks_about(message, thresholds=thresholds, before=Focus())
        only_named = topic in WHEN_ONLY_NAMED.values() and conversation.focus.topic not in (topic, COMPARE)
        if only_named and asks_itself:
            # "Gör det det? Jobb som träarbetare alltså", after what one likes: another question, about what is named.
            topic = message.intent
        return _about(topic, message, conversation, again=True)
    focus = carry("", message, conversation.focus)
    if band != "sure" and message.intent == conversation.focus.topic and message.intent in QUESTIONS:
        # "Nä inget med bilar, nåt på fabrik", after what one likes: the likeliest is what is talked about anyway.
        return _about(message.intent, message, conversation)
    if (
        band != "sure"
        and (compared or not conversation.focus.topic)
        and names_what_it_asks_about(message, thresholds=thresholds, before=conversation.focus)
    ):
        return _about(message.intent, message, conversation)
    if band == "unsure":
        return Understanding("unsure", "", focus)
    if band == "choice":
        choices = make_choices(message, readings_to_offer(message, thresholds=thresholds))
        return Understanding("choice", "", focus, choices=choices)
    if message.intent == AFFIRM:
        return _accept(message, conversation)
    if message.intent == DENY:
        return _decline(message, conversation)
    if message.intent == SET_REGION and message.ids_of(PLACE) and conversation.open_topic:
        return _about(conversation.open_topic, message, conversation)
    return _about(message.intent, message, conversation)


def _accept(message: Message, conversation: Conversation) -> Understanding:
    """ "Ja" takes what was offered first; with names in it ("ja, i Skåne") the last question is asked about those."""
    if any(message.wanted(kind) for kind in CARRIED):
        return _about(topic_for_names(message, conversation), message, conversation, again=True)
    if conversation.offered and (conversation.waiting == "yes" or conversation.guessed):
        return _take_offer(conversation.offered[0], message, conversation)
    return Understanding("accepted", AFFIRM, conversation.focus)


def _decline(message: Message, conversation: Conversation) -> Understanding:
    """ "Nej" leaves the offer; with names in it ("nej, vi flyttade till Borås") it corrects the last question."""
    if any(message.wanted(kind) for kind in CARRIED):
        return _about(topic_for_names(message, conversation), message, conversation, again=True)
    return Understanding("declined", DENY, conversation.focus)


def _take_offer(offer: Offer, message: Message, conversation: Conversation) -> Understanding:
    mentions = tuple(Mention(entity, value, value) for entity, value in offer.entities.items())
    return _about(offer.intent, replace(message, mentions=mentions, pressed=True), conversation)


def _take_ordinal(
    ordinal: Ordinal, message: Message, conversation: Conversation, *, thresholds: Thresholds
) -> Understanding | None:
    """The item of the last list, or the button, that "den andra" points at; None when there is no such item."""
    if ordinal.alone and (conversation.asks_which or not conversation.listed):
        offer = _at(conversation.offered, ordinal.number)
        return _take_offer(offer, message, conversation) if offer else None
    item = _at(conversation.listed, ordinal.number)
    if item is None:
        return None
    topic = WHEN_ONLY_NAMED[item.kind]
    if ordinal.alone and not ordinal.telling and _is_about_listed(conversation):
        topic = conversation.focus.topic
    said = find_topics_said(message.text)
    sure = judge(message, thresholds=thresholds) == "sure" and message.intent in QUESTIONS - {COMPARE}
    if not ordinal.alone and sure:
        topic = message.intent
    elif not ordinal.alone and len(said) == 1:
        # "Den andra låter bra, vad tjänar man" weighs nothing any more.
        topic = said[0]
    elif says_what_was_meant(message.text) and item.kind in TAKES.get(conversation.focus.topic, ()):
        # "Nej, den andra menade jag": the last question about that one.
        topic = conversation.focus.topic
    pointed = replace(message, mentions=(*message.mentions, Mention(item.kind, item.key, item.key)))
    return _about(topic, pointed, conversation)


def _is_about_listed(conversation: Conversation) -> bool:
    """Whether the last question was about one of the list, so that "och den andra?" asks it about another."""
    about_one = conversation.focus.topic in ABOUT_ONE_OCCUPATION
    return about_one and any(each.key == conversation.focus.occupation for each in conversation.listed)


def _at(items: Sequence[Item], number: int) -> Item | None:
    if number == 0:
        return items[-1] if items else None
    return items[number - 1] if number <= len(items) else None


def _about(topic: str, message: Message, conversation: Conversation, *, again: bool = False) -> Understanding:
    """The topic with what was named and what carries over; or the question which row an ambiguous word means."""
    focus = carry(topic, message, conversation.focus, again=again)
    if topic == FEEDBACK_NEGATIVE and conversation.focus.topic:
        # "Nu svarade du om tekniker": what was talked about stays, whatever the complaint names.
        focus = conversation.focus
    named = [each.entity for each in message.mentions if each.id and not each.rejected]
    place_unknown = names_place_abroad(message) or bool(message.wanted(PLACE)) and PLACE not in named
    occupations = find_occupations(topic, message, conversation, focus)
    understanding = Understanding(
        "answer", topic,
        replace(focus, topic=topic, occupation=occupations[0] if occupations else None) if topic in QUESTIONS else focus,
        occupations=occupations,
        interests=message.ids_of(INTEREST) or (conversation.interests if topic == EXPLORE else ()),
        education_level=last(message.ids_of(EDUCATION_LEVEL)),
        language=last(message.ids_of(LANGUAGE)),
        named=frozenset((*named, PLACE) if place_unknown else named),
        place_unknown=place_unknown,
    )  # fmt: skip
    if message.pressed or topic not in ABOUT_ONE_OCCUPATION or focus.programme and PROGRAMME in understanding.named:
        return understanding
    return _clear_up_occupation(understanding, message, conversation)


def _clear_up_occupation(understanding: Understanding, message: Message, conversation: Conversation) -> Understanding:
    wanted = message.wanted(OCCUPATION)
    if not wanted:
        return understanding
    first = wanted[0]
    if first.id is None and not message.ids_of(OCCUPATION):
        return replace(understanding, outcome="unknown", unknown=first.value, occupations=())
    if len(wanted) == 1 and len(first.candidates) > 1 and conversation.focus.occupation not in first.candidates:
        choices = tuple(Offer(understanding.topic, {OCCUPATION: each}) for each in first.candidates[:4])
        return replace(understanding, outcome="which", choices=choices, unknown=first.value)
    return understanding
