"""Finds which occupation a shared word means, by what stands beside it: "mekaniker men inte på bilar", "operatör på massabruket"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.guidance.conversation import Conversation
from bot.guidance.message import OCCUPATION, Mention, Message
from bot.guidance.topics import COMPARE
from bot.text.normalise import fold_text

FILE = Path(__file__).with_name("narrowed.yml")
_NEGATORS = ("inte", "int", "ej", "ikke", "not", "aldrig")
# What may stand between "inte" and what is denied: "inte på bilar", "inte sånt med bilar".
_BETWEEN = r"(?:\W+(?:pa|i|med|som|nagra|sant|sana|bara|just|with|on|in|the|for))*\W+"
# So long may a message be that only says which: "inte på bilar", "på flygplan menade jag".
_MOST_WORDS_ALONE = 7


@dataclass(frozen=True)
class Shared:
    """A word that many occupations share: its forms, the rows that stand for it, and a pattern for each occupation."""

    words: frozenset[str]
    rows: frozenset[str]
    occupations: Mapping[str, re.Pattern[str]]
    denied: Mapping[str, re.Pattern[str]]

    def find_meant(self, text: str) -> str | None:
        """The one occupation that the folded text points at; the likeliest other when it only denies; None when it says neither."""
        denied = [each for each, pattern in self.denied.items() if pattern.search(text)]
        said = [each for each, pattern in self.occupations.items() if pattern.search(text) and each not in denied]
        if said:
            return said[0]
        return next((each for each in self.occupations if each not in denied), None) if denied else None


@lru_cache(maxsize=1)
def load_shared_words() -> tuple[Shared, ...]:
    """The lists of narrowed.yml, read once a process."""
    data = YAML(typ="safe").load(FILE)
    return tuple(
        Shared(
            words=frozenset(each["words"]),
            rows=frozenset(each["rows"]),
            occupations={row: re.compile(_any_of(words)) for row, words in each["to"].items()},
            denied={
                row: re.compile(rf"\b(?:{'|'.join(_NEGATORS)}){_BETWEEN}{_any_of(words)}")
                for row, words in each["to"].items()
            },
        )
        for each in data.values()
    )


def _any_of(words: list[str]) -> str:
    """A pattern of whole words, and of beginnings of words where they are marked so."""
    return (
        r"\b(?:"
        + "|".join(re.escape(word[:-1]) if word.endswith("*") else re.escape(word) + r"\b" for word in words)
        + ")"
    )


def narrow_occupation(message: Message, conversation: Conversation) -> Message:
    """The message with the occupation that its other words say; one that was talked about is narrowed by a short message too."""
    wanted = message.wanted(OCCUPATION)
    if not wanted:
        return _narrow_what_was_talked_about(message, conversation)
    if len(wanted) > 1 or message.intent == COMPARE:
        # "Tjänar elektriker mer i gruvan än på bygge" weighs the places of one occupation.
        return message
    mention = wanted[0]
    value = fold_text(mention.value)
    beside = fold_text(message.text[: mention.start] + " " + message.text[mention.end :])
    for shared in load_shared_words():
        if value in shared.words and (meant := shared.find_meant(beside)):
            narrowed = replace(mention, id=meant, candidates=(meant,))
            return replace(message, mentions=tuple(narrowed if each is mention else each for each in message.mentions))
    return message


def _narrow_what_was_talked_about(message: Message, conversation: Conversation) -> Message:
    text = fold_text(message.text)
    if len(text.split()) > _MOST_WORDS_ALONE:
        return message
    for shared in load_shared_words():
        if conversation.focus.occupation in shared.rows and (meant := shared.find_meant(text)):
            return replace(message, mentions=(*message.mentions, Mention(OCCUPATION, meant, meant, (meant,))))
    return message
