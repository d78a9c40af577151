"""The intent classifier on a handful of messages: learning, certainty, reasons, and what it persists."""

from __future__ import annotations

from typing import Any

import pytest

from tests.nlu.engine import needs_engine, run_probe

pytestmark = needs_engine
EXAMPLES = {
    "salary": [
        "vad tjänar en svetsare", "hur mycket får man i lön som elektriker", "är lönen bra", "vad får en snickare betalt",
        "hur mkt tjänar man", "ingångslön för montörer", "vilken lön har en truckförare", "får man bra betalt",
    ],
    "greet": ["hej", "tjena", "god morgon", "hallå där", "hejsan", "yo", "hej hej", "goddag"],
    "schools": [
        "var kan man plugga till svetsare", "vilka skolor har elprogrammet", "finns det utbildning i Borås", "var ligger skolan",
        "vilket gymnasium har fordonsprogrammet", "kan jag läsa det i Umeå", "skolor nära mig", "var går man utbildningen",
    ],
}  # fmt: skip
HELD_OUT = {"vad har en målare i lön": "salary", "hejhej": "greet", "vilka skolor finns i Skåne": "schools"}
# Nothing here may give an error.
ODD = ["", None, "   ", "🔥", "x" * 500, "/greet{}", "كم", "‮abc​"]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the classifier did, out of one start of the engine's Python."""
    task = {
        "folder": str(tmp_path_factory.mktemp("classifier")),
        "examples": [[intent, text] for intent, texts in EXAMPLES.items() for text in texts],
        "texts": [*HELD_OUT, *ODD],
    }
    return run_probe("classifier_probe", task, environment={"SYVBOT_CACHE_DIR": ""})


def test_messages_that_it_has_not_seen_are_understood(seen: dict[str, Any]) -> None:
    found = [each["intent"]["name"] for each in seen["trained"][: len(HELD_OUT)]]
    assert found == list(HELD_OUT.values())


def test_confidences_are_of_every_intent_best_first_and_sum_to_one(seen: dict[str, Any]) -> None:
    for each in seen["known"] + seen["trained"][: len(HELD_OUT)]:
        names = [name for name, _confidence in each["ranking"]]
        confidences = [confidence for _name, confidence in each["ranking"]]
        assert sorted(names) == sorted(EXAMPLES)
        assert sum(confidences) == pytest.approx(1.0, abs=1e-4)
        assert confidences == sorted(confidences, reverse=True)
        assert all(0.0 <= confidence <= 1.0 for confidence in confidences)
        assert each["intent"] == {"name": names[0], "confidence": confidences[0]}


def test_the_nearest_examples_are_the_reason_why(seen: dict[str, Any]) -> None:
    intents = {text: intent for intent, texts in EXAMPLES.items() for text in texts}
    for text, each in zip(intents, seen["known"], strict=True):
        assert len(each["nearest"]) == 5
        likenesses = [near["likeness"] for near in each["nearest"]]
        assert likenesses == sorted(likenesses, reverse=True)
        assert each["nearest"][0]["text"] == text
        assert all(intents[near["text"]] == near["intent"] for near in each["nearest"])


def test_a_loaded_classifier_says_what_the_trained_one_said(seen: dict[str, Any]) -> None:
    for before, after in zip(seen["trained"], seen["loaded"], strict=True):
        assert after["intent"]["name"] == before["intent"]["name"]
        # What is kept in half precision may differ a little.
        assert after["intent"]["confidence"] == pytest.approx(before["intent"]["confidence"], abs=0.01)


def test_the_same_examples_give_the_same_classifier(seen: dict[str, Any]) -> None:
    assert [each["ranking"] for each in seen["again"]] == [each["ranking"] for each in seen["trained"]]


def test_odd_messages_have_a_prediction_and_what_has_no_text_has_none(seen: dict[str, Any]) -> None:
    odd = dict(zip(ODD, seen["trained"][len(HELD_OUT) :], strict=True))
    for text in (None, ""):
        assert odd[text] == {"intent": {"name": None, "confidence": 0.0}, "ranking": [], "nearest": []}
    assert all(len(each["ranking"]) == len(EXAMPLES) for text, each in odd.items() if text)


@pytest.mark.parametrize("case", ["one_intent", "no_examples"])
def test_with_fewer_than_two_intents_nothing_is_predicted(seen: dict[str, Any], case: str) -> None:
    assert seen[case] == [{"intent": {"name": None, "confidence": 0.0}, "ranking": [], "nearest": []}]


def test_a_damaged_or_missing_file_is_refused_and_never_silently_a_worse_model(seen: dict[str, Any]) -> None:
    assert seen["damaged"]
    assert {name: told for name, told in seen["damaged"].items() if not told.startswith("ModelUnusable")} == {}
    assert all("Train a new model" in told for told in seen["damaged"].values())


def test_nothing_is_persisted_as_a_pickle(seen: dict[str, Any]) -> None:
    assert seen["files"]
    assert not {".pkl", ".pickle", ".joblib"} & set(seen["files"])
