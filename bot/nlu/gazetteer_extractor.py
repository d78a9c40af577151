"""Rasa entity extractor that finds the names and terms of the regional database, as the app writes them to a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_CONFIDENCE,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_ROLE,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.text.gazetteer import FoundEntity
from bot.text.gazetteer_file import GazetteerDamaged, GazetteerMissing
from bot.text.watched_gazetteer import WatchedGazetteer

FILE_KEY = "file"
REQUIRED_KEY = "required"
FILE_VARIABLE = "SYVBOT_GAZETTEER_FILE"
ID_KEY = "id"
# As Rasa's own extractors name the confidence of an entity's type.
CONFIDENCE_KEY = f"{ENTITY_ATTRIBUTE_CONFIDENCE}_entity"
CANDIDATES_KEY = "candidates"
REJECTED_ROLE = "rejected"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class GazetteerEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Finds occupations, places, employers, programmes, industries, interests and school forms, with the ids of their rows.

    A new name in the file is understood within a second, without training.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's config with its defaults."""
        return {
            # The file; SYVBOT_GAZETTEER_FILE in the environment goes before it.
            FILE_KEY: "var/gazetteer.json",
            # Whether to refuse to start without the file. Without it, no entities are found.
            REQUIRED_KEY: False,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GazetteerEntityExtractor:
        """Reads the file; a damaged one, or a missing one that is required, stops the engine with the reason."""
        path = find_gazetteer_file(config)
        try:
            return cls(WatchedGazetteer(path, required=bool(config[REQUIRED_KEY])))
        except (GazetteerMissing, GazetteerDamaged) as error:
            raise type(error)(f"GazetteerEntityExtractor cannot start. {error}") from error

    def __init__(self, gazetteer: WatchedGazetteer) -> None:
        self._gazetteer = gazetteer

    @staticmethod
    def required_packages() -> list[str]:
        """The modules that the component needs, by the names they are imported with."""
        return ["spacy", "spacy_lookups_data", "rapidfuzz"]

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the found entities to each message."""
        gazetteer = self._gazetteer.get()
        for message in messages:
            found = [describe_entity(entity) for entity in gazetteer.find(message.get(TEXT) or "")]
            self.add_extractor_name(found)
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages


def find_gazetteer_file(config: dict[str, Any]) -> Path:
    """The path from the environment, else from the config."""
    return Path(os.environ.get(FILE_VARIABLE) or config[FILE_KEY])


def describe_entity(entity: FoundEntity) -> dict[str, Any]:
    """An entity as Rasa passes it on; `id` and `candidates` are there when the words name a row."""
    described: dict[str, Any] = {
        ENTITY_ATTRIBUTE_TYPE: entity.entity,
        ENTITY_ATTRIBUTE_VALUE: entity.value,
        ENTITY_ATTRIBUTE_START: entity.start,
        ENTITY_ATTRIBUTE_END: entity.end,
        CONFIDENCE_KEY: entity.confidence,
    }
    if entity.id:
        described[ID_KEY] = entity.id
        described[CANDIDATES_KEY] = list(entity.candidates)
    if entity.rejected:
        described[ENTITY_ATTRIBUTE_ROLE] = REJECTED_ROLE
    return described
