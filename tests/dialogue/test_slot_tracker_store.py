"""Rasa with Syvbot's store of conversations, in the engine's own environment: what carries over, and what does not."""

from __future__ import annotations

import json
from typing import Any

import psycopg
import pytest

from bot.dialogue.processes import build_environment
from bot.dialogue.settings import DialogueSettings
from bot.settings import Settings
from tests.conftest import BACKENDS
from tests.nlu.engine import needs_engine, run_probe

pytestmark = needs_engine
WORDS = "Zorbax Quimby är min bror"


@pytest.fixture(scope="module", params=BACKENDS)
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What Rasa met, out of one start of the engine's Python."""
    folder = tmp_path_factory.mktemp("conversations")
    url = f"sqlite:///{folder / 'conversations.db'}"
    if request.param != "sqlite":
        url = request.getfixturevalue("postgres_url")
    dialogue = DialogueSettings(engine_url="", tracker_database_url=url)
    seen = run_probe(
        "tracker_store_probe", {"url": url, "folder": str(folder), "words": WORDS},
        environment=build_environment(Settings(data_dir=folder, redis_url="", database_url=""), dialogue),
    )  # fmt: skip
    if request.param != "sqlite":
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP TABLE engine_conversations")
    return seen


def test_it_is_the_store_that_endpoints_yml_names(seen: dict[str, Any]) -> None:
    # Rasa takes its store in memory, with no more than a warning, when it cannot find the one that is named.
    assert seen["kind"] == "SlotTrackerStore"


def test_a_session_in_which_nothing_was_said_leaves_no_row(seen: dict[str, Any]) -> None:
    assert seen["unknown"] is True
    assert seen["before_a_word"] == []


def test_the_row_holds_the_slots_that_say_something_and_no_word_of_pupil_or_bot(seen: dict[str, Any]) -> None:
    sender, slots, _at = seen["row"]
    assert sender == "abc"
    assert json.loads(slots) == {
        "place": "county:14", "topic": "ask_salary", "easy_language": True, "conversation": {"turns": 1},
    }  # fmt: skip
    assert not [word for word in WORDS.split() if word in json.dumps(seen["row"])]


def test_the_next_turn_goes_on_where_the_last_ended(seen: dict[str, Any]) -> None:
    turn = seen["second_turn"]
    assert turn["slots"] == {
        "place": "county:14", "topic": "ask_salary", "easy_language": True, "conversation": {"turns": 1},
        "language": "sv",
    }  # fmt: skip
    assert not turn["starts_anew"]
    assert (turn["latest_action"], turn["to_do"]) == ("action_listen", None)
    assert turn["kinds"] == ["action", "slot"]
    assert turn["older_than_now"]
    assert turn["metadata"] is None


def test_a_slot_that_was_emptied_stays_empty(seen: dict[str, Any]) -> None:
    slots = seen["third_turn"]["slots"]
    assert (slots["place"], slots["topic"], slots["conversation"]) == (None, "ask_salary", {"turns": 2})


def test_rasas_other_questions_have_answers(seen: dict[str, Any]) -> None:
    assert seen["senders"] == ["abc"]
    assert seen["exists"] == [True, False]
    assert seen["full"] == seen["third_turn"]


def test_a_model_without_a_slot_leaves_it_out(seen: dict[str, Any]) -> None:
    assert seen["other_model"] == ["topic"]


def test_a_conversation_is_over_when_the_domains_session_is(seen: dict[str, Any]) -> None:
    assert seen["idle"] == [True, False]


def test_after_a_restart_nothing_is_remembered(seen: dict[str, Any]) -> None:
    slots = seen["restarted"]["slots"]
    assert slots == {"place": None, "topic": None, "language": "sv", "easy_language": False, "conversation": None}


def test_a_broker_hears_each_event_of_a_turn_once(seen: dict[str, Any]) -> None:
    assert seen["events"] == ["user", "action", "bot", "slot", "action"]


def test_while_the_database_is_away_turns_are_taken_and_no_words_kept_and_afterwards_it_is_used_again(
    seen: dict[str, Any],
) -> None:
    assert seen["away"] == {"words_in_memory": False, "afterwards": "county:1"}


def test_an_address_that_cannot_be_used_is_an_error_not_a_store_in_memory(seen: dict[str, Any]) -> None:
    assert seen["unusable"] == "ConnectionException"
