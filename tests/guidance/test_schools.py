"""Where no school is known, the programmes to look for begin with those that the occupation's own way names."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.guidance.question import Question
from bot.guidance.registry import answer_question
from bot.guidance.topics import SCHOOLS
from bot.regional.queries.places import find_place
from tests.conftest import TODAY
from tests.guidance.rendering import render


def test_the_own_way_of_an_occupation_comes_before_what_only_shares_its_group(shipped_engine: Engine) -> None:
    with Session(shipped_engine) as session:
        place = find_place(session, "municipality:1785")
        question = Question(SCHOOLS, TODAY, occupations=("underhallsmekaniker",), place=place)
        told = render(answer_question(question, session=session), "sv").text
    assert "Driftsäkerhet" in told
    assert "Marinteknik" not in told[: told.index("Driftsäkerhet")]
