"""`syvbot start`: checks, prepares, starts the three processes, says when they answer, and ends them in order."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import httpx

from bot.dialogue.processes import LOOPBACK, build_environment, describe_actions_process, describe_engine_process
from bot.dialogue.settings import DialogueSettings, get_dialogue_settings
from bot.dialogue.trackers import open_conversation_store
from bot.errors import NoModel
from bot.regional.prepare import prepare_database
from bot.regional.session import get_engine
from bot.settings import PROJECT_ROOT, Settings
from bot.supervise.checks import check_data_folder, check_engine_environment, check_lock, check_ports
from bot.supervise.child import Child, ChildPlan
from bot.supervise.model import ensure_model
from bot.supervise.output import keep_dated_line, keep_event_name, keep_own_line
from bot.training.train import find_newest_model

Tell = Callable[[str], None]

PROBE_PAUSE = 0.5
# After this long without an answer the person is told where to look, and the waiting goes on.
LONG_WAIT = 120.0
EVERYWHERE = frozenset({"0.0.0.0", "::", ""})


def start(settings: Settings, *, tell: Tell) -> None:
    """Runs Syvbot until it is told to stop. StartRefused when it cannot begin."""
    dialogue = get_dialogue_settings()
    check_data_folder(settings.data_dir)
    check_engine_environment()
    check_lock(settings, engines=dialogue.engine_workers)
    check_ports(settings, engines=dialogue.engine_workers)
    tell("Gör i ordning databasen …")
    database = get_engine(settings.resolved_database_url)
    prepare_database(database, gazetteer=settings.resolved_gazetteer_file, now=dt.datetime.now(dt.UTC), tell=tell)
    # The processes open connections of their own.
    database.dispose()
    model = ensure_model(settings, tell=tell)
    store = open_conversation_store(settings, dialogue)
    store.prepare()
    store.close()
    asyncio.run(_run(settings, dialogue, model=model, tell=tell))


async def _run(settings: Settings, dialogue: DialogueSettings, *, model: Path, tell: Tell) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    folder = settings.data_dir / "logs"
    children = [
        Child(plan, folder=folder, root=PROJECT_ROOT, tell=tell)
        for plan in plan_children(settings, dialogue, model=model)
    ]
    tell("Startar Syvbot …")
    watches = [asyncio.create_task(child.watch()) for child in children]
    greeting = asyncio.create_task(_say_when_ready(settings, tell=tell, logs=folder))
    try:
        await stop.wait()
        tell("Stänger av …")
    finally:
        greeting.cancel()
        # The gateway first: whoever writes now is still answered by the engine behind it.
        for child in children:
            await child.end()
        await asyncio.gather(greeting, *watches, return_exceptions=True)
    tell("Syvbot är avstängd.")


def plan_children(settings: Settings, dialogue: DialogueSettings, *, model: Path) -> tuple[ChildPlan, ...]:
    """Gateway, action server and engines, in the order in which they are ended."""
    environment = build_environment(settings, dialogue)
    gateway = (sys.executable, "-m", "bot.web")
    actions = describe_actions_process(settings, dialogue)

    def gateway_command() -> tuple[str, ...]:
        return gateway

    def actions_command() -> tuple[str, ...]:
        return actions.command

    def engine_command(number: int) -> tuple[str, ...]:
        # Asked again at every start, so that a model trained meanwhile is the one that runs.
        newest = model
        with contextlib.suppress(NoModel):
            newest = find_newest_model(settings)
        return describe_engine_process(settings, dialogue, model=newest, number=number).command

    def plan_engine(number: int) -> ChildPlan:
        name, title = (
            ("engine", "Dialogmotorn") if number == 0 else (f"engine-{number + 1}", f"Dialogmotor {number + 1}")
        )
        return ChildPlan(name, title, partial(engine_command, number), environment, keep_event_name)

    return (
        ChildPlan("gateway", "Webbdelen", gateway_command, environment, keep_own_line),
        ChildPlan("actions", "Svarsdelen", actions_command, actions.environment, keep_dated_line),
        # An engine at another address is somebody else's to start.
        *(plan_engine(number) for number in range(0 if dialogue.engine_url else dialogue.engine_workers)),
    )


async def _say_when_ready(settings: Settings, *, tell: Tell, logs: Path) -> None:
    began, told = time.monotonic(), False
    host = LOOPBACK if settings.host in EVERYWHERE else settings.host
    async with httpx.AsyncClient(base_url=f"http://{host}:{settings.port}", trust_env=False, timeout=12.0) as client:
        while not await _is_ready(client):
            if not told and time.monotonic() - began > LONG_WAIT:
                told = True
                tell(f"Det tar längre tid än vanligt. I {logs} står vad som händer.")
            await asyncio.sleep(PROBE_PAUSE)
    address = settings.public_address or f"http://{host}:{settings.port}"
    tell(f"Syvbot svarar på {address} (efter {time.monotonic() - began:.0f} s). Stäng av med Ctrl-C.")


async def _is_ready(client: httpx.AsyncClient) -> bool:
    with contextlib.suppress(httpx.HTTPError):
        return (await client.get("/readyz")).status_code == 200
    return False
