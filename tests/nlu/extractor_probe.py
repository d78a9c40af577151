"""Runs in the engine environment: passes messages through the extractor and prints what it adds, as JSON."""

from __future__ import annotations

import json
import sys

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.gazetteer_extractor import GazetteerEntityExtractor


def main() -> None:
    """Reads {"config": {...}, "texts": [...]} from standard input."""
    task = json.load(sys.stdin)
    config = {**GazetteerEntityExtractor.get_default_config(), **task["config"]}
    context = ExecutionContext(GraphSchema({}), node_name="extractor")
    storage = LocalModelStorage.__new__(LocalModelStorage)
    try:
        extractor = GazetteerEntityExtractor.create(config, storage, Resource("extractor"), context)
    except (ValueError, FileNotFoundError) as error:
        sys.stdout.write(json.dumps({"error": f"{type(error).__name__}: {error}"}))
        return
    messages = [Message({TEXT: text}) if text is not None else Message({}) for text in task["texts"]]
    tokenizer = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
    extractor.process(tokenizer.process(messages))
    sys.stdout.write(json.dumps({"entities": [message.get(ENTITIES) for message in messages]}))


if __name__ == "__main__":
    main()
