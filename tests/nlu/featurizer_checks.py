"""Checks that any dense sentence featurizer must pass; each gives the faults it found as sentences. Engine environment.

To check another featurizer, make a case of it and of the tokenizer before it; tests/nlu/component_probe.py shows how.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from tests.nlu.components import make_message

TOLERANCE = 1e-4


@dataclass(frozen=True)
class FeaturizerCase:
    """A featurizer, the tokenizer before it, the texts to try it on, and how long its vectors should be."""

    featurizer: Any
    tokenizer: Any
    texts: Sequence[str]
    dimension: int

    def process(self, texts: Sequence[str]) -> list[Message]:
        """The texts as messages with features."""
        messages = self.tokenizer.process([make_message(text) for text in texts])
        processed: list[Message] = self.featurizer.process(messages)
        return processed


def check_featurizer(case: FeaturizerCase) -> list[str]:
    """The faults that any of the checks below finds."""
    return [
        fault for check in (check_shape, check_repeatability, check_no_text, check_training) for fault in check(case)
    ]


def check_shape(case: FeaturizerCase) -> Iterator[str]:
    """One finite float32 row of the right length for a text, and nothing for its intent."""
    for message in case.process(case.texts):
        text, vector = message.get(TEXT), read_vector(message)
        if vector is None:
            yield f"no features for {text!r}"
        elif vector.shape != (1, case.dimension) or vector.dtype != np.float32:
            yield f"{vector.dtype} of shape {vector.shape} for {text!r}"
        elif not np.isfinite(vector).all():
            yield f"not finite for {text!r}"
        if message.get_dense_features(INTENT, [])[1] is not None:
            yield f"features for the intent of {text!r}"


def check_repeatability(case: FeaturizerCase) -> Iterator[str]:
    """A text gives the same vector every time, alone and among others."""
    for text, message in zip(case.texts, case.process(case.texts), strict=False):
        alone, among = read_vector(case.process([text])[0]), read_vector(message)
        if alone is None or among is None or not np.allclose(alone, among, atol=TOLERANCE):
            yield f"{text!r} differs alone and among others"


def check_no_text(case: FeaturizerCase) -> Iterator[str]:
    """A message without a text, or with an empty one, gets no features and no error."""
    for text in (None, ""):
        (message,) = case.featurizer.process([make_message(text)])
        if read_vector(message) is not None:
            yield f"features for {text!r}"


def check_training(case: FeaturizerCase) -> Iterator[str]:
    """Training examples get the vectors that messages get, also when they come from a cache the second time."""
    expected = [read_vector(message) for message in case.process(case.texts)]
    for attempt in ("first", "second"):
        data = TrainingData(case.tokenizer.process([make_message(text, intent="x") for text in case.texts]))
        examples = case.featurizer.process_training_data(data).training_examples
        found = {each.get(TEXT): read_vector(each) for each in examples}
        for text, vector in zip(case.texts, expected, strict=False):
            if found.get(text) is None or not np.allclose(found[text], vector, atol=TOLERANCE):
                yield f"{text!r} differs in the {attempt} training"


def read_vector(message: Message) -> Any:
    """The sentence features of a message; None where there are none."""
    _sequence, sentence = message.get_dense_features(TEXT, [])
    return None if sentence is None else sentence.features
