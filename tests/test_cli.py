"""The command line, as a person uses it: plain sentences, right exit codes, nothing half done."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.regional.ingest.employers import COLUMNS
from tests.conftest import POSTGRES

ROOT = Path(__file__).parent.parent
HEADER = ",".join(COLUMNS)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An installation of its own with the shipped facts."""
    models = tmp_path_factory.mktemp("models")
    (models / "syvbot-20261101-120000.tar.gz").touch()
    environment = {
        **os.environ,
        **free_ports(),
        "SYVBOT_MODELS_DIR": str(models),
        "SYVBOT_DATA_DIR": str(tmp_path_factory.mktemp("var")),
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "200",
    }
    environment.pop("SYVBOT_DATABASE_URL", None)
    outcome = syvbot(environment, "db", "upgrade")
    assert outcome.returncode == 0, outcome.stderr
    return environment


def free_ports() -> dict[str, str]:
    """Ports that nobody listens on, for the three processes."""
    ports = {}
    with contextlib.ExitStack() as stack:
        for name in ("SYVBOT_PORT", "SYVBOT_ACTIONS_PORT", "SYVBOT_ENGINE_PORT"):
            probe = stack.enter_context(socket.socket())
            probe.bind(("127.0.0.1", 0))
            ports[name] = str(probe.getsockname()[1])
    return ports


def syvbot(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the real command in a process of its own."""
    command = [sys.executable, "-m", "bot.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_doctor_finds_nothing_wrong_in_a_new_installation(installation):
    outcome = syvbot(installation, "doctor")
    assert outcome.returncode == 0, outcome.stdout
    assert "kommuner" in outcome.stdout
    assert "290" in outcome.stdout
    assert "Nyaste prognosomgången är 2026-1" in outcome.stdout


def test_doctor_shows_the_models_and_the_ports(installation):
    told = syvbot(installation, "doctor").stdout
    assert "syvbot-20261101-120000.tar.gz" in told
    assert "används" in told
    assert told.count("ledig") == 3


def test_doctor_tells_of_a_missing_model_and_a_port_that_another_program_holds(installation, tmp_path):
    with contextlib.closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        outcome = syvbot({**installation, "SYVBOT_MODELS_DIR": str(tmp_path), "SYVBOT_PORT": port}, "doctor")
    assert outcome.returncode == 1
    assert "Kör `syvbot train`" in outcome.stdout
    assert f"Port {port} (webbdelen) är upptagen" in outcome.stdout
    assert "SYVBOT_PORT" in outcome.stdout


def test_doctor_tells_what_is_wrong_and_what_to_do(installation, tmp_path):
    outcome = syvbot({**installation, "SYVBOT_GAZETTEER_FILE": str(tmp_path / "saknas.json")}, "doctor")
    assert outcome.returncode == 1
    assert "Kör `syvbot db upgrade`" in outcome.stdout


def test_doctor_on_a_database_that_was_never_made_says_what_to_run(tmp_path):
    environment = {**os.environ, "SYVBOT_DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    environment.pop("SYVBOT_DATABASE_URL", None)
    outcome = syvbot(environment, "doctor")
    assert outcome.returncode == 1
    assert "syvbot db upgrade" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_database_that_does_not_answer_is_a_sentence(installation):
    url = POSTGRES.replace(":5432", ":1")
    outcome = syvbot({**installation, "SYVBOT_DATABASE_URL": url}, "doctor")
    assert outcome.returncode == 1
    assert "Databasen svarar inte" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_bad_rows_are_listed_with_line_column_and_value(installation, tmp_path):
    file = tmp_path / "fel.csv"
    file.write_text(f"{HEADER}\n,Verkstaden,9999,,många,,,,,,,,,Registret,\n", encoding="utf-8")
    outcome = syvbot(installation, "import", "employers", str(file))
    assert outcome.returncode == 1
    assert "fel.csv, rad 2, kolumn municipality_code: ”9999” – en kommunkod" in outcome.stderr
    assert "fel.csv, rad 2, kolumn employees: ”många” – ett tal" in outcome.stderr
    assert "Ingenting har ändrats" in outcome.stderr


def test_an_imported_employer_is_in_the_gazetteer_at_once(installation, tmp_path):
    file = tmp_path / "ny.csv"
    file.write_text(f"{HEADER}\n,Nyföretaget i Åsele,2463,verkstad,,,svetsare,,,,,,,Registret,\n", encoding="utf-8")
    dry = syvbot(installation, "import", "employers", str(file), "--dry-run")
    assert "Skulle ge: 1 nya" in dry.stdout
    assert "ny: Nyföretaget i Åsele (2463)" in dry.stdout
    gazetteer = Path(installation["SYVBOT_DATA_DIR"]) / "gazetteer.json"
    assert "Nyföretaget i Åsele" not in gazetteer.read_text(encoding="utf-8")
    assert "Klart: 1 nya" in syvbot(installation, "import", "employers", str(file)).stdout
    assert "Nyföretaget i Åsele" in gazetteer.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", ["finns-inte.csv", ".", "https://example.com/x.csv"])
def test_what_cannot_be_read_is_a_sentence_and_no_traceback(installation, file):
    outcome = syvbot(installation, "import", "employers", file)
    assert outcome.returncode == 1
    assert outcome.stderr.strip()
    assert "Traceback" not in outcome.stderr
