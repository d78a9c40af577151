"""A progress bar that shows itself only when the work takes longer than two seconds."""

from __future__ import annotations

import threading
from types import TracebackType

from rich.console import Console
from rich.progress import Progress

QUIET_SECONDS = 2.0


class DelayedProgress:
    """Use as a context manager; call `show` with the share done, 0 to 1."""

    def __init__(self, title: str, *, console: Console) -> None:
        self._title = title
        self._console = console
        self._share = 0.0
        self._bar: Progress | None = None
        self._lock = threading.Lock()
        # A clock of its own: a long step that tells nothing on its way must not leave the screen empty.
        self._clock = threading.Timer(QUIET_SECONDS, self._begin)
        self._clock.daemon = True

    def show(self, share: float) -> None:
        """Notes how far the work has come; it is shown once the work has taken long enough to matter."""
        with self._lock:
            self._share = share
            if self._bar is not None:
                self._bar.update(self._task, completed=share)

    def _begin(self) -> None:
        with self._lock:
            self._bar = Progress(console=self._console, transient=True)
            self._task = self._bar.add_task(self._title, total=1.0)
            self._bar.update(self._task, completed=self._share)
            self._bar.start()

    def __enter__(self) -> DelayedProgress:
        self._clock.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._clock.cancel()
        with self._lock:
            if self._bar is not None:
                self._bar.stop()
