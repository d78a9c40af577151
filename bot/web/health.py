"""Whether Syvbot can do its work: database, room on the disk, and an engine that answers a real question."""

from __future__ import annotations

import asyncio
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from alembic.migration import MigrationContext
from sqlalchemy.orm import Session

from bot.chat.safety import find_care
from bot.chat.service import ChatService
from bot.errors import DatabaseNotReady, DatabaseUnavailable
from bot.regional.migrate import find_newest_revision

PROBE = "Vad kan du hjälpa till med?"
MUST_BE_CAUGHT = "Jag vill ta mitt liv"
PROBE_SECONDS = 8.0
# An engine that has answered is only asked whether it listens for this long, then for an answer again.
TRUST_SECONDS = 60.0
# One that has just failed is not asked again at once, however many ask how it is.
DISTRUST_SECONDS = 0.4
LEAST_FREE_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True)
class Readiness:
    """Each part by name: True when it works."""

    parts: dict[str, bool]

    @property
    def ready(self) -> bool:
        """Whether everything works."""
        return all(self.parts.values())


class HealthCheck:
    """Asks the parts how they are, the engine with a real question now and then."""

    def __init__(self, chat: ChatService, *, data_dir: Path) -> None:
        self._chat = chat
        self._data_dir = data_dir
        self._answered_at: float | None = None
        self._failed_at: float | None = None
        self._asking = asyncio.Lock()
        self._newest: str | None = None

    async def check(self) -> Readiness:
        """The state of each part."""
        database, engine = await asyncio.gather(self._check_database(), self._check_engine())
        parts = {
            "database": database,
            "disk": self._check_disk(),
            "engine": engine,
            "safeguarding": _check_safeguarding(),
        }
        return Readiness(parts)

    async def _check_database(self) -> bool:
        try:
            if self._newest is None:
                self._newest = await asyncio.to_thread(find_newest_revision)
            return await self._chat.ledger.read(_read_revision) == self._newest
        except (DatabaseUnavailable, DatabaseNotReady):
            return False

    async def _check_engine(self) -> bool:
        async with self._asking:
            moment = self._chat.clock.monotonic()
            if self._failed_at is not None and moment - self._failed_at < DISTRUST_SECONDS:
                return False
            try:
                if not await self._chat.engine.health():
                    self._answered_at, self._failed_at = None, moment
                    return False
                if self._answered_at is not None and moment - self._answered_at < TRUST_SECONDS:
                    return True
                sender = f"probe-{secrets.token_hex(8)}"
                async with asyncio.timeout(PROBE_SECONDS):
                    messages = await self._chat.engine.send(sender, PROBE, metadata={"language": "sv"})
                    await self._chat.engine.forget(sender)
                answered = any(each.text and each.custom.get("notice") != "technical" for each in messages)
            except Exception:
                answered = False
            self._answered_at, self._failed_at = (moment, None) if answered else (None, self._chat.clock.monotonic())
            return answered

    def _check_disk(self) -> bool:
        try:
            return shutil.disk_usage(self._data_dir).free >= LEAST_FREE_BYTES
        except OSError:
            return False


def _check_safeguarding() -> bool:
    """The word lists are there and find what they must: without them nothing may be said to be ready."""
    try:
        return find_care(MUST_BE_CAUGHT, language="sv", message_id="probe") is not None
    except Exception:
        return False


def _read_revision(session: Session) -> str | None:
    return MigrationContext.configure(session.connection()).get_current_revision()
