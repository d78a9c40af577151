"""Rasa itself finds nothing to complain about in domain, rules, stories and training data."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from bot.dialogue.processes import ENGINE_PYTHON

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.engine
def test_rasa_validates_the_data_without_warnings_that_count() -> None:
    if not ENGINE_PYTHON.exists():
        pytest.skip("Motorns miljö finns inte: kör `make run` eller `make test` en gång.")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false"}
    command = [
        str(ENGINE_PYTHON),
        "-m",
        "rasa",
        "data",
        "validate",
        "--fail-on-warnings",
        "--max-history",
        "5",
        "--quiet",
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
