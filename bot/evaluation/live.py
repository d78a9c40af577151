"""Runs the engine and the action server for as long as conversations are measured, apart from any that serve pupils."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from bot.dialogue.processes import (
    LOOPBACK,
    Process,
    connect_to_engine,
    describe_actions_process,
    describe_engine_process,
)
from bot.dialogue.protocol import DialogueEngine
from bot.dialogue.settings import DialogueSettings, get_dialogue_settings
from bot.dialogue.trackers import open_conversation_store
from bot.errors import EngineEnvironmentMissing, EngineRunFailed
from bot.settings import PROJECT_ROOT, Settings

READY_SECONDS = 600.0
GRACE_SECONDS = 12.0
PROBE_PAUSE = 0.5
# A machine that also trains may be slow; what is measured here is what is answered, not how fast.
ANSWER_SECONDS = 60.0
TOLD_CHARACTERS = 2_000


@contextlib.contextmanager
def running_engine(settings: Settings, *, model: Path) -> Iterator[DialogueEngine]:
    """An engine with the model and the regional database of this installation; conversations go to a file that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="syvbot-evaluate-") as folder:
        apart = settings.model_copy(
            update={
                "engine_port": find_free_port(), "actions_port": find_free_port(), "redis_url": "",
                "answer_seconds": ANSWER_SECONDS,
            }
        )  # fmt: skip
        dialogue = get_dialogue_settings().model_copy(
            update={
                "tracker_database_url": f"sqlite:///{folder}/conversations.db", "engine_url": "",
                "action_seconds": ANSWER_SECONDS,
            }
        )  # fmt: skip
        store = open_conversation_store(apart, dialogue)
        store.prepare()
        store.close()
        with contextlib.ExitStack() as running:
            for process, port, path in _plan(apart, dialogue, model=model):
                running.enter_context(_run(process, log=Path(folder) / f"{port}.log", address=_address(port, path)))
            yield connect_to_engine(apart, dialogue)


def _plan(settings: Settings, dialogue: DialogueSettings, *, model: Path) -> tuple[tuple[Process, int, str], ...]:
    return (
        (describe_actions_process(settings, dialogue), settings.actions_port, "/health"),
        (describe_engine_process(settings, dialogue, model=model.resolve()), settings.engine_port, "/"),
    )


def find_free_port() -> int:
    """A loopback port that nobody listens on."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _address(port: int, path: str) -> str:
    return f"http://{LOOPBACK}:{port}{path}"


@contextlib.contextmanager
def _run(process: Process, *, log: Path, address: str) -> Iterator[None]:
    if not Path(process.command[0]).exists():
        raise EngineEnvironmentMissing(path=process.command[0])
    with log.open("wb") as output:
        # A session of its own, so that what it starts ends with it.
        started = subprocess.Popen(
            process.command, cwd=PROJECT_ROOT, env=dict(process.environment), stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            _await_ready(started, address=address, log=log)
            yield
        finally:
            _end(started)


def _await_ready(started: subprocess.Popen[bytes], *, address: str, log: Path) -> None:
    began = time.monotonic()
    while time.monotonic() - began < READY_SECONDS and started.poll() is None:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(address, timeout=2.0, trust_env=False).is_success:
                return
        time.sleep(PROBE_PAUSE)
    told = log.read_text(encoding="utf-8", errors="replace")[-TOLD_CHARACTERS:]
    raise EngineRunFailed(doing="starten inför dialogerna", told=told)


def _end(started: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(started.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            started.wait(timeout=GRACE_SECONDS)
            return
