"""Rasa intent classifier: the kernel model, its confidences, and the nearest training examples as the reason why."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import eight_bits, grams, kernel_model, meaning, plain_text, preconditioner, ridge
from bot.nlu.grams import GramWeights
from bot.nlu.kernel_model import (
    KernelClassifier,
    KernelSettings,
    fit_kernel_classifier,
    make_letter_vectorizer,
    make_word_vectorizer,
)
from bot.nlu.meaning import MeaningSpace
from bot.nlu.plain_text import get_plain_text
from bot.nlu.sources import fingerprint_modules
from bot.text import normalise

logger = logging.getLogger(__name__)
NEAREST_KEY = "nearest_examples"
FORMAT = 4
WORDS_FILE, NUMBERS_FILE = "kernel.json", "kernel.npz"


class ModelUnusable(Exception):
    """The persisted classifier is missing parts or damaged; the message says what to do."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class KernelIntentClassifier(IntentClassifier, GraphComponent):
    """Sets `intent`, `intent_ranking` and `nearest_examples` on each message."""

    @classmethod
    def required_components(cls) -> list[type]:
        """A featurizer that gives dense sentence features must come before."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's config with its defaults: KernelSettings, and how many near examples are told."""
        return {**asdict(KernelSettings()), "nearest_examples": 5}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        classifier: KernelClassifier | None = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._classifier = classifier

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KernelIntentClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The helper modules: Rasa itself notices only changes of this class."""
        return fingerprint_modules(
            kernel_model, eight_bits, grams, meaning, preconditioner, ridge, plain_text, normalise
        )

    def train(self, training_data: TrainingData) -> Resource:
        """Fits on the examples that have an intent and a sentence vector; fewer than two intents leave it untrained."""
        examples = [each for each in training_data.intent_examples if each.get(TEXT) and _vector(each) is not None]
        intents = [str(each.get(INTENT)) for each in examples]
        if len(set(intents)) < 2:
            logger.warning("Fewer than two intents have examples: nothing to tell apart, no intent will be predicted.")
        else:
            texts = [get_plain_text(each) for each in examples]
            vectors = np.stack([_vector(each) for each in examples]).astype(np.float32)
            settings = KernelSettings(**{each.name: self._config[each.name] for each in fields(KernelSettings)})
            fitted = fit_kernel_classifier(texts, intents, vectors, settings=settings)
            # As the examples are written: they are shown to people.
            self._classifier = replace(fitted, texts=[str(each.get(TEXT)) for each in examples])
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds intent, ranking and nearest examples to each message."""
        for message in messages:
            vector = _vector(message)
            if self._classifier is None or vector is None:
                self._set(message, [], [])
                continue
            text = get_plain_text(message)
            ranking, nearest = self._classifier.predict(text, vector, nearest=int(self._config["nearest_examples"]))
            self._set(message, ranking, nearest)
        return messages

    @staticmethod
    def _set(message: Message, ranking: list[tuple[str, float]], nearest: list[tuple[str, str, float]]) -> None:
        listed = [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence} for name, confidence in ranking]
        best = listed[0] if listed else {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
        message.set(INTENT, dict(best), add_to_output=True)
        message.set(INTENT_RANKING_KEY, listed, add_to_output=True)
        told = [{"text": text, "intent": intent, "likeness": round(likeness, 3)} for text, intent, likeness in nearest]
        message.set(NEAREST_KEY, told, add_to_output=True)

    def _persist(self) -> None:
        with self._storage.write_to(self._resource) as folder:
            write_classifier(self._classifier, Path(folder))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> KernelIntentClassifier:
        """The trained classifier; one that is damaged stops the engine, it is never silently a worse one."""
        try:
            with model_storage.read_from(resource) as folder:
                classifier = read_classifier(Path(folder))
        except (OSError, KeyError, ValueError, TypeError, BadZipFile) as error:
            raise ModelUnusable(
                f"The intent classifier in the model is damaged ({error}). Train a new model."
            ) from error
        return cls(config, model_storage, resource, classifier)


def write_classifier(classifier: KernelClassifier | None, folder: Path) -> None:
    """Texts as JSON, numbers as npz without pickles."""
    if classifier is None:
        (folder / WORDS_FILE).write_text(json.dumps({"format": FORMAT, "trained": False}), encoding="utf-8")
        return
    words = {
        "format": FORMAT,
        "trained": True,
        "settings": asdict(classifier.settings),
        "intents": classifier.intents,
        "texts": classifier.texts,
        "temperature": classifier.temperature,
        "letters": classifier.letters.terms,
        "words": classifier.words.terms,
    }
    (folder / WORDS_FILE).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    np.savez_compressed(
        folder / NUMBERS_FILE,
        labels=classifier.labels,
        centre=classifier.space.centre,
        directions=classifier.space.directions,
        # Half precision loses nothing that the regression would notice and halves the archive.
        vectors=classifier.vectors.astype(np.float16),
        weights=classifier.weights,
        letter_weights=classifier.letters.weights.astype(np.float16),
        word_weights=classifier.words.weights.astype(np.float16),
        letter_idf=classifier.letters.idf,
        word_idf=classifier.words.idf,
    )


def read_classifier(folder: Path) -> KernelClassifier | None:
    """The classifier as it was written; None for one that had nothing to learn."""
    words = json.loads((folder / WORDS_FILE).read_text(encoding="utf-8"))
    if words["format"] != FORMAT:
        raise ValueError(f"format {words['format']}, expected {FORMAT}")
    if not words["trained"]:
        return None
    with np.load(folder / NUMBERS_FILE, allow_pickle=False) as numbers:
        count = len(words["texts"])
        return KernelClassifier(
            settings=KernelSettings(**words["settings"]),
            intents=words["intents"],
            texts=words["texts"],
            labels=numbers["labels"],
            space=MeaningSpace(numbers["centre"], numbers["directions"]),
            vectors=numbers["vectors"],
            letters=GramWeights(
                make_letter_vectorizer(count),
                words["letters"],
                numbers["letter_idf"],
                numbers["letter_weights"].astype(np.float32),
            ),
            words=GramWeights(
                make_word_vectorizer(count),
                words["words"],
                numbers["word_idf"],
                numbers["word_weights"].astype(np.float32),
            ),
            weights=numbers["weights"],
            temperature=float(words["temperature"]),
        )


def _vector(message: Message) -> Any:
    _sequence, sentence = message.get_dense_features(TEXT, [])
    return None if sentence is None else np.asarray(sentence.features, dtype=np.float32).ravel()
