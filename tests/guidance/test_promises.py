"""Nobody under 16 is promised work at machines, welding, forklifts or shifts, whatever is asked (facts/rules.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.guidance.question import Question, Variant
from bot.guidance.registry import answer_question
from bot.guidance.rules import load_rules
from bot.guidance.topics import MENTOR, PRAO, STUDY_VISIT, SUMMER_JOB
from bot.regional.queries.places import find_place
from tests.conftest import TODAY
from tests.guidance.rendering import render, responses_for

VARIANTS: tuple[Variant, ...] = ("sv", "easy", "en")
# Said only to whoever says that they are 18.
FOR_ADULTS = "adult"
RISKY = re.compile(
    r"maskin(?!operatör|oper)|svets(?!are)|truck(?!förare)|skift|machine(?! op)|weld(?!er)|forklift(?! driver)|\bshifts?\b",
    re.IGNORECASE,
)  # fmt: skip
# A sentence that names such work must say that it is not to be counted on.
HELD_BACK = re.compile(r"\binte\b|aldrig|förbjud|\bnot\b|don't|forbidden|never", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n")
QUESTIONS = (
    "", "får jag svetsa på prao", "får jag köra truck", "får jag köra maskin när jag är 15", "jag är 14 kan jag jobba natt",
    "vad får man göra på prao", "kan jag jobba skift i sommar jag går i nian", "får jag köra cnc maskin", "15 år svetsa extrajobb",
    "am I allowed to weld, I am 15", "can I drive a forklift",
)  # fmt: skip


@pytest.fixture
def session(shipped_engine: Engine) -> Iterator[Session]:
    with Session(shipped_engine) as session:
        yield session


def find_promises(text: str) -> list[str]:
    """Sentences that name risky work without holding it back."""
    return [each for each in SENTENCE.split(text) if RISKY.search(each) and not HELD_BACK.search(each)]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("topic", [PRAO, SUMMER_JOB, STUDY_VISIT, MENTOR])
@pytest.mark.parametrize("level", [None, "arskurs_9"])
def test_no_answer_promises_risky_work(session: Session, topic: str, variant: Variant, level: str | None) -> None:
    place = find_place(session, "municipality:1480")
    for text in QUESTIONS:
        for occupation in (None, "svetsare", "truckforare", "cnc_operator"):
            question = Question(
                topic=topic, today=TODAY, place=place, occupations=(occupation,) if occupation else (), text=text,
                education_level=level, language="en" if variant == "en" else "sv", easy=variant == "easy",
            )  # fmt: skip
            rendered = render(answer_question(question, session=session), variant)
            assert not find_promises(rendered.text), (text, occupation, find_promises(rendered.text))


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("occupation", ["svetsare", "truckforare", "cnc_operator", "industrirobotoperator"])
def test_prao_and_a_summer_job_with_risky_work_say_what_not_to_count_on(
    session: Session, variant: Variant, occupation: str
) -> None:
    for topic in (PRAO, SUMMER_JOB):
        question = Question(topic=topic, today=TODAY, place=find_place(session, "county:14"), occupations=(occupation,),
                            language="en" if variant == "en" else "sv", easy=variant == "easy")  # fmt: skip
        text = render(answer_question(question, session=session), variant).text
        assert "16" in text
        assert RISKY.search(text)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("topic", ["prao", "summer_job", "study_visit", "mentor"])
def test_no_rule_s_text_promises_risky_work(topic: str, variant: Variant) -> None:
    for rule in (each for each in load_rules(topic) if each.side != FOR_ADULTS):
        text = responses_for(variant).write_text(rule.reply)
        assert not find_promises(text), (rule.response, find_promises(text))


def test_the_search_finds_a_promise() -> None:
    assert find_promises("Du får köra truck.") == ["Du får köra truck."]
    assert not find_promises("Räkna inte med att köra truck.")
