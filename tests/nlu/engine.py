"""Runs a probe inside the engine's own Python and libraries and gives back what it found: probes read and write JSON."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / ".venv-engine" / "bin" / "python"
# Long, for machines that do much else at the same time.
PROBE_SECONDS = 900

needs_engine = [
    pytest.mark.engine,
    pytest.mark.timeout(PROBE_SECONDS),
    pytest.mark.skipif(not ENGINE.exists(), reason="the engine environment is not installed"),
]


def run_probe(
    name: str, task: dict[str, Any], *, environment: dict[str, str] | None = None, package: str = "tests.nlu"
) -> dict[str, Any]:
    """What the probe NAME of a package answers to the task."""
    outcome = subprocess.run(
        [str(ENGINE), "-W", "ignore", "-m", f"{package}.{name}"],
        input=json.dumps(task), capture_output=True, text=True, timeout=PROBE_SECONDS, check=False, cwd=ROOT,
        env={
            **os.environ, "PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3",
            **(environment or {}),
        },
    )  # fmt: skip
    assert outcome.returncode == 0, outcome.stderr[-3000:]
    answer: dict[str, Any] = json.loads(outcome.stdout.splitlines()[-1])
    return answer
