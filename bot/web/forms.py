"""Tokens of forms without cookies: each form is ours, fresh, and sent once however often the page is reloaded."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass

from bot.chat.clock import Clock
from bot.chat.identity import SessionIdentity
from bot.errors import FormOutdated

LASTS_SECONDS = 4 * 3600


@dataclass(frozen=True)
class FormTokens:
    """Hands out and checks the tokens of one form."""

    identity: SessionIdentity
    clock: Clock
    purpose: str

    def issue(self) -> str:
        """A token for a form that is being shown."""
        content = f"{int(self.clock.now().timestamp())}-{secrets.token_hex(16)}"
        return f"{content}-{self.identity.sign(self.purpose, content)}"

    def check(self, token: str) -> str:
        """The unguessable part, to know a form by that is sent twice; FormOutdated when it is not ours or too old."""
        content, _, signature = token.rpartition("-")
        if not hmac.compare_digest(signature.encode(), self.identity.sign(self.purpose, content).encode()):
            raise FormOutdated
        issued, _, nonce = content.partition("-")
        # The signature vouches for the number.
        if self.clock.now().timestamp() - int(issued) > LASTS_SECONDS:
            raise FormOutdated
        return nonce
