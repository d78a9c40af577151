"""Engine environment: what the tokenizer, the language identifier, the featurizer and an extractor do with messages."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import TEXT

from bot.nlu.sentence_encoder import create_encoder
from bot.nlu.vector_cache import RecentVectors
from tests.nlu.components import FEATURIZER, LANGUAGE, TOKENIZER, create_component, make_message, open_storage
from tests.nlu.extractor_checks import ExtractorCase, check_extractor
from tests.nlu.featurizer_checks import FeaturizerCase, check_featurizer, read_vector


def main() -> None:
    """Reads {"folder", "texts", "dimension", "extractor": [class, config]}."""
    task = json.load(sys.stdin)
    storage = open_storage(Path(task["folder"]) / "storage")
    cache = Path(task["folder"]) / "cache"
    tokenizer = create_component(TOKENIZER, {}, storage=storage)
    featurizer = create_component(FEATURIZER, {"cache": str(cache)}, storage=storage)
    path, config = task["extractor"]
    extractor = create_component(path, config, storage=storage)
    answer = {
        "tokens": describe_tokens(tokenizer, task["texts"]),
        "languages": describe_languages(storage, task["spoken"]),
        "featurizer": check_featurizer(FeaturizerCase(featurizer, tokenizer, task["texts"], task["dimension"])),
        "extractor": check_extractor(ExtractorCase(extractor, tokenizer, task["texts"])),
        "alike": compare_vectors(featurizer, task["alike"]),
        "cached": sorted(each.name for each in cache.iterdir() if each.suffix == ".sqlite"),
        "unknown_encoder": try_to_create(FEATURIZER, {"encoder": "nowhere"}, storage=storage),
        "damaged_cache": work_with_damaged_cache(task, storage=storage, tokenizer=tokenizer),
        "encoded": count_encoded(task["texts"]),
        "fingerprints": [type(featurizer).fingerprint_addon({"encoder": "e5"}) for _time in range(2)],
    }
    sys.stdout.write(json.dumps(answer))


def describe_tokens(tokenizer: Any, texts: list[str]) -> list[list[list[Any]]]:
    """Each token with where it starts and ends."""
    messages = tokenizer.process([make_message(text) for text in texts])
    return [[[each.text, each.start, each.end] for each in message.get(TOKENS_NAMES[TEXT])] for message in messages]


def describe_languages(storage: Any, texts: list[str | None]) -> list[str | None]:
    """The language of each message, as metadata."""
    identifier = create_component(LANGUAGE, {}, storage=storage)
    messages = identifier.process([make_message(text) for text in texts])
    return [message.as_dict(only_output_properties=True).get("language") for message in messages]


def compare_vectors(featurizer: Any, texts: list[str]) -> list[float]:
    """The cosine of the first text with each of the others."""
    first, *others = (read_vector(message)[0] for message in featurizer.process([make_message(text) for text in texts]))
    return [float(first @ other) for other in others]


def count_encoded(texts: list[str]) -> dict[str, Any]:
    """How many texts the real encoder is given when the same come twice, with room for all and for two only."""
    encoder, given = create_encoder("e5"), []

    class Counting:
        def encode(self, wanted: list[str]) -> Any:
            given.extend(wanted)
            return encoder.encode(wanted)

    roomy, narrow = RecentVectors(Counting()), RecentVectors(Counting(), most=2)
    first, again = roomy.encode(texts), roomy.encode(list(reversed(texts)))
    often = len(given)
    for text in texts:
        narrow.encode([text])
    return {
        "first_and_again": often,
        "same": all((one == other).all() for one, other in zip(first, reversed(again), strict=True)),
        "kept_at_most": len(narrow),
        "words_kept": any(text.encode() in bytes(repr(roomy._known.keys()), "utf-8") for text in texts if text.strip()),
    }


def try_to_create(path: str, config: dict[str, Any], *, storage: Any) -> str:
    """The error that a component refuses its config with."""
    try:
        create_component(path, config, storage=storage)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def work_with_damaged_cache(task: dict[str, Any], *, storage: Any, tokenizer: Any) -> list[str]:
    """The faults of a featurizer whose cache is no database."""
    folder = Path(task["folder"]) / "damaged"
    folder.mkdir()
    (folder / "vectors.sqlite").write_bytes(b"not a database" * 200)
    featurizer = create_component(FEATURIZER, {"cache": str(folder)}, storage=storage)
    return check_featurizer(FeaturizerCase(featurizer, tokenizer, task["texts"][:2], task["dimension"]))


if __name__ == "__main__":
    main()
