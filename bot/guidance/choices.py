"""Makes the buttons of a doubtful message: each likely reading with the rows that were named and that it can be about."""

from __future__ import annotations

from collections.abc import Iterable

from bot.guidance.carry import CARRIED
from bot.guidance.conversation import Offer
from bot.guidance.message import EDUCATION_LEVEL, INTEREST, OCCUPATION, PLACE, Message
from bot.guidance.topics import QUESTIONS, SET_REGION, TAKES


def make_choices(message: Message, intents: Iterable[str]) -> tuple[Offer, ...]:
    """An offer for each reading."""
    entities = _ids_for_buttons(message)
    return tuple(Offer(intent, _only_taken(intent, entities)) for intent in intents)


def _ids_for_buttons(message: Message) -> dict[str, str]:
    ids = {}
    for kind in (*CARRIED, INTEREST, EDUCATION_LEVEL):
        if found := message.ids_of(kind):
            ids[kind] = found[0] if kind == OCCUPATION else found[-1]
    return ids


def _only_taken(intent: str, entities: dict[str, str]) -> dict[str, str]:
    takes = TAKES.get(intent, frozenset({PLACE}) if intent == SET_REGION else frozenset())
    return {
        kind: value
        for kind, value in entities.items()
        if kind in takes or kind == EDUCATION_LEVEL and intent in QUESTIONS
    }
