"""A measuring run from files to files, with an engine that is played: what is refused, measured and written."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import tarfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.fake import FakeEngine
from bot.dialogue.protocol import EngineMessage
from bot.errors import DatabaseNotReady, EvaluationFileRefused, FileForbidden, FileIsFolder, FileMissing
from bot.evaluation import run
from bot.evaluation.predict import PredictionRun, RunFigures
from bot.evaluation.questions import Question
from bot.evaluation.run import EvaluationRequest, evaluate_model
from bot.settings import Settings
from tests.evaluation.build import make_prediction

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
RUN = RunFigures(messages=3, load_seconds=1.0, parse_p50_ms=2.0, parse_p95_ms=3.0, memory_mb=4)
QUESTIONS = [
    {"id": "q1", "text": "hej", "intent": "greet"},
    {"id": "q2", "text": "vad tjänar en svetsare", "intent": "ask_salary"},
    {"id": "q3", "text": "utan facit"},
]
DIALOGUES = [
    {
        "id": "d1",
        "turns": [
            {"text": "jobb i Lund", "intent": ["ask_employers"], "about": {"place": "Lund"}},
            {"text": "utan facit"},
        ],
    }
]


def answer(_message: Any) -> tuple[EngineMessage, ...]:
    place = {"kind": "municipality", "code": "1281", "name": "Lunds kommun"}
    understood = {
        "intent": "explore_interests",
        "confidence": 0.4,
        "ranking": [["explore_interests", 0.4]],
        "entities": [],
    }
    return (EngineMessage("Svar", (), {"topic": "ask_employers", "place": place}, understood),)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    entry = {"entity": "place", "id": "municipality:1281", "name": "Lunds kommun", "terms": {"sv": ["lund"]}}
    (tmp_path / "gazetteer.json").write_text(
        json.dumps({"format": 1, "version": "1", "entries": [entry]}), encoding="utf-8"
    )
    return Settings(data_dir=tmp_path, gazetteer_file=None)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "prov.tar.gz"
    with tarfile.open(path, "w:gz"):
        pass
    return path


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write_lines(name: str, lines: Sequence[Any]) -> Path:
        path = tmp_path / name
        path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
        return path

    return write_lines


@pytest.fixture(autouse=True)
def played(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The engine, played: it reads every message as a greeting. Gives the names of the models that were asked."""
    asked: list[str] = []

    def predict(_settings: Settings, *, questions: Sequence[Question], model: Path) -> PredictionRun:
        asked.append(model.name)
        return PredictionRun({each.id: make_prediction(int(each.id[1:])) for each in questions}, RUN)

    @contextlib.contextmanager
    def running(_settings: Settings, *, model: Path) -> Iterator[FakeEngine]:
        asked.append(f"samtal med {model.name}")
        yield FakeEngine(script=answer)

    monkeypatch.setattr(run, "predict_questions", predict)
    monkeypatch.setattr(run, "running_engine", running)
    return asked


def evaluate(settings: Settings, request: EvaluationRequest) -> Any:
    return evaluate_model(settings, request, now=NOW, tell=lambda _line: None)


