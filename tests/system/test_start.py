"""`syvbot start` as a person meets it: it says when it answers, mends itself, ends cleanly, and refuses in plain words."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.dialogue.processes import ENGINE_PYTHON
from bot.settings import PROJECT_ROOT

pytestmark = [pytest.mark.system, pytest.mark.engine, pytest.mark.timeout(1200)]
# A machine without a trained model trains one first.
START_SECONDS = 900.0
QUESTION = {"text": "Vad kan du hjälpa till med?", "county": "14"}


class Started:
    """A running `syvbot start`."""

    def __init__(self, folder: Path, **environment: str) -> None:
        ports = [find_free_port() for _ in range(3)]
        self.url = f"http://127.0.0.1:{ports[0]}"
        self.output = folder / "start.txt"
        chosen = {
            "SYVBOT_DATA_DIR": str(folder / "var"), "SYVBOT_PORT": str(ports[0]), "SYVBOT_ACTIONS_PORT": str(ports[1]),
            "SYVBOT_ENGINE_PORT": str(ports[2]), "PYTHONPATH": str(PROJECT_ROOT), "PYTHONUTF8": "1", **environment,
        }  # fmt: skip
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "start"], cwd=PROJECT_ROOT, env={**os.environ, **chosen}, stdout=output,
                stderr=subprocess.STDOUT,
            )  # fmt: skip

    @property
    def said(self) -> str:
        """What the person has read so far."""
        return self.output.read_text(encoding="utf-8")

    def wait_until_it_says(self, words: str, *, seconds: float) -> None:
        """Waits for a line."""
        deadline = time.monotonic() + seconds
        while words not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.2)

    def ask(self) -> dict[str, Any]:
        """A question, answered or apologised for."""
        response = httpx.post(f"{self.url}/api/chat", json=QUESTION, timeout=15, trust_env=False)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()["messages"][0]
        return answer

    def wait_until_it_answers(self, *, seconds: float) -> float:
        """Waits for a real answer; how long it took."""
        began = time.monotonic()
        while True:
            try:
                if self.ask()["payload"]["notice"] is None:
                    return time.monotonic() - began
            except httpx.HTTPError:
                pass
            assert time.monotonic() - began < seconds
            time.sleep(0.2)

    def children(self) -> dict[str, int]:
        """The watched processes by what they are."""
        listed = subprocess.run(
            ["ps", "--ppid", str(self.process.pid), "-o", "pid=,args="], capture_output=True, text=True, check=False
        )
        found = {}
        for line in listed.stdout.splitlines():
            pid, command = line.split(maxsplit=1)
            for name, mark in (("gateway", "bot.web"), ("actions", "rasa_sdk"), ("engine", "rasa_server run")):
                if mark in command:
                    found[name] = int(pid)
        return found


@contextmanager
def started(folder: Path, **environment: str) -> Iterator[Started]:
    """Runs it, and makes sure that nothing of it is left."""
    running = Started(folder, **environment)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.process.terminate()
            running.process.wait(timeout=60)


@pytest.mark.skipif(not ENGINE_PYTHON.exists(), reason="Motorns miljö finns inte.")
def test_it_answers_mends_itself_and_ends_cleanly(tmp_path: Path, models_folder: Path) -> None:
    with started(tmp_path, SYVBOT_MODELS_DIR=str(models_folder)) as running:
        running.wait_until_it_says("Syvbot svarar på", seconds=START_SECONDS)
        assert running.url in running.said
        # Ready means answering: the very first question of a pupil gets a real answer.
        assert running.ask()["payload"]["notice"] is None
        before = running.children()
        assert set(before) == {"gateway", "actions", "engine"}

        os.kill(before["actions"], signal.SIGKILL)
        apology = running.ask()
        assert apology["text"]
        assert running.wait_until_it_answers(seconds=40) < 20

        os.kill(before["gateway"], signal.SIGKILL)
        assert running.wait_until_it_answers(seconds=40) < 20

        os.kill(before["engine"], signal.SIGKILL)
        began = time.monotonic()
        assert running.ask()["payload"]["notice"] in ("technical", "slow")
        assert time.monotonic() - began < 8.5
        distress = httpx.post(
            f"{running.url}/api/chat", json={"text": "jag vill dö"}, timeout=15, trust_env=False
        ).json()
        assert distress["messages"][0]["payload"]["notice"] == "safeguarding"
        running.wait_until_it_answers(seconds=180)
        assert running.said.count("stannade") == 3

        after = running.children()
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(timeout=60) == 0
        assert "Syvbot är avstängd." in running.said
        assert "Traceback" not in running.said
        assert not any(Path(f"/proc/{pid}").exists() for pid in after.values())
        logs = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "var" / "logs").iterdir())
        assert QUESTION["text"] not in logs
        assert "vill dö" not in logs


def test_a_taken_port_is_a_sentence_and_not_a_traceback(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = str(other.getsockname()[1])
        with started(tmp_path, SYVBOT_PORT=taken) as running:
            assert running.process.wait(timeout=60) == 1
    assert f"Port {taken} används redan" in running.said
    assert "SYVBOT_PORT" in running.said
    assert "Traceback" not in running.said


def test_a_data_folder_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "blockerad"
    blocked.write_text("en fil där mappen skulle vara", encoding="utf-8")
    with started(tmp_path, SYVBOT_DATA_DIR=str(blocked)) as running:
        assert running.process.wait(timeout=60) == 1
    assert "Det går inte att skriva i mappen" in running.said
    assert "Traceback" not in running.said


def find_free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
