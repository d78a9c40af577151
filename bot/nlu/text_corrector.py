"""Rasa component that writes spoken Swedish out and corrects misspelt words, for the components after it to read.

The vocabulary is what the training examples use, so that it needs no word list of its own and fits any data. The typed text
itself stays as it was: names are looked up in it with their own tolerance for errors.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.plain_text import PLAIN_TEXT_KEY
from bot.nlu.sources import fingerprint_modules
from bot.text import normalise, spelling, spoken_swedish
from bot.text.normalise import clean_text
from bot.text.spelling import Spelling, learn_spelling
from bot.text.spoken_swedish import get_spoken_forms, write_out_spoken_swedish

WORDS_FILE = "words.json"


class VocabularyUnusable(Exception):
    """The persisted vocabulary is missing or damaged; the message says what to do."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class TextCorrector(GraphComponent):
    """Sets the plain text of each message. It stands among the featurizers, so that it is run at training too."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's config with its defaults."""
        return {}

    def __init__(self, model_storage: ModelStorage, resource: Resource, spelling_: Spelling | None = None) -> None:
        self._storage = model_storage
        self._resource = resource
        self._spelling = spelling_ or Spelling({})

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TextCorrector:
        """One without a vocabulary: nothing is misspelt to it yet."""
        return cls(model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The helpers and the spoken forms: Rasa itself notices only changes of this class."""
        forms = json.dumps(get_spoken_forms(), sort_keys=True)
        return fingerprint_modules(normalise, spelling, spoken_swedish) + forms

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the words of all examples."""
        texts = [each.get(TEXT) for each in training_data.training_examples if each.get(TEXT)]
        self._spelling = learn_vocabulary(texts)
        with self._storage.write_to(self._resource) as folder:
            kept = json.dumps(self._spelling.counts, ensure_ascii=False, sort_keys=True)
            (Path(folder) / WORDS_FILE).write_text(kept, encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TextCorrector:
        """The trained corrector; one that is damaged stops the engine, it is never silently a worse one."""
        try:
            with model_storage.read_from(resource) as folder:
                counts = json.loads((Path(folder) / WORDS_FILE).read_text(encoding="utf-8"))
            return cls(model_storage, resource, Spelling({str(word): int(count) for word, count in counts.items()}))
        except (OSError, ValueError, AttributeError) as error:
            raise VocabularyUnusable(f"The vocabulary in the model is damaged ({error}). Train a new model.") from error

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the plain text of each message."""
        for message in messages:
            if message.get(TEXT):
                message.set(PLAIN_TEXT_KEY, make_plain(message.get(TEXT), spelling_=self._spelling))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Sets the plain text of each example."""
        self.process(training_data.training_examples)
        return training_data


def learn_vocabulary(texts: Iterable[str]) -> Spelling:
    """The spelling of typed examples."""
    return learn_spelling(write_out_spoken_swedish(clean_text(text)) for text in texts)


def make_plain(text: str, *, spelling_: Spelling) -> str:
    """The plain text of a typed one."""
    return spelling_.correct_text(write_out_spoken_swedish(clean_text(text)))
