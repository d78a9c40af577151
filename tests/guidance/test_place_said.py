"""A place that is said within a question is more than where one lives."""

from __future__ import annotations

import pytest

from tests.guidance.messages import BORAS, read, say, talking_about


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("men om man kör i Borås", "ask_salary"),
        ("vi bor i Borås", "set_region"),
        ("vart lär man sig sånt, jag bor i Borås", "ask_schools"),
        ("var ligger närmsta från Borås", "ask_employers"),
    ],
)
def test_a_place_in_a_question_is_more_than_where_one_lives(text: str, topic: str) -> None:
    before = talking_about("ask_salary", occupation="truckforare")
    understanding = read(say(text, "set_region", BORAS), before)
    assert (understanding.topic, understanding.focus.place) == (topic, "municipality:1490")


def test_a_place_without_a_name_is_no_answer_to_where_one_lives() -> None:
    found = read(say("helst på en verkstad", "set_region", confidence=0.49), talking_about("ask_prao"))
    assert found.topic != "set_region"
