"""Says what carries over from one message to the next: the rows that were named, and of those before what still fits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.guidance.conversation import Conversation, Focus
from bot.guidance.industry_words import find_industry_said
from bot.guidance.message import EMPLOYER, INDUSTRY, INTEREST, OCCUPATION, PLACE, PROGRAMME, Mention, Message
from bot.guidance.topic_words import asks_for_list, says_otherwise, says_there, says_within
from bot.guidance.topics import COMPARE, EDUCATION, EMPLOYERS, EXPLORE, FORMS, INTERNSHIP, SHORTAGE, TAKES
from bot.text.normalise import fold_text

# Asked by someone who reads a programme: where to be, and what to become.
WHILE_READING = FORMS | {EMPLOYERS, EXPLORE}
CARRIED = (OCCUPATION, PLACE, EMPLOYER, PROGRAMME, INDUSTRY)


def carry(topic: str, message: Message, before: Focus, *, again: bool = False) -> Focus:
    """What was named, and of what was talked about the rest that still fits. `again`: the last question about other rows."""
    named = {kind: last(message.ids_of(kind)) for kind in CARRIED}
    named[PLACE] = find_place_wanted_most(message)
    if named[OCCUPATION]:
        named[OCCUPATION] = _without_shorter(message.ids_of(OCCUPATION), message)[0]
    elif not named[INDUSTRY]:
        named[INDUSTRY] = find_industry_said(topic, message)
    kept = before
    said_outright = says_within(message.text) or not message.ids_of(INTEREST)
    if _replaces(topic, message) or named[INDUSTRY] and said_outright:
        # An occupation, industry or programme that is named takes the place of whatever was talked about before.
        at_employer = again or says_there(message.text)
        kept = Focus(topic=before.topic, place=before.place, employer=before.employer if at_employer else None)
        if topic == EDUCATION and not named[OCCUPATION] and says_there(message.text):
            # "How do I get there from the technology programme?"
            kept = replace(kept, occupation=before.occupation)
    if named[EMPLOYER]:
        kept = replace(kept, industry=None)
    elif topic == EMPLOYERS and not again and asks_for_list(message.text) and not says_there(message.text):
        # "Vilka företag finns i Lund" is no longer about the one that was talked about.
        kept = replace(kept, employer=None)
    if topic == SHORTAGE and named[PLACE] and not named[INDUSTRY] and not again and not says_there(message.text):
        kept = replace(kept, industry=None)
    focus = replace(kept, **{kind: value for kind, value in named.items() if value})
    if topic not in TAKES:
        return focus
    dropped: dict[str, Any] = {
        kind: None for kind in CARRIED if kind not in TAKES[topic] and not _stays(kind, topic, named)
    }
    return replace(focus, **dropped)


def find_occupations(topic: str, message: Message, conversation: Conversation, focus: Focus) -> tuple[str, ...]:
    """The occupations that the message is about, the main one first; to compare, also the one that was talked about."""
    meant = (_which_is_meant(each, conversation) for each in message.wanted(OCCUPATION))
    named = tuple(dict.fromkeys(each for each in meant if each))
    if topic == COMPARE:
        before = (conversation.compared or conversation.recent) if not named else (conversation.focus.occupation,)
        return named if len(named) > 1 else tuple(dict.fromkeys(each for each in (*before, *named) if each))
    if named:
        return _without_shorter(named, message)
    return (focus.occupation,) if focus.occupation else ()


def _without_shorter(named: tuple[str, ...], message: Message) -> tuple[str, ...]:
    """Of "snickare, alltså möbelsnickare" only the fuller name is meant."""
    words = {each.id: fold_text(each.value) for each in reversed(message.wanted(OCCUPATION)) if each.id}
    return tuple(
        each
        for each in named
        if not any(
            words.get(each, "-") != words.get(other, "") and words.get(each, "-") in words.get(other, "")
            for other in named
        )
    )


def find_place_wanted_most(message: Message) -> str | None:
    """The last place that was said, but for one that is only second best: "Västerås helst, annars Eskilstuna"."""
    places = [each for each in message.wanted(PLACE) if each.id]
    first = [each for each in places if not says_otherwise(message.text[: each.start])]
    chosen = first or places
    return chosen[-1].id if chosen else None


def last(ids: tuple[str, ...]) -> str | None:
    """The last that was said: "Inte Stockholm, jag menade Strömsund"."""
    return ids[-1] if ids else None


def _replaces(topic: str, message: Message) -> bool:
    """Whether a row is named that the topic is about: a programme named when asking for APL only tells what one studies."""
    takes = TAKES.get(topic, frozenset(CARRIED)) | {OCCUPATION}
    if topic == INTERNSHIP:
        takes -= {PROGRAMME}
    kinds = {each.entity for each in message.mentions if not each.rejected}
    return bool(kinds & takes & {OCCUPATION, INDUSTRY, PROGRAMME})


def _which_is_meant(mention: Mention, conversation: Conversation) -> str | None:
    """Of the rows of an ambiguous word the one that is talked about already, else the likeliest."""
    return conversation.focus.occupation if conversation.focus.occupation in mention.candidates else mention.id


def _stays(kind: str, topic: str, named: dict[str, str | None]) -> bool:
    """Whether a row is kept though the topic is not about it.

    The place always is; the programme while it is what the pupil reads; an occupation named in the very question belongs to it,
    whatever the topic.
    """
    if kind == PROGRAMME and topic in WHILE_READING:
        return True
    return kind == PLACE or kind == OCCUPATION and bool(named[OCCUPATION]) and topic != SHORTAGE
