"""How sure one must be to answer: sure answers, less sure offers the best readings, unsure says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.guidance.conversation import Focus
from bot.guidance.message import PLACE, Message
from bot.guidance.topics import DISTRESS, NEVER_OFFERED, OUT_OF_SCOPE, SMALL_TALK, TAKES

Band = Literal["sure", "choice", "unsure"]


@dataclass(frozen=True)
class Thresholds:
    """Where the bands part. Chosen on held-out questions: see docs/nlu_experiments.md.

    `sure` alone suffices; `likely` does when the next reading is `margin` behind. A first message that names what its
    question is about (an occupation, an industry, what one likes) needs only `named` and `named_margin`. Below `floor`
    nothing is guessed. Offered are readings of at least `offered`. Help in distress is given from `distress` on, small
    talk answered from `small_talk`.
    """

    sure: float = 0.55
    likely: float = 0.38
    margin: float = 0.18
    named: float = 0.28
    named_margin: float = 0.09
    floor: float = 0.2
    offered: float = 0.1
    distress: float = 0.3
    small_talk: float = 0.35
    most_offered: int = 3


def judge(message: Message, *, thresholds: Thresholds) -> Band:
    """The band that the message falls in. A pressed button is always sure."""
    if message.pressed:
        return "sure"
    best = message.confidence
    if best <= 0.0 or best < thresholds.floor and message.intent != DISTRESS:
        return "unsure"
    if message.intent == DISTRESS and best >= thresholds.distress:
        return "sure"
    second = message.readings[1].confidence if len(message.readings) > 1 else 0.0
    if not message.abstained and (best >= thresholds.sure or _stands_out(best, second, thresholds)):
        return "sure"
    if message.intent in SMALL_TALK and best >= thresholds.small_talk:
        return "sure"
    offered = readings_to_offer(message, thresholds=thresholds)
    if message.intent == OUT_OF_SCOPE and (not offered or best >= thresholds.likely):
        return "unsure" if message.abstained else "sure"
    return "choice" if offered and best >= thresholds.floor else "unsure"


def readings_to_offer(message: Message, *, thresholds: Thresholds) -> tuple[str, ...]:
    """The likeliest intents that may be offered as a guess."""
    return tuple(
        each.intent
        for each in message.readings[: thresholds.most_offered + 2]
        if each.intent not in NEVER_OFFERED and each.confidence >= thresholds.offered
    )[: thresholds.most_offered]


def names_what_it_asks_about(message: Message, *, thresholds: Thresholds, before: Focus) -> bool:
    """Whether the likeliest question is one about what the message names, and ahead of the next: that makes up for some doubt.

    `before` is what was named in messages that were not understood.
    """
    if message.abstained or message.confidence < thresholds.named:
        return False
    second = message.readings[1].confidence if len(message.readings) > 1 else 0.0
    takes = TAKES.get(message.intent, frozenset()) - {PLACE}
    return message.confidence - second >= thresholds.named_margin and any(
        message.ids_of(kind) or getattr(before, kind, None) for kind in takes
    )


def _stands_out(best: float, second: float, thresholds: Thresholds) -> bool:
    return best >= thresholds.likely and best - second >= thresholds.margin
