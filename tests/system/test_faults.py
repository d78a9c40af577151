"""The real engine behind the real gateway, with an action server and a Redis that fail on command: the faults that only both show."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import redis

from bot.dialogue.processes import connect_to_engine, describe_engine_process
from bot.dialogue.settings import DialogueSettings
from bot.dialogue.trackers import open_conversation_store
from bot.regional.session import create_database_engine
from bot.settings import PROJECT_ROOT, Settings
from bot.training.train import find_newest_model
from tests.conftest import require_server
from tests.gateway import Served
from tests.system.faults import Actions, Door
from tests.system.test_start import find_free_port

pytestmark = [pytest.mark.system, pytest.mark.engine, pytest.mark.redis, pytest.mark.timeout(900)]
REDIS = os.environ.get("SYVBOT_TEST_REDIS", "redis://127.0.0.1:6379")
ANSWER_SECONDS = 4.0
START_SECONDS = 300.0


@dataclass
class Bot:
    """All of it."""

    url: str
    actions: Actions
    door: Door
    session: str = ""

    def post(self, text: str, **more: Any) -> httpx.Response:
        """A message of this pupil."""
        message = {"id": str(uuid.uuid4()), "text": text, **more}
        if self.session:
            message.setdefault("session", self.session)
        response = httpx.post(f"{self.url}/api/chat", json=message, timeout=15, trust_env=False)
        if response.status_code == 200:
            self.session = response.json()["session"]
        return response

    def ask(self, text: str = "Vad kan du hjälpa till med?") -> dict[str, Any]:
        """The answer to a message."""
        response = self.post(text)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()["messages"][0]
        return answer


@pytest.fixture(scope="module")
def running(models_folder: Path, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """The engine with a lock in Redis, started once."""
    address = urlsplit(REDIS)
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=2).ping()
    except redis.RedisError as error:
        require_server(f"Redis svarar inte på {REDIS} ({type(error).__name__}).")
    folder = tmp_path_factory.mktemp("faults")
    actions, door = Actions(), Door(address.hostname or "127.0.0.1", address.port or 6379)
    settings = Settings(
        data_dir=folder, engine_port=find_free_port(), actions_port=actions.port, answer_seconds=ANSWER_SECONDS,
        redis_url=f"redis://127.0.0.1:{door.port}/8", database_url="", gazetteer_file=None,
    )  # fmt: skip
    dialogue = DialogueSettings(engine_url="", tracker_database_url="", engine_workers=1)
    store = open_conversation_store(settings, dialogue)
    store.prepare()
    store.close()
    shutil.copy(migrated_sqlite, folder / "regional.db")
    database = create_database_engine(f"sqlite:///{folder / 'regional.db'}", busy_milliseconds=800)
    process = describe_engine_process(settings, dialogue, model=find_newest_model(Settings(models_dir=models_folder)))
    with (folder / "engine.log").open("wb") as output:
        engine = subprocess.Popen(
            process.command, cwd=PROJECT_ROOT, env=dict(process.environment), stdout=output, stderr=subprocess.STDOUT
        )
    served = Served(database, folder, behind=connect_to_engine(settings, dialogue), settings=settings)
    try:
        wait_until_listening(settings.engine_port, engine, told=folder / "engine.log")
        bot = Bot(served.url, actions, door)
        yield bot
    finally:
        engine.terminate()
        engine.wait(timeout=60)
        served.stop()
        actions.stop()
        door.shut()
        database.dispose()


@pytest.fixture
def bot(running: Bot) -> Iterator[Bot]:
    """A pupil's own conversation, everything in order."""
    running.session, running.actions.fault = "", ""
    running.actions.senders.clear()
    # The first turn of a new engine, and the one after a failure that it writes at length about, are slower than others.
    deadline = time.monotonic() + START_SECONDS
    while running.ask()["payload"]["notice"] is not None:
        assert time.monotonic() < deadline
        running.session = ""
    running.actions.senders.clear()
    yield running
    running.actions.fault = ""


