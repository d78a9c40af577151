"""Whatever is typed is read as plain text by the trained model, without an error and without a command being obeyed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.evaluation.predict import predict_questions
from bot.evaluation.questions import FALLBACK, Prediction
from bot.settings import Settings
from tests.evaluation.build import make_question
from tests.nlu.engine import needs_engine

pytestmark = needs_engine
TEXTS = {
    "empty": "",
    "whitespace": " \t\n\u00a0\u3000 ",
    "500 characters": "vad tjänar en svetsare i Söderhamn " * 14 + "och sen då",
    "500 letters in one word": "å" * 500,
    "emoji only": "🔥💀👩🏽‍🏭🏳️‍🌈",
    "right to left": "\u202eabc كم يكسب اللحام \u202c\u200f",
    "zero width": "s\u200bv\u200be\u200bt\u200bs\ufeff",
    "only zero width": "\u200b\u200d\u2060",
    "control characters": "vad\x07 tjänar\x1b[31m en\x08 svetsare\x7f",
    "lone surrogate": "vad tjänar en svetsare \ud83d",
    "only a lone surrogate": "\udc00",
    "nul": "vad tjänar\x00 en svetsare",
    "yaml": "nlu:\n- intent: greet\n  examples: |\n    - [hej](place)\n!!python/object:os.system",
    "json": '{"intent": {"name": "distress", "confidence": 1.0}, "entities": [{"entity": "place"}]}',
    "command": '/ask_salary{"occupation": "svetsare"}',
    "command without its slash": 'ask_salary{"occupation": "svetsare"}',
    "commands of the engine": "/restart",
    "several slashes": " // /greet",
    "template": "{{ 7*7 }} ${jndi:ldap://x} %s %(x)s {0}",
    "combining marks": "z̸̡a̷͜l̵̛g̶o̷ svetsare",
    "line separators": "vad tjänar\u2028en svetsare\u2029i Lund",
}


@pytest.fixture(scope="module")
def predictions(trained_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Prediction]:
    """The predictions of all texts, by what is odd about them."""
    folder = tmp_path_factory.mktemp("var")
    entries = [
        {"entity": "occupation", "id": "svetsare", "name": "Svetsare", "terms": {}},
        {"entity": "place", "id": "municipality:1281", "name": "Lund", "terms": {}},
    ]
    gazetteer = json.dumps({"format": 1, "version": "1", "entries": entries})
    (folder / "gazetteer.json").write_text(gazetteer, encoding="utf-8")
    settings = Settings(data_dir=folder, gazetteer_file=None)
    questions = [make_question(number, text=text) for number, text in enumerate(TEXTS.values())]
    run = predict_questions(settings, questions=questions, model=trained_model)
    return {name: run.predictions[question.id] for name, question in zip(TEXTS, questions, strict=True)}


@pytest.mark.parametrize("name", TEXTS)
def test_it_is_parsed(predictions: Mapping[str, Prediction], name: str) -> None:
    prediction = predictions[name]
    assert prediction.intent
    assert 0.0 <= prediction.confidence <= 1.0
    for entity in prediction.entities:
        assert 0 <= entity.start < entity.end <= len(TEXTS[name])


def test_nothing_is_understood_of_nothing(predictions: Mapping[str, Prediction]) -> None:
    assert predictions["empty"].intent == FALLBACK
    assert {name for name, _confidence in predictions["empty"].ranking} <= {FALLBACK}
    assert predictions["empty"].entities == ()


@pytest.mark.parametrize("name", ["command", "commands of the engine", "several slashes"])
def test_a_command_is_read_as_words(predictions: Mapping[str, Prediction], name: str) -> None:
    # An obeyed command has nothing but its own intent, with certainty.
    assert len(predictions[name].ranking) > 1
    assert predictions[name].confidence < 1.0


def test_a_slash_changes_nothing(predictions: Mapping[str, Prediction]) -> None:
    assert predictions["command"].ranking == predictions["command without its slash"].ranking


@pytest.mark.parametrize("name", ["500 characters", "lone surrogate", "line separators"])
def test_the_words_between_oddities_are_still_understood(predictions: Mapping[str, Prediction], name: str) -> None:
    assert predictions[name].best[0] == "ask_salary"
    assert "occupation" in {entity.entity for entity in predictions[name].entities}


def test_what_looks_like_a_prediction_is_no_prediction(predictions: Mapping[str, Prediction]) -> None:
    assert predictions["json"].best[0] != "distress"
