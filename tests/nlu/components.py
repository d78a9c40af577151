"""Makes Rasa graph components and messages by hand, without a trained model. Runs in the engine environment."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

TOKENIZER = "bot.nlu.tokenizer.ChatTokenizer"
LANGUAGE = "bot.nlu.language_identifier.LanguageIdentifier"
FEATURIZER = "bot.nlu.encoder_featurizer.SentenceEncoderFeaturizer"
CLASSIFIER = "bot.nlu.intent_classifier.KernelIntentClassifier"
NODE = "component"


def find_class(path: str) -> Any:
    """The class of a dotted path, as config.yml names it."""
    module, _dot, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


def open_storage(folder: Path) -> ModelStorage:
    """A place for what components persist."""
    folder.mkdir(parents=True, exist_ok=True)
    return LocalModelStorage.create(folder)


def create_component(path: str, config: dict[str, Any], *, storage: ModelStorage, load: bool = False) -> Any:
    """A component as the graph makes it: its defaults, the config over them, `create` or `load`."""
    component = find_class(path)
    context = ExecutionContext(GraphSchema({}), node_name=NODE)
    make = component.load if load else component.create
    return make({**component.get_default_config(), **config}, storage, Resource(NODE), context)


def make_message(text: str | None, *, intent: str | None = None) -> Message:
    """A message as a channel or a training file gives it; None: one without any text."""
    content = {} if text is None else {TEXT: text}
    return Message({**content, INTENT: intent} if intent else content)
