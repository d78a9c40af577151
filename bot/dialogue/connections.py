"""Speaks HTTP with one server over connections that stay open, and does no more than a question and its answer need.

The gateway's own share of a turn is small, and a general client, which also knows proxies, cookies and redirects, took a third of it.
Whatever is not understood ends the connection with a ConnectionError, as does a server that leaves.
"""

from __future__ import annotations

import asyncio
import base64
import ssl
import time
from typing import cast
from urllib.parse import unquote, urlsplit

from bot.dialogue.http_answers import AnswerReader, HttpAnswer

CONNECT_SECONDS = 1.0
# Rasa closes a connection that was idle for five seconds, so none is used that might be closed on the way.
IDLE_SECONDS = 4.0


class HttpConnections:
    """All connections to one address. Everything that goes wrong on the network is an OSError.

    A server may close an idle connection at the very moment that it is used; unless `asks_again` is off it is asked once more then.
    """

    def __init__(self, address: str, *, asks_again: bool = True) -> None:
        self._asks_again = asks_again
        parts = urlsplit(address)
        self._secure = ssl.create_default_context() if parts.scheme == "https" else None
        self._host = parts.hostname or ""
        self._port = parts.port or (443 if self._secure else 80)
        self._path = parts.path.rstrip("/")
        self._headers = f"host: {parts.netloc.rpartition('@')[2]}\r\n"
        if parts.username:
            known = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
            self._headers += f"authorization: Basic {base64.b64encode(known).decode()}\r\n"
        self._idle: list[_Connection] = []
        self._closed = False

    async def get(self, path: str) -> HttpAnswer:
        """The answer to a question without a body."""
        return await self._ask(f"GET {self._path}{path} HTTP/1.1\r\n{self._headers}\r\n".encode())

    async def post(self, path: str, body: bytes) -> HttpAnswer:
        """The answer to a body in JSON."""
        head = (
            f"POST {self._path}{path} HTTP/1.1\r\n{self._headers}"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        return await self._ask(head.encode() + body)

    async def close(self) -> None:
        """Closes what is open; what is in use is closed by whoever uses it."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()
        # The loop closes the sockets at its next turn.
        await asyncio.sleep(0)

    async def _ask(self, request: bytes) -> HttpAnswer:
        while self._idle:
            connection = self._idle.pop()
            if not connection.fresh:
                connection.close()
                continue
            try:
                return await self._use(connection, request)
            except ConnectionError:
                # Never for half an answer.
                if connection.reader.begun or not self._asks_again:
                    raise
        return await self._use(await self._connect(), request)

    async def _use(self, connection: _Connection, request: bytes) -> HttpAnswer:
        try:
            answer = await connection.ask(request)
        except BaseException:
            # Also when nobody waits any longer: the answer still to come must not be taken for that to the next question.
            connection.close()
            raise
        if answer.stays_open and not self._closed:
            self._idle.append(connection)
        else:
            connection.close()
        return answer

    async def _connect(self) -> _Connection:
        async with asyncio.timeout(CONNECT_SECONDS):
            _transport, connection = await asyncio.get_running_loop().create_connection(
                _Connection, self._host, self._port, ssl=self._secure
            )
        return connection


class _Connection(asyncio.Protocol):
    """One connection, one question at a time."""

    def __init__(self) -> None:
        self.reader = AnswerReader()
        self._transport: asyncio.Transport | None = None
        self._pending: asyncio.Future[HttpAnswer] | None = None
        self._used_at = time.monotonic()

    @property
    def fresh(self) -> bool:
        """Whether it can be used once more."""
        return self._transport is not None and time.monotonic() - self._used_at < IDLE_SECONDS

    async def ask(self, request: bytes) -> HttpAnswer:
        """Sends a request and waits for its answer."""
        if self._transport is None:
            raise ConnectionResetError("closed")
        self.reader = AnswerReader()
        self._pending = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        try:
            return await self._pending
        finally:
            self._pending = None
            self._used_at = time.monotonic()

    def close(self) -> None:
        """Ends it at once."""
        if self._transport is not None:
            self._transport.abort()
            self._transport = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the loop."""
        # Not asked of what class it is: that of uvloop, which the gateway runs on, is no asyncio.Transport.
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Called by the loop."""
        if self._pending is None or self._pending.done():
            # Nothing was asked, so this is no answer to anything that will be.
            self.close()
            return
        try:
            answer = self.reader.read(data)
        except ValueError as error:
            self._pending.set_exception(ConnectionError(f"not understood: {error}"))
            return
        if answer is not None:
            self._pending.set_result(answer)

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the loop."""
        self._transport = None
        if self._pending is None or self._pending.done():
            return
        answer = self.reader.end()
        if answer is not None and exc is None:
            self._pending.set_result(answer)
        else:
            self._pending.set_exception(ConnectionResetError("closed by the server"))
