"""Rasa component that tells the language of a message, as metadata for what comes after."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.text.language import recognise_language

LANGUAGE_KEY = "language"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageIdentifier(GraphComponent):
    """Sets `language` (sv, en, ar, so, uk, fa or fi) on each message."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's config with its defaults."""
        return {
            # What a message that does not tell (a name, a number) is taken for.
            "default": "sv",
        }

    def __init__(self, default: str) -> None:
        self._default = default

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageIdentifier:
        """Loads the models of the languages in Latin letters, so that the first pupil does not wait for them."""
        recognise_language("var finns jobben")
        return cls(str(config["default"]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the language to each message."""
        for message in messages:
            text = message.get(TEXT)
            if text:
                message.set(LANGUAGE_KEY, recognise_language(text, default=self._default), add_to_output=True)
        return messages
