"""Learning curve: trains on parts of the training data and measures each, to tell whether more examples would help."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from ruamel.yaml import YAML

from bot.dialogue.engine_run import run_engine
from bot.errors import EngineRunFailed
from bot.evaluation.metrics import measure_accuracy
from bot.evaluation.pictures import LearningPoint
from bot.evaluation.predict import predict_questions
from bot.evaluation.questions import Question, pair_up
from bot.settings import PROJECT_ROOT, Settings

# Halves of halves: an even growth on the scale that learning curves are straight on. The whole is the measured model itself.
PARTS = (0.125, 0.25, 0.5)
# Any intent needs this many examples, or the engine refuses it.
FEWEST = 2


def measure_learning(
    settings: Settings, *, questions: Sequence[Question], tell: Callable[[str], None], root: Path = PROJECT_ROOT
) -> tuple[LearningPoint, ...]:
    """A point for each part of the data below `root`; each costs a training run of the engine."""
    points = []
    for part in PARTS:
        with tempfile.TemporaryDirectory(prefix="syvbot-learning-") as name:
            folder = Path(name)
            count = write_part(root / "data" / "nlu", folder / "nlu", part=part)
            tell(f"Tränar på {count} exempel …")
            model = train_for_measuring(settings, config=root / "config.yml", nlu=folder / "nlu", folder=folder)
            predictions = predict_questions(settings, questions=questions, model=model).predictions
        accuracy = measure_accuracy(pair_up(questions, dict(predictions)))
        points.append(LearningPoint(part, count, accuracy))
    return tuple(points)


def train_for_measuring(settings: Settings, *, config: Path, nlu: Path, folder: Path) -> Path:
    """A model of a configuration and a folder of examples, understanding alone, in a folder that is thrown away."""
    run_engine(
        ("-m", "rasa", "train", "nlu", "--config", str(config.resolve()), "--nlu", str(nlu.resolve()), "--out", str(folder),
         "--fixed-model-name", "measured"),
        settings=settings, doing="träningen inför mätningen",
    )  # fmt: skip
    model = folder / "measured.tar.gz"
    if not model.is_file():
        raise EngineRunFailed(doing="träningen inför mätningen", told="ingen modell skrevs")
    return model


def write_part(source: Path, target: Path, *, part: float) -> int:
    """Writes every so-manieth example of each intent and language, so that all stay in proportion; says how many."""
    yaml = YAML(typ="safe")
    written = 0
    for path in sorted([*source.rglob("*.yml"), *source.rglob("*.yaml")]):
        blocks = []
        for block in (yaml.load(path) or {}).get("nlu", []):
            if "intent" not in block:
                blocks.append(block)
                continue
            examples = [line for line in str(block["examples"]).splitlines() if line.strip()]
            kept = keep_evenly(examples, part=part)
            written += len(kept)
            blocks.append({"intent": block["intent"], "examples": "".join(f"{line}\n" for line in kept)})
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("w", encoding="utf-8") as file:
            yaml.dump({"version": "3.1", "nlu": blocks}, file)
    return written


def count_examples(source: Path) -> int:
    """How many examples there are below a folder."""
    with tempfile.TemporaryDirectory(prefix="syvbot-learning-") as name:
        return write_part(source, Path(name), part=1.0)


def keep_evenly(examples: Sequence[str], *, part: float) -> list[str]:
    """The part of the examples, evenly out of the whole list; a smaller part is always contained in a larger one."""
    wanted = max(FEWEST, round(len(examples) * part))
    # Van der Corput's sequence goes over a list ever more finely, so that any beginning of it is spread evenly.
    order = sorted(range(len(examples)), key=_reverse_bits)
    return [examples[number] for number in sorted(order[:wanted])]


def _reverse_bits(number: int) -> int:
    return int(f"{number:016b}"[::-1], 2)
