"""Trains Rasa in the engine's environment: `python -m bot.nlu.rasa_training ...` is `python -m rasa train ... --force`, only quicker.

With tens of thousands of examples Rasa spends more time on looking after them than on learning: it copies every example at each
of four merges, and takes a fingerprint of every token and vector after each component, so that a later training may skip a
component whose input is the same. After an edit no input is the same, and the costly part, the sentence vectors, has a cache of
its own. Here examples are merged without copies and no such fingerprints are taken.
"""

from __future__ import annotations

import runpy
import sys
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphNodeHook
from rasa.engine.training import graph_trainer
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.training_data import TrainingData


class NothingKept(GraphNodeHook):
    """Stands in for the hook that keeps fingerprints and outputs of components."""

    def __init__(self, **_options: Any) -> None:
        """Takes what Rasa's own hook takes."""

    def on_before_node(
        self,
        node_name: str,
        execution_context: ExecutionContext,
        config: dict[str, Any],
        received_inputs: dict[str, Any],
    ) -> dict[str, Any]:
        """Nothing to remember."""
        return {}

    def on_after_node(
        self,
        node_name: str,
        execution_context: ExecutionContext,
        config: dict[str, Any],
        output: Any,
        input_hook_data: dict[str, Any],
    ) -> None:
        """Nothing to keep."""


def merge_without_copies(data: TrainingData, *others: TrainingData | None) -> TrainingData:
    """Does the work of `TrainingData.merge` with the examples themselves, which were cleaned when they were read."""
    parts = [data, *(each for each in others if each)]
    merged = TrainingData()
    merged.training_examples = [example for part in parts for example in part.training_examples]
    for part in parts:
        merged.entity_synonyms.update(part.entity_synonyms)
        merged.regex_features.extend(part.regex_features)
        merged.lookup_tables.extend(part.lookup_tables)
        merged.responses.update(part.responses)
    return merged


def trust_what_was_checked(_reader: RasaYAMLReader, _content: str) -> None:
    """Stands in for the check of a file of examples against its schema."""


def main() -> None:
    """Puts the stand-ins in place and becomes Rasa's training."""
    graph_trainer.TrainingHook = NothingKept
    TrainingData.merge = merge_without_copies
    RasaYAMLReader.validate = trust_what_was_checked
    sys.argv[1:1] = ["train"]
    # Without fingerprints there is nothing to find out before the training.
    sys.argv.append("--force")
    runpy.run_module("rasa", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
