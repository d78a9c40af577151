"""Two engines on PostgreSQL and Redis: a conversation goes on whichever of them answers."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest
import redis
from sqlalchemy import inspect, text

from bot.dialogue.processes import describe_actions_process, describe_engine_process, list_engine_addresses
from bot.dialogue.protocol import EngineMessage
from bot.dialogue.rasa_rest import RasaRestEngine
from bot.dialogue.settings import DialogueSettings
from bot.dialogue.trackers import ConversationStore, open_conversation_store
from bot.regional.prepare import prepare_database
from bot.regional.session import create_database_engine
from bot.settings import Settings
from tests.conftest import require_server
from tests.conversations.conftest import end, find_free_port, start, wait_for

pytestmark = [
    pytest.mark.engine, pytest.mark.system, pytest.mark.postgres, pytest.mark.redis, pytest.mark.timeout(1500)
]  # fmt: skip
REDIS = os.environ.get("SYVBOT_TEST_REDIS", "redis://127.0.0.1:6379")


@dataclass(frozen=True)
class Engines:
    """The addresses of both, and where they keep conversations."""

    addresses: tuple[str, ...]
    store: ConversationStore
    database_url: str

    def ask(self, number: int, sender: str, words: str) -> EngineMessage:
        """The answer of one of them."""

        async def once() -> EngineMessage:
            engine = RasaRestEngine(self.addresses[number], store=None, seconds=60.0)
            try:
                (message,) = await engine.send(sender, words)
            finally:
                await engine.close()
            return message

        return asyncio.run(once())


@pytest.fixture(scope="module")
def database_url(postgres_url: str) -> Iterator[str]:
    """A database of these tests' own, beside the one that all share."""
    url = f"{postgres_url}_engines"
    name = url.rsplit("/", 1)[1]
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
    yield url
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def engines(trained_model: Path, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    """Started as `syvbot start` starts them."""
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=2).ping()
    except redis.RedisError as error:
        require_server(f"Redis svarar inte på {REDIS} ({type(error).__name__}).")
    folder = tmp_path_factory.mktemp("engines")
    ports = find_free_port(), find_free_port()
    settings = Settings(
        data_dir=folder, database_url=database_url, redis_url=f"{REDIS}/9", actions_port=find_free_port(),
        gazetteer_file=None, answer_seconds=60.0,
    )  # fmt: skip
    dialogue = DialogueSettings(
        tracker_database_url="", engine_url=",".join(f"http://127.0.0.1:{port}" for port in ports)
    )
    database = create_database_engine(database_url)
    prepare_database(
        database, gazetteer=settings.resolved_gazetteer_file, now=dt.datetime.now(dt.UTC), tell=lambda _line: None
    )
    store = open_conversation_store(settings, dialogue)
    store.prepare()
    actions = describe_actions_process(settings, dialogue)
    # `syvbot start` has it from the environment that it was started in.
    actions = replace(actions, environment={**actions.environment, "SYVBOT_DATABASE_URL": database_url})
    plans = {settings.actions_port: actions}
    for port in ports:
        plans[port] = describe_engine_process(
            settings.model_copy(update={"engine_port": port}), dialogue, model=trained_model
        )
    with contextlib.ExitStack() as running:
        running.callback(database.dispose)
        running.callback(store.close)
        logs = {port: folder / f"{port}.log" for port in plans}
        processes = {port: start(plan, log=logs[port]) for port, plan in plans.items()}
        for process in processes.values():
            running.callback(end, process)
        for port, process in processes.items():
            path = "/health" if port == settings.actions_port else ""
            wait_for(f"http://127.0.0.1:{port}{path}", process, log=logs[port])
        yield Engines(list_engine_addresses(settings, dialogue), store, database_url)


def test_each_engine_knows_what_was_said_to_the_other(engines: Engines) -> None:
    assert engines.ask(0, "both", "Vad gör en svetsare?").custom["occupation"]["id"] == "svetsare"
    for number in (1, 0, 1):
        assert engines.ask(number, "both", "och vad tjänar dom?").custom["occupation"]["id"] == "svetsare"
    assert engines.store.count_sessions() == 1


def test_what_is_forgotten_is_unknown_to_both(engines: Engines) -> None:
    for number in (0, 1):
        assert engines.ask(0, "gone", "Vad gör en svetsare?").custom["occupation"]["id"] == "svetsare"
        assert engines.store.forget("gone") == 1
        answer = engines.ask(number, "gone", "vad tjänar dom?")
        assert (answer.custom.get("notice"), answer.custom.get("occupation")) == (None, None)


def test_a_database_server_that_was_restarted_costs_no_memory(engines: Engines) -> None:
    engines.ask(0, "on", "Vad gör en svetsare?")
    admin = create_database_engine(engines.database_url)
    with admin.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    assert "events" not in inspect(admin).get_table_names()
    admin.dispose()
    assert engines.ask(0, "on", "vad tjänar dom?").custom["occupation"]["id"] == "svetsare"
