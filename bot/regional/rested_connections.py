"""Asks a kept database connection whether it is still alive, but only when it has rested: at every turn that costs more than it saves.

For work that may be repeated where the connection turns out to be dead all the same.
"""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError

# A server that goes away while it is being asked is noticed by the asking; whoever has been silent longer is asked first.
RESTED_SECONDS = 0.5
_RETURNED_AT = "returned_at"


def ping_rested_connections(engine: Any, *, rested_seconds: float = RESTED_SECONDS) -> None:
    """Makes the pool of `engine` try a connection that has not been used for a while, and replace it when it is dead."""

    def note_return(_connection: Any, record: Any) -> None:
        record.info[_RETURNED_AT] = time.monotonic()

    def try_connection(connection: Any, record: Any, _proxy: Any) -> None:
        returned_at = record.info.get(_RETURNED_AT)
        if returned_at is None or time.monotonic() - returned_at < rested_seconds:
            return
        dialect = engine.dialect
        try:
            alive = dialect.do_ping(connection)
        except dialect.dbapi.Error:
            alive = False
        if not alive:
            # The pool answers this with a new connection.
            raise DisconnectionError("the database has closed a connection that rested")

    event.listen(engine, "checkin", note_return)
    event.listen(engine, "checkout", try_connection)
