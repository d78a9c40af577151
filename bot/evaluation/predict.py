"""Predicts the messages to measure with: the engine loads the model once and reads them all."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.dialogue.engine_run import run_engine
from bot.errors import EngineRunFailed, NoModel
from bot.evaluation.about import RowNames, describe_about
from bot.evaluation.questions import Prediction, Question, read_predictions
from bot.settings import Settings


@dataclass(frozen=True)
class RunFigures:
    """What the run cost: seconds to load the model, milliseconds a message, and the engine's memory."""

    messages: int
    load_seconds: float
    parse_p50_ms: float
    parse_p95_ms: float
    memory_mb: int


@dataclass(frozen=True)
class PredictionRun:
    """Predictions by message id, and what they cost; `figures` is None when they were read from a file."""

    predictions: Mapping[str, Prediction]
    figures: RunFigures | None


def predict_questions(settings: Settings, *, questions: Sequence[Question], model: Path) -> PredictionRun:
    """Runs every question through the model in the engine's environment."""
    if not model.is_file():
        raise NoModel(path=model)
    with tempfile.TemporaryDirectory(prefix="syvbot-evaluate-") as folder:
        messages, predictions = Path(folder) / "messages.jsonl", Path(folder) / "predictions.jsonl"
        messages.write_text(
            "".join(json.dumps({"id": each.id, "text": each.text}) + "\n" for each in questions), encoding="utf-8"
        )
        told = run_engine(
            ("-m", "bot.nlu.batch_predict", "--model", str(model.resolve()), "--messages", str(messages),
             "--predictions", str(predictions)),
            settings=settings, doing="förutsägelserna",
        )  # fmt: skip
        return PredictionRun(read_predictions(predictions), read_run_figures(told))


def read_run_figures(told: str) -> RunFigures:
    """The figures on the last line that the run printed."""
    try:
        return RunFigures(**json.loads(told.strip().splitlines()[-1]))
    except (IndexError, ValueError, TypeError) as error:
        raise EngineRunFailed(doing="förutsägelserna", told=told[-500:]) from error


def describe_question_line(question: Question, prediction: Prediction, *, names: RowNames) -> dict[str, Any]:
    """The line of the predictions file. Format: DESIGN.md, section 3."""
    return {
        "id": question.id,
        "text": question.text,
        "intent": prediction.intent,
        "confidence": prediction.confidence,
        "ranking": [[name, confidence] for name, confidence in prediction.ranking],
        "entities": [
            {"entity": each.entity, "value": each.value, "start": each.start, "end": each.end, "id": each.id or None}
            for each in prediction.entities
        ],
        "topic": prediction.intent,
        "about": describe_about(prediction.entities, names=names),
    }


def write_lines(path: Path, lines: Sequence[Mapping[str, Any]]) -> None:
    """Writes JSON lines; half a surrogate pair, which no encoding takes, becomes its escape."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_bytes(text.encode("utf-8", "backslashreplace"))