@pytest.mark.parametrize("fault", ["500", "garbage", "shape", "cut"])
def test_an_action_server_that_fails_is_a_sentence_and_the_same_conversation_goes_on(bot: Bot, fault: str) -> None:
    before = bot.session
    bot.actions.fault = fault
    began = time.monotonic()
    apology = bot.ask("Vad tjänar en svetsare?")
    assert time.monotonic() - began < ANSWER_SECONDS + 1
    assert apology["payload"]["notice"] in ("technical", "slow")
    assert apology["text"]
    assert apology["buttons"]
    bot.actions.fault = ""
    deadline = time.monotonic() + START_SECONDS
    while bot.ask("Vad tjänar en svetsare?")["payload"]["notice"] is not None:
        assert time.monotonic() < deadline
    assert bot.session == before


def test_a_slow_action_server_is_told_of_in_time_and_its_answer_is_not_mixed_up_with_the_next(bot: Bot) -> None:
    bot.actions.fault = "slow"
    began = time.monotonic()
    assert bot.ask("En långsam fråga")["payload"]["notice"] == "slow"
    assert time.monotonic() - began < ANSWER_SECONDS + 1
    bot.actions.fault = ""
    time.sleep(2.0)
    assert bot.ask("En vanlig fråga")["text"] == "Ett riktigt svar."


def test_ten_messages_at_once_run_one_at_a_time_and_the_last_are_asked_to_wait(bot: Bot) -> None:
    with ThreadPoolExecutor(10) as pool:
        replies = list(pool.map(lambda number: bot.post(f"fråga {number}"), range(10)))
    answered = [reply for reply in replies if reply.status_code == 200]
    assert {reply.status_code for reply in replies} <= {200, 429}
    assert len(answered) >= 4
    assert all(reply.json()["messages"][0]["payload"]["notice"] is None for reply in answered)
    history = httpx.get(f"{bot.url}/api/chat/{bot.session}", trust_env=False).json()["messages"]
    assert len([line for line in history if line["role"] == "pupil"]) == 1 + len(answered)


def test_a_message_sent_twice_reaches_the_engine_once(bot: Bot) -> None:
    again = {"id": str(uuid.uuid4())}
    first = bot.post("Samma fråga", **again)
    assert bot.post("Samma fråga", **again).json() == first.json()
    assert len(bot.actions.senders) == 1


def test_a_command_is_only_words_to_the_engine(bot: Bot) -> None:
    for text in ('/ask_salary{"occupation": "x"}', "/restart", "/session_start"):
        assert bot.ask(text)["text"] == "Ett riktigt svar."
    assert len(set(bot.actions.senders)) == 1


def test_without_redis_there_is_a_sentence_never_silence_and_afterwards_an_answer(bot: Bot) -> None:
    bot.door.shut()
    began = time.monotonic()
    apology = bot.ask("Är du där?")
    # Whoever needs help gets it, with engine, lock and actions all down.
    bot.actions.fault = "500"
    distress = bot.ask("jag vill dö")
    assert time.monotonic() - began < 2 * ANSWER_SECONDS
    bot.door.unlock()
    bot.actions.fault = ""
    assert apology["payload"]["notice"] == "technical"
    assert distress["payload"]["notice"] == "safeguarding"
    assert bot.ask("Är du tillbaka?")["text"] == "Ett riktigt svar."


def wait_until_listening(port: int, engine: subprocess.Popen[bytes], *, told: Path) -> None:
    """Until the engine has loaded its model."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            httpx.get(f"http://127.0.0.1:{port}", timeout=5, trust_env=False)
            return
        except httpx.HTTPError:
            assert engine.poll() is None, told.read_text(encoding="utf-8", errors="replace")[-2000:]
            assert time.monotonic() < deadline
            time.sleep(0.3)
