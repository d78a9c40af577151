"""A comparison says of each occupation's pay what the answer on its pay says, however wide the figures are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.guidance.question import Question
from bot.guidance.registry import answer_question
from bot.guidance.topics import COMPARE, SALARY
from tests.conftest import TODAY
from tests.guidance.rendering import render

OCCUPATIONS = ("underhallsmekaniker", "svetsare")


@pytest.fixture
def session(shipped_engine: Engine) -> Iterator[Session]:
    with Session(shipped_engine) as session:
        yield session


def say(session: Session, topic: str, *occupations: str) -> str:
    answer = answer_question(Question(topic, TODAY, occupations=occupations), session=session)
    return render(answer, "sv").text.replace("\xa0", " ")


def test_an_occupation_with_figures_for_parts_of_the_country_only_is_not_said_to_have_none(session: Session) -> None:
    told = say(session, SALARY, OCCUPATIONS[0])
    assert "25 200" in told
    compared = say(session, COMPARE, *OCCUPATIONS)
    assert "25 200–35 300 kr/månad (snitt 2020, beror på var)" in compared
    assert "Lön: ingen uppgift" not in compared


def test_two_programmes_are_told_of_again_with_what_it_takes_to_get_in(session: Session) -> None:
    programmes = ("teknik", "industritekniska")
    question = Question(COMPARE, TODAY, programmes=programmes, text="vilken är lättast att komma in på")
    answer = answer_question(question, session=session)
    assert answer.programmes == programmes
    told = render(answer, "sv").text
    assert "Teknikprogrammet" in told
    assert "Industritekniska programmet" in told
    plain = render(answer_question(Question(COMPARE, TODAY, programmes=programmes), session=session), "sv").text
    assert len(told) > len(plain)


def test_two_programmes_are_told_of_again_in_the_order_that_they_were_named_in(session: Session) -> None:
    programmes = ("teknik", "industritekniska")
    question = Question(COMPARE, TODAY, programme_id="industritekniska", programmes=programmes)
    assert answer_question(question, session=session).programmes == programmes
