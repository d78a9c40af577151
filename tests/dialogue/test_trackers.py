"""The engine's conversations from the gateway's side: prepared, counted, forgotten, and rid of what earlier versions kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from bot.dialogue.conversation_database import ConversationDatabase
from bot.dialogue.trackers import ConversationStore
from bot.regional.session import create_database_engine

OLD_TABLE = (
    "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id VARCHAR(255), type_name VARCHAR(255), timestamp FLOAT, "
    "intent_name VARCHAR(255), action_name VARCHAR(255), data TEXT)"
)
WORDS = "min bror heter Zorbax"


@pytest.fixture
def store(conversations_url: str) -> Iterator[ConversationStore]:
    """Two sessions, one silent since 5 seconds past the epoch, one since 9."""
    store = ConversationStore(conversations_url)
    store.prepare()
    engine_side = ConversationDatabase(conversations_url)
    for sender, moment in (("abc", 1.0), ("abc", 5.0), ("xyz", 9.0)):
        engine_side.keep(sender, {"topic": "ask_salary"}, at=moment)
    engine_side.close()
    yield store
    store.close()


def test_a_session_is_one_row_however_many_turns_it_has(store: ConversationStore) -> None:
    assert store.count_sessions() == 2


def test_forgetting_deletes_one_session_and_no_other(store: ConversationStore) -> None:
    assert store.forget("abc") == 1
    assert store.count_sessions() == 1
    assert store.forget("abc") == 0


def test_what_is_forgotten_is_unknown_to_the_engine_at_once(store: ConversationStore, conversations_url: str) -> None:
    engine_side = ConversationDatabase(conversations_url)
    assert engine_side.read("abc") is not None
    store.forget("abc")
    assert engine_side.read("abc") is None
    engine_side.close()


def test_idle_sessions_are_forgotten(store: ConversationStore) -> None:
    assert store.forget_idle(before=8.0) == 1
    assert store.count_sessions() == 1
    store.shrink()
    assert store.count_sessions() == 1


def test_preparing_twice_keeps_what_is_there(store: ConversationStore) -> None:
    store.prepare()
    assert store.count_sessions() == 2


def test_the_words_that_earlier_versions_kept_are_gone_after_preparing(conversations_url: str, tmp_path: Path) -> None:
    old = create_database_engine(conversations_url)
    with old.begin() as connection:
        connection.execute(text(OLD_TABLE))
        connection.execute(text("INSERT INTO events (id, sender_id, data) VALUES (1, 'abc', :words)"), {"words": WORDS})
    store = ConversationStore(conversations_url)
    store.prepare()
    assert store.count_sessions() == 0
    store.close()
    assert inspect(old).get_table_names().count("events") == 0
    old.dispose()
    # Not in free pages nor in the log of SQLite either.
    assert not [path.name for path in tmp_path.iterdir() if path.is_file() and WORDS.encode() in path.read_bytes()]


def test_a_table_of_events_that_is_not_rasas_stays(conversations_url: str) -> None:
    other = create_database_engine(conversations_url)
    with other.begin() as connection:
        connection.execute(text("CREATE TABLE events (id INTEGER PRIMARY KEY, title VARCHAR(50))"))
        connection.execute(text("INSERT INTO events VALUES (1, 'Öppet hus')"))
    store = ConversationStore(conversations_url)
    store.prepare()
    store.close()
    with other.connect() as connection:
        assert connection.scalar(text("SELECT title FROM events")) == "Öppet hus"
    other.dispose()
