"""Pure figures over questions and predictions: accuracy with intervals, entities, refusals, calibration."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.evaluation.questions import DISTRESS, FALLBACK, OUT_OF_SCOPE, Prediction, Question
from bot.text.normalise import fold_text

Pair = tuple[Question, Prediction]
# The rows that a surface form of an entity type names.
Link = Callable[[str, str], frozenset[str]]
Z_95 = 1.96
RESAMPLINGS = 500
RESAMPLING_SEED = 7
SCORED_ENTITIES = ("occupation", "place", "employer", "programme", "industry", "interest", "education_level")
LINKED_ENTITIES = ("occupation", "place", "employer")


@dataclass(frozen=True)
class Share:
    """`hits` out of `total`, with the 95 % Wilson interval."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share, 0 to 1; 0 when there is nothing to count."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % confidence interval (Wilson, 1927)."""
        if not self.total:
            return 0.0, 1.0
        share, square = self.value, Z_95**2 / self.total
        centre = (share + square / 2) / (1 + square)
        half = Z_95 * math.sqrt(share * (1 - share) / self.total + square / (4 * self.total)) / (1 + square)
        return max(0.0, centre - half), min(1.0, centre + half)


@dataclass(frozen=True)
class EntityScore:
    """Precision, recall and F1 of one entity type over exact surface forms (folded)."""

    found_right: int
    found: int
    wanted: int
    interval: tuple[float, float] = (0.0, 1.0)

    @property
    def precision(self) -> float:
        """Right ones of those found."""
        return self.found_right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right ones of those wanted."""
        return self.found_right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def is_right(pair: Pair) -> bool:
    """Whether the predicted intent is one of the right ones; refusing an out-of-scope message by falling back is right."""
    question, prediction = pair
    return prediction.intent in question.right or (question.intent == OUT_OF_SCOPE and prediction.intent == FALLBACK)


def measure_accuracy(pairs: Sequence[Pair]) -> Share:
    """Messages whose intent is right."""
    return Share(sum(is_right(pair) for pair in pairs), len(pairs))


def measure_accuracy_by(pairs: Sequence[Pair], key: Callable[[Question], str]) -> dict[str, Share]:
    """Accuracy by language, style or intent, largest group first."""
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(key(pair[0]), []).append(pair)
    return {
        name: measure_accuracy(group)
        for name, group in sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))
    }


def measure_refusals(pairs: Sequence[Pair]) -> dict[str, Share]:
    """Out-of-scope messages refused, in-scope messages refused, distress recognised, false alarms of distress."""
    outside = [pair for pair in pairs if pair[0].intent == OUT_OF_SCOPE]
    inside = [pair for pair in pairs if OUT_OF_SCOPE not in pair[0].right]
    distress = [pair for pair in pairs if pair[0].intent == DISTRESS]
    calm = [pair for pair in pairs if DISTRESS not in pair[0].right]
    refused = (OUT_OF_SCOPE, FALLBACK)
    return {
        "out_of_scope_refused": Share(sum(p.intent in refused for _q, p in outside), len(outside)),
        "in_scope_refused": Share(sum(p.intent in refused for _q, p in inside), len(inside)),
        "distress_recognised": Share(sum(p.intent == DISTRESS for _q, p in distress), len(distress)),
        "distress_false_alarms": Share(sum(p.intent == DISTRESS for _q, p in calm), len(calm)),
    }


def measure_entities(pairs: Sequence[Pair]) -> dict[str, EntityScore]:
    """Exact surface forms found and wanted, by entity type; each may stand several times in a message."""
    scores = {}
    for entity in SCORED_ENTITIES:
        counts = np.array([_count_entities(pair, entity) for pair in pairs], dtype=int).reshape(-1, 3)
        right, found, wanted = (int(each) for each in counts.sum(axis=0))
        scores[entity] = EntityScore(right, found, wanted, interval=_resample_f1(counts))
    return scores


def _count_entities(pair: Pair, entity: str) -> tuple[int, int, int]:
    question, prediction = pair
    told = Counter(fold_text(value) for name, value in question.entities if name == entity)
    seen = Counter(fold_text(each.value) for each in prediction.entities if each.entity == entity)
    return (told & seen).total(), seen.total(), told.total()


def _resample_f1(counts: npt.NDArray[np.int_]) -> tuple[float, float]:
    """No formula gives an interval of F1, so the messages are drawn again and again (bootstrap), always the same way."""
    if not counts.sum():
        return 0.0, 1.0
    draws = np.random.default_rng(RESAMPLING_SEED).integers(0, len(counts), size=(RESAMPLINGS, len(counts)))
    right, found, wanted = counts[draws].sum(axis=1).T
    f1 = 2 * right / np.maximum(found + wanted, 1)
    low, high = np.quantile(f1, (0.025, 0.975))
    return float(low), float(high)


