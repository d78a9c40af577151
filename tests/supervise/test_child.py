"""A process that dies is back in seconds, one that ends takes everything with it, and nothing outlives the supervisor."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from bot.supervise.child import Child, ChildPlan
from bot.supervise.output import keep_own_line

pytestmark = [pytest.mark.anyio, pytest.mark.system]


@pytest.fixture
def anyio_backend() -> str:
    """Processes are watched on asyncio."""
    return "asyncio"


def make_child(tmp_path: Path, script: str, told: list[str]) -> Child:
    """A child that runs a Python script."""
    command = (sys.executable, "-c", textwrap.dedent(script))
    plan = ChildPlan("prov", "Provdelen", lambda: command, dict(os.environ), keep_own_line)
    return Child(plan, folder=tmp_path, root=tmp_path, tell=told.append)


async def until(holds: object, *, seconds: float = 15.0) -> None:
    """Waits until something holds."""
    assert callable(holds)
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)


async def test_a_killed_process_is_back_within_seconds_and_the_person_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    child = make_child(tmp_path, 'import time; print(\'{"event": "igång"}\', flush=True); time.sleep(60)', told)
    watch = asyncio.create_task(child.watch())
    await until(lambda: child.pid is not None)
    first = child.pid
    assert first is not None
    began = time.monotonic()
    os.kill(first, signal.SIGKILL)
    await until(lambda: child.pid not in (None, first))
    assert time.monotonic() - began < 5
    assert told == ["Provdelen stannade (signal SIGKILL). Startar om …"]
    await child.end()
    await watch
    assert child.pid is None
    assert child.restarts == 1
    assert "igång" in (tmp_path / "prov.log").read_text(encoding="utf-8")


async def test_one_that_keeps_dying_is_started_less_and_less_often(tmp_path: Path) -> None:
    told: list[str] = []
    child = make_child(tmp_path, "raise SystemExit(3)", told)
    watch = asyncio.create_task(child.watch())
    await asyncio.sleep(3.5)
    await child.end()
    watch.cancel()
    assert 1 <= child.restarts <= 4
    assert told[0] == "Provdelen stannade (kod 3). Startar om …"


async def test_workers_of_a_dead_process_do_not_live_on(tmp_path: Path) -> None:
    script = """
        import os, subprocess, sys, time
        worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        open("worker", "w").write(str(worker.pid))
        time.sleep(60)
    """
    child = make_child(tmp_path, script, [])
    watch = asyncio.create_task(child.watch())
    await until(lambda: (tmp_path / "worker").exists() and (tmp_path / "worker").read_text())
    worker = int((tmp_path / "worker").read_text())
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    await until(lambda: not is_running(worker))
    await child.end()
    await asyncio.wait_for(watch, timeout=10)


async def test_one_that_will_not_end_is_made_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.supervise.child.GRACE_SECONDS", 0.5)
    script = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open('redo', 'w').close(); time.sleep(60)"
    )
    child = make_child(tmp_path, script, [])
    watch = asyncio.create_task(child.watch())
    await until(lambda: (tmp_path / "redo").exists())
    began = time.monotonic()
    await child.end()
    await watch
    assert time.monotonic() - began < 5


async def test_a_program_that_is_not_there_is_no_traceback(tmp_path: Path) -> None:
    told: list[str] = []
    plan = ChildPlan("prov", "Provdelen", lambda: ("/finns/inte",), {}, keep_own_line)
    child = Child(plan, folder=tmp_path, root=tmp_path, tell=told.append)
    watch = asyncio.create_task(child.watch())
    await until(lambda: bool(told))
    await child.end()
    watch.cancel()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can tie a process to its parent")
async def test_a_supervisor_that_is_killed_outright_leaves_nothing_running(tmp_path: Path) -> None:
    script = textwrap.dedent(
        f"""
        import asyncio, os, sys
        from pathlib import Path
        from bot.supervise.child import Child, ChildPlan
        from bot.supervise.output import keep_own_line
        command = (sys.executable, "-c", "import time; time.sleep(60)")
        plan = ChildPlan("prov", "Provdelen", lambda: command, dict(os.environ), keep_own_line)
        child = Child(plan, folder=Path({str(tmp_path)!r}), root=Path({str(tmp_path)!r}), tell=print)
        async def main():
            watch = asyncio.create_task(child.watch())
            while child.pid is None:
                await asyncio.sleep(0.05)
            print(child.pid, flush=True)
            await watch
        asyncio.run(main())
        """
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout is not None
        pid = int(supervisor.stdout.readline())
        assert is_running(pid)
        supervisor.kill()
    await until(lambda: not is_running(pid))


def is_running(pid: int) -> bool:
    """Whether the process is there and not only waiting to be noticed dead."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
