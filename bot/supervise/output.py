"""What the processes write: into a log file each, of limited size, and without anything that a pupil may have said.

Rasa logs the text of messages when they fail, and tracebacks hold it in their values. So of Rasa's lines only the name of the
event is kept, and of a traceback only the kind of its error.
"""

from __future__ import annotations

import json
import logging
import logging.handlers
import re
from pathlib import Path

LARGEST_BYTES = 5 * 2**20
KEPT_FILES = 3
LONGEST_LINE = 2_000
_DATED = re.compile(r"^\S{0,6}\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\S* .{0,20}\b(INFO|WARNING|ERROR|CRITICAL)\b")
# The actions' own lines, which come without a date out of the server's workers.
_NUMBERED = re.compile(r"^[a-z][a-z ]{0,40}: id=[0-9a-f]+ kind=\w+$")
_ERROR_KIND = re.compile(r"^((?:\w+\.){0,10}\w+(?:Error|Exception|Warning|Exit|Interrupt))\b")


class QuietRotatingFile(logging.handlers.RotatingFileHandler):
    """A log file whose trouble (a full disk) troubles nobody."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Lets the line go."""


def open_log(name: str, *, folder: Path) -> logging.Logger:
    """The log of one process."""
    folder.mkdir(parents=True, exist_ok=True)
    logger = logging.getLogger(f"syvbot.process.{name}")
    logger.propagate = False
    logger.setLevel(logging.INFO)
    for old in logger.handlers:
        old.close()
    handler = QuietRotatingFile(
        folder / f"{name}.log", maxBytes=LARGEST_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.handlers = [handler]
    return logger


def keep_own_line(line: str) -> str:
    """For the gateway, which writes no words itself: log lines as they are; of a traceback its kind."""
    if line.startswith("{"):
        return line[:LONGEST_LINE]
    return _keep_kind(line)


def keep_dated_line(line: str) -> str:
    """For the action server: its own log lines, which hold ids and kinds; of a traceback its kind."""
    return line[:LONGEST_LINE] if _DATED.match(line) or _NUMBERED.match(line) else _keep_kind(line)


def keep_event_name(line: str) -> str:
    """For Rasa: the event and its level, nothing of its values."""
    if line.startswith("{"):
        try:
            event = json.loads(line)
        except ValueError:
            return ""
        # Old style lines are sentences with values in them; names of events are words with dots.
        name = str(event.get("event", ""))
        name = name if re.fullmatch(r"[\w.\-]{1,120}", name) else "rasa"
        error = event.get("exception") or ""
        kinds = (
            [str(part.get("exc_type", "")) for part in error if isinstance(part, dict)]
            if isinstance(error, list)
            else []
        )
        return " ".join(filter(None, (str(event.get("level", "")), name, *kinds)))
    if (dated := _DATED.match(line)) is not None:
        return dated[0]
    return _keep_kind(line)


def _keep_kind(line: str) -> str:
    found = _ERROR_KIND.match(line.strip())
    return found[1] if found else ""
