"""Settings of an installation in a folder of its own, and the gazetteer of the shipped facts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.text.conftest import shipped_entries, shipped_gazetteer_file

__all__ = ["shipped_entries", "shipped_gazetteer_file"]


@pytest.fixture
def settings_in() -> Callable[[Path], Settings]:
    """Settings whose data and models are below a folder."""

    def make(folder: Path) -> Settings:
        return Settings(data_dir=folder / "var", models_dir=folder / "models", gazetteer_file=None)

    return make
