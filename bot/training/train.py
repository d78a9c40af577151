"""Trains a model: checks the data, runs the engine's training, and puts the finished archive into models/."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bot.dialogue.engine_run import run_engine
from bot.errors import EngineRunFailed, NoModel, NoSpace
from bot.settings import PROJECT_ROOT, Settings
from bot.training.data_check import check_training_data
from bot.training.gathered_data import gather_training_data

NEEDED_FREE_BYTES = 300 * 1024 * 1024


@dataclass(frozen=True)
class TrainedModel:
    """A finished model archive, how many examples it learnt from, and the seconds it took."""

    path: Path
    examples: int
    seconds: float


def train_model(settings: Settings, *, now: dt.datetime, root: Path = PROJECT_ROOT) -> TrainedModel:
    """Trains on the data below `root`; a model appears in models/ whole or not at all, and the live one is untouched."""
    started = time.monotonic()
    examples = check_training_data(nlu=root / "data" / "nlu", domain=root / "domain.yml")
    settings.models_dir.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.models_dir).free
    if free < NEEDED_FREE_BYTES:
        raise NoSpace(
            path=settings.models_dir, free_mb=free // 1024 // 1024, needed_mb=NEEDED_FREE_BYTES // 1024 // 1024
        )
    name = f"syvbot-{now:%Y%m%d-%H%M%S}.tar.gz"
    # Trained beside its place and moved in one step: a training that is killed leaves nothing that could be loaded.
    with tempfile.TemporaryDirectory(dir=settings.models_dir, prefix="training-") as folder:
        data = Path(folder) / "data"
        gather_training_data(root / "data", into=data)
        # Checked already: the engine would read everything once more to do so.
        run_engine(
            ("-m", "bot.nlu.rasa_training", "--config", "config.yml", "--domain", "domain.yml", "--data", str(data), "--out", folder,
             "--fixed-model-name", name.removesuffix(".tar.gz"), "--skip-validation"),
            settings=settings, doing="träningen", cwd=root,
        )  # fmt: skip
        trained = next(Path(folder).glob("*.tar.gz"), None)
        if trained is None:
            raise EngineRunFailed(doing="träningen", told="ingen modell skrevs")
        target = settings.models_dir / name
        trained.replace(target)
    return TrainedModel(target, len(examples), time.monotonic() - started)


def find_newest_model(settings: Settings) -> Path:
    """The newest finished model; raises NoModel when there is none."""
    models = sorted(settings.models_dir.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise NoModel(path=settings.models_dir)
    return models[-1]
