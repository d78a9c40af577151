"""Measures the gateway's own share of a turn with an engine that answers at once, and how quickly too large messages are refused.

`python scripts/bench_gateway.py` prints a table and exits 1 when a target is missed; `--json FILE` writes the figures as well.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from bot.dialogue.fake import FakeEngine
from bot.regional.migrate import upgrade_database
from bot.regional.session import create_database_engine
from bot.settings import Settings
from bot.web.app import create_app
from bot.web.logs import configure_logs

TURN_TARGET_MS = 8.0
REFUSAL_TARGET_MS = 50.0
WARM_UP = 30
QUESTIONS = (
    "Vad tjänar en svetsare i Trollhättan?", "hur blir man cnc operatör", "Vilka företag tar emot prao nära mig?",
    "Jag gillar bilar men vet inte vad jag vill bli", "what does an electrician do all day", "och i Skåne då?",
)  # fmt: skip


def main() -> int:
    """Runs the measurements against a gateway of its own, in a process of its own."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--turns", type=int, default=300)
    arguments.add_argument("--json", type=Path)
    arguments.add_argument("--serve", nargs=2, metavar=("PORT", "FOLDER"), help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.serve:
        serve(int(chosen.serve[0]), Path(chosen.serve[1]))
        return 0
    with tempfile.TemporaryDirectory() as folder, running_gateway(Path(folder)) as address:
        figures = measure_turns(address, turns=chosen.turns)
        figures |= measure_crowd(address, pupils=16, turns=max(4, chosen.turns // 20))
        before = count_turns(address)
        figures |= measure_refusals(address)
        figures["engine_untouched"] = count_turns(address) == before
    for name, value in figures.items():
        print(f"  {name:<28} {value}")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    missed = find_missed_targets(figures)
    for line in missed:
        print(f"  MISSAT: {line}")
    return 1 if missed else 0


def find_missed_targets(figures: dict[str, Any]) -> list[str]:
    """The targets of the design that the figures miss."""
    missed = []
    if figures["turn_p50_ms"] > TURN_TARGET_MS:
        missed.append(f"grindens egen del av en tur: {figures['turn_p50_ms']} ms, högst {TURN_TARGET_MS} ms")
    for name in ("refuse_64_kb_max_ms", "refuse_1_mb_max_ms"):
        if figures[name] > REFUSAL_TARGET_MS:
            missed.append(f"{name}: {figures[name]} ms, högst {REFUSAL_TARGET_MS} ms")
    if not figures["engine_untouched"]:
        missed.append("ett för stort meddelande nådde motorn")
    return missed


@contextlib.contextmanager
def running_gateway(folder: Path) -> Iterator[str]:
    """The address of a gateway on a free port, which does not share this process's time."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, __file__, "--serve", str(port), str(folder)]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command) as process:
        try:
            deadline = time.monotonic() + 60
            while not _listens(address):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit("Grinden startade inte.")
                time.sleep(0.05)
            yield address
        finally:
            process.terminate()


def serve(port: int, folder: Path) -> None:
    """The gateway with SQLite and an engine that answers at once."""
    configure_logs("ERROR")
    database = create_database_engine(f"sqlite:///{folder / 'regional.db'}", busy_milliseconds=800)
    upgrade_database(database)
    most = 10**6
    settings = Settings(
        data_dir=folder, messages_per_minute=most, messages_per_minute_from_address=most, sessions_per_minute_from_address=most
    )  # fmt: skip
    app = create_app(settings, engine=FakeEngine(), database=database)
    uvicorn.run(app, host="127.0.0.1", port=port, log_config=None, access_log=False)


def count_turns(address: str) -> float:
    """How many turns the gateway has taken."""
    lines = httpx.get(f"{address}/metrics", trust_env=False).text.splitlines()
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith("syvbot_turns_total"))


def _listens(address: str) -> bool:
    try:
        return httpx.get(f"{address}/healthz", trust_env=False).is_success
    except httpx.HTTPError:
        return False


def measure_turns(address: str, *, turns: int) -> dict[str, Any]:
    """One pupil after the other: since the engine takes no time, all of a turn is the gateway's share."""
    times = []
    with httpx.Client(base_url=address, trust_env=False) as client:
        session = None
        for number in range(turns + WARM_UP):
            message = {
                "id": str(uuid.uuid4()),
                "text": QUESTIONS[number % len(QUESTIONS)],
                "session": session if number % 12 else None,
            }
            began = time.perf_counter()
            response = client.post("/api/chat", json=message)
            times.append((time.perf_counter() - began) * 1000)
            response.raise_for_status()
            session = response.json()["session"]
    return _spread("turn", times[WARM_UP:])


def measure_crowd(address: str, *, pupils: int, turns: int) -> dict[str, Any]:
    """Many pupils at once."""

    async def run() -> tuple[list[float], float]:
        times: list[float] = []
        async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=30) as client:

            async def talk() -> None:
                session = None
                for number in range(turns):
                    message = {"id": str(uuid.uuid4()), "text": QUESTIONS[number % len(QUESTIONS)], "session": session}
                    began = time.perf_counter()
                    response = await client.post("/api/chat", json=message)
                    times.append((time.perf_counter() - began) * 1000)
                    session = response.json()["session"]

            began = time.perf_counter()
            await asyncio.gather(*(talk() for _ in range(pupils)))
            return times, time.perf_counter() - began

    times, seconds = asyncio.run(run())
    return {**_spread(f"{pupils}_pupils", times), f"{pupils}_pupils_turns_per_s": round(len(times) / seconds, 1)}


def measure_refusals(address: str) -> dict[str, Any]:
    """Messages that are much too large."""
    figures: dict[str, Any] = {}
    for name, size in (("64_kb", 64 * 1024), ("1_mb", 1024 * 1024)):
        body = json.dumps({"text": "hej " * (size // 4)}).encode()
        times = []
        for _ in range(10):
            with httpx.Client(base_url=address, trust_env=False) as client:
                client.get("/healthz")
                began = time.perf_counter()
                response = client.post("/api/chat", content=body, headers={"content-type": "application/json"})
                times.append((time.perf_counter() - began) * 1000)
                assert response.status_code == 413, response.status_code
        figures[f"refuse_{name}_max_ms"] = round(max(times), 1)
    return figures


def _spread(name: str, times: list[float]) -> dict[str, Any]:
    ordered = sorted(times)
    return {
        f"{name}_p50_ms": round(statistics.median(ordered), 2),
        f"{name}_p95_ms": round(ordered[int(len(ordered) * 0.95) - 1], 2),
    }


if __name__ == "__main__":
    sys.exit(main())