def test_a_line_is_written_for_every_message_and_only_what_has_an_answer_is_judged(
    settings: Settings, model: Path, tmp_path: Path, write: Callable[..., Path]
) -> None:
    request = EvaluationRequest(
        model=model, folder=tmp_path / "rapport", questions=write("q.jsonl", QUESTIONS),
        dialogues=write("d.jsonl", DIALOGUES), predictions=tmp_path / "ut" / "p.jsonl", metrics=tmp_path / "ut" / "m.json",
    )  # fmt: skip
    evaluation = evaluate(settings, request)
    lines = [json.loads(line) for line in (tmp_path / "ut" / "p.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["id"], line.get("turn")) for line in lines] == [
        ("q1", None),
        ("q2", None),
        ("q3", None),
        ("d1", 1),
        ("d1", 2),
    ]
    keys = ["id", "text", "intent", "confidence", "ranking", "entities", "topic", "about"]
    assert list(lines[0]) == keys
    assert set(lines[3]) == {*keys, "turn"}
    # The topic is that of the answer, whatever the classifier said.
    assert (lines[3]["intent"], lines[3]["topic"]) == ("explore_interests", "ask_employers")
    assert lines[3]["about"]["place"]["code"] == "1281"
    assert set(lines[3]["about"]) == {"occupation", "place", "employer", "programme", "industry"}
    assert len(evaluation.pairs) == 2
    assert evaluation.dialogues.to_figures()["both"] == 1.0
    assert evaluation.dialogues.turns == 1
    figures = json.loads((tmp_path / "ut" / "m.json").read_text(encoding="utf-8"))
    assert figures["accuracy"]["value"] == 0.5
    assert figures["messages"] == 2
    assert (tmp_path / "rapport" / "report.html").is_file()


def test_without_files_named_everything_goes_to_the_folder_of_the_report(
    settings: Settings, model: Path, tmp_path: Path, write: Callable[..., Path]
) -> None:
    evaluate(settings, EvaluationRequest(model=model, folder=tmp_path / "r", questions=write("q.jsonl", QUESTIONS)))
    assert {path.name for path in (tmp_path / "r").iterdir()} == {"report.html", "predictions.jsonl", "metrics.json"}


def test_conversations_alone_can_be_measured(
    settings: Settings, model: Path, tmp_path: Path, write: Callable[..., Path], played: list[str]
) -> None:
    evaluation = evaluate(
        settings, EvaluationRequest(model=model, folder=tmp_path / "r", dialogues=write("d.jsonl", DIALOGUES))
    )
    assert played == ["samtal med prov.tar.gz"]
    assert evaluation.pairs == []
    assert not evaluation.passed


def test_another_model_reads_the_same_messages(
    settings: Settings, model: Path, tmp_path: Path, write: Callable[..., Path], played: list[str]
) -> None:
    questions = write("q.jsonl", QUESTIONS)
    first = EvaluationRequest(model=model, folder=tmp_path / "r", questions=questions)
    evaluate(settings, first)
    kept = first.predictions_file
    evaluation = evaluate(
        settings, EvaluationRequest(model=model, folder=tmp_path / "r2", questions=questions, compare=kept)
    )
    assert len(evaluation.comparison.pairs) == 2
    evaluate(settings, EvaluationRequest(model=model, folder=tmp_path / "r2", questions=questions, compare=model))
    assert played == ["prov.tar.gz"] * 4


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"model": Path("saknas.tar.gz")}, FileMissing),
        ({"model": Path(__file__)}, EvaluationFileRefused),
        ({"compare": Path("saknas.yml")}, FileMissing),
        ({"questions": Path("saknas.jsonl")}, FileMissing),
        ({"predictions": Path(__file__).parent}, FileIsFolder),
        ({"metrics": Path(__file__) / "m.json"}, FileForbidden),
    ],
)
def test_what_cannot_be_used_is_refused_before_the_engine_is_asked(
    settings: Settings, model: Path, tmp_path: Path, write: Callable[..., Path], played: list[str],
    change: dict[str, Path], error: type[Exception],
) -> None:  # fmt: skip
    given = {"model": model, "folder": tmp_path / "r", "questions": write("q.jsonl", QUESTIONS), **change}
    with pytest.raises(error):
        evaluate(settings, EvaluationRequest(**given))
    assert played == []


def test_without_the_names_of_the_database_nothing_is_measured(
    model: Path, tmp_path: Path, write: Callable[..., Path], played: list[str]
) -> None:
    bare = Settings(data_dir=tmp_path / "tom", gazetteer_file=None)
    with pytest.raises(DatabaseNotReady):
        evaluate(bare, EvaluationRequest(model=model, folder=tmp_path / "r", questions=write("q.jsonl", QUESTIONS)))
    assert played == []


def test_a_refused_run_leaves_no_empty_files(
    settings: Settings, model: Path, tmp_path: Path, write: Callable[..., Path]
) -> None:
    request = EvaluationRequest(
        model=model, folder=tmp_path / "r", questions=write("q.jsonl", QUESTIONS), metrics=tmp_path
    )
    with pytest.raises(FileIsFolder):
        evaluate(settings, request)
    assert not request.predictions_file.exists()
