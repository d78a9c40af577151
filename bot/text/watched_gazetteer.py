"""Keeps a gazetteer in step with its file, which the app rewrites when the data change."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from bot.text.gazetteer import Gazetteer
from bot.text.gazetteer_file import GazetteerDamaged, GazetteerMissing, read_gazetteer_file

logger = logging.getLogger(__name__)

_LOOKS_PER_SECOND = 1.0


@dataclass(frozen=True)
class _Stamp:
    """What tells one writing of the file from another."""

    modified_ns: int
    size: int
    inode: int


class WatchedGazetteer:
    """The gazetteer of a file, read again when the file has changed; a damaged new file leaves the old one in use."""

    def __init__(self, path: Path, *, required: bool) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._stamp = _stamp_file(path)
        if self._stamp is None and not required:
            self._version, self._gazetteer = "", Gazetteer()
        else:
            self._version, self._gazetteer = self._read()
        self._looked = time.monotonic()

    @property
    def version(self) -> str:
        """The version that the file gives itself; empty without a file."""
        return self._version

    def get(self) -> Gazetteer:
        """The gazetteer as of at most a second ago."""
        now = time.monotonic()
        if now - self._looked < 1 / _LOOKS_PER_SECOND or not self._lock.acquire(blocking=False):
            return self._gazetteer
        try:
            self._looked = now
            self._renew()
        finally:
            self._lock.release()
        return self._gazetteer

    def _renew(self) -> None:
        stamp = _stamp_file(self._path)
        if stamp is None or stamp == self._stamp:
            return
        # Remembered before reading, so that a damaged file is reported once and not every second.
        self._stamp = stamp
        try:
            self._version, self._gazetteer = self._read()
        except (GazetteerDamaged, GazetteerMissing) as error:
            logger.error("The changed gazetteer is not used, the former one stays: %s", error)
            return
        logger.info("Read the gazetteer anew: %d entries", len(self._gazetteer))

    def _read(self) -> tuple[str, Gazetteer]:
        version, entries = read_gazetteer_file(self._path)
        return version, Gazetteer(entries)


def _stamp_file(path: Path) -> _Stamp | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return _Stamp(found.st_mtime_ns, found.st_size, found.st_ino)
