"""The gateway as a server on a real port: what sizes, slow senders and lost connections do to it."""

from __future__ import annotations

import json
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from bot.dialogue.rasa_rest import RasaRestEngine
from bot.regional.session import create_database_engine
from tests.gateway import Served


@pytest.fixture
def served(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Served]:
    """The gateway on a free port."""
    path = tmp_path / "regional.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    database = create_database_engine(f"sqlite:///{path}")
    running = Served(database, tmp_path)
    yield running
    running.stop()
    database.dispose()


@pytest.mark.parametrize("size", [64 * 1024, 1024 * 1024])
def test_a_large_message_is_refused_at_once_and_the_engine_is_not_troubled(served: Served, size: int) -> None:
    body = json.dumps({"text": "hej " * (size // 4)}).encode()
    times = []
    for _ in range(5):
        with httpx.Client(base_url=served.url, trust_env=False) as client:
            client.get("/healthz")
            began = time.perf_counter()
            response = client.post("/api/chat", content=body, headers={"content-type": "application/json"})
            times.append(time.perf_counter() - began)
        assert response.status_code == 413
        assert "server" not in response.headers
    # The target of 50 ms is measured by `make bench`; here a busy machine may be slower.
    assert sorted(times)[0] < 0.25
    assert served.engine.sent == []


def test_a_body_in_pieces_without_an_end_is_cut_off(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=5) as connection:
        connection.sendall(
            b"POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        for _ in range(5):
            connection.sendall(b"400\r\n" + b"x" * 1024 + b"\r\n")
        assert b" 413 " in connection.recv(4096).split(b"\r\n")[0]


def test_a_client_that_leaves_in_the_middle_finds_its_answer_later(served: Served) -> None:
    served.engine.seconds = 0.3
    message = json.dumps({"id": str(uuid.uuid4()), "text": "Vad tjänar en svetsare?"}).encode()
    with socket.create_connection(("127.0.0.1", served.port), timeout=5) as connection:
        head = f"POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(message)}\r\n\r\n"
        connection.sendall(head.encode() + message)
        time.sleep(0.1)
    time.sleep(0.4)
    response = httpx.post(
        f"{served.url}/api/chat", content=message, headers={"content-type": "application/json"}, trust_env=False
    )
    assert response.json()["messages"][0]["text"] == "Du skrev: Vad tjänar en svetsare?"
    assert len(served.engine.sent) == 1


def test_metrics_are_there_for_this_machine_and_not_through_a_proxy(served: Served) -> None:
    assert httpx.get(f"{served.url}/metrics", trust_env=False).status_code == 200
    forwarded = {"x-forwarded-for": "203.0.113.9"}
    assert httpx.get(f"{served.url}/metrics", headers=forwarded, trust_env=False).status_code == 404


class RasaChannel(BaseHTTPRequestHandler):
    """Rasa's REST channel, which says again what was said to it."""

    protocol_version = "HTTP/1.1"
    connections = 0

    def setup(self) -> None:
        super().setup()
        type(self).connections += 1

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["content-length"])))["message"]
        answer = json.dumps([{"text": f"Svar på: {said}"}, {"custom": {"topic": "ask_salary"}}]).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_words: object) -> None:
        """Nothing."""


def test_the_engine_is_spoken_to_over_a_connection_that_stays_open(migrated_sqlite: Path, tmp_path: Path) -> None:
    """In the event loop that the gateway really runs in, which is another than that of the other tests."""
    path = tmp_path / "regional.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    database = create_database_engine(f"sqlite:///{path}")
    with ThreadingHTTPServer(("127.0.0.1", 0), RasaChannel) as channel:
        threading.Thread(target=channel.serve_forever, daemon=True).start()
        engine = RasaRestEngine(f"http://127.0.0.1:{channel.server_port}", store=None, seconds=5)
        running = Served(database, tmp_path, behind=engine)
        for question in ("Vad tjänar en svetsare?", "Och en elektriker?", "Tack!"):
            reply = httpx.post(f"{running.url}/api/chat", json={"text": question}, trust_env=False).json()
            assert reply["messages"][0]["text"] == f"Svar på: {question}"
        running.stop()
        channel.shutdown()
    database.dispose()
    assert RasaChannel.connections == 1
