"""Reads an HTTP/1.1 answer out of the bytes that come in, in whatever pieces they come, with the parser that the gateway's own server uses."""

from __future__ import annotations

from dataclasses import dataclass

import httptools

MOST_HEAD_BYTES = 64 * 1024
MOST_BODY_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True)
class HttpAnswer:
    """A status, a body, and whether the connection can be used for more."""

    status: int
    body: bytes
    stays_open: bool

    @property
    def ok(self) -> bool:
        """Whether the server did what was asked."""
        return 200 <= self.status < 300


class AnswerReader:
    """Reads one answer; a ValueError for what is none. The methods that begin with `on_` are called by the parser."""

    def __init__(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._head_bytes = 0
        self._body = bytearray()
        self._answer: HttpAnswer | None = None
        # The body goes on until the connection ends.
        self._open_ended = True
        self._in_body = self._too_much = False
        self.begun = False

    def read(self, data: bytes) -> HttpAnswer | None:
        """The answer, when it is whole with this piece."""
        self.begun = self.begun or bool(data)
        if not self._in_body:
            self._head_bytes += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self._too_much = True
            if self._answer is None:
                raise ValueError("no HTTP/1.1") from error
        if self._answer is not None:
            # What comes after the answer belongs to nothing that was asked.
            return HttpAnswer(
                self._answer.status, self._answer.body, stays_open=self._answer.stays_open and not self._too_much
            )
        if not self._in_body and self._head_bytes > MOST_HEAD_BYTES:
            raise ValueError("a head without an end")
        if len(self._body) > MOST_BODY_BYTES:
            raise ValueError("an answer that is too large")
        return None

    def end(self) -> HttpAnswer | None:
        """The answer, when it is whole now that the connection has ended."""
        if not self._in_body or not self._open_ended:
            return None
        return HttpAnswer(self._parser.get_status_code(), bytes(self._body), stays_open=False)

    def on_message_begin(self) -> None:
        """Called by the parser."""
        self._too_much = self._answer is not None

    def on_header(self, name: bytes, value: bytes) -> None:
        """Called by the parser."""
        if name.lower() in (b"content-length", b"transfer-encoding"):
            self._open_ended = False
        if name.lower() == b"content-length" and self._answer is None and int(value) > MOST_BODY_BYTES:
            raise ValueError("an answer that is too large")

    def on_headers_complete(self) -> None:
        """Called by the parser."""
        self._in_body = self._answer is None and self._parser.get_status_code() >= 200

    def on_body(self, body: bytes) -> None:
        """Called by the parser."""
        if self._answer is None:
            self._body += body

    def on_message_complete(self) -> None:
        """Called by the parser."""
        # 100 to 199 only say that the answer is still to come.
        if self._answer is None and self._parser.get_status_code() >= 200:
            self._answer = HttpAnswer(
                self._parser.get_status_code(), bytes(self._body), stays_open=self._parser.should_keep_alive()
            )
