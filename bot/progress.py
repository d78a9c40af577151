"""A progress bar that shows itself only when the work takes longer than two seconds."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import Progress

QUIET_SECONDS = 2.0


class DelayedProgress:
    """Use as a context manager; call `show` with the share done, 0 to 1."""

    def __init__(self, title: str, *, console: Console) -> None:
        self._title = title
        self._console = console
        self._started = time.monotonic()
        self._bar: Progress | None = None

    def show(self, share: float) -> None:
        """Shows how far the work has come, once it has taken long enough to matter."""
        if self._bar is None and time.monotonic() - self._started > QUIET_SECONDS and share < 1.0:
            self._bar = Progress(console=self._console, transient=True)
            self._task = self._bar.add_task(self._title, total=1.0)
            self._bar.start()
        if self._bar is not None:
            self._bar.update(self._task, completed=share)

    def __enter__(self) -> DelayedProgress:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
