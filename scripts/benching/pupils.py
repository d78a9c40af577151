"""Pupils who write through the gateway: many at once, one alone, one who goes on and on.

They and what they measure share the machine, so they speak over the gateway's own small client: a general one took 2.4 ms of
processor time a turn, this takes 0.4. What they take themselves is measured beside.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from benching.figures import middle
from benching.questions import Questions
from bot.dialogue.connections import HttpConnections
from bot.dialogue.http_answers import HttpAnswer

TURNS_OF_A_SESSION = 8
# Longer than any answer may take.
MOST_SECONDS = 30.0
# Said by an apology in the place of an answer.
APOLOGIES = frozenset({"technical", "slow"})
# An answer to what the engine takes for distress is in neither the history nor the log.
NO_TRACE = "distress"


@dataclass
class Talk:
    """What came of it: milliseconds of each turn, and what was lost: no answer, an apology, or words missing in the history.

    `untraced` counts the answers that are not to be in the log, `own_seconds` the processor time that the pupils took themselves.
    """

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    own_seconds: float = 0.0
    lost: int = 0
    untraced: int = 0
    refused: dict[str, int] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        """Turns with a real answer."""
        return len(self.times) - self.lost

    @property
    def per_second(self) -> float:
        """Real answers a second."""
        return self.answered / self.seconds

    @property
    def own_milliseconds(self) -> float:
        """The pupils' own processor time a turn."""
        return self.own_seconds / len(self.times) * 1000

    def add(self, other: Talk) -> None:
        """Puts another talk's figures to these; how long it went on is left to whoever knows whether they went on together."""
        self.times += other.times
        self.own_seconds += other.own_seconds
        self.lost += other.lost
        self.untraced += other.untraced
        for reason, number in other.refused.items():
            self.refused[reason] = self.refused.get(reason, 0) + number

    def lose(self, reason: str) -> None:
        """Notes a turn without an answer."""
        self.lost += 1
        self.refused[reason] = self.refused.get(reason, 0) + 1


def let_many_talk(address: str, *, questions: Questions, pupils: int, seconds: float) -> Talk:
    """Pupils who each write as soon as they have their answer, and begin a new conversation now and then."""

    async def run() -> Talk:
        opened = _connect(address)
        began, used = time.monotonic(), time.process_time()
        talks = await asyncio.gather(
            *(_talk_until(opened, questions, until=began + seconds) for _pupil in range(pupils))
        )
        whole = Talk(seconds=time.monotonic() - began)
        for talk in talks:
            whole.add(talk)
        whole.own_seconds = time.process_time() - used
        await opened.close()
        return whole

    return asyncio.run(run())


def let_one_talk(address: str, messages: Iterable[str], *, turns_of_a_session: int = TURNS_OF_A_SESSION) -> Talk:
    """One pupil alone, turn after turn."""

    async def run() -> Talk:
        talk, pupil, opened = Talk(), Pupil(), _connect(address)
        began, used = time.monotonic(), time.process_time()
        for number, message in enumerate(messages):
            if number and number % turns_of_a_session == 0:
                await pupil.check_history(opened, talk)
                pupil = Pupil()
            await pupil.say(opened, message, talk)
        await pupil.check_history(opened, talk)
        talk.seconds, talk.own_seconds = time.monotonic() - began, time.process_time() - used
        await opened.close()
        return talk

    return asyncio.run(run())


def deal_out(questions: Questions, *, turns: int) -> list[str]:
    """The messages of one pupil, conversation after conversation."""
    return [questions.next_of(number % TURNS_OF_A_SESSION) for number in range(turns)]


def compare_early_with_late(talks: Iterable[Talk], *, early: Iterable[int], late: Iterable[int]) -> tuple[float, float]:
    """The middle of the early and of the late turns of long conversations, which ask for the same at both."""
    early, late, talks = list(early), list(late), list(talks)
    return (
        middle([talk.times[turn] for talk in talks for turn in early]),
        middle([talk.times[turn] for talk in talks for turn in late]),
    )


@dataclass
class Pupil:
    """One conversation."""

    session: str = ""
    said: list[str] = field(default_factory=list)
    turns: int = 0

    async def say(self, opened: HttpConnections, text: str, talk: Talk) -> None:
        """A message; its time and what became of it go into `talk`."""
        # Unlike other ids these need not be unguessable, and asking the system for randomness takes time.
        message: dict[str, Any] = {"id": str(uuid.UUID(int=random.getrandbits(128))), "text": text, "county": "14"}
        if self.session:
            message["session"] = self.session
        body = json.dumps(message).encode()
        self.turns += 1
        began = time.perf_counter()
        try:
            async with asyncio.timeout(MOST_SECONDS):
                answer = await opened.post("/api/chat", body)
        except OSError as error:
            talk.times.append((time.perf_counter() - began) * 1000)
            talk.lose(type(error).__name__)
            return
        talk.times.append((time.perf_counter() - began) * 1000)
        reply = _read(answer)
        if not reply:
            talk.lose(str(answer.status))
            return
        self.session = reply["session"]
        payload = reply["messages"][0]["payload"] or {}
        if payload.get("topic") == NO_TRACE:
            talk.untraced += 1
        else:
            self.said.append(text)
        if payload.get("notice") in APOLOGIES:
            talk.lose(payload["notice"])

    async def check_history(self, opened: HttpConnections, talk: Talk) -> None:
        """All that was said must be there, in order."""
        try:
            async with asyncio.timeout(MOST_SECONDS):
                lines = _read(await opened.get(f"/api/chat/{self.session}")).get("messages", [])
        except OSError:
            lines = []
        if [line["text"] for line in lines if line["role"] == "pupil"] != self.said:
            talk.lose("history")


def _connect(address: str) -> HttpConnections:
    # A turn that was lost on the way is to be counted, not mended.
    return HttpConnections(address, asks_again=False)


def _read(answer: HttpAnswer) -> dict[str, Any]:
    """What an answer says; nothing when it is a refusal or no JSON."""
    if not answer.ok:
        return {}
    try:
        said = json.loads(answer.body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


async def _talk_until(opened: HttpConnections, questions: Questions, *, until: float) -> Talk:
    talk, pupil = Talk(), Pupil()
    while time.monotonic() < until:
        await pupil.say(opened, questions.next_of(pupil.turns), talk)
        if pupil.turns >= TURNS_OF_A_SESSION:
            await pupil.check_history(opened, talk)
            pupil = Pupil()
    return talk
