"""Topics that a pupil names outright."""

from __future__ import annotations

import pytest

from bot.guidance.topic_words import (
    asks_for_list,
    asks_how_far,
    find_corrected_topic,
    find_topics_said,
    load_topic_words,
    says_them,
    says_there,
)
from bot.guidance.topics import INTENTS


def test_the_lists_name_intents_only() -> None:
    assert set(load_topic_words().topics) <= INTENTS


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("vad tjänar dom", ("ask_salary",)),
        ("vad gör dom, inte lön", ("ask_occupation_description",)),
        ("jag gillar det", ()),
        ("prao eller apl", ("ask_prao", "ask_internship")),
    ],
)
def test_topics_are_found_but_not_those_that_are_denied(text: str, topics: tuple[str, ...]) -> None:
    assert find_topics_said(text) == topics


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("jag menade lönen", "ask_salary"),
        ("vad är lönen", None),
        ("jag menar lönen och utbildningen", None),
        ("أقصد الراتب", "ask_salary"),
        ("я мав на увазі зарплату", "ask_salary"),
        ("tarkoitin palkkaa", None),
    ],
)
def test_a_correction_needs_a_marker_and_one_topic(text: str, topic: str | None) -> None:
    assert find_corrected_topic(text) == topic


def test_pointing_words() -> None:
    assert asks_for_list("vilka jobb finns")
    assert not asks_for_list("finns det jobb")
    assert says_there("kan man praoa där")
    assert not says_there("kan man praoa i Skara")
    assert says_them("vad tjänar dom")
    assert not says_them("vad tjänar man")
    assert asks_how_far("finns det nåt närmare")
    assert not asks_how_far("hur lång är den")
