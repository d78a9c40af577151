"""A whole installation as `syvbot start` runs it, on free ports and a database of its own, for as long as it is measured."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psycopg
import redis
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benching.processes import Memory, read_memory, read_processor_seconds
from bot.dialogue.processes import describe_engine_process
from bot.dialogue.settings import DialogueSettings
from bot.regional.models import ChatTurn, TurnOutcome
from bot.regional.session import create_database_engine
from bot.settings import PROJECT_ROOT, Settings

START_SECONDS = 900.0
POSTGRES = os.environ.get("SYVBOT_TEST_POSTGRES", "postgresql://127.0.0.1:5432/postgres")
REDIS = os.environ.get("SYVBOT_TEST_REDIS", "redis://127.0.0.1:6379")
PARTS = (("gateway", "bot.web"), ("actions", "rasa_sdk"), ("engine", "rasa_server run"))
UNLIMITED = str(10**6)


@dataclass(frozen=True)
class Installation:
    """A running Syvbot. `pids` has its processes by part; `seconds_to_answer` how long its start took."""

    name: str
    address: str
    database_url: str
    seconds_to_answer: float
    pids: Mapping[str, tuple[int, ...]]

    def read_processor_seconds(self) -> dict[str, float]:
        """What each part has used."""
        return {part: sum(map(read_processor_seconds, pids)) for part, pids in self.pids.items()}

    def read_memory(self, part: str) -> Memory:
        """What a part holds."""
        held = [read_memory(pid) for pid in self.pids[part]]
        return Memory(sum(each.resident for each in held), sum(each.proportional for each in held))

    def count_turns(self) -> float:
        """How many turns its gateway has taken."""
        lines = httpx.get(f"{self.address}/metrics", trust_env=False).text.splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith("syvbot_turns_total"))

    def count_logged_answers(self) -> int:
        """How many answered turns are in its database."""
        database = create_database_engine(self.database_url)
        with Session(database) as session:
            answered = select(func.count()).select_from(ChatTurn).where(ChatTurn.outcome == TurnOutcome.ANSWERED)
            number = session.scalar(answered) or 0
        database.dispose()
        return int(number)


@contextmanager
def running(
    name: str, *, folder: Path, models: Path, engines: int = 1, servers: bool = False, plain: bool = False
) -> Iterator[Installation]:
    """Starts an installation on what lies in `models`; with `servers` on PostgreSQL and Redis, `plain` with `rasa run` as engine."""
    with ExitStack() as stack:
        # Made beforehand, so that the start is that of a machine that is prepared.
        address = f"sqlite:///{folder / 'regional.db'}"
        chosen: dict[str, str] = {}
        if servers:
            address = stack.enter_context(_own_postgres())
            chosen = {"SYVBOT_DATABASE_URL": address, "SYVBOT_REDIS_URL": f"{REDIS}/9"}
        ports = _find_free_ports(engines)
        if plain:
            chosen["SYVBOT_ENGINE_URL"] = f"http://127.0.0.1:{ports[2]}"
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("SYVBOT_")},
            "PYTHONPATH": str(PROJECT_ROOT), "PYTHONUTF8": "1", "SYVBOT_DATA_DIR": str(folder), "SYVBOT_MODELS_DIR": str(models),
            "SYVBOT_PORT": str(ports[0]), "SYVBOT_ACTIONS_PORT": str(ports[1]), "SYVBOT_ENGINE_PORT": str(ports[2]),
            "SYVBOT_ENGINE_WORKERS": str(engines), "SYVBOT_MESSAGES_PER_MINUTE": UNLIMITED,
            "SYVBOT_MESSAGES_PER_MINUTE_FROM_ADDRESS": UNLIMITED, "SYVBOT_SESSIONS_PER_MINUTE_FROM_ADDRESS": UNLIMITED,
            **chosen,
        }  # fmt: skip
        subprocess.run(
            [sys.executable, "-m", "bot.cli", "db", "upgrade"],
            cwd=PROJECT_ROOT,
            env=environment,
            check=True,
            capture_output=True,
        )
        output = stack.enter_context((folder / "start.txt").open("wb"))
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "start"],
            cwd=PROJECT_ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        stack.callback(_stop, process)
        own = stack.enter_context(_plain_engine(folder, models, ports=ports)) if plain else ()
        url = f"http://127.0.0.1:{ports[0]}"
        _wait_for_answer(url, process, told=folder / "start.txt")
        seconds = time.monotonic() - began
        for number in range(engines):
            _wait_until_listening(f"http://127.0.0.1:{ports[2] + number}", process, told=folder / "start.txt")
        parts = _find_parts(process.pid)
        yield Installation(name, url, address, seconds, {**parts, "engine": own or parts["engine"]})


@contextmanager
def _plain_engine(folder: Path, models: Path, *, ports: tuple[int, int, int]) -> Iterator[tuple[int, ...]]:
    """Rasa as Rasa starts itself, in the environment that Syvbot's own engine would get."""
    settings = Settings(data_dir=folder, actions_port=ports[1], engine_port=ports[2], database_url="", redis_url="")
    dialogue = DialogueSettings(tracker_database_url="", engine_url="")
    described = describe_engine_process(settings, dialogue, model=next(models.glob("*.tar.gz")))
    command = tuple("rasa" if part == "bot.dialogue.rasa_server" else part for part in described.command)
    with (folder / "engine.txt").open("wb") as output:
        process = subprocess.Popen(
            command, cwd=PROJECT_ROOT, env=dict(described.environment), stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield (process.pid,)
    finally:
        _stop(process)


def servers_answer() -> bool:
    """Whether PostgreSQL and Redis are there."""
    try:
        psycopg.connect(POSTGRES, connect_timeout=3).close()
        redis.Redis.from_url(REDIS, socket_connect_timeout=2).ping()
    except (psycopg.OperationalError, redis.RedisError):
        return False
    return True


@contextmanager
def _own_postgres() -> Iterator[str]:
    name = f"syvbot_bench_{uuid.uuid4().hex[:10]}"
    with psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    try:
        yield POSTGRES.rsplit("/", 1)[0] + f"/{name}"
    finally:
        with psycopg.connect(POSTGRES, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(timeout=60)


def _wait_for_answer(address: str, process: subprocess.Popen[bytes], *, told: Path) -> None:
    """Until a question is really answered, as the gateway's own readiness asks one."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            if httpx.get(f"{address}/readyz", trust_env=False, timeout=12).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        _check_still_starting(process, deadline, told)
        time.sleep(0.2)


def _wait_until_listening(address: str, process: subprocess.Popen[bytes], *, told: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            httpx.get(address, trust_env=False, timeout=5)
            return
        except httpx.HTTPError:
            _check_still_starting(process, deadline, told)
            time.sleep(0.2)


def _check_still_starting(process: subprocess.Popen[bytes], deadline: float, told: Path) -> None:
    if process.poll() is not None or time.monotonic() > deadline:
        raise SystemExit(f"Installationen startade inte:\n{told.read_text(encoding='utf-8')[-2000:]}")


def _find_parts(supervisor: int) -> dict[str, tuple[int, ...]]:
    listed = subprocess.run(
        ["ps", "--ppid", str(supervisor), "-o", "pid=,args="], capture_output=True, text=True, check=False
    ).stdout.splitlines()
    return {part: tuple(int(line.split()[0]) for line in listed if mark in line) for part, mark in PARTS}


def _find_free_ports(engines: int) -> tuple[int, int, int]:
    """One for the gateway, one for the actions, and the first of as many in a row as there are engines."""
    while True:
        with ExitStack() as stack:
            ports = []
            for _ in range(3):
                probe = stack.enter_context(socket.socket())
                probe.bind(("127.0.0.1", 0))
                ports.append(probe.getsockname()[1])
            try:
                for number in range(1, engines):
                    stack.enter_context(socket.socket()).bind(("127.0.0.1", ports[2] + number))
            except OSError:
                continue
            return ports[0], ports[1], ports[2]