def measure_linked(pairs: Sequence[Pair], *, link: Link | None = None) -> Share:
    """Of the right surface forms of occupations, places and employers, those that carry the id of the right row.

    `link` tells which rows a surface form names; where it knows none (a misspelt one), or is not given, any row counts.
    """
    linked = total = 0
    for question, prediction in pairs:
        wanted = {(name, fold_text(value)) for name, value in question.entities}
        for found in prediction.entities:
            if found.entity in LINKED_ENTITIES and (found.entity, fold_text(found.value)) in wanted:
                rows = link(found.entity, found.value) if link else frozenset()
                total += 1
                linked += found.id in rows if rows else bool(found.id)
    return Share(linked, total)


def find_worst_confusions(pairs: Sequence[Pair], *, most: int = 20) -> list[tuple[str, str, int, str]]:
    """The commonest mistakes: right intent, predicted intent, how often, and one message as an example."""
    counts: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    for question, prediction in pairs:
        if not is_right((question, prediction)):
            key = (question.intent, prediction.intent)
            counts[key] += 1
            examples.setdefault(key, question.text)
    return [(*key, count, examples[key]) for key, count in counts.most_common(most)]


@dataclass(frozen=True)
class CalibrationBin:
    """Messages whose best confidence lies in a range: how sure the model was on average, and how often it was right."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def measure_calibration(pairs: Sequence[Pair], *, bins: int = 10) -> tuple[list[CalibrationBin], float]:
    """Bins of confidence, and the expected calibration error (mean gap between confidence and accuracy)."""
    confidences = np.array([prediction.best[1] for _question, prediction in pairs])
    right = np.array([prediction.best[0] in question.right for question, prediction in pairs])
    result, error = [], 0.0
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        inside = (confidences >= low) & ((confidences < high) | (number == bins - 1))
        count = int(inside.sum())
        if not count:
            continue
        mean, accuracy = float(confidences[inside].mean()), float(right[inside].mean())
        result.append(CalibrationBin(low, high, count, mean, accuracy))
        error += abs(mean - accuracy) * count / len(pairs)
    return result, error


def measure_abstention(pairs: Sequence[Pair]) -> list[tuple[float, float, float]]:
    """For each threshold: the share of messages answered, and the share of those that is right."""
    confidences = np.array([prediction.best[1] for _question, prediction in pairs])
    right = np.array([prediction.best[0] in question.right for question, prediction in pairs])
    curve = []
    for threshold in np.linspace(0.0, 0.95, 20):
        answered = confidences >= threshold
        share = float(answered.mean()) if len(pairs) else 0.0
        curve.append((float(threshold), share, float(right[answered].mean()) if answered.any() else 1.0))
    return curve


def measure_refusing(pairs: Sequence[Pair]) -> list[tuple[float, float, float]]:
    """For each bound on the confidence in out_of_scope: the shares refused of what lies outside and of what lies inside."""
    confidences = np.array([dict(prediction.ranking).get(OUT_OF_SCOPE, 0.0) for _question, prediction in pairs])
    outside = np.array([question.intent == OUT_OF_SCOPE for question, _prediction in pairs])
    inside = np.array([OUT_OF_SCOPE not in question.right for question, _prediction in pairs])
    if not outside.any() or not inside.any():
        return []
    return [
        (float(bound), float((confidences[outside] >= bound).mean()), float((confidences[inside] >= bound).mean()))
        for bound in np.linspace(0.05, 0.95, 19)
    ]


def compare_models(pairs: Sequence[Pair], other: Sequence[Pair]) -> dict[str, float]:
    """Two models on the same messages: who is right where, and the two-sided exact sign test on the differences."""
    only_first = sum(is_right(a) and not is_right(b) for a, b in zip(pairs, other, strict=True))
    only_second = sum(is_right(b) and not is_right(a) for a, b in zip(pairs, other, strict=True))
    differing = only_first + only_second
    tail = (
        sum(math.comb(differing, k) for k in range(min(only_first, only_second) + 1)) / 2**differing
        if differing
        else 1.0
    )
    return {
        "first": measure_accuracy(pairs).value,
        "second": measure_accuracy(other).value,
        "only_first_right": only_first,
        "only_second_right": only_second,
        "p_value": min(1.0, 2 * tail),
    }
