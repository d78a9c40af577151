"""The gateway's own share of a turn, with an engine that answers at once, and how quickly too large messages are refused."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn

from benching.figures import Figure, middle, near_worst
from benching.installation import Installation
from benching.processes import read_processor_seconds
from benching.pupils import Talk, deal_out, let_many_talk, let_one_talk
from benching.questions import Questions
from bot.dialogue.rasa_rest import RasaRestEngine
from bot.regional.migrate import upgrade_database
from bot.regional.session import create_database_engine
from bot.settings import Settings
from bot.web.app import create_app
from bot.web.logs import configure_logs

TURNS = 300
WARM_UP = 30
CROWD_SECONDS = 5.0
MOST = 10**6
REFUSALS = 10


@dataclass(frozen=True)
class _Gateway:
    address: str
    pid: int


def measure_own_share() -> list[Figure]:
    """One pupil after the other, then many: since the engine takes no time, all of a turn is the gateway's share."""
    questions = Questions()
    with tempfile.TemporaryDirectory() as folder, _running_gateway(Path(folder)) as gateway:
        let_one_talk(gateway.address, deal_out(questions, turns=WARM_UP))
        used = [read_processor_seconds(gateway.pid)]
        alone = let_one_talk(gateway.address, deal_out(questions, turns=TURNS))
        used.append(read_processor_seconds(gateway.pid))
        crowd = let_many_talk(gateway.address, questions=questions, pupils=16, seconds=CROWD_SECONDS)
        used.append(read_processor_seconds(gateway.pid))
    _check_nothing_lost(alone, crowd)
    return [
        Figure("Grindens egen del av en tur: p50", middle(alone.times), "ms", most=8.0),
        Figure("Grindens egen del av en tur: p95", near_worst(alone.times), "ms"),
        Figure("Grindens processortid per tur, en elev", (used[1] - used[0]) / len(alone.times) * 1000, "ms"),
        Figure("Grindens processortid per tur, 16 elever", (used[2] - used[1]) / len(crowd.times) * 1000, "ms"),
        Figure("Grinden ensam, 16 elever: turer", crowd.per_second, "/s"),
        Figure("Elevernas egen processortid per tur", crowd.own_milliseconds, "ms"),
    ]


def _check_nothing_lost(*talks: Talk) -> None:
    for talk in talks:
        if talk.lost:
            raise SystemExit(f"Grinden ensam tappade turer: {talk.refused}")


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


@contextmanager
def _running_gateway(folder: Path) -> Iterator[_Gateway]:
    """A gateway and an engine on free ports, which do not share this process's time."""
    with ExitStack() as stack:
        port, engine_port = _find_free_ports(2)
        _start(stack, "benching.quick_engine", engine_port)
        process = _start(stack, "benching.own_share", port, folder, engine_port)
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while not (_listens(f"{address}/healthz") and _listens(f"http://127.0.0.1:{engine_port}")):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("Grinden startade inte.")
            time.sleep(0.05)
        yield _Gateway(address, process.pid)


def _find_free_ports(number: int) -> list[int]:
    with ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def _start(stack: ExitStack, module: str, *arguments: object) -> subprocess.Popen[bytes]:
    """The module as a process, ended with the stack."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    process = stack.enter_context(subprocess.Popen(command, cwd=Path(__file__).parents[1]))
    stack.callback(process.terminate)
    return process


def _serve(port: int, folder: Path, engine_port: int) -> None:
    configure_logs("ERROR")
    database = create_database_engine(f"sqlite:///{folder / 'regional.db'}", busy_milliseconds=800)
    upgrade_database(database)
    settings = Settings(
        data_dir=folder, messages_per_minute=MOST, messages_per_minute_from_address=MOST, sessions_per_minute_from_address=MOST
    )  # fmt: skip
    engine = RasaRestEngine(f"http://127.0.0.1:{engine_port}", store=None, seconds=settings.answer_seconds)
    app = create_app(settings, engine=engine, database=database)
    uvicorn.run(app, host="127.0.0.1", port=port, log_config=None, access_log=False)


def _listens(address: str) -> bool:
    try:
        return httpx.get(address, trust_env=False).is_success
    except httpx.HTTPError:
        return False


if __name__ == "__main__":
    _serve(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
