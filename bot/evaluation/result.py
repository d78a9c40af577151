"""What a measuring run found: everything that its report, its figures and the command line tell about a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.evaluation.dialogues import DialogueFigures
from bot.evaluation.gate import Check
from bot.evaluation.metrics import (
    EntityScore,
    Pair,
    Share,
    compare_models,
    find_worst_confusions,
    is_right,
    measure_abstention,
    measure_accuracy,
    measure_accuracy_by,
    measure_calibration,
    measure_entities,
    measure_refusals,
    measure_refusing,
)
from bot.evaluation.pictures import LearningPoint
from bot.evaluation.predict import RunFigures
from bot.evaluation.questions import Question


@dataclass(frozen=True)
class Comparison:
    """The same messages read by another model, and how it fares against the gate."""

    name: str
    pairs: Sequence[Pair]
    run: RunFigures | None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Evaluation:
    """A measured model. `linked` is the share of found names that link to the right row; the paths are what was written."""

    model: str
    pairs: Sequence[Pair]
    checks: tuple[Check, ...]
    linked: Share
    run: RunFigures | None = None
    dialogues: DialogueFigures | None = None
    comparison: Comparison | None = None
    learning: tuple[LearningPoint, ...] = ()
    report: Path | None = None
    predictions: Path | None = None
    metrics: Path | None = None

    @property
    def passed(self) -> bool:
        """Whether there is something to judge by and every figure of the gate is met."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    @property
    def mistakes(self) -> list[Pair]:
        """The messages that were misread, the surest mistakes first: those hurt most."""
        return sorted((pair for pair in self.pairs if not is_right(pair)), key=_by_confidence)


def _by_confidence(pair: Pair) -> float:
    return -pair[1].confidence


def collect_figures(evaluation: Evaluation) -> dict[str, Any]:
    """All figures as plain values, for the metrics file."""
    pairs = evaluation.pairs
    bins, error = measure_calibration(pairs)
    figures: dict[str, Any] = {
        "model": evaluation.model,
        "passed": evaluation.passed,
        "messages": len(pairs),
        "accuracy": _describe_share(measure_accuracy(pairs)),
        "gate": [{**asdict(check), "passed": check.passed} for check in evaluation.checks],
        "by_language": _describe_shares(measure_accuracy_by(pairs, _get_language)),
        "by_style": _describe_shares(measure_accuracy_by(pairs, _get_style)),
        "by_intent": _describe_shares(measure_accuracy_by(pairs, _get_intent)),
        "refusals": _describe_shares(measure_refusals(pairs)),
        "entities": {name: _describe_entity(score) for name, score in measure_entities(pairs).items()},
        "linked": _describe_share(evaluation.linked),
        "calibration": {"error": round(error, 4), "bins": [asdict(each) for each in bins]},
        "abstention": _describe_curve(measure_abstention(pairs), ("threshold", "answered", "right_of_answered")),
        "out_of_scope": _describe_curve(measure_refusing(pairs), ("threshold", "outside_refused", "inside_refused")),
        "confusions": [
            {"right": right, "predicted": wrong, "count": count, "example": example}
            for right, wrong, count, example in find_worst_confusions(pairs)
        ],
        "run": asdict(evaluation.run) if evaluation.run else None,
        "dialogues": evaluation.dialogues.to_figures() if evaluation.dialogues else None,
    }
    if evaluation.comparison:
        figures["comparison"] = {
            "model": evaluation.comparison.name, **compare_models(pairs, evaluation.comparison.pairs),
            "gate": [{**asdict(check), "passed": check.passed} for check in evaluation.comparison.checks],
            "run": asdict(evaluation.comparison.run) if evaluation.comparison.run else None,
        }  # fmt: skip
    if evaluation.learning:
        figures["learning_curve"] = [
            {"part": point.part, "examples": point.examples, **_describe_share(point.accuracy)}
            for point in evaluation.learning
        ]
    return figures


def _describe_share(share: Share) -> dict[str, Any]:
    low, high = share.interval
    return {
        "value": round(share.value, 4),
        "hits": share.hits,
        "total": share.total,
        "low": round(low, 4),
        "high": round(high, 4),
    }


def _describe_shares(shares: Mapping[str, Share]) -> dict[str, Any]:
    return {name: _describe_share(share) for name, share in shares.items()}


def _describe_entity(score: EntityScore) -> dict[str, Any]:
    low, high = score.interval
    return {
        "precision": round(score.precision, 4), "recall": round(score.recall, 4), "f1": round(score.f1, 4),
        "low": round(low, 4), "high": round(high, 4), "wanted": score.wanted, "found": score.found,
    }  # fmt: skip


def _describe_curve(curve: Sequence[tuple[float, float, float]], names: tuple[str, str, str]) -> list[dict[str, float]]:
    return [{name: round(value, 4) for name, value in zip(names, point, strict=True)} for point in curve]


def _get_language(question: Question) -> str:
    return question.language


def _get_style(question: Question) -> str:
    return question.style


def _get_intent(question: Question) -> str:
    return question.intent
