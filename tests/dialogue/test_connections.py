"""Connections that stay open: each answer belongs to its question, whatever a server does with the connection."""

from __future__ import annotations

import asyncio
import base64
import socket
import ssl
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from typing import Any

import pytest

from bot.dialogue import connections
from bot.dialogue.connections import HttpConnections
from bot.dialogue.http_answers import MOST_BODY_BYTES, MOST_HEAD_BYTES, AnswerReader
from tests.dialogue.http_server import Answering, Asked, HttpServer, find_silent_port, send_pieces, serving, whole

Talk = Callable[[HttpServer, HttpConnections], Awaitable[Any]]
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def talk(answer: Answering, using: Talk) -> Any:
    """What comes of speaking with a server that answers so."""

    async def run() -> Any:
        async with serving(answer) as server:
            opened = HttpConnections(server.url)
            try:
                return await using(server, opened)
            finally:
                await opened.close()

    return asyncio.run(run())


def get_body(answer: Answering) -> bytes:
    """The body of one answer."""

    async def using(_server: HttpServer, opened: HttpConnections) -> bytes:
        return (await opened.get("/")).body

    body: bytes = talk(answer, using)
    return body


async def echo(asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Says again what was sent; how long that takes is said in it."""
    await asyncio.sleep(int(asked.body or b"0") / 1000)
    writer.write(whole(asked.body))


@pytest.mark.parametrize(
    ("pieces", "body"),
    [
        ((whole(b"hej"),), b"hej"),
        ((b"HTTP/1.1 2", b"00 OK\r\nContent-Le", b"ngth: 3\r", b"\n\r", b"\nh", b"ej"), b"hej"),
        ((b"HTTP/1.1 100 Continue\r\n\r\n" + whole(b"hej"),), b"hej"),
        ((b"HTTP/1.1 100 Continue\r\n\r\n", whole(b"hej")), b"hej"),
        ((b"HTTP/1.1 204 No Content\r\n\r\n",), b""),
        ((CHUNKED + b"3\r\nhej\r\n0\r\n\r\n",), b"hej"),
        ((CHUNKED, b"3\r", b"\nhe", b"j\r\nA;x=y\r\n p", b"\xc3\xa5 dig!!\r\n0\r\n", b"Trailer: 1\r\n", b"\r\n"), "hej på dig!!".encode()),
        ((b"HTTP/1.1 200\r\nCONTENT-LENGTH:2\r\n\r\nok",), b"ok"),
    ],
)  # fmt: skip
def test_an_answer_is_read_in_whatever_pieces_it_comes(pieces: tuple[bytes, ...], body: bytes) -> None:
    assert get_body(send_pieces(*pieces)) == body


def test_an_answer_without_a_length_ends_with_the_connection() -> None:
    assert get_body(send_pieces(b"HTTP/1.0 200 OK\r\n\r\n", b"hej", then_close=True)) == b"hej"


@pytest.mark.parametrize(
    "pieces",
    [
        (), (b"HTTP/1.1 200 OK\r\n",), (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhej",), (CHUNKED + b"3\r\nhej\r\n",),
        (b"220 smtp.example ESMTP\r\n\r\n",), (b"HTTP/2 200 OK\r\n\r\n",), (b"HTTP/1.1 OK\r\n\r\n",), (b"HTTP/1.1 200 OK\r\nhej\r\n\r\n",),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",), (b"HTTP/1.1 200 OK\r\nContent-Length: \xb2\r\n\r\n",),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",), (CHUNKED + b"x\r\n",), (CHUNKED + b"-1\r\n",),
        (CHUNKED + b"3\r\nhejhopp\r\n",),
        (b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (MOST_BODY_BYTES + 1),), (CHUNKED + b"FFFFFFFF\r\n",),
        (b"x" * (MOST_HEAD_BYTES + 1),),
    ],
)  # fmt: skip
def test_what_is_no_whole_answer_is_a_broken_connection(pieces: tuple[bytes, ...]) -> None:
    with pytest.raises(ConnectionError):
        get_body(send_pieces(*pieces, then_close=True))


def test_an_endless_body_is_cut_off() -> None:
    reader = AnswerReader()
    reader.read(b"HTTP/1.1 200 OK\r\n\r\n")
    with pytest.raises(ValueError, match="too large"):
        reader.read(b"x" * (MOST_BODY_BYTES + 1))


def test_a_connection_is_used_again_and_as_many_are_opened_as_are_needed_at_once() -> None:
    async def using(server: HttpServer, opened: HttpConnections) -> list[int]:
        for _ in range(3):
            assert (await opened.post("/", b"0")).body == b"0"
        one_after_the_other = server.connections
        waits = [b"%d" % (50 + number) for number in range(5)]
        answers = await asyncio.gather(*(opened.post("/", wait) for wait in waits))
        assert [answer.body for answer in answers] == waits
        return [one_after_the_other, server.connections]

    assert talk(echo, using) == [1, 5]


def test_the_answer_that_nobody_waited_for_is_not_taken_for_the_next_one() -> None:
    async def using(_server: HttpServer, opened: HttpConnections) -> bytes:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.02):
                await opened.post("/", b"60")
        await asyncio.sleep(0.06)
        return (await opened.post("/", b"1")).body

    assert talk(echo, using) == b"1"


@pytest.mark.parametrize(
    "first",
    [
        whole(b"hej") + b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n",
        whole(b"hej", headers="Connection: close\r\n"),
        b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nhej",
    ],
)
def test_a_connection_that_is_over_or_says_more_than_was_asked_is_not_used_again(first: bytes) -> None:
    async def using(server: HttpServer, opened: HttpConnections) -> list[int]:
        for _ in range(2):
            assert (await opened.get("/")).body == b"hej"
        return [asked.connection for asked in server.asked]

    assert talk(send_pieces(first), using) == [1, 2]


def test_what_comes_unasked_afterwards_ends_the_connection() -> None:
    async def answer(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(whole(b"hej"))
        await asyncio.sleep(0.02)
        writer.write(whole(b"", status="408 Request Timeout"))

    async def using(_server: HttpServer, opened: HttpConnections) -> bytes:
        await opened.get("/")
        await asyncio.sleep(0.05)
        return (await opened.get("/")).body

    assert talk(answer, using) == b"hej"


def test_a_server_that_closed_idle_connections_is_asked_on_a_new_one() -> None:
    async def using(server: HttpServer, opened: HttpConnections) -> list[int]:
        await opened.post("/", b"0")
        await server.hang_up()
        await opened.post("/", b"0")
        return [asked.connection for asked in server.asked]

    assert talk(echo, using) == [1, 2]


def test_a_connection_that_is_closed_at_the_moment_it_is_used_costs_no_answer() -> None:
    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.body == b"second" and asked.connection == 1:
            raise ConnectionResetError
        writer.write(whole(asked.body))

    async def using(server: HttpServer, opened: HttpConnections) -> list[int]:
        for body in (b"first", b"second"):
            assert (await opened.post("/", body)).body == body
        return [asked.connection for asked in server.asked]

    assert talk(answer, using) == [1, 1, 2]


def test_half_an_answer_is_not_asked_for_again() -> None:
    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(whole(b"hej") if len(asked.body) < 2 else whole(b"hej")[:-1])
        if len(asked.body) > 1:
            raise ConnectionResetError

    async def using(server: HttpServer, opened: HttpConnections) -> int:
        await opened.post("/", b"1")
        with pytest.raises(ConnectionError):
            await opened.post("/", b"22")
        return len(server.asked)

    assert talk(answer, using) == 2


def test_a_connection_that_was_idle_for_long_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "IDLE_SECONDS", 0.01)

    async def using(server: HttpServer, opened: HttpConnections) -> int:
        await opened.post("/", b"0")
        await asyncio.sleep(0.02)
        await opened.post("/", b"0")
        return server.connections

    assert talk(echo, using) == 2


def test_nobody_listening_is_a_network_error() -> None:
    async def ask() -> None:
        await HttpConnections(f"http://127.0.0.1:{await find_silent_port()}").get("/")

    with pytest.raises(OSError, match="Connect"):
        asyncio.run(ask())


def test_a_machine_that_does_not_let_anybody_in_is_given_up_before_the_turn_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "CONNECT_SECONDS", 0.1)
    with ExitStack() as stack:
        listening = stack.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for _ in range(3):
            # Nobody takes these from the queue, so the next waits until it is given up.
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listening.getsockname())
        with pytest.raises(TimeoutError):
            asyncio.run(HttpConnections(f"http://127.0.0.1:{listening.getsockname()[1]}").get("/"))


def test_path_and_password_of_the_address_are_used() -> None:
    async def run() -> Asked:
        async with serving(echo) as server:
            opened = HttpConnections(f"http://syv:hemligt%21@127.0.0.1:{server.port}/motor/")
            await opened.post("/webhook", b"0")
            await opened.close()
        return server.asked[0]

    asked = asyncio.run(run())
    assert asked.path == "/motor/webhook"
    assert asked.headers["authorization"] == f"Basic {base64.b64encode(b'syv:hemligt!').decode()}"
    assert "hemligt" not in asked.headers["host"]


def test_an_address_with_tls_is_spoken_to_with_tls() -> None:
    async def speak_plainly(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(whole(b"hej"))
        await writer.drain()
        writer.close()

    async def run() -> None:
        listening = await asyncio.start_server(speak_plainly, "127.0.0.1", 0)
        try:
            await HttpConnections(f"https://127.0.0.1:{listening.sockets[0].getsockname()[1]}").get("/")
        finally:
            listening.close()

    with pytest.raises(ssl.SSLError):
        asyncio.run(run())
