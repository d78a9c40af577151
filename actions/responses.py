"""Writes the responses of a domain: the variant for the pupil's language, with its placeholders filled."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.errors import ResponseMissing
from bot.guidance.answer import Reply

Variation = Mapping[str, Any]
LANGUAGE, EASY, HEARD = "language", "easy_language", "message_language"


@dataclass(frozen=True)
class Written:
    """A text and the language that it is in: "sv", "easy", "en", or one that only a few texts exist in."""

    text: str
    language: str


class Responses:
    """The responses of a domain, by name, read for one pupil."""

    def __init__(self, responses: Mapping[str, Sequence[Variation]], *, slots: Mapping[str, Any]) -> None:
        self._responses = responses
        self._slots = slots

    def write(self, reply: Reply) -> Written:
        """The text of a reply; a name without a response is an error, never an empty message."""
        variations = self._responses.get(reply.response)
        if not variations:
            raise ResponseMissing(response=reply.response)
        chosen = choose_variation(variations, self._slots)
        text = fill_placeholders(str(chosen.get("text") or ""), reply.values, response=reply.response)
        return Written(text, _language_of(chosen))

    def write_text(self, reply: Reply) -> str:
        """Only the text of a reply."""
        return self.write(reply).text


def choose_variation(variations: Sequence[Variation], slots: Mapping[str, Any]) -> Variation:
    """The first variation with the most conditions that all hold; those without conditions are for everyone else."""
    best, most = variations[-1], -1
    for variation in variations:
        conditions = variation.get("condition") or ()
        if len(conditions) > most and all(_holds(each, slots) for each in conditions):
            best, most = variation, len(conditions)
    return best


def _holds(condition: Mapping[str, Any], slots: Mapping[str, Any]) -> bool:
    return condition.get("type") == "slot" and slots.get(str(condition.get("name"))) == condition.get("value")


def fill_placeholders(text: str, values: Mapping[str, str], *, response: str) -> str:
    """The text with {name} filled in; values are put in as they are, never read as placeholders themselves."""
    pieces = []
    for literal, name, _format, _conversion in string.Formatter().parse(text):
        pieces.append(literal)
        if name is not None:
            if name not in values:
                raise ResponseMissing(response=f"{response} ({name})")
            pieces.append(values[name])
    return "".join(pieces)


def _language_of(variation: Variation) -> str:
    for condition in variation.get("condition") or ():
        if condition.get("name") in (LANGUAGE, HEARD):
            return str(condition["value"])
        if condition.get("name") == EASY:
            return "easy"
    return "sv"
