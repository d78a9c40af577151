"""Whatever order, doubling and clearing pupils come up with: each message is one turn, in order, in its own conversation."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import uuid
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.regional.models import ChatTurn
from bot.regional.session import create_database_engine
from tests.gateway import Gateway, SetClock, open_gateway


class Pupils(RuleBasedStateMachine):
    """Several pupils, their messages sent once, twice or at the same time, cleared, restarted, waited."""

    template: Path
    sessions = Bundle("sessions")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.template, self.folder / "regional.db")
        self.loop = asyncio.new_event_loop()
        self.clock = SetClock()
        self.said: dict[str, list[str]] = {}
        self.sent: dict[str, dict[str, Any]] = {}
        self.number = 0
        self.database: Engine = create_database_engine(f"sqlite:///{self.folder / 'regional.db'}")
        self.open()

    def open(self) -> None:
        """Starts the gateway."""
        self.stack = AsyncExitStack()
        entered = self.stack.enter_async_context(open_gateway(self.database, self.folder, clock=self.clock))
        self.gateway: Gateway = self.loop.run_until_complete(entered)

    def run(self, work: Any) -> Any:
        """Runs to the end."""
        return self.loop.run_until_complete(work)

    def post(self, **message: Any) -> Any:
        """Sends a message."""
        return self.run(self.gateway.post(**message))

    @initialize()
    def nobody_has_said_anything(self) -> None:
        """The beginning."""
        assert not self.said

    @rule(target=sessions)
    def begin(self) -> str:
        """A pupil's first message, sent twice."""
        text, message_id = self.next_text(), str(uuid.uuid4())
        first, again = self.post(id=message_id, text=text), self.post(id=message_id, text=text)
        assert first.status_code == again.status_code == 200
        assert first.json() == again.json()
        session: str = first.json()["session"]
        self.said[session] = [text]
        self.sent[session] = {"id": message_id, "text": text}
        return session

    @rule(session=sessions, times=st.integers(1, 3), together=st.booleans())
    def say(self, session: str, times: int, together: bool) -> None:
        """A message, once or several times, one after the other or at once."""
        text, message_id = self.next_text(), str(uuid.uuid4())
        message = {"session": session, "id": message_id, "text": text}
        if together:

            async def send_together() -> list[Any]:
                return list(await asyncio.gather(*(self.gateway.post(**message) for _ in range(times))))

            replies = self.run(send_together())
        else:
            replies = [self.post(**message) for _ in range(times)]
        assert {reply.status_code for reply in replies} == {200}
        assert len({reply.text for reply in replies}) == 1
        self.said[session].append(text)
        self.sent[session] = {"id": message_id, "text": text}

    @rule(session=sessions)
    def send_the_last_again(self, session: str) -> None:
        """A client that never saw the answer."""
        assert self.post(session=session, **self.sent[session]).status_code == 200

    @rule(session=consumes(sessions))
    def clear(self, session: str) -> None:
        """The pupil clears the chat."""
        assert self.run(self.gateway.client.delete(f"/api/chat/{session}")).status_code == 204
        assert self.post(session=session, text="Hej").status_code == 404
        del self.said[session]

    @rule()
    def restart(self) -> None:
        """The gateway is started anew."""
        self.run(self.stack.aclose())
        self.open()

    @rule(minutes=st.integers(1, 5))
    def wait(self, minutes: int) -> None:
        """Time passes; whoever was quiet too long is gone."""
        for session in self.said:
            self.post(session=session, **self.sent[session])
        self.clock.wait(minutes=minutes)

    @invariant()
    def each_conversation_holds_its_own_words_once_and_in_order(self) -> None:
        """What history and log must always show."""
        for session, texts in self.said.items():
            lines = self.run(self.gateway.client.get(f"/api/chat/{session}")).json()["messages"]
            assert [line["text"] for line in lines if line["role"] == "pupil"] == texts
            assert len([line for line in lines if line["role"] == "bot"]) == len(texts)
        with Session(self.database) as session_:
            assert len(session_.scalars(select(ChatTurn.id)).all()) == sum(len(texts) for texts in self.said.values())

    def next_text(self) -> str:
        """Words that no other message has."""
        self.number += 1
        return f"fråga {self.number}"

    def teardown(self) -> None:
        """Ends."""
        self.run(self.stack.aclose())
        self.loop.close()
        self.database.dispose()
        shutil.rmtree(self.folder)


@pytest.mark.timeout(240)
def test_order_and_doubling_never_mix_or_lose_words(migrated_sqlite: Path) -> None:
    Pupils.template = migrated_sqlite
    run_state_machine_as_test(
        Pupils,
        settings=settings(
            max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
