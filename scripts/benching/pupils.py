"""Pupils who write through the gateway: many at once, one alone, one who goes on and on."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import httpx

from benching.figures import middle

QUESTIONS = (
    "Vad tjänar en svetsare i Trollhättan?", "hur blir man cnc operatör", "Vilka företag tar emot prao nära mig?",
    "Jag gillar bilar men vet inte vad jag vill bli", "what does an electrician do all day", "och i Skåne då?",
    "vad är skillnaden på svetsare och elektriker", "tack!", "finns det jobb som industrielektriker i Borås",
    "vilka jobb saknar folk i västra götaland", "var kan jag plugga till underhållstekniker", "kan jag få prata med en syv",
    "är det farligt att jobba på fabrik", "maxaa lagu bartaa si aan u noqdo alxame?", "jag är bra på matte och gillar datorer",
    "hur många veckor apl har man på industritekniska programmet", "finns det sommarjobb på volvo", "jag bor i Skövde",
    "vad gör en processoperatör på jobbet", "kan man bli ingenjör fast man gått yrkesprogram",
)  # fmt: skip
TURNS_OF_A_SESSION = 8
# Said by an apology in the place of an answer.
APOLOGIES = frozenset({"technical", "slow"})


@dataclass
class Talk:
    """What came of it: milliseconds of each turn, and what was lost: no answer, an apology, or words missing in the history."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    lost: int = 0
    refused: dict[str, int] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        """Turns with a real answer."""
        return len(self.times) - self.lost

    @property
    def per_second(self) -> float:
        """Real answers a second."""
        return self.answered / self.seconds

    def add(self, other: Talk) -> None:
        """Puts another talk's figures to these; the time is that of the longer."""
        self.times += other.times
        self.lost += other.lost
        for reason, number in other.refused.items():
            self.refused[reason] = self.refused.get(reason, 0) + number

    def lose(self, reason: str) -> None:
        """Notes a turn without an answer."""
        self.lost += 1
        self.refused[reason] = self.refused.get(reason, 0) + 1


def let_many_talk(address: str, *, pupils: int, seconds: float) -> Talk:
    """Pupils who each write as soon as they have their answer, and begin a new conversation now and then."""

    async def run() -> Talk:
        async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=30) as client:
            began = time.monotonic()
            talks = await asyncio.gather(
                *(_talk_for(client, first=number * 7, until=began + seconds) for number in range(pupils))
            )
            whole = Talk(seconds=time.monotonic() - began)
            for talk in talks:
                whole.add(talk)
            return whole

    return asyncio.run(run())


def let_one_talk(address: str, *, turns: int, turns_of_a_session: int = TURNS_OF_A_SESSION) -> Talk:
    """One pupil alone, turn after turn."""

    async def run() -> Talk:
        talk, pupil = Talk(), Pupil()
        async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=30) as client:
            began = time.monotonic()
            for number in range(turns):
                if number % turns_of_a_session == 0:
                    pupil = Pupil()
                await pupil.say(client, QUESTIONS[number % len(QUESTIONS)], talk)
            talk.seconds = time.monotonic() - began
        return talk

    return asyncio.run(run())


def compare_early_with_late(talk: Talk, *, early: Iterable[int], late: Iterable[int]) -> tuple[float, float]:
    """The middle of the early and of the late turns of one long conversation; both ask the same questions."""
    return middle([talk.times[turn] for turn in early]), middle([talk.times[turn] for turn in late])


@dataclass
class Pupil:
    """One conversation."""

    session: str = ""
    said: list[str] = field(default_factory=list)

    async def say(self, client: httpx.AsyncClient, text: str, talk: Talk) -> None:
        """A message; its time and what became of it go into `talk`."""
        message: dict[str, Any] = {"id": str(uuid.uuid4()), "text": text, "county": "14"}
        if self.session:
            message["session"] = self.session
        began = time.perf_counter()
        try:
            response = await client.post("/api/chat", json=message)
        except httpx.HTTPError as error:
            talk.times.append((time.perf_counter() - began) * 1000)
            talk.lose(type(error).__name__)
            return
        talk.times.append((time.perf_counter() - began) * 1000)
        if response.status_code != 200:
            talk.lose(str(response.status_code))
            return
        reply = response.json()
        self.session = reply["session"]
        self.said.append(text)
        notice = reply["messages"][0]["payload"].get("notice")
        if notice in APOLOGIES:
            talk.lose(notice)

    async def check_history(self, client: httpx.AsyncClient, talk: Talk) -> None:
        """All that was said must be there, in order."""
        response = await client.get(f"/api/chat/{self.session}")
        lines = response.json().get("messages", []) if response.status_code == 200 else []
        if [line["text"] for line in lines if line["role"] == "pupil"] != self.said:
            talk.lose("history")


async def _talk_for(client: httpx.AsyncClient, *, first: int, until: float) -> Talk:
    talk, pupil, number = Talk(), Pupil(), first
    while time.monotonic() < until:
        await pupil.say(client, QUESTIONS[number % len(QUESTIONS)], talk)
        number += 1
        if len(pupil.said) >= TURNS_OF_A_SESSION:
            await pupil.check_history(client, talk)
            pupil = Pupil()
    return talk
