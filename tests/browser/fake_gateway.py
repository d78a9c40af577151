"""A gateway for the widget's tests: speaks the Chat API, serves the widget and test pages, and fails when told to.

`python tests/browser/fake_gateway.py 8765` serves it for looking at the widget by hand.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, str(Path(__file__).parent))

from answers import answer_to
from pages import PAGES, page_policy

STATIC = Path(__file__).resolve().parents[2] / "bot" / "web" / "static"
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
SITE = {
    "greeting": "Hej och välkommen till Trollhättans Syvbot!",
    "county": "14",
    "municipality": "1488",
    "colors": {"primary": "#7a1f3d", "on_primary": "#ffffff"},
    "counsellor": {
        "name": "Syv-expeditionen",
        "email": "syv@example.com",
        "phone": "0520-00 00 00",
        "hours": "vardagar 8–16",
    },
    "starters": ["Vilka jobb behöver folk i Trollhättan?", "Jag gillar bilar", "Hitta prao nära mig"],
    "languages": ["sv", "en", "ar", "so"],
    "test": True,
}


@dataclass
class Fault:
    """What happens to the next message: a status, or a connection cut before or after the turn was made."""

    status: int = 0
    retry_after: int = 0
    cut: str = ""
    body: str = ""


@dataclass
class FakeGateway:
    """State of the gateway; a test sets `delay`, `faults` and `down`, and reads `received`, `feedback` and `forgotten`."""

    delay: float = 0.0
    down: bool = False
    language: str = "sv"
    faults: list[Fault] = field(default_factory=list)
    received: list[dict[str, Any]] = field(default_factory=list)
    sessions: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    done: dict[str, dict[str, Any]] = field(default_factory=dict)
    feedback: list[dict[str, Any]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    turns: int = 0
    port: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)
    server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, port: int = 0) -> FakeGateway:
        gateway = self

        class Handler(GatewayHandler):
            state = gateway

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def stop(self) -> None:
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()

    def make_turn(self, message: dict[str, Any]) -> dict[str, Any]:
        """One turn; the same message id again gives the same answer."""
        with self.lock:
            if message["id"] in self.done:
                return self.done[message["id"]]
            session = message.get("session") or uuid.uuid4().hex
            lines = self.sessions.setdefault(session, [])
            text = message.get("text") or {"b-prao": "Hur söker jag prao?"}.get(message.get("button", ""), "knapp")
            lines.append({"id": message["id"], "role": "pupil", "text": text})
            answer = {"id": f"m{uuid.uuid4().hex[:12]}", **answer_to(text)}
            lines.append({"role": "bot", **answer})
            self.turns += 1
            language = "ar" if answer["text"].startswith("مرحبا") else message.get("language") or self.language
            self.done[message["id"]] = {"session": session, "messages": [answer], "language": language}
            return self.done[message["id"]]


class GatewayHandler(BaseHTTPRequestHandler):
    """One request of the Chat API, of the widget's files or of a test page."""

    state: ClassVar[FakeGateway]
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def reply(self, status: int, body: object = None, *, kind: str = "application/json", **headers: str) -> None:
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "no-store")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def problem(self, status: int, **headers: str) -> None:
        self.reply(
            status,
            {"type": "about:blank", "title": "Fel", "status": status},
            kind="application/problem+json",
            **headers,
        )

    def cut(self) -> None:
        """Ends the connection without an answer, as a lost network does."""
        self.close_connection = True
        self.connection.close()

    def do_OPTIONS(self) -> None:
        self.reply(
            204, None, Access_Control_Allow_Methods="GET, POST, DELETE", Access_Control_Allow_Headers="content-type"
        )

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path in PAGES:
            page = PAGES[address.path].replace("{gateway}", parse_qs(address.query).get("gateway", [""])[0])
            page = page.replace("{attributes}", parse_qs(address.query).get("attributes", [""])[0])
            self.reply(
                200, page.encode(), kind="text/html; charset=utf-8", Content_Security_Policy=page_policy(address)
            )
        elif self.state.down:
            self.cut()
        elif address.path == "/api/site":
            self.reply(200, SITE) if parse_qs(address.query).get("key") == ["skolan"] else self.problem(404)
        elif address.path.startswith("/api/chat/"):
            session = address.path.rsplit("/", 1)[1]
            if session not in self.state.sessions:
                self.problem(404)
            else:
                self.reply(200, {"session": session, "messages": self.state.sessions[session], "language": "sv"})
        else:
            file = (STATIC / address.path.lstrip("/")).resolve()
            if STATIC in file.parents and file.is_file() and file.suffix in TYPES:
                self.reply(200, file.read_bytes(), kind=TYPES[file.suffix])
            else:
                self.problem(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.state.down:
            return self.cut()
        message = json.loads(body)
        if self.path.endswith("/feedback"):
            self.state.feedback.append(message)
            return self.reply(204)
        self.state.received.append(message)
        fault = self.state.faults.pop(0) if self.state.faults else Fault()
        if fault.cut == "before":
            return self.cut()
        if fault.status:
            headers = {"Retry_After": str(fault.retry_after)} if fault.retry_after else {}
            return self.problem(fault.status, **headers)
        if fault.body:
            return self.reply(200, fault.body.encode())
        if message.get("session") and message["session"] not in self.state.sessions:
            return self.problem(404)
        answer = self.state.make_turn(message)
        time.sleep(self.state.delay)
        if fault.cut == "after":
            return self.cut()
        return self.reply(200, answer)

    def do_DELETE(self) -> None:
        if self.state.down:
            return self.cut()
        session = self.path.rsplit("/", 1)[1]
        self.state.forgotten.append(session)
        known = self.state.sessions.pop(session, None)
        return self.reply(204) if known is not None else self.problem(404)


if __name__ == "__main__":
    running = FakeGateway().start(int(sys.argv[1]) if len(sys.argv) > 1 else 8765)
    sys.stdout.write(f"{running.url}/sida\n")
    threading.Event().wait()
