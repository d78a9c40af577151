"""One watched process: started, its output kept, started again when it dies, ended with all that it started."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.supervise.output import open_log

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
# Whoever has run this long is healthy: the next fall is met as the first.
STEADY_SECONDS = 60.0
GRACE_SECONDS = 12.0
EXIT_PAUSE = 0.1
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class ChildPlan:
    """What to run. `title` is its name for a person; `keep` decides what of each line of its output may be written."""

    name: str
    title: str
    command: Callable[[], tuple[str, ...]]
    environment: Mapping[str, str]
    keep: Callable[[str], str]


class Child:
    """A process under watch."""

    def __init__(self, plan: ChildPlan, *, folder: Path, root: Path, tell: Callable[[str], None]) -> None:
        self.plan = plan
        self.restarts = 0
        self._root = root
        self._tell = tell
        self._log = open_log(plan.name, folder=folder)
        self._process: asyncio.subprocess.Process | None = None
        self._end = asyncio.Event()

    @property
    def pid(self) -> int | None:
        """The running process."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    async def watch(self) -> None:
        """Runs the process, again and again, until it is ended."""
        pause = FIRST_PAUSE
        while not self._end.is_set():
            began = time.monotonic()
            code = await self._run_once()
            if self._end.is_set():
                return
            pause = FIRST_PAUSE if time.monotonic() - began > STEADY_SECONDS else pause
            self.restarts += 1
            self._tell(f"{self.plan.title} stannade ({_describe_exit(code)}). Startar om …")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._end.wait(), timeout=pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def end(self) -> None:
        """Asks the process to end, and makes it when it does not."""
        self._end.set()
        process = self._process
        if process is None or process.returncode is not None:
            return
        _signal_group(process.pid, signal.SIGTERM)
        try:
            await asyncio.wait_for(_wait_for_exit(process), timeout=GRACE_SECONDS)
        except TimeoutError:
            _signal_group(process.pid, signal.SIGKILL)
            await _wait_for_exit(process)

    async def restart(self) -> None:
        """Ends the running process; the watch starts it again, with what its command now says."""
        process = self._process
        if process is not None and process.returncode is None:
            _signal_group(process.pid, signal.SIGTERM)

    async def _run_once(self) -> int:
        try:
            # A session of its own: Ctrl-C reaches the supervisor alone, which ends the processes in order.
            self._process = await asyncio.create_subprocess_exec(
                *self.plan.command(), cwd=self._root, env=dict(self.plan.environment), stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, start_new_session=True,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )  # fmt: skip
        except OSError as error:
            self._log.info("%s", type(error).__name__)
            return -1
        process = self._process
        if self._end.is_set():  # ended while it was being started
            _signal_group(process.pid, signal.SIGTERM)
        output = asyncio.create_task(self._keep_output(process))
        try:
            await _wait_for_exit(process)
        finally:
            # Workers that outlive their parent would hold its port, and its output open.
            _signal_group(process.pid, signal.SIGKILL)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(output, timeout=2.0)
        return process.returncode if process.returncode is not None else -1

    async def _keep_output(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        while True:
            try:
                line = await process.stdout.readline()
            except ValueError:  # a line longer than the buffer: what was read of it is thrown away
                continue
            if not line:
                return
            kept = self.plan.keep(line.decode("utf-8", "replace").rstrip())
            if kept:
                self._log.info("%s", kept)


async def _wait_for_exit(process: asyncio.subprocess.Process) -> None:
    """Until the process itself is gone: `wait` of older Pythons also waits for workers that hold its output open."""
    while process.returncode is None:
        await asyncio.sleep(EXIT_PAUSE)


def _signal_group(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def _die_with_parent() -> None:
    """Even a supervisor that is killed outright leaves nothing running."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _describe_exit(code: int) -> str:
    if code < 0:
        with contextlib.suppress(ValueError):
            return f"signal {signal.Signals(-code).name}"
    return f"kod {code}"
