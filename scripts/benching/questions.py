"""What the benchmarks' pupils ask: never the same words twice, so that nothing that remembers messages is made to look quicker.

The questions are those of the evaluation that the engine is to answer, in an order that a seed decides. When all have been asked
they are asked in other words: about another occupation or place where they name one, else with another opening. Every fourth
message of a conversation follows up on the one before.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from bot.evaluation.questions import Question, read_questions
from bot.settings import PROJECT_ROOT
from bot.text.redaction import redact_personal_data
from bot.text.safeguarding import find_distress

FILE = PROJECT_ROOT / "evaluation" / "questions.jsonl"
SEED = 2026
FOLLOW_UP_EVERY = 4
# Not for the engine to answer, or answered without it.
LEFT_OUT = frozenset({"out_of_scope", "distress"})
OCCUPATIONS = (
    "svetsare", "elektriker", "smed", "processoperatör", "truckförare", "montör", "ingenjör", "hisstekniker", "kyltekniker",
    "robottekniker", "flygmekaniker", "gruvarbetare", "cnc-operatör", "plåtslagare", "tågtekniker", "automationstekniker",
    "lagerarbetare", "processtekniker", "konstruktör", "gjutare", "verktygsmakare", "vindkraftstekniker", "industrielektriker",
    "underhållstekniker", "industrimekaniker", "lastbilstekniker", "maskinoperatör", "kvalitetstekniker", "fräsare", "svarvare",
    "batteritekniker", "mekatroniker", "industrilackerare", "finmekaniker", "logistiker", "fordonsmontör",
)  # fmt: skip
PLACES = (
    "Borås", "Skövde", "Trollhättan", "Mariestad", "Lidköping", "Alingsås", "Göteborg", "Åmål", "Stenungsund", "Partille", "Mellerud",
    "Karlshamn", "Värnamo", "Gnosjö", "Vetlanda", "Ljungby", "Växjö", "Kalmar", "Mönsterås", "Finspång", "Mjölby", "Norrköping",
    "Västerås", "Köping", "Eskilstuna", "Nyköping", "Oxelösund", "Katrineholm", "Örebro", "Kumla", "Avesta", "Borlänge", "Ludvika",
    "Gävle", "Hofors", "Ljusdal", "Timrå", "Umeå", "Lycksele", "Luleå", "Piteå", "Kiruna", "Malmö", "Lund", "Landskrona", "Eslöv",
)  # fmt: skip
FOLLOW_UPS = (
    "och i {place} då?", "jag bor i {place}", "hur är det om man är {occupation} då", "finns det nåt i {place}",
    "och om jag vill bli {occupation} i stället?", "tack! men i {place}?", "och vad tjänar en {occupation}", "visa nära {place}",
    "nej, {occupation} menar jag", "kan man läsa till {occupation} i {place}",
)  # fmt: skip
OPENINGS = (
    "hej,", "du,", "asså", "ok,", "en sak till:", "jo,", "hallå,", "fråga:", "hmm,", "tjena,", "okej men", "kan du säga", "jag undrar,",
)  # fmt: skip
# Asked early and late in a long conversation, each time about another occupation and place.
COMPARED = (
    "vad tjänar en {occupation} i {place}", "hur blir man {occupation} i {place}", "finns det jobb som {occupation} i {place}",
    "var kan jag plugga till {occupation} nära {place}", "vilka företag i {place} behöver en {occupation}",
)  # fmt: skip
MOST_TRIES = 20


class Questions:
    """Deals out messages to whoever asks for one; nobody gets what another got."""

    def __init__(self, *, seed: int = SEED) -> None:
        self._random = random.Random(seed)
        self._dealt: set[str] = set()
        self._all = self._deal_all()

    def next_of(self, number: int) -> str:
        """The message that is to be the `number`th of a conversation, from 0 on."""
        return self._next_follow_up() if number % FOLLOW_UP_EVERY == FOLLOW_UP_EVERY - 1 else next(self._all)

    def make_long(self, *, turns: int, early: range, late: range) -> list[str]:
        """The messages of a long conversation, which asks for the same at its early and its late turns, in other words."""
        messages = [self.next_of(number) for number in range(turns)]
        for turns_compared in (early, late):
            for number, template in zip(turns_compared, COMPARED, strict=True):
                messages[number] = self._fill_anew(template)
        return messages

    def _deal_all(self) -> Iterator[str]:
        questions = list(read_fitting_questions())
        self._random.shuffle(questions)
        while True:
            for question in questions:
                yield self._word_anew(question)

    def _next_follow_up(self) -> str:
        return self._fill_anew(self._random.choice(FOLLOW_UPS))

    def _word_anew(self, question: Question) -> str:
        if self._is_new(question.text):
            return question.text
        for _ in range(MOST_TRIES):
            text = question.text
            for kind, value in question.entities:
                if kind in ("occupation", "place"):
                    others = OCCUPATIONS if kind == "occupation" else PLACES
                    text = text.replace(value, self._random.choice(others), 1)
            if self._is_new(text):
                return text
        return self._say_differently(question.text)

    def _fill_anew(self, template: str) -> str:
        text = template
        for _ in range(MOST_TRIES):
            text = template.format(occupation=self._random.choice(OCCUPATIONS), place=self._random.choice(PLACES))
            if self._is_new(text):
                return text
        return self._say_differently(text)

    def _say_differently(self, text: str) -> str:
        for opening in self._random.sample(OPENINGS, len(OPENINGS)):
            if self._is_new(f"{opening} {text}"):
                return f"{opening} {text}"
        # A number at the end keeps any message new, however long it goes on.
        numbered = f"{text} {len(self._dealt)}"
        self._dealt.add(numbered.casefold())
        return numbered

    def _is_new(self, text: str) -> bool:
        """Whether nobody has said this yet; now somebody has."""
        if text.casefold() in self._dealt:
            return False
        self._dealt.add(text.casefold())
        return True


def read_fitting_questions() -> tuple[Question, ...]:
    """The questions that the engine is to answer and whose words come back in the history as they were sent."""
    return tuple(
        question
        for question in read_questions(FILE)
        if question.intent not in LEFT_OUT
        and find_distress(question.text) is None
        and redact_personal_data(question.text).text == question.text
    )
