"""One trained model for all tests that start real processes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.dialogue.processes import ENGINE_PYTHON
from bot.settings import PROJECT_ROOT, Settings
from bot.training.train import train_model


@pytest.fixture(scope="session")
def models_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model: models/ when it has one, else what the conversations were tested with, else one trained here."""
    if not ENGINE_PYTHON.exists():
        pytest.skip("Motorns miljö finns inte.")
    if any((PROJECT_ROOT / "models").glob("*.tar.gz")):
        return PROJECT_ROOT / "models"
    for trained in tmp_path_factory.getbasetemp().glob("model*/*.tar.gz"):
        return trained.parent
    folder = tmp_path_factory.mktemp("system-model")
    train_model(Settings(models_dir=folder), now=dt.datetime.now(dt.UTC))
    return folder
