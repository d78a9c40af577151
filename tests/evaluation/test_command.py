"""`syvbot evaluate`, as a person and as a pipeline use it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot import cli, cli_evaluate
from bot.evaluation import run
from bot.evaluation.gate import Check
from bot.evaluation.metrics import Share
from bot.evaluation.result import Evaluation
from bot.settings import PROJECT_ROOT, get_settings
from tests.evaluation.build import make_pairs
from tests.nlu.engine import needs_engine

TINY = [
    {"id": "t1", "text": "hej", "intent": "greet", "entities": [], "lang": "sv", "style": "clean"},
    {"id": "t2", "text": "vad tjänar en svetsare", "intent": "ask_salary", "entities": [{"entity": "occupation", "value": "svetsare"}]},
    {"id": "t3", "text": "/ask_salary \ud83d", "intent": "out_of_scope"},
]  # fmt: skip
TALK = {
    "id": "s1",
    "turns": [
        {"text": "vad tjänar en svetsare", "intent": ["ask_salary"], "about": {"occupation": "svetsare", "place": None}},
        {"text": "och var kan man plugga till det i Göteborg", "intent": ["ask_schools"], "about": {"occupation": "svetsare"}},
    ],
}  # fmt: skip


def syvbot(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the real command in a process of its own."""
    command = [sys.executable, "-m", "bot.cli", *arguments]
    return subprocess.run(command, cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    given = {**os.environ, "SYVBOT_DATA_DIR": str(tmp_path / "var"), "PYTHONPATH": str(PROJECT_ROOT), "COLUMNS": "200"}
    return {
        name: value for name, value in given.items() if name not in ("SYVBOT_DATABASE_URL", "SYVBOT_GAZETTEER_FILE")
    }


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """Plays the measuring; `checks` is what it finds, `request` what it was asked."""
    state: dict[str, Any] = {"checks": ()}

    def evaluate_model(_settings: object, request: object, **_options: object) -> Evaluation:
        state["request"] = request
        return Evaluation(
            model="prov.tar.gz", pairs=make_pairs(("greet", "greet", 0.9)), checks=state["checks"], linked=Share(0, 0)
        )

    def prepare(*_arguments: object, **_options: object) -> None:
        return None

    monkeypatch.setattr(run, "evaluate_model", evaluate_model)
    monkeypatch.setattr(cli_evaluate, "_prepare", prepare)
    monkeypatch.setenv("SYVBOT_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("SYVBOT_MODELS_DIR", str(tmp_path))
    (tmp_path / "ny.tar.gz").touch()
    get_settings.cache_clear()
    yield state
    get_settings.cache_clear()


@pytest.mark.parametrize(
    ("checks", "code"),
    [
        ((Check("nöd upptäckt", 0.99, 0.97, 40),), 0),
        ((Check("nöd upptäckt", 0.90, 0.97, 40),), 2),
        ((), 0),
    ],
)
def test_the_exit_code_tells_whether_the_gate_was_passed(
    measured: dict[str, Any], checks: tuple[Check, ...], code: int
) -> None:
    measured["checks"] = checks
    outcome = CliRunner().invoke(cli.app, ["evaluate"])
    assert outcome.exit_code == code
    assert "Rätt avsikt: 100" in outcome.output


def test_without_options_the_newest_model_meets_the_messages_of_the_repository(
    measured: dict[str, Any], tmp_path: Path
) -> None:
    CliRunner().invoke(cli.app, ["evaluate"])
    request = measured["request"]
    assert request.model == tmp_path / "ny.tar.gz"
    assert (request.questions, request.dialogues) == (cli_evaluate.QUESTIONS, cli_evaluate.DIALOGUES)
    assert request.folder.parent == tmp_path / "var" / "evaluation"


def test_a_named_file_is_measured_alone(measured: dict[str, Any]) -> None:
    CliRunner().invoke(cli.app, ["evaluate", "--questions", "q.jsonl", "--json", "m.json", "--learning"])
    request = measured["request"]
    assert (request.questions, request.dialogues, request.metrics) == (Path("q.jsonl"), None, Path("m.json"))
    assert request.learning


@pytest.mark.parametrize("arguments", [["--fraagor", "q.jsonl"], ["q.jsonl"], ["--questions"]])
def test_options_that_there_are_not_end_with_1_so_that_2_has_one_meaning(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli.app, ["evaluate", *arguments]).exit_code == 1


def test_what_is_refused_is_a_sentence_and_1(environment: dict[str, str], tmp_path: Path) -> None:
    bad = tmp_path / "fel.jsonl"
    bad.write_text('{"text": "hej", "intent": "greet"}\n{"text": 7}\n', encoding="utf-8")
    model = tmp_path / "ingen.tar.gz"
    outcome = syvbot(environment, "evaluate", "--questions", str(bad), "--model", str(model))
    assert outcome.returncode == 1
    assert f"{bad}, rad 2" in outcome.stderr
    assert "Traceback" not in outcome.stderr


class TestWithTheRealEngine:
    """The whole way, on a few messages and a short conversation."""

    pytestmark = needs_engine

    def test_predictions_figures_and_report_are_written(
        self, environment: dict[str, str], trained_model: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "q.jsonl").write_text("".join(json.dumps(each) + "\n" for each in TINY), encoding="utf-8")
        (tmp_path / "d.jsonl").write_text(json.dumps(TALK), encoding="utf-8")
        outcome = syvbot(
            environment, "evaluate", "--questions", str(tmp_path / "q.jsonl"), "--dialogues", str(tmp_path / "d.jsonl"),
            "--predictions", str(tmp_path / "p.jsonl"), "--json", str(tmp_path / "m.json"), "--model", str(trained_model),
            "--report", str(tmp_path / "rapport"),
        )  # fmt: skip
        assert outcome.returncode == 0, outcome.stderr
        lines = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [(line["id"], line.get("turn")) for line in lines] == [
            ("t1", None),
            ("t2", None),
            ("t3", None),
            ("s1", 1),
            ("s1", 2),
        ]
        assert [line["intent"] for line in lines[:2]] == ["greet", "ask_salary"]
        assert lines[2]["text"] == TINY[2]["text"]
        assert lines[1]["entities"][0]["entity"] == "occupation"
        assert lines[1]["about"]["occupation"]["id"] == lines[1]["entities"][0]["id"]
        assert [line["topic"] for line in lines[3:]] == ["ask_salary", "ask_schools"]
        # Carried over from the turn before, which only the answer can tell.
        assert lines[4]["about"]["occupation"] == lines[3]["about"]["occupation"] is not None
        figures = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
        assert figures["messages"] == 3
        assert figures["dialogues"]["both"] == 1.0
        assert figures["run"]["memory_mb"] > 100
        assert "Så läser du rapporten" in (tmp_path / "rapport" / "report.html").read_text(encoding="utf-8")
        assert str(tmp_path / "rapport" / "report.html") in outcome.stdout
