"""Reads the messages to measure with, and the predictions made for them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import EvaluationFileRefused, FileMissing

FALLBACK = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"
DISTRESS = "distress"
# The role of what a pupil says is not meant ("inte Stockholm").
REJECTED = "rejected"


@dataclass(frozen=True)
class Question:
    """A message as a pupil wrote it, and what it means. `right` holds every intent that counts as right.

    Without an intent the message is read by the model but not judged.
    """

    id: str
    text: str
    intent: str
    right: frozenset[str]
    entities: tuple[tuple[str, str], ...]
    language: str
    style: str

    @property
    def is_judged(self) -> bool:
        """Whether it is known what the message means."""
        return bool(self.intent)


@dataclass(frozen=True)
class PredictedEntity:
    """An entity that a model found: its surface form, where it stands, and the row it links to ("" for none)."""

    entity: str
    value: str
    id: str = ""
    start: int = 0
    end: int = 0
    rejected: bool = False


@dataclass(frozen=True)
class Prediction:
    """What a model made of a message. `ranking` is the intents with confidences, the model's own best first."""

    id: str
    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    entities: tuple[PredictedEntity, ...]

    @property
    def best(self) -> tuple[str, float]:
        """The best real intent and its confidence, also where the model abstained."""
        return next(
            ((name, confidence) for name, confidence in self.ranking if name != FALLBACK),
            (self.intent, self.confidence),
        )


def read_json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSON-lines file with their line numbers."""
    if not path.is_file():
        raise FileMissing(path=path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvaluationFileRefused(path=path, line=1, what="filen är inte UTF-8") from error
    # Only line feeds end a line: other signs that Python takes for line ends stand in messages.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            loaded = json.loads(line)
        except json.JSONDecodeError as error:
            raise EvaluationFileRefused(path=path, line=number, what="raden är inte JSON") from error
        if not isinstance(loaded, dict):
            raise EvaluationFileRefused(path=path, line=number, what="raden är inte ett objekt")
        yield number, loaded


def read_questions(path: Path) -> tuple[Question, ...]:
    """The questions of a file in the format of evaluation/questions.jsonl; what a question means may be left out."""
    questions: dict[str, Question] = {}
    for number, record in read_json_lines(path):
        try:
            question = _read_question(record, number=number)
        except (KeyError, TypeError, ValueError) as error:
            what = "text saknas, eller intent, also eller entities har fel form"
            raise EvaluationFileRefused(path=path, line=number, what=what) from error
        if question.id in questions:
            raise EvaluationFileRefused(path=path, line=number, what=f"id {question.id} står också tidigare i filen")
        questions[question.id] = question
    if not questions:
        raise EvaluationFileRefused(path=path, line=1, what="filen har inga frågor")
    return tuple(questions.values())


def _read_question(record: dict[str, Any], *, number: int) -> Question:
    intent = record.get("intent") or ""
    if not isinstance(record["text"], str) or not isinstance(intent, str):
        raise TypeError
    also = record.get("also") or []
    also = [also] if isinstance(also, str) else also
    if not all(isinstance(each, str) for each in also):
        raise TypeError
    return Question(
        id=str(record.get("id", number)),
        text=record["text"],
        intent=intent,
        right=frozenset([intent, *also] if intent else also),
        entities=tuple((str(each["entity"]), str(each["value"])) for each in record.get("entities") or []),
        language=str(record.get("lang", "")),
        style=str(record.get("style", "")),
    )


def read_predictions(path: Path) -> dict[str, Prediction]:
    """Predictions by message id, as bot.nlu.batch_predict and `syvbot evaluate --predictions` write them."""
    found = {}
    for number, record in read_json_lines(path):
        try:
            prediction = _read_prediction(record)
        except (KeyError, TypeError, ValueError) as error:
            raise EvaluationFileRefused(path=path, line=number, what="raden är ingen förutsägelse") from error
        found[prediction.id] = prediction
    return found


def _read_prediction(record: dict[str, Any]) -> Prediction:
    return Prediction(
        id=str(record["id"]),
        intent=str(record["intent"]),
        confidence=float(record["confidence"]),
        ranking=tuple((str(name), float(confidence)) for name, confidence in record.get("ranking") or []),
        entities=tuple(
            PredictedEntity(
                entity=str(each["entity"]),
                value=str(each["value"]),
                id=str(each.get("id") or ""),
                start=int(each.get("start") or 0),
                end=int(each.get("end") or 0),
                rejected=each.get("role") == REJECTED,
            )
            for each in record.get("entities") or []
        ),
    )


def pair_up(questions: Sequence[Question], predictions: dict[str, Prediction]) -> list[tuple[Question, Prediction]]:
    """Each question with its prediction, in the questions' order; one that was not predicted counts as refused."""
    return [
        (question, predictions.get(question.id) or Prediction(question.id, FALLBACK, 0.0, (), ()))
        for question in questions
    ]
