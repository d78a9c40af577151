"""Files to measure with: read as they are meant, and refused with file and line when they are not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.errors import EvaluationFileRefused, FileMissing, describe_for_person
from bot.evaluation.dialogues import read_dialogues
from bot.evaluation.predict import describe_question_line, read_run_figures, write_lines
from bot.evaluation.questions import FALLBACK, pair_up, read_predictions, read_questions
from tests.evaluation.build import make_prediction, make_question

GOOD = {"id": "a", "text": "hej", "intent": "greet", "entities": [], "lang": "sv", "style": "clean"}


def write(path: Path, *lines: Any) -> Path:
    path.write_text("\n".join(each if isinstance(each, str) else json.dumps(each) for each in lines), encoding="utf-8")
    return path


def test_a_question_has_all_its_right_intents_and_entities(tmp_path: Path) -> None:
    entity = {"entity": "place", "value": "Lund"}
    file = write(
        tmp_path / "q.jsonl",
        {**GOOD, "also": ["thank", "affirm"], "entities": [entity]},
        "",
        {**GOOD, "id": "b", "also": "deny"},
    )
    first, second = read_questions(file)
    assert first.right == {"greet", "thank", "affirm"}
    assert first.entities == (("place", "Lund"),)
    assert second.right == {"greet", "deny"}


def test_a_question_may_be_without_id_answer_language_and_style(tmp_path: Path) -> None:
    (question,) = read_questions(write(tmp_path / "q.jsonl", {"text": "hej"}))
    assert (question.id, question.is_judged, question.language) == ("1", False, "")


def test_signs_that_python_takes_for_line_ends_may_stand_in_a_message(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"text": "en\u2028rad", "intent": "greet"}\n', encoding="utf-8")
    assert read_questions(file)[0].text == "en\u2028rad"


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert len(read_questions(file)) == 1


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "raden är inte JSON"),
        ("[1]", "raden är inte ett objekt"),
        ({"id": "b", "intent": "greet"}, "text saknas"),
        ({**GOOD, "id": "b", "text": 7}, "text saknas"),
        ({**GOOD, "id": "b", "intent": ["greet"]}, "har fel form"),
        ({**GOOD, "id": "b", "also": 3}, "har fel form"),
        ({**GOOD, "id": "b", "entities": ["Lund"]}, "har fel form"),
        ({**GOOD, "id": "b", "entities": [{"entity": "place"}]}, "har fel form"),
        (GOOD, "id a står också tidigare i filen"),
    ],
)
def test_a_bad_question_is_refused_with_file_and_line(tmp_path: Path, line: Any, what: str) -> None:
    file = write(tmp_path / "fel.jsonl", GOOD, line)
    with pytest.raises(EvaluationFileRefused) as refused:
        read_questions(file)
    told = describe_for_person(refused.value)
    assert f"{file}, rad 2: " in told
    assert what in told


@pytest.mark.parametrize("read", [read_questions, read_dialogues])
def test_a_file_that_is_missing_empty_or_not_text_is_refused(tmp_path: Path, read: Any) -> None:
    with pytest.raises(FileMissing):
        read(tmp_path / "saknas.jsonl")
    with pytest.raises(FileMissing):
        read(tmp_path)
    with pytest.raises(EvaluationFileRefused, match="filen har inga"):
        read(write(tmp_path / "tom.jsonl", ""))
    binary = tmp_path / "bild.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(EvaluationFileRefused, match="inte UTF-8"):
        read(binary)


@pytest.mark.parametrize(
    "turns",
    [None, [], "hej", [{"intent": ["greet"]}], [{"text": "hej", "intent": "greet"}], [{"text": "hej", "about": [1]}]],
)
def test_a_bad_dialogue_is_refused_with_file_and_line(tmp_path: Path, turns: Any) -> None:
    good = {"id": "d1", "turns": [{"text": "hej", "intent": ["greet"], "about": None}]}
    with pytest.raises(EvaluationFileRefused) as refused:
        read_dialogues(write(tmp_path / "d.jsonl", good, {"id": "d2", "turns": turns}))
    assert "rad 2" in describe_for_person(refused.value)


def test_two_dialogues_with_one_id_are_refused(tmp_path: Path) -> None:
    dialogue = {"id": "d1", "turns": [{"text": "hej"}]}
    with pytest.raises(EvaluationFileRefused, match="tidigare i filen"):
        read_dialogues(write(tmp_path / "d.jsonl", dialogue, dialogue))


def test_predictions_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    question = make_question(1, text="jobb i Lund \ud83d")
    prediction = make_prediction(1, "ask_employers", 0.75, entities=[("place", "Lund", "municipality:1281", 8, 12)])
    line = describe_question_line(question, prediction, names={("place", "municipality:1281"): "Lunds kommun"})
    write_lines(tmp_path / "ut" / "p.jsonl", [line])
    assert read_predictions(tmp_path / "ut" / "p.jsonl") == {"q1": prediction}
    assert line["ranking"] == [["ask_employers", 0.75]]
    assert line["topic"] == "ask_employers"
    assert line["about"]["place"] == {"kind": "municipality", "code": "1281", "name": "Lunds kommun"}
    assert line["about"]["occupation"] is None


def test_a_line_that_is_no_prediction_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationFileRefused, match="ingen förutsägelse"):
        read_predictions(write(tmp_path / "p.jsonl", {"id": "a"}))


def test_a_question_that_was_not_predicted_counts_as_refused() -> None:
    ((_question, prediction),) = pair_up([make_question(1)], {})
    assert prediction.intent == FALLBACK


def test_what_the_engine_prints_before_its_figures_is_passed_over() -> None:
    figures = read_run_figures(
        'varning\n{"messages":1,"load_seconds":1.0,"parse_p50_ms":2.0,"parse_p95_ms":3.0,"memory_mb":4}\n'
    )
    assert figures.memory_mb == 4
