"""The arithmetic behind the classifier: few rounds are enough, few directions say the same, merging loses nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.nlu.engine import needs_engine, run_probe

pytestmark = needs_engine


@pytest.fixture(scope="module")
def seen() -> dict[str, Any]:
    """What the probe measured."""
    return run_probe("kernel_probe", {"rounds": 6, "landmarks": [1, 150, 600]})


def test_with_landmarks_a_few_rounds_come_close_to_the_exact_solution(seen: dict[str, Any]) -> None:
    errors = seen["errors"]
    assert errors["150"] < errors["1"]
    # As many landmarks as examples leave nothing to iterate.
    assert errors["600"] < 0.01


def test_few_directions_say_the_same_where_messages_differ_in_few(seen: dict[str, Any]) -> None:
    assert (seen["space"]["many"], seen["space"]["gap"] < 0.02) == (3, True)


def test_of_few_messages_every_direction_is_kept(seen: dict[str, Any]) -> None:
    assert seen["space"]["few"] == 24


def test_training_data_merge_as_rasa_merges_them_but_without_copies(seen: dict[str, Any]) -> None:
    assert seen["merged"] == {"same": True, "uncopied": True}
