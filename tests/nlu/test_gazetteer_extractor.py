"""The extractor inside the engine's own Python and libraries."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / ".venv-engine" / "bin" / "python"
PROBE = Path(__file__).with_name("extractor_probe.py")

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(not ENGINE.exists(), reason="the engine environment is not installed"),
]


@pytest.fixture
def gazetteer_file(tmp_path: Path) -> Path:
    """Two places and an employer."""
    entries = [
        {"entity": "place", "id": "municipality:0180", "name": "Stockholm", "terms": {}},
        {"entity": "place", "id": "municipality:2313", "name": "Strömsund", "terms": {}},
        {"entity": "employer", "id": "7", "name": "Scania", "terms": {"sv": ["scania cv"]}},
    ]
    path = tmp_path / "gazetteer.json"
    path.write_text(json.dumps({"format": 1, "version": "1", "entries": entries}), encoding="utf-8")
    return path


def run_probe(texts: list[str | None], *, environment: dict[str, str] | None = None, **config: Any) -> dict[str, Any]:
    """What the extractor adds to the messages, or the error it stops with."""
    outcome = subprocess.run(
        [str(ENGINE), "-W", "ignore", str(PROBE)],
        input=json.dumps({"config": config, "texts": texts}),
        capture_output=True, text=True, timeout=240, check=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false", **(environment or {})},
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(outcome.stdout.splitlines()[-1])
    return answer


def test_entities_carry_row_candidates_confidence_extractor_and_role(gazetteer_file: Path) -> None:
    texts = ["Inte Stockholm, jag menade Strömsund", "", "🔥", None]
    entities = run_probe(texts, file=str(gazetteer_file))["entities"]
    unwanted, wanted = entities[0]
    assert unwanted["role"] == "rejected"
    assert wanted == {
        "entity": "place",
        "value": "Strömsund",
        "start": 27,
        "end": 36,
        "confidence_entity": 1.0,
        "id": "municipality:2313",
        "candidates": ["municipality:2313"],
        "extractor": "GazetteerEntityExtractor",
    }
    assert entities[1:] == [[], [], []]


def test_the_environment_names_the_file_before_the_config(gazetteer_file: Path, tmp_path: Path) -> None:
    answer = run_probe(
        ["jobb på scania"],
        environment={"SYVBOT_GAZETTEER_FILE": str(gazetteer_file)},
        file=str(tmp_path / "other.json"),
    )
    assert [entity["id"] for entity in answer["entities"][0]] == ["7"]


def test_without_a_file_nothing_is_found_unless_it_is_required(tmp_path: Path) -> None:
    missing = str(tmp_path / "none.json")
    assert run_probe(["jobb i Stockholm"], file=missing) == {"entities": [[]]}
    assert "GazetteerMissing" in run_probe(["jobb"], file=missing, required=True)["error"]


def test_a_damaged_file_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.json"
    path.write_text("{", encoding="utf-8")
    assert "GazetteerDamaged" in run_probe(["jobb"], file=str(path))["error"]
