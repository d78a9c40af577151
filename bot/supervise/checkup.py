"""What `syvbot doctor` tells of the models and the ports: which model runs, which ports are free, taken or answering."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import httpx

from bot.dialogue.processes import LOOPBACK
from bot.dialogue.settings import get_dialogue_settings
from bot.errors import NoModel
from bot.settings import Settings
from bot.supervise.checks import is_port_free
from bot.training.train import find_newest_model

PROBE_SECONDS = 2.0
EVERYWHERE = ("0.0.0.0", "::", "")
SHOWN_MODELS = 5


@dataclass(frozen=True)
class Findings:
    """Rows to show, and what must be mended (Swedish)."""

    rows: tuple[tuple[str, ...], ...]
    problems: tuple[str, ...] = ()


def check_models(settings: Settings) -> Findings:
    """The newest models with their dates; the first is the one that the engine runs after a start."""
    try:
        live = find_newest_model(settings)
    except NoModel:
        return Findings((), ("Det finns ingen tränad modell. Kör `syvbot train`.",))
    models = sorted(settings.models_dir.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    rows = []
    for path in models[:SHOWN_MODELS]:
        trained = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
        rows.append((path.name, f"{trained:%Y-%m-%d %H:%M} UTC", "används" if path == live else "äldre"))
    return Findings(tuple(rows))


def check_ports_in_use(settings: Settings) -> Findings:
    """Whether each port is free, answers as Syvbot does, or is held by something else."""
    dialogue = get_dialogue_settings()
    gateway = LOOPBACK if settings.host in EVERYWHERE else settings.host
    plan = [("webbdelen", gateway, settings.port, "/healthz", "SYVBOT_PORT"),
            ("svarsdelen", LOOPBACK, settings.actions_port, "/health", "SYVBOT_ACTIONS_PORT")]  # fmt: skip
    engines = 0 if dialogue.engine_url else dialogue.engine_workers
    plan += [(f"dialogmotorn {number + 1}" if engines > 1 else "dialogmotorn", LOOPBACK, settings.engine_port + number, "/",
              "SYVBOT_ENGINE_PORT") for number in range(engines)]  # fmt: skip
    rows, problems, answering = [], [], 0
    for name, host, port, path, setting in plan:
        if is_port_free(host, port):
            state = "ledig"
        elif _answers(host, port, path):
            state = "svarar"
            answering += 1
        else:
            state = "upptagen"
            problems.append(
                f"Port {port} ({name}) är upptagen men svarar inte som Syvbot. Stäng det andra programmet, eller välj en annan "
                f"port med {setting}."
            )
        rows.append((name, str(port), state))
    if 0 < answering < len(plan):
        silent = ", ".join(name for name, _port, state in rows if state != "svarar")
        problems.append(f"Syvbot är igång men inte hel: {silent} svarar inte. Starta om med `syvbot start`.")
    return Findings(tuple(rows), tuple(problems))


def _answers(host: str, port: int, path: str) -> bool:
    shown = f"[{host}]" if ":" in host else host
    try:
        with httpx.Client(trust_env=False, timeout=PROBE_SECONDS) as client:
            return client.get(f"http://{shown}:{port}{path}").status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
