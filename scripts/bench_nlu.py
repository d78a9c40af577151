"""Measures the understanding alone: how long the engine takes to read a message, its memory, and, if asked, its training.

`python scripts/bench_nlu.py --training` also times a full training and one after a single edit, in a folder of its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shutil
import sys
import tempfile
from pathlib import Path

from benching.figures import Figure, describe_machine, print_table

from bot.dialogue.engine_run import run_engine
from bot.evaluation.predict import read_run_figures
from bot.settings import PROJECT_ROOT, Settings
from bot.training.train import find_newest_model, train_model

TEN_WORDS = (
    "vilka företag i Borås kan jag ringa om sommarjobb nu", "jag undrar vad en svetsare tjänar i månaden i Göteborg",
    "hur lång utbildning måste man ha för att bli elektriker", "what kind of jobs can i get without good school grades",
)  # fmt: skip
MESSAGES = 200


def main() -> int:
    """Prints the figures; exits 1 when a target is missed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--training", action="store_true", help="time a full training and one after an edit too")
    chosen = arguments.parse_args()
    settings = Settings()
    print(f"  Maskinen före: {describe_machine()}", flush=True)
    figures = _measure_reading(settings) + (_measure_training() if chosen.training else [])
    print_table("Språkförståelsen ensam", figures)
    print(f"  Maskinen efter: {describe_machine()}")
    return 1 if any(figure.missed for figure in figures) else 0


def _measure_reading(settings: Settings) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="syvbot-bench-nlu-") as folder:
        messages, predictions = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        # A number at the end keeps every message new to all caches.
        lines = [
            json.dumps({"id": str(each), "text": f"{TEN_WORDS[each % len(TEN_WORDS)]} {each}"})
            for each in range(MESSAGES)
        ]
        messages.write_text("\n".join(lines) + "\n", encoding="utf-8")
        told = run_engine(
            ("-m", "bot.nlu.batch_predict", "--model", str(find_newest_model(settings).resolve()), "--messages", str(messages),
             "--predictions", str(predictions)),
            settings=settings, doing="läsningen",
        )  # fmt: skip
    figures = read_run_figures(told)
    return [
        Figure("Läsa tio ord: p50", figures.parse_p50_ms, "ms", most=30.0),
        Figure("Läsa tio ord: p95", figures.parse_p95_ms, "ms"),
        Figure("Motorns minne som mest", float(figures.memory_mb), "MB", most=900.0),
        Figure("Läsa in modellen", figures.load_seconds, "s"),
    ]


def _measure_training() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="syvbot-bench-training-") as folder:
        root = Path(folder)
        shutil.copytree(PROJECT_ROOT / "data", root / "data")
        for name in ("config.yml", "domain.yml"):
            shutil.copy(PROJECT_ROOT / name, root)
        # A data folder of its own, so that no vector is known beforehand.
        settings = Settings(data_dir=root / "var", models_dir=root / "models", gazetteer_file=None)
        full = train_model(settings, now=dt.datetime.now(dt.UTC), root=root)
        edited = root / "data" / "nlu" / "sv" / "greet.yml"
        edited.write_text(
            edited.read_text(encoding="utf-8").rstrip() + "\n    - hejsan på er allihop\n", encoding="utf-8"
        )
        again = train_model(settings, now=dt.datetime.now(dt.UTC), root=root)
    return [
        Figure("Full träning", full.seconds, "s", most=240.0, note=f"{full.examples} exempel"),
        Figure("Träning efter en ändring", again.seconds, "s", most=60.0),
    ]


if __name__ == "__main__":
    sys.exit(main())
