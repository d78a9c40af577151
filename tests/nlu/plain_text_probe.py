"""Engine environment: the text corrector, the n-gram weights and the vectors that ship, each on its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.grams import take_gram_weights
from bot.nlu.kernel_model import make_letter_vectorizer, make_word_vectorizer, prepare_form
from bot.nlu.plain_text import get_plain_text
from bot.nlu.sentence_encoder import create_encoder
from bot.nlu.shipped_vectors import SHIPPED_FILE, read_shipped_vectors, write_shipped_vectors
from bot.nlu.text_corrector import learn_vocabulary, make_plain
from tests.nlu.components import NODE, create_component, make_message, open_storage

CORRECTOR = "bot.nlu.text_corrector.TextCorrector"


def main() -> None:
    """Reads {"folder", "examples", "typed", "nlu"}."""
    task = json.load(sys.stdin)
    folder = Path(task["folder"])
    answer = {
        **try_corrector(folder, task["examples"], task["typed"]),
        "grams": compare_gram_scores(task["examples"], task["typed"]),
        **look_at_shipped_vectors(folder, task["nlu"]),
    }
    sys.stdout.write(json.dumps(answer))


def try_corrector(folder: Path, examples: list[str], typed: list[str]) -> dict[str, Any]:
    """What it makes of texts before and after training and loading, and what it says of a damaged vocabulary."""
    storage = open_storage(folder / "storage")
    new = create_component(CORRECTOR, {}, storage=storage)
    before = [get_plain_text(message) for message in new.process([make_message(text) for text in typed])]
    new.train(TrainingData([make_message(text) for text in examples]))
    loaded = create_component(CORRECTOR, {}, storage=storage, load=True)
    messages = loaded.process([make_message(text) for text in typed])
    after = [get_plain_text(message) for message in messages]
    kept = [message.get("text") for message in messages]
    with storage.write_to(Resource(NODE)) as place:
        (Path(place) / "words.json").write_text("{", encoding="utf-8")
    try:
        create_component(CORRECTOR, {}, storage=storage, load=True)
        damaged = ""
    except Exception as error:
        damaged = f"{type(error).__name__}: {error}"
    return {"before": before, "after": after, "kept": kept, "damaged": damaged}


def compare_gram_scores(examples: list[str], typed: list[str]) -> float:
    """The largest difference between our scores and scikit-learn's."""
    generator = np.random.default_rng(7)
    worst = 0.0
    for vectorizer in (make_letter_vectorizer(len(examples)), make_word_vectorizer(len(examples))):
        grams = vectorizer.fit_transform([prepare_form(text) for text in examples])
        weights = generator.normal(size=(grams.shape[1], 5)).astype(np.float32)
        ours = take_gram_weights(vectorizer, weights)
        for text in [*examples, *typed]:
            theirs = vectorizer.transform([prepare_form(text)]) @ weights
            worst = max(worst, float(np.abs(theirs[0] - ours.score(prepare_form(text))).max()))
    return worst


def look_at_shipped_vectors(folder: Path, nlu: str) -> dict[str, Any]:
    """How many of the shipped examples the file has, how true its vectors are, and what a file of another encoder gives."""
    typed = [str(example.get("text")) for example in load_data(nlu).training_examples]
    spelling = learn_vocabulary(typed)
    texts = sorted({make_plain(text, spelling_=spelling) for text in typed})
    encoder = create_encoder("e5")
    shipped = read_shipped_vectors(encoder, texts, path=SHIPPED_FILE)
    sample = [text for text in texts if text in shipped][:: max(1, len(shipped) // 20)]
    encoded = encoder.encode(sample)
    likeness = [
        float(shipped[text] @ vector / np.linalg.norm(shipped[text]) / np.linalg.norm(vector))
        for text, vector in zip(sample, encoded, strict=False)
    ]
    other = folder / "other.npz"
    write_shipped_vectors(encoder, dict(zip(sample, encoded, strict=False)), path=other)
    encoder.name = "another"
    return {
        "covered": len(shipped) / len(texts),
        "likeness": min(likeness),
        "of_another_encoder": len(read_shipped_vectors(encoder, sample, path=other)),
        "of_no_file": len(read_shipped_vectors(encoder, sample, path=folder / "missing.npz")),
    }


if __name__ == "__main__":
    main()
