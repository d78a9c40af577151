"""Small questions and predictions to measure by hand."""

from __future__ import annotations

from typing import Any

from bot.evaluation.metrics import Pair
from bot.evaluation.questions import FALLBACK, PredictedEntity, Prediction, Question


def make_question(number: int, intent: str = "greet", **facts: Any) -> Question:
    """A question; `also` are further right intents, `entities` pairs of type and surface form."""
    return Question(
        id=f"q{number}",
        text=facts.get("text", f"meddelande {number}"),
        intent=intent,
        right=frozenset([intent, *facts.get("also", ())]),
        entities=tuple(facts.get("entities", ())),
        language=facts.get("language", "sv"),
        style=facts.get("style", "clean"),
    )


def make_prediction(number: int, intent: str = "greet", confidence: float = 0.9, **facts: Any) -> Prediction:
    """A prediction; entities are (type, value) or (type, value, id)."""
    ranking = facts.get("ranking", ((intent, confidence),))
    return Prediction(
        f"q{number}", intent, confidence, tuple(ranking), tuple(PredictedEntity(*each) for each in facts.get("entities", ()))
    )  # fmt: skip


def make_pairs(*outcomes: tuple[str, str, float]) -> list[Pair]:
    """Pairs out of (right intent, predicted intent, confidence)."""
    return [
        (make_question(number, right), make_prediction(number, predicted, confidence))
        for number, (right, predicted, confidence) in enumerate(outcomes)
    ]


def abstain(number: int, best: str, confidence: float) -> Prediction:
    """A prediction of a model that was in doubt, with its best guess second in the ranking as Rasa gives it."""
    return make_prediction(number, FALLBACK, 0.3, ranking=((FALLBACK, 0.3), (best, confidence)))
