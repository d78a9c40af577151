"""Weighs "out of scope", or a wish for another language, against an industrial occupation that the message names."""

from __future__ import annotations

from dataclasses import replace

from bot.guidance.doubt import Thresholds
from bot.guidance.followups import count_own_words
from bot.guidance.message import OCCUPATION, Message, Reading
from bot.guidance.topic_words import find_topics_said
from bot.guidance.topics import CHANGE_LANGUAGE, OUT_OF_SCOPE, QUESTIONS

# More words than these beside an occupation tell a story of their own.
FEW_WORDS = 5
# With no more than these the one that names a topic says all there is.
FEWEST_WORDS = 3
# Of so many of the likeliest the one that is named outright is meant.
MOST_RIVALS = 3


def without_what_is_no_rival(message: Message, *, thresholds: Thresholds) -> Message:
    """Who names an industrial occupation is hardly outside the subject: "jag vill bli svettsare", "miten minusta tulee hitsaaja?"."""
    if not message.ids_of(OCCUPATION):
        return message
    outside = sum(each.confidence for each in message.readings if each.intent == OUT_OF_SCOPE)
    said = find_topics_said(message.text)
    words = count_own_words(message)
    likely = [each.intent for each in message.readings[:MOST_RIVALS]]
    guessed = message.confidence < thresholds.sure and bool(said) and said[0] in likely
    if len(said) == 1 and (
        message.intent == OUT_OF_SCOPE
        and words <= FEW_WORDS
        or message.intent == CHANGE_LANGUAGE
        or guessed
        and words <= FEWEST_WORDS
    ):
        # Also "jag kan prata arabiska, hjälper det om jag vill bli maskinoperatör".
        others = tuple(each for each in message.readings if each.intent != said[0])
        return replace(message, readings=(Reading(said[0], 1.0), *others), abstained=False)
    inside = [each.intent for each in message.readings if each.intent != OUT_OF_SCOPE]
    doubtful = message.intent == OUT_OF_SCOPE and message.confidence < thresholds.sure
    if not outside or not inside or inside[0] not in QUESTIONS or message.intent not in QUESTIONS and not doubtful:
        return message
    kept = tuple(
        Reading(each.intent, each.confidence / (1.0 - outside))
        for each in message.readings
        if each.intent != OUT_OF_SCOPE
    )
    return replace(message, readings=kept, abstained=message.abstained and kept[0].confidence < thresholds.likely)
