"""Runs the engine's own interpreter once, as a subprocess: for training and for predicting many messages."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bot.dialogue.processes import ENGINE_PYTHON
from bot.errors import EngineEnvironmentMissing, EngineRunFailed
from bot.settings import PROJECT_ROOT, Settings

TOLD_LINES = 15


def run_engine(
    arguments: Sequence[str], *, settings: Settings, doing: str, cwd: Path = PROJECT_ROOT, seconds: float | None = None
) -> str:
    """Runs `python ARGUMENTS` in the engine environment and returns what it printed; raises when it fails."""
    if not ENGINE_PYTHON.exists():
        raise EngineEnvironmentMissing(path=ENGINE_PYTHON.relative_to(PROJECT_ROOT))
    environment = {
        **os.environ,
        "PYTHONPATH": str(PROJECT_ROOT),
        "PYTHONUTF8": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "SYVBOT_GAZETTEER_FILE": str(settings.resolved_gazetteer_file),
        "SYVBOT_CACHE_DIR": str(settings.data_dir / "cache"),
    }
    try:
        outcome = subprocess.run(
            [str(ENGINE_PYTHON), *arguments],
            cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", errors="replace",
            timeout=seconds, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise EngineRunFailed(doing=doing, told=f"tog längre tid än {seconds:.0f} sekunder") from error
    if outcome.returncode:
        told = "\n".join((outcome.stderr or outcome.stdout).strip().splitlines()[-TOLD_LINES:])
        raise EngineRunFailed(doing=doing, told=told)
    return outcome.stdout
