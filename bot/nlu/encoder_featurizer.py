"""Rasa featurizer that gives each message its sentence vector."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.plain_text import get_plain_text
from bot.nlu.sentence_encoder import SentenceEncoder, create_encoder
from bot.nlu.shipped_vectors import SHIPPED_FILE
from bot.nlu.vector_cache import RecentVectors, encode_with_cache

CACHE_VARIABLE = "SYVBOT_CACHE_DIR"
CACHE_FILE = "vectors.sqlite"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """Sentence features of shape (1, dimension); no sequence features, so DIET cannot use it and need not."""

    @classmethod
    def required_components(cls) -> list[type]:
        """A tokenizer must come before."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's config with its defaults."""
        return {
            **DenseFeaturizer.get_default_config(),
            # Which encoder; see bot.nlu.sentence_encoder.ENCODERS.
            "encoder": "e5",
            # Texts encoded at the same time at training.
            "workers": 2,
            # Folder of the vector cache; SYVBOT_CACHE_DIR in the environment goes before it; empty: no cache.
            "cache": "var/cache",
        }

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing can be wrong that the encoder does not tell itself."""

    def __init__(self, name: str, config: dict[str, Any], encoder: SentenceEncoder) -> None:
        super().__init__(name, config)
        self._encoder = encoder
        self._cache = find_cache(config)
        self._recent = RecentVectors(encoder)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoderFeaturizer:
        """Loads the encoder; one that is missing or damaged stops the engine with the reason."""
        encoder = create_encoder(config["encoder"], workers=int(config["workers"]))
        return cls(execution_context.node_name, config, encoder)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The weights: Rasa itself notices only changes of this class."""
        return create_encoder(config["encoder"]).fingerprint()

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the vector to each message."""
        worded = [message for message in messages if message.get(TEXT)]
        self._add_vectors(worded, self._recent.encode([get_plain_text(message) for message in worded]))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the vectors to all examples at once, from the cache where it has them."""
        worded = [message for message in training_data.training_examples if message.get(TEXT)]
        vectors = encode_with_cache(
            self._encoder,
            [get_plain_text(message) for message in worded],
            path=self._cache,
            shipped=SHIPPED_FILE if self._cache else None,
        )
        self._add_vectors(worded, vectors)
        return training_data

    def _add_vectors(self, messages: Sequence[Message], vectors: Iterable[Any]) -> None:
        for message, vector in zip(messages, vectors, strict=True):
            row = np.ascontiguousarray(vector[np.newaxis, :])
            self.add_features_to_message(sequence=None, sentence=row, attribute=TEXT, message=message)


def find_cache(config: dict[str, Any]) -> Path | None:
    """The cache file that the environment or the config names."""
    folder = os.environ.get(CACHE_VARIABLE) or config["cache"]
    return Path(folder) / CACHE_FILE if folder else None
