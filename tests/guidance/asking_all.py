"""Asks many questions of one database, and groups what is wrong with the answers so that a report stays readable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from sqlalchemy.orm import Session

from bot.guidance.answer import Answer
from bot.guidance.question import Question, Variant
from bot.guidance.registry import answer_question
from bot.guidance.topics import COMPARE
from bot.regional.queries.places import Place
from tests.conftest import TODAY
from tests.guidance.judging import find_faults
from tests.guidance.rendering import Rendered, render

MOST_TOLD = 12


class Faults:
    """What is wrong with which answers, grouped so that a report of thousands stays readable."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        self.asked = 0

    def ask(self, session: Session, question: Question) -> tuple[Answer, Rendered] | None:
        """The answer as a pupil reads it; None when there is none."""
        self.asked += 1
        where = question.place.name if question.place else "no place"
        asked = f"{', '.join(question.occupations) or question.industry_id or question.programme_id or '-'}, {where}"
        try:
            answer = answer_question(question, session=session)
            rendered = render(answer, question.variant)
        except Exception as error:
            self.found[question.topic, question.variant, f"{type(error).__name__}: {error}"[:80]].append(asked)
            return None
        for fault in find_faults(answer, rendered, question.variant):
            kind, _, detail = fault.partition(": ")
            self.found[question.topic, question.variant, kind].append(f"{asked}: {detail}")
        return answer, rendered

    def __str__(self) -> str:
        lines = [f"{sum(map(len, self.found.values()))} faults in {self.asked} answers"]
        for (topic, variant, kind), cases in Counter(
            {key: len(each) for key, each in self.found.items()}
        ).most_common():
            lines.append(f"{topic} ({variant}): {kind}, {cases} times")
            lines += [f"    {case}" for case in self.found[topic, variant, kind][:MOST_TOLD]]
        return "\n".join(lines)


def make_question(topic: str, variant: Variant, place: Place | None, *occupations: str, **more: object) -> Question:
    return Question(
        topic=topic, today=TODAY, occupations=occupations, place=place, language="en" if variant == "en" else "sv",
        easy=variant == "easy", **more,  # type: ignore[arg-type]
    )  # fmt: skip


def ask_all(session: Session, questions: Iterable[Question]) -> Faults:
    faults = Faults()
    for question in questions:
        faults.ask(session, question)
    return faults


def about_occupations(
    topics: Iterable[str], variant: Variant, place: Place | None, ids: list[str]
) -> Iterator[Question]:
    for topic, (number, occupation) in product(topics, enumerate(ids)):
        others = (ids[number - 1],) if topic == COMPARE else ()
        yield make_question(topic, variant, place, occupation, *others)
