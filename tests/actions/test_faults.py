"""What a pupil meets when the database is locked, gone or empty, or the words are strange: a sentence, and a way on."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from ruamel.yaml import YAML
from sqlalchemy import Engine

from actions import answering
from actions.answering import ActionAnswer
from bot.dialogue.settings import DialogueSettings
from bot.guidance.conversation import Conversation, Focus
from bot.guidance.topics import DISTRESS, INTENTS, QUESTIONS, SET_REGION
from bot.regional.session import create_database_engine

ROOT = Path(__file__).resolve().parents[2]
FROM_THE_DATABASE = sorted(QUESTIONS | {SET_REGION})
FROM_TEXTS_ALONE = sorted(INTENTS - QUESTIONS - {SET_REGION})
PAGE = {"county": "14", "municipality": "1480"}
RAW = re.compile(r"[{}]|\bNone\b|utter_|sqlalchemy|Traceback|\w_\w")
STRANGE = (
    "Robert'); DROP TABLE occupations; --", '"svetsare" OR 1=1', "100 % %s %(x)s {0} {place}", "å" * 500, "\x00\u202e\ud83d",
    "<script>alert(1)</script>", "\\", "' ' '",
)  # fmt: skip


@pytest.fixture(scope="module")
def domain() -> dict[str, Any]:
    return YAML(typ="safe").load(ROOT / "domain.yml")  # type: ignore[no-any-return]


Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(domain: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Says one message to the action, as the action server would."""

    # How long an answer may take is not what is tested here, and a busy machine may be slow.
    monkeypatch.setattr(answering, "get_dialogue_settings", lambda: DialogueSettings(action_seconds=60))

    def say(intent: str, text: str = "hej", *entities: dict[str, Any], **metadata: Any) -> dict[str, Any]:
        latest = {
            "text": text, "intent": {"name": intent, "confidence": 0.95}, "language": "sv", "metadata": {**PAGE, **metadata},
            "intent_ranking": [{"name": intent, "confidence": 0.95}], "entities": list(entities),
        }  # fmt: skip
        dispatcher = CollectingDispatcher()
        tracker = Tracker("pupil", {}, latest, [], False, None, {}, "action_listen")
        asyncio.run(ActionAnswer().run(dispatcher, tracker, domain))
        assert len(dispatcher.messages) == 1
        message: dict[str, Any] = dispatcher.messages[0]
        return message

    return say


def use(monkeypatch: pytest.MonkeyPatch, engine: Engine) -> None:
    monkeypatch.setattr(answering, "get_engine", lambda _url, **_options: engine)


def occupation(word: str = "svetsare", row: str | None = "svetsare") -> dict[str, Any]:
    return {"entity": "occupation", "value": word, "id": row, "start": 0, "end": len(word)}


SKANE = {"entity": "place", "value": "Skåne", "id": "county:12", "start": 0, "end": 5}


def expect_apology(message: dict[str, Any], log: str) -> None:
    """A sentence that says whose fault it is not, nothing half-told, a human as the way on, and an id in the log."""
    assert message["text"].strip().endswith(".")
    assert not RAW.search(message["text"])
    assert message["custom"]["notice"] == "technical"
    assert message["custom"]["items"] == message["custom"]["sources"] == []
    assert message["custom"]["problem"] in log
    assert [button["payload"] for button in message["buttons"]] == ["/talk_to_counsellor"]
    assert not re.search(r"\d", message["text"])


