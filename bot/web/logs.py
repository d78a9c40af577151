"""Structured log lines, one JSON object a line: what happened and how long it took, never words, ids of pupils or addresses."""

from __future__ import annotations

import contextlib
import logging
import sys
from typing import TextIO, cast

import structlog


class PatientStream:
    """Where the lines go. A full disk or a reader that is gone costs lines, never an answer."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Writes what can be written."""
        with contextlib.suppress(OSError, ValueError):
            return self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """As above."""
        with contextlib.suppress(OSError, ValueError):
            self._stream.flush()


def configure_logs(level: str) -> None:
    """Sets up the log of this process; libraries' lines come out in the same form."""
    stream = PatientStream(sys.stderr)
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=cast(TextIO, stream)),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(cast(TextIO, stream))
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_traceback,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            foreign_pre_chain=shared,
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(number)
    # The access log would hold session ids and addresses; the middleware writes one without them.
    for quiet in ("uvicorn.access", "httpx", "httpcore", "alembic"):
        logging.getLogger(quiet).setLevel(logging.WARNING)


def _without_traceback(_logger: object, _name: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """A traceback can hold a pupil's words in its values; its kind is enough to look for it."""
    error = line.pop("exc_info", None)
    if isinstance(error, tuple) and error[0] is not None:
        line["error"] = error[0].__name__
    line.pop("exception", None)
    line.pop("stack_info", None)
    return line
