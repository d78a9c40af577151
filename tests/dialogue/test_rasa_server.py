"""The engine's start and its lock, in the engine's own environment: quicker than Rasa's own, and as careful."""

from __future__ import annotations

import os
from typing import Any

import pytest
import redis

from tests.conftest import require_server
from tests.nlu.engine import needs_engine, run_probe

pytestmark = [*needs_engine, pytest.mark.redis]
REDIS = os.environ.get("SYVBOT_TEST_REDIS", "redis://127.0.0.1:6379")


@pytest.fixture(scope="module")
def seen() -> dict[str, Any]:
    """What Rasa met, out of one start of the engine's Python."""
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=2).ping()
    except redis.RedisError as error:
        require_server(f"Redis svarar inte på {REDIS} ({error}).")
    return run_probe("server_probe", {"redis": f"{REDIS}/8"}, package="tests.dialogue")


@pytest.mark.parametrize("answer", ["slots", "another kind of event", "nothing"])
def test_an_answer_of_the_right_shape_is_taken(seen: dict[str, Any], answer: str) -> None:
    assert seen["answers"][answer] == ["", ""]


@pytest.mark.parametrize("answer", ["a slot without a name", "an event of no kind", "responses that are none"])
def test_an_answer_of_another_shape_is_refused_in_rasas_own_words(seen: dict[str, Any], answer: str) -> None:
    theirs, ours = seen["answers"][answer]
    assert "Failed to validate Action server response" in theirs
    assert ours == theirs


def test_one_connection_carries_many_calls_to_the_actions(seen: dict[str, Any]) -> None:
    assert seen["calls"] == {"as Rasa does": 2, "kept": 1}


def test_a_model_that_came_to_rest_is_not_searched_for_garbage_until_the_next_one_comes(seen: dict[str, Any]) -> None:
    searched = seen["searched"]
    assert searched["before"] == searched["while loading"] == 0
    assert searched["rested"] > 10_000
    # The model that was replaced is given back, not kept beside the new one.
    assert abs(searched["again"] - searched["rested"]) < 5_000


def test_two_messages_of_a_conversation_never_run_at_once_even_in_two_engines(seen: dict[str, Any]) -> None:
    first, second = seen["locks"]["same"][0][0], seen["locks"]["same"][2][0]
    assert seen["locks"]["same"] == [f"{first} in", f"{first} out", f"{second} in", f"{second} out"]
    assert {first, second} == {"a", "b"}


def test_different_conversations_do_not_wait_for_each_other(seen: dict[str, Any]) -> None:
    assert seen["locks"]["others"][:2] == ["a in", "b in"]


def test_a_turn_asks_redis_twice(seen: dict[str, Any]) -> None:
    assert seen["locks"]["asked"] == ["SET", "EVALSHA"]


def test_nothing_is_left_in_redis_when_the_turns_are_over(seen: dict[str, Any]) -> None:
    assert seen["locks"]["left behind"] == 0


def test_the_lock_of_a_killed_engine_ends_by_itself(seen: dict[str, Any]) -> None:
    assert 0.1 <= seen["locks"]["after a killed engine"] <= 2.0


def test_a_redis_that_is_away_is_told_as_rasa_tells_it(seen: dict[str, Any]) -> None:
    assert seen["locks"]["away"] == "LockError"
