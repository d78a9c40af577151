"""Faults to put between the parts: an action server that fails on command, and a door that can be shut before a server."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# Longer than the tests' gateway waits.
SLOW_SECONDS = 5.0
GOOD = {
    "events": [],
    "responses": [
        {"text": "Ett riktigt svar."},
        {"custom": {"topic": "ask_capabilities", "language": "sv", "items": [], "sources": [], "notes": []}},
    ],
}


class Actions:
    """An action server. `fault` is what it does next: "", 500, garbage, shape, cut, or slow."""

    def __init__(self) -> None:
        self.fault = ""
        self.senders: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                call: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["content-length"])))
                outer.senders.append(call["sender_id"])
                if outer.fault == "slow":
                    time.sleep(SLOW_SECONDS)
                if outer.fault == "cut":
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                bodies = {"garbage": b"<html>hej", "shape": b'{"events": 7, "responses": "nej"}'}
                body = bodies.get(outer.fault, json.dumps(GOOD).encode())
                self.send_response(500 if outer.fault == "500" else 200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                with contextlib.suppress(OSError):
                    self.wfile.write(body)

            def log_message(self, *_arguments: object) -> None:
                """Nothing is written."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port: int = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Ends it."""
        self.server.shutdown()
        self.server.server_close()


class Door:
    """Stands before a server; shut, it breaks what goes through and lets nobody in."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._open: list[socket.socket] = []
        self.port = 0
        self.unlock()

    def unlock(self) -> None:
        """Lets through."""
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.bind(("127.0.0.1", self.port))
        self._listener.listen()
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._let_in, args=(self._listener,), daemon=True).start()

    def shut(self) -> None:
        """Breaks every connection and refuses new ones."""
        for each in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._open.clear()

    def _let_in(self, listener: socket.socket) -> None:
        while True:
            try:
                inside, _ = listener.accept()
            except OSError:
                return
            outside = socket.create_connection(self._target)
            self._open += [inside, outside]
            for source, sink in ((inside, outside), (outside, inside)):
                threading.Thread(target=_carry, args=(source, sink), daemon=True).start()


def _carry(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
    for each in (source, sink):
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
