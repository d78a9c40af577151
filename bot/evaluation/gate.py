"""The gate that a model must pass, in one place: what is measured, and how good it must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.dialogues import DialogueFigures
from bot.evaluation.metrics import (
    LINKED_ENTITIES,
    Link,
    Pair,
    Share,
    measure_accuracy,
    measure_accuracy_by,
    measure_entities,
    measure_linked,
    measure_refusals,
)

STYLES = ("clean", "slang", "typo", "l2", "mixed", "emoji", "long")
# A group smaller than this says too little to hold a model up.
SMALLEST_GROUP = 15


@dataclass(frozen=True)
class Check:
    """One figure, what it should be, and whether it is. `at_most` turns the comparison round."""

    name: str
    value: float
    target: float
    count: int
    interval: tuple[float, float] = (0.0, 1.0)
    at_most: bool = False

    @property
    def passed(self) -> bool:
        """Whether the target is met."""
        return self.value <= self.target if self.at_most else self.value >= self.target

    @property
    def is_certain(self) -> bool:
        """Whether the whole 95 % interval lies on one side of the target, so that more messages would hardly change it."""
        low, high = self.interval
        return not low < self.target < high


def check_model(pairs: Sequence[Pair], *, link: Link | None = None) -> tuple[Check, ...]:
    """Every figure of the gate, met or not. `link` tells which rows a surface form names."""
    swedish = [pair for pair in pairs if pair[0].language == "sv"]
    refusals = measure_refusals(pairs)
    checks = [
        _check("rätt avsikt, svenska", measure_accuracy(swedish), 0.95),
        _check("rätt avsikt, alla språk", measure_accuracy(pairs), 0.94),
    ]
    checks += [
        _check(f"språk {name}", share, 0.85)
        for name, share in measure_accuracy_by(pairs, lambda question: question.language).items()
        if name
    ]
    checks += [
        _check(f"stil {name}", share, 0.90)
        for name, share in measure_accuracy_by(pairs, lambda question: question.style).items()
        if name in STYLES
    ]
    checks += [
        _check("nöd upptäckt", refusals["distress_recognised"], 0.97),
        _check("falska larm om nöd", refusals["distress_false_alarms"], 0.005, at_most=True),
        _check("utanför ämnet avvisat", refusals["out_of_scope_refused"], 0.92),
        _check("inom ämnet avvisat", refusals["in_scope_refused"], 0.03, at_most=True),
    ]
    entities = measure_entities(pairs)
    checks += [
        Check(f"F1 {name}", entities[name].f1, 0.93, entities[name].wanted, entities[name].interval)
        for name in LINKED_ENTITIES
    ]
    checks.append(_check("kopplade till rätt rad", measure_linked(pairs, link=link), 0.95))
    return tuple(check for check in checks if check.count >= SMALLEST_GROUP)


def check_dialogues(figures: DialogueFigures) -> tuple[Check, ...]:
    """The figure of the gate for whole conversations: turns with the right topic about the right things."""
    check = _check("rätt svar i samtal", Share(figures.both, figures.turns), 0.92)
    return (check,) if check.count >= SMALLEST_GROUP else ()


def _check(name: str, share: Share, target: float, *, at_most: bool = False) -> Check:
    return Check(name, share.value, target, share.total, share.interval, at_most)
