"""The engine's side of the table: what is kept comes back, and a database that was away is used again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from bot.dialogue import conversation_database
from bot.dialogue.conversation_database import ConversationDatabase, KeptConversation
from bot.regional.session import create_database_engine

SLOTS = {
    "place": "county:14",
    "language": "en",
    "easy_language": True,
    "conversation": {"offered": [{"title": "Ja – så! \x00"}]},
}


@pytest.fixture
def database(conversations_url: str) -> Iterator[ConversationDatabase]:
    """No table yet: the engine makes it when nobody has."""
    database = ConversationDatabase(conversations_url)
    yield database
    database.close()


def test_what_is_kept_comes_back_and_the_last_turn_counts(database: ConversationDatabase) -> None:
    database.keep("abc", {"place": "county:1"}, at=1.0)
    database.keep("abc", SLOTS, at=2.5)
    assert database.read("abc") == KeptConversation(SLOTS, 2.5)
    assert database.read("xyz") is None


def test_sessions_are_listed_the_most_silent_first(database: ConversationDatabase) -> None:
    for sender, moment in (("late", 9.0), ("early", 1.0), ("between", 5.0)):
        database.keep(sender, {}, at=moment)
    assert database.list_senders() == ["early", "between", "late"]


def test_a_session_id_is_only_a_value(database: ConversationDatabase) -> None:
    hostile = "'; DROP TABLE engine_conversations; --"
    database.keep(hostile, {"place": "x"}, at=1.0)
    assert database.list_senders() == [hostile]


def test_turns_of_many_sessions_at_once_are_all_kept(database: ConversationDatabase, conversations_url: str) -> None:
    other_engine = ConversationDatabase(conversations_url)
    both = (database, other_engine)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: both[number % 2].keep(f"s{number % 20}", {"turn": number}, at=number), range(200)))
    other_engine.close()
    assert len(database.list_senders()) == 20


def test_a_table_that_was_dropped_fails_a_turn_and_is_there_at_the_next(
    database: ConversationDatabase, conversations_url: str
) -> None:
    database.keep("abc", SLOTS, at=1.0)
    admin = create_database_engine(conversations_url)
    with admin.begin() as connection:
        connection.execute(text("DROP TABLE engine_conversations"))
    admin.dispose()
    with pytest.raises(SQLAlchemyError):
        database.read("abc")
    database.keep("abc", SLOTS, at=2.0)
    assert database.read("abc") is not None


def test_an_errors_text_names_no_session(database: ConversationDatabase, conversations_url: str) -> None:
    database.keep("abc", SLOTS, at=1.0)
    admin = create_database_engine(conversations_url)
    with admin.begin() as connection:
        connection.execute(text("DROP TABLE engine_conversations"))
    admin.dispose()
    with pytest.raises(SQLAlchemyError) as failed:
        database.keep("hemligt-id", {"place": "county:14"}, at=1.0)
    assert "hemligt-id" not in str(failed.value)
    assert "county:14" not in str(failed.value)


@pytest.mark.postgres
def test_a_server_that_was_restarted_is_connected_to_again(postgres_url: str) -> None:
    url = postgres_url.replace("postgresql://", "postgresql+psycopg://")
    database = ConversationDatabase(url)
    database.keep("abc", SLOTS, at=1.0)
    admin = create_database_engine(url)
    with admin.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    assert database.read("abc") is not None
    database.close()
    with admin.begin() as connection:
        connection.execute(text("DROP TABLE engine_conversations"))
    admin.dispose()


@pytest.mark.postgres
def test_a_server_that_does_not_listen_is_told_at_once(postgres_url: str) -> None:
    del postgres_url
    database = ConversationDatabase("postgresql+psycopg://127.0.0.1:1/syvbot")
    with pytest.raises(OperationalError):
        database.read("abc")
    database.close()


class TestSqlite:
    """What only a file can meet."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "conversations.db"

    @pytest.fixture
    def database(self, path: Path) -> Iterator[ConversationDatabase]:
        database = ConversationDatabase(f"sqlite:///{path}")
        database.keep("abc", SLOTS, at=1.0)
        yield database
        database.close()

    def test_a_file_that_was_taken_away_is_not_written_to_any_more(
        self, database: ConversationDatabase, path: Path
    ) -> None:
        for part in path.parent.iterdir():
            part.unlink()
        assert database.read("abc") is None
        database.keep("xyz", SLOTS, at=2.0)
        with sqlite3.connect(path) as fresh:
            assert fresh.execute("SELECT sender_id FROM engine_conversations").fetchall() == [("xyz",)]
        fresh.close()

    def test_a_file_that_is_no_database_is_an_error_until_it_is_one_again(
        self, database: ConversationDatabase, path: Path
    ) -> None:
        for part in path.parent.iterdir():
            part.unlink()
        path.write_bytes(b"not a database" * 200)
        with pytest.raises(DatabaseError):
            database.read("abc")
        path.unlink()
        database.keep("abc", SLOTS, at=2.0)
        assert database.read("abc") == KeptConversation(SLOTS, 2.0)

    def test_a_locked_file_is_given_up_in_time_and_reading_goes_on(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(conversation_database, "SQLITE_BUSY_SECONDS", 0.1)
        database = ConversationDatabase(f"sqlite:///{path}")
        database.keep("abc", SLOTS, at=1.0)
        lock = sqlite3.connect(path, isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            database.keep("abc", {}, at=2.0)
        assert database.read("abc") == KeptConversation(SLOTS, 1.0)
        lock.execute("ROLLBACK")
        lock.close()
        database.keep("abc", {}, at=3.0)
        assert database.read("abc") == KeptConversation({}, 3.0)
        database.close()

    def test_without_an_address_conversations_are_in_memory_and_shared_by_threads(self) -> None:
        database = ConversationDatabase("sqlite://")
        database.keep("abc", SLOTS, at=1.0)
        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(database.read, ["abc"] * 4)) == [KeptConversation(SLOTS, 1.0)] * 4
        database.close()
