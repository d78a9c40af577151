"""What the classifier reads: corrected words, n-grams scored as scikit-learn would, and vectors that ship with the examples."""

from __future__ import annotations

from typing import Any

import pytest

from tests.nlu.engine import ROOT, needs_engine, run_probe

pytestmark = needs_engine
EXAMPLES = [
    "hur blir man svetsare",
    "vad tjänar en svetsare",
    "vilken utbildning behövs",
    "finns det jobb på en fabrik",
    "hej hej hej",
]
TYPED = ["va tjnar en svettsare", "Vilken UTBILDNIG behvs??", "👍", "كم يكسب", "hej"]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the parts did, out of one start of the engine's Python."""
    folder = tmp_path_factory.mktemp("plain")
    task = {"folder": str(folder), "examples": EXAMPLES, "typed": TYPED, "nlu": str(ROOT / "data" / "nlu")}
    return run_probe("plain_text_probe", task)


def test_misspelt_and_spoken_words_are_read_as_the_examples_write_them(seen: dict[str, Any]) -> None:
    assert seen["after"] == ["vad tjänar en svetsare", "vilken utbildning behövs??", "👍", "كم يكسب", "hej"]


def test_before_training_no_word_is_misspelt(seen: dict[str, Any]) -> None:
    assert seen["before"][1] == "vilken utbildnig behvs??"


def test_what_was_typed_is_kept_as_it_was(seen: dict[str, Any]) -> None:
    assert seen["kept"] == TYPED


def test_a_damaged_vocabulary_is_refused_with_what_to_do(seen: dict[str, Any]) -> None:
    assert seen["damaged"].startswith("VocabularyUnusable")
    assert "Train a new model" in seen["damaged"]


def test_n_grams_score_as_scikit_learn_has_them(seen: dict[str, Any]) -> None:
    assert seen["grams"] < 1e-4


def test_nearly_all_shipped_examples_have_their_vector_in_the_repository(seen: dict[str, Any]) -> None:
    assert seen["covered"] >= 0.95, "data/vectors.npz has fallen behind data/nlu: run make vectors"


def test_the_vectors_in_the_repository_are_those_of_the_encoder(seen: dict[str, Any]) -> None:
    assert seen["likeness"] > 0.999


def test_vectors_of_another_encoder_or_no_file_only_cost_time(seen: dict[str, Any]) -> None:
    assert seen["of_another_encoder"] == 0
    assert seen["of_no_file"] == 0
