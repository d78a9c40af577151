"""Makes the ids of conversations: unguessable for a browser, and all other names of a conversation derived from them.

A session id is 16 bytes and a tag that only this installation can make. So a gateway that has just restarted, or that cannot
reach its database, still tells its own ids from invented ones, and finds the same conversation in the engine and in the log.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

SESSION_ID_LENGTH = 43
# A message id that short could be another pupil's as well, so it never leads to a session that exists.
UNGUESSABLE_MESSAGE_ID = 20
_HALF = 16


@dataclass(frozen=True)
class SessionNames:
    """What a session is called: by the browser (`id`), in the database, in the turn log, and in the dialogue engine."""

    id: str
    key: str
    conversation: str
    sender: str


class SessionIdentity:
    """Issues and checks session ids with the secret of this installation."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def issue(self, message_id: str | None = None) -> SessionNames:
        """Names for a new session; the same unguessable first message id always gives the same ones."""
        if message_id is not None and len(message_id) >= UNGUESSABLE_MESSAGE_ID:
            return self._names(self._digest("first", message_id.encode())[:_HALF])
        return self._names(secrets.token_bytes(_HALF))

    def recognise(self, session_id: str) -> SessionNames | None:
        """The names behind an id that a browser sent; None when this installation never issued it."""
        if len(session_id) != SESSION_ID_LENGTH or not session_id.isascii():
            return None
        try:
            raw = base64.urlsafe_b64decode(session_id + "=")
        except ValueError:
            return None
        names = self._names(raw[:_HALF])
        return names if hmac.compare_digest(names.id, session_id) else None

    def sign(self, purpose: str, value: str) -> str:
        """A short proof that this installation handed `value` out for `purpose`."""
        return self._digest(purpose, value.encode()).hex()[:32]

    def _names(self, seed: bytes) -> SessionNames:
        session_id = base64.urlsafe_b64encode(seed + self._digest("session", seed)[:_HALF]).decode().rstrip("=")
        return SessionNames(
            id=session_id,
            key=hashlib.sha256(session_id.encode()).hexdigest(),
            conversation=self._digest("conversation", seed).hex()[:32],
            sender=self._digest("sender", seed).hex()[:32],
        )

    def _digest(self, purpose: str, value: bytes) -> bytes:
        return hmac.digest(self._secret, purpose.encode() + b":" + value, "sha256")


def read_secret(path: Path) -> bytes:
    """The secret of this installation, made at first use and readable by its owner alone."""
    with contextlib.suppress(FileNotFoundError):
        return path.read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(secrets.token_bytes(32))
    # The link is made whole or not at all, so of two processes that start together one's secret holds for both.
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
    return path.read_bytes()
