"""What was understood of a message: the topic, the rows that it is about, and what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.guidance.conversation import Focus, Offer

# What comes of a message: an answer to a topic, a choice between readings, an admission, or a question which row is meant.
Outcome = Literal["answer", "choice", "unsure", "which", "unknown", "accepted", "declined"]


@dataclass(frozen=True)
class Understanding:
    """What to do about a message.

    `focus` is what the answer is about after carry-over. `choices` are the readings or rows to choose from; `unknown` is a word
    for an occupation that no row stands for; `place_unknown` says that a place was named that is no row, or lies abroad.
    """

    outcome: Outcome
    topic: str
    focus: Focus
    occupations: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    education_level: str | None = None
    language: str | None = None
    named: frozenset[str] = frozenset()
    choices: tuple[Offer, ...] = ()
    unknown: str = ""
    place_unknown: bool = False
