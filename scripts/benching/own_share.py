"""The gateway's own share of a turn, with an engine that answers at once, and how quickly too large messages are refused."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import uvicorn

from benching.figures import Figure, middle, near_worst
from benching.installation import Installation
from benching.pupils import let_many_talk, let_one_talk
from bot.dialogue.fake import FakeEngine
from bot.regional.migrate import upgrade_database
from bot.regional.session import create_database_engine
from bot.settings import Settings
from bot.web.app import create_app
from bot.web.logs import configure_logs

TURNS = 300
WARM_UP = 30
MOST = 10**6
REFUSALS = 10


def measure_own_share() -> list[Figure]:
    """One pupil after the other: since the engine takes no time, all of a turn is the gateway's share."""
    with tempfile.TemporaryDirectory() as folder, _running_gateway(Path(folder)) as address:
        let_one_talk(address, turns=WARM_UP)
        alone = let_one_talk(address, turns=TURNS)
        crowd = let_many_talk(address, pupils=16, seconds=3.0)
    return [
        Figure("Grindens egen del av en tur: p50", middle(alone.times), "ms", most=8.0),
        Figure("Grindens egen del av en tur: p95", near_worst(alone.times), "ms"),
        Figure("Grinden ensam, 16 elever: turer", crowd.per_second, "/s"),
    ]


def measure_refusals(ours: Installation) -> list[Figure]:
    """Messages that are much too large, sent to a gateway with a real engine behind."""
    figures, before, used = [], ours.count_turns(), ours.read_processor_seconds()["engine"]
    for name, size in (("64 KB", 64 * 1024), ("1 MB", 1024 * 1024)):
        body = json.dumps({"text": "hej " * (size // 4)}).encode()
        times = []
        for _ in range(REFUSALS):
            with httpx.Client(base_url=ours.address, trust_env=False) as client:
                client.get("/healthz")
                began = time.perf_counter()
                response = client.post("/api/chat", content=body, headers={"content-type": "application/json"})
                times.append((time.perf_counter() - began) * 1000)
                if response.status_code != 413:
                    raise SystemExit(f"{name} gav {response.status_code} i stället för 413.")
        figures.append(Figure(f"Meddelande på {name}: 413, långsammast av {REFUSALS}", max(times), "ms", most=50.0))
    spent = (ours.read_processor_seconds()["engine"] - used) * 1000
    figures.append(
        Figure(
            "… turer som de blev i motorn",
            ours.count_turns() - before,
            most=0.0,
            note=f"motorns processortid {spent:.0f} ms",
        )
    )
    return figures


@contextlib.contextmanager
def _running_gateway(folder: Path) -> Iterator[str]:
    """The address of a gateway on a free port, which does not share this process's time."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(
        [sys.executable, "-m", "benching.own_share", str(port), str(folder)], cwd=Path(__file__).parents[1]
    ) as process:
        try:
            deadline = time.monotonic() + 60
            while not _listens(address):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit("Grinden startade inte.")
                time.sleep(0.05)
            yield address
        finally:
            process.terminate()


def _serve(port: int, folder: Path) -> None:
    configure_logs("ERROR")
    database = create_database_engine(f"sqlite:///{folder / 'regional.db'}", busy_milliseconds=800)
    upgrade_database(database)
    settings = Settings(
        data_dir=folder, messages_per_minute=MOST, messages_per_minute_from_address=MOST, sessions_per_minute_from_address=MOST
    )  # fmt: skip
    app = create_app(settings, engine=FakeEngine(), database=database)
    uvicorn.run(app, host="127.0.0.1", port=port, log_config=None, access_log=False)


def _listens(address: str) -> bool:
    try:
        return httpx.get(f"{address}/healthz", trust_env=False).is_success
    except httpx.HTTPError:
        return False


if __name__ == "__main__":
    _serve(int(sys.argv[1]), Path(sys.argv[2]))
