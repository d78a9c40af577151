"""How engine and action server are started, out of the settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.processes import (
    REDIS_LOCK_STORE,
    build_environment,
    describe_engine_process,
    list_engine_addresses,
)
from bot.dialogue.settings import DialogueSettings
from bot.dialogue.trackers import resolve_tracker_database_url
from bot.settings import PROJECT_ROOT, Settings


def settings(**chosen: Any) -> Settings:
    return Settings(data_dir=Path("/data"), **{"redis_url": "", "database_url": "", **chosen})


@pytest.fixture
def dialogue() -> DialogueSettings:
    return DialogueSettings(engine_url="", tracker_database_url="", engine_workers=1)


def test_every_value_that_endpoints_yml_asks_for_is_set(dialogue: DialogueSettings) -> None:
    asked = {
        part.split("}")[0] for part in (PROJECT_ROOT / "endpoints.yml").read_text(encoding="utf-8").split("${")[1:]
    }
    assert asked
    for redis_url in ("", "redis://127.0.0.1:6379"):
        assert asked <= set(build_environment(settings(redis_url=redis_url), dialogue))


def test_a_redis_with_user_password_database_and_tls_is_used_as_given(dialogue: DialogueSettings) -> None:
    environment = build_environment(settings(redis_url="rediss://syvbot:l%C3%B6sen@cache.region.se:6380/4"), dialogue)
    lock = {key.removeprefix("SYVBOT_LOCK_"): value for key, value in environment.items() if "_LOCK_" in key}
    assert {key: lock[key] for key in ("STORE", "HOST", "PORT", "DATABASE", "USER", "PASSWORD", "TLS")} == {
        "STORE": REDIS_LOCK_STORE, "HOST": "cache.region.se", "PORT": "6380", "DATABASE": "4", "USER": "syvbot", "PASSWORD": "lösen",
        "TLS": "true",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("database_url", "tracker_url", "expected"),
    [
        ("", "", "sqlite:////data/conversations.db"),
        ("sqlite:////annat/regional.db", "", "sqlite:////data/conversations.db"),
        ("postgresql://syv@db/syvbot", "", "postgresql://syv@db/syvbot"),
        ("postgresql+psycopg://syv@db/syvbot", "", "postgresql://syv@db/syvbot"),
        ("postgresql://syv@db/syvbot", "postgresql://syv@db/samtal", "postgresql://syv@db/samtal"),
        ("", "postgresql+psycopg://syv@db/samtal", "postgresql://syv@db/samtal"),
        ("postgresql://syv@db/syvbot", "sqlite:////annat/samtal.db", "sqlite:////annat/samtal.db"),
    ],
)
def test_conversations_are_kept_where_the_data_are_unless_told(
    dialogue: DialogueSettings, database_url: str, tracker_url: str, expected: str
) -> None:
    chosen = dialogue.model_copy(update={"tracker_database_url": tracker_url})
    assert resolve_tracker_database_url(settings(database_url=database_url), chosen) == expected


def test_several_engines_have_a_port_each_and_are_all_known(dialogue: DialogueSettings) -> None:
    two = dialogue.model_copy(update={"engine_workers": 2})
    assert list_engine_addresses(settings(engine_port=7000), two) == ("http://127.0.0.1:7000", "http://127.0.0.1:7001")
    command = describe_engine_process(settings(engine_port=7000), two, model=Path("m.tar.gz"), number=1).command
    assert command[command.index("--port") + 1] == "7001"


def test_engines_elsewhere_are_used_as_given(dialogue: DialogueSettings) -> None:
    elsewhere = dialogue.model_copy(update={"engine_url": "http://a:5005, http://b:5005"})
    assert list_engine_addresses(settings(), elsewhere) == ("http://a:5005", "http://b:5005")