@pytest.fixture
def locked_engine(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Engine]:
    """A database that another process keeps to itself."""
    path = tmp_path / "locked.db"
    shutil.copy(migrated_sqlite, path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode=DELETE")
    other.execute("BEGIN EXCLUSIVE")
    engine = create_database_engine(f"sqlite:///{path}", busy_milliseconds=50)
    yield engine
    engine.dispose()
    other.close()


@pytest.mark.parametrize("intent", FROM_THE_DATABASE)
def test_a_locked_database_is_told_in_a_sentence(
    ask: Ask, intent: str, locked_engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    use(monkeypatch, locked_engine)
    expect_apology(ask(intent, "hemliga ord", occupation(), SKANE), caplog.text)
    assert "hemliga" not in caplog.text


@pytest.mark.parametrize("intent", FROM_THE_DATABASE)
def test_a_database_that_is_gone_is_told_in_a_sentence(
    ask: Ask, intent: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    engine = create_database_engine(f"sqlite:///{tmp_path / 'gone.db'}")
    use(monkeypatch, engine)
    expect_apology(ask(intent, "hej", occupation(), SKANE), caplog.text)
    engine.dispose()


def test_the_language_is_changed_though_the_last_answer_cannot_be_told_again(
    domain: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    engine = create_database_engine(f"sqlite:///{tmp_path / 'gone.db'}")
    use(monkeypatch, engine)
    before = Conversation(focus=Focus(topic="ask_salary", occupation="svetsare"))
    latest = {
        "text": "skriv på lätt svenska",
        "language": "sv",
        "intent": {"name": "change_language", "confidence": 0.95},
    }
    messages, events = answering.answer_turn(latest, {"conversation": before.to_slot()}, domain)
    assert messages[0]["text"].startswith("Okej. Nu skriver jag lättare.")
    assert messages[0]["json_message"]["topic"] == "change_language"
    assert {event["name"]: event["value"] for event in events}["easy_language"] is True
    assert "last answer not told again" in caplog.text
    assert "lätt" not in caplog.text
    engine.dispose()


def test_a_server_that_does_not_answer_is_told_in_a_sentence(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # Port 9 (discard) has no database behind it.
    engine = create_database_engine("postgresql://127.0.0.1:9/nothing")
    use(monkeypatch, engine)
    for intent in ("ask_salary", "ask_employers"):
        expect_apology(ask(intent, "hej", occupation(), SKANE), caplog.text)


@pytest.mark.postgres
def test_a_server_without_the_database_is_told_in_a_sentence(
    ask: Ask, postgres_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    engine = create_database_engine(postgres_url.rsplit("/", 1)[0] + "/syvbot_no_such_database")
    use(monkeypatch, engine)
    expect_apology(ask("ask_salary", "hej", occupation()), caplog.text)


@pytest.mark.parametrize("intent", FROM_TEXTS_ALONE)
def test_what_needs_no_facts_is_answered_without_a_database(
    ask: Ask, intent: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = create_database_engine(f"sqlite:///{tmp_path / 'gone.db'}")
    use(monkeypatch, engine)
    message = ask(intent)
    assert message["custom"].get("notice") != "technical", message["text"]
    assert message["text"].strip()
    assert ("112" in message["text"]) is (intent == DISTRESS)
    engine.dispose()


@pytest.mark.parametrize("intent", FROM_THE_DATABASE)
@pytest.mark.parametrize("language", ["sv", "easy", "en"])
def test_an_empty_database_gives_a_plain_answer_and_a_way_on(
    ask: Ask, intent: str, language: str, database_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, database_engine)
    for entities in ((), (occupation(),), (occupation("blorp", None),)):
        message = ask(intent, "svetsare", *entities, language=language)
        assert message["custom"].get("notice") != "technical", (intent, entities)
        assert message["text"].strip()
        assert not RAW.search(message["text"]), message["text"]
        assert message["buttons"], (intent, entities)


@pytest.mark.parametrize("intent", FROM_THE_DATABASE)
def test_strange_words_are_only_words(
    ask: Ask, intent: str, database_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, database_engine)
    for word in STRANGE:
        for entities in ((), (occupation(word, None),), (occupation(word, word),)):
            message = ask(intent, word, *entities)
            assert message["custom"].get("notice") != "technical", (intent, word)
            assert message["text"].strip()
            assert message["buttons"]
            assert len(message["text"]) < 1500
