"""Which model the engine runs, and training one when there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from bot.errors import NoModel
from bot.settings import Settings
from bot.training.train import find_newest_model, train_model


def ensure_model(settings: Settings, *, tell: Callable[[str], None]) -> Path:
    """The newest model; trains one first when there is none. A training that fails says why itself."""
    try:
        return find_newest_model(settings)
    except NoModel:
        tell("Det finns ingen tränad modell än. Tränar en nu; det tar några minuter …")
    return train_model(settings, now=dt.datetime.now(dt.UTC)).path
