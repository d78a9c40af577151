"""How the engine and the action server are started: their commands and environments, from the settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.dialogue.rasa_rest import RasaRestEngine
from bot.dialogue.settings import DialogueSettings
from bot.dialogue.trackers import open_conversation_store, resolve_tracker_database_url
from bot.settings import PROJECT_ROOT, Settings

LOOPBACK = "127.0.0.1"
ENGINE_PYTHON = PROJECT_ROOT / ".venv-engine" / "bin" / "python"
# How endpoints.yml names the lock of several engines.
REDIS_LOCK_STORE = "bot.dialogue.redis_lock_store.SingleRedisLockStore"


@dataclass(frozen=True)
class Process:
    """A command and the environment it needs; run from the project's root."""

    command: tuple[str, ...]
    environment: Mapping[str, str]


def describe_engine_process(settings: Settings, dialogue: DialogueSettings, *, model: Path, number: int = 0) -> Process:
    """The Rasa server on loopback, the `number`th of them, without its HTTP API: only the REST channel is needed."""
    command = (
        str(ENGINE_PYTHON), "-m", "bot.dialogue.rasa_server", "run", "--model", str(model), "--interface", LOOPBACK,
        "--port", str(settings.engine_port + number), "--endpoints", "endpoints.yml", "--credentials", "credentials.yml",
        "--quiet",
    )  # fmt: skip
    return Process(command, build_environment(settings, dialogue))


def describe_actions_process(settings: Settings, dialogue: DialogueSettings) -> Process:
    """The action server on loopback."""
    command = (sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(settings.actions_port))
    return Process(command, {**build_environment(settings, dialogue), "SANIC_HOST": LOOPBACK})


def build_environment(settings: Settings, dialogue: DialogueSettings) -> dict[str, str]:
    """This process's environment with what endpoints.yml reads; nothing is sent to Rasa's maker."""
    redis = urlsplit(settings.redis_url) if settings.redis_url else None
    return {
        **os.environ,
        "PYTHONPATH": str(PROJECT_ROOT),
        "PYTHONUTF8": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        "SYVBOT_DATA_DIR": str(settings.data_dir),
        "SYVBOT_GAZETTEER_FILE": str(settings.resolved_gazetteer_file),
        "SYVBOT_ACTIONS_PORT": str(settings.actions_port),
        "SYVBOT_ACTION_SECONDS": str(dialogue.action_seconds),
        "SYVBOT_TRACKER_DATABASE_URL": resolve_tracker_database_url(settings, dialogue),
        "SYVBOT_LOCK_STORE": REDIS_LOCK_STORE if redis else "in_memory",
        "SYVBOT_LOCK_HOST": (redis.hostname or LOOPBACK) if redis else "",
        "SYVBOT_LOCK_PORT": str(redis.port or 6379) if redis else "0",
        "SYVBOT_LOCK_DATABASE": (redis.path.strip("/") or "0") if redis else "0",
        "SYVBOT_LOCK_USER": unquote(redis.username or "") if redis else "",
        "SYVBOT_LOCK_PASSWORD": unquote(redis.password or "") if redis else "",
        "SYVBOT_LOCK_TLS": "true" if redis and redis.scheme == "rediss" else "",
        # The lock of an engine that was killed in the middle of a turn keeps the pupil waiting no longer than one answer may take.
        "TICKET_LOCK_LIFETIME": str(max(2, int(settings.answer_seconds) - 2)),
        # Sanic's own banner and TensorFlow's start-up lines say nothing that helps.
        "TF_CPP_MIN_LOG_LEVEL": "3",
        # The models here are small: more threads only get in each other's way.
        "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "1"),
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }


def connect_to_engine(settings: Settings, dialogue: DialogueSettings) -> RasaRestEngine:
    """The adapter to this installation's engine, or engines."""
    store = open_conversation_store(settings, dialogue)
    return RasaRestEngine(*list_engine_addresses(settings, dialogue), store=store, seconds=settings.answer_seconds)


def list_engine_addresses(settings: Settings, dialogue: DialogueSettings) -> tuple[str, ...]:
    """Where the engines listen."""
    if dialogue.engine_url:
        return tuple(address.strip() for address in dialogue.engine_url.split(",") if address.strip())
    return tuple(f"http://{LOOPBACK}:{settings.engine_port + number}" for number in range(dialogue.engine_workers))
