"""Asks one question on made-up facts, and says what every such answer must hold to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.guidance.answer import Answer
from bot.guidance.question import Question, Variant
from bot.guidance.registry import answer_question
from bot.regional.queries.places import find_place
from tests.conftest import TODAY
from tests.guidance.generated_facts import Row
from tests.guidance.rendering import Rendered, render

EXAMPLES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
VARIANTS = st.sampled_from(("sv", "easy", "en"))
PLACES = st.sampled_from(("county:14", "municipality:1480", "county:13", "country:00"))


@contextmanager
def facts(engine: Engine) -> Iterator[Session]:
    """An open session; what an example adds is undone after it."""
    with Session(engine) as session:
        yield session
        session.rollback()


def ask(
    session: Session, topic: str, place: str = "county:14", variant: Variant = "sv", **more: Any
) -> tuple[Answer, Rendered]:
    more.setdefault("occupations", ("svetsare",))
    question = Question(topic=topic, today=TODAY, place=find_place(session, place), language="en" if variant == "en" else "sv",
                        easy=variant == "easy", **more)  # fmt: skip
    answer = answer_question(question, session=session)
    return answer, render(answer, variant)


def says_old(rendered: Rendered) -> bool:
    return any("gällde till och med" in note for note in rendered.notes)


def is_old(row: Row) -> bool:
    return row["valid_until"] is not None and row["valid_until"] < TODAY


def assert_sourced(answer: Answer, rows: list[Row]) -> None:
    """Every row that is told stands among the sources with its own date and quality."""
    named = {(source.published, source.quality) for source in answer.sources}
    assert {(row["published"], row["quality"]) for row in rows} <= named
