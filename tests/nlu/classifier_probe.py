"""Engine environment: trains the intent classifier on a handful of messages and tells what it and its files do."""

from __future__ import annotations

import json
import logging
import shutil
import sys
from pathlib import Path
from typing import Any

from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.training_data import TrainingData

from tests.nlu.components import CLASSIFIER, FEATURIZER, NODE, TOKENIZER, create_component, make_message, open_storage


class Workshop:
    """The components before the classifier, and a folder for what it persists."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        storage = open_storage(folder / "before")
        self._tokenizer = create_component(TOKENIZER, {}, storage=storage)
        self._featurizer = create_component(FEATURIZER, {"cache": ""}, storage=storage)

    def make_data(self, examples: list[list[str]]) -> TrainingData:
        """Training data with vectors, out of pairs of intent and text."""
        messages = self._tokenizer.process([make_message(text, intent=intent) for intent, text in examples])
        return TrainingData(self._featurizer.process(messages))

    def train(self, name: str, examples: list[list[str]]) -> Any:
        """A classifier trained on the examples and persisted below `name`."""
        classifier = create_component(CLASSIFIER, {}, storage=open_storage(self.folder / name))
        classifier.train(self.make_data(examples))
        return classifier

    def load(self, name: str) -> Any:
        """The classifier that was persisted below `name`."""
        return create_component(CLASSIFIER, {}, storage=open_storage(self.folder / name), load=True)

    def predict(self, classifier: Any, texts: list[str | None]) -> list[dict[str, Any]]:
        """What the classifier adds to each message."""
        messages = self._featurizer.process(self._tokenizer.process([make_message(text) for text in texts]))
        return [
            {
                "intent": message.get(INTENT),
                "ranking": [[each["name"], each["confidence"]] for each in message.get(INTENT_RANKING_KEY)],
                "nearest": message.get("nearest_examples"),
            }
            for message in classifier.process(messages)
        ]

    def load_damaged(self, name: str) -> dict[str, str]:
        """The error for each persisted file that is cut in half, and for each that is gone."""
        told = {}
        for file in sorted(path for path in (self.folder / name / NODE).rglob("*") if path.is_file()):
            for kind in ("cut", "gone"):
                copy = self.folder / f"{name}-{kind}-{file.name}"
                shutil.copytree(self.folder / name, copy)
                target = copy / file.relative_to(self.folder / name)
                if kind == "cut":
                    target.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
                else:
                    target.unlink()
                told[f"{file.name} {kind}"] = self._try_to_load(copy.name)
        return told

    def _try_to_load(self, name: str) -> str:
        try:
            self.load(name)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return ""


def main() -> None:
    """Reads {"folder", "examples": [[intent, text]], "texts"}."""
    logging.disable(logging.CRITICAL)
    task = json.load(sys.stdin)
    workshop = Workshop(Path(task["folder"]))
    trained = workshop.train("model", task["examples"])
    again = workshop.train("again", task["examples"])
    one_intent = [each for each in task["examples"] if each[0] == task["examples"][0][0]]
    workshop.train("one", one_intent)
    workshop.train("none", [])
    answer = {
        "trained": workshop.predict(trained, task["texts"]),
        "loaded": workshop.predict(workshop.load("model"), task["texts"]),
        "again": workshop.predict(again, task["texts"]),
        "known": workshop.predict(trained, [text for _intent, text in task["examples"]]),
        "one_intent": workshop.predict(workshop.load("one"), task["texts"][:1]),
        "no_examples": workshop.predict(workshop.load("none"), task["texts"][:1]),
        "files": sorted(path.suffix for path in (workshop.folder / "model" / NODE).rglob("*") if path.is_file()),
        "damaged": workshop.load_damaged("model"),
    }
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
