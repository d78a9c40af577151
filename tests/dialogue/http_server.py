"""A little HTTP server on a free port, in the loop of the test, that answers as the test says and remembers what it was asked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

Answering = Callable[["Asked", asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Asked:
    """A request as it came in. `connection` numbers the connections that were opened."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    connection: int


@dataclass
class HttpServer:
    """What it was asked, and how many connections were opened; `port` is where it listens."""

    answer: Answering
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    open: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, request after request."""
        self.connections += 1
        number = self.connections
        self.open.add(writer)
        try:
            while True:
                asked = await read_request(reader, connection=number)
                self.asked.append(asked)
                await self.answer(asked, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self.open.discard(writer)
            writer.close()

    async def hang_up(self) -> None:
        """Closes the connections that are open."""
        for writer in self.open:
            writer.close()
        await asyncio.sleep(0.02)


async def read_request(reader: asyncio.StreamReader, *, connection: int) -> Asked:
    """The next request of a connection."""
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    method, path, _version = first.split(" ")
    return Asked(method, path, headers, body, connection)


def whole(body: bytes, *, status: str = "200 OK", headers: str = "") -> bytes:
    """An answer that tells its length."""
    return f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode() + body


def reply(parts: Any, *, seconds: float = 0.0) -> Answering:
    """Answers with JSON, after a while."""

    async def answer(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)
        writer.write(whole(json.dumps(parts).encode(), headers="Content-Type: application/json\r\n"))

    return answer


def send_pieces(*pieces: bytes, then_close: bool = False) -> Answering:
    """Answers with these bytes, piece by piece."""

    async def answer(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.01)
        if then_close:
            raise ConnectionResetError

    return answer


@asynccontextmanager
async def serving(answer: Answering) -> AsyncIterator[HttpServer]:
    """The server, for as long as the test needs it."""
    server = HttpServer(answer)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        await server.hang_up()


async def find_silent_port() -> int:
    """A port on which nobody listens."""
    listening = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port: int = listening.sockets[0].getsockname()[1]
    listening.close()
    await listening.wait_closed()
    return port
