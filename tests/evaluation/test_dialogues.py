"""Judges the turns of measured dialogues."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue.fake import FakeEngine
from bot.dialogue.protocol import EngineMessage
from bot.errors import EngineSilent
from bot.evaluation.dialogues import Gazetteer, count_right, judge_turn, run_dialogues

GAZETTEER = Gazetteer(
    [
        {"entity": "occupation", "id": "svetsare", "name": "Svetsare", "terms": {"uk": ["зварник"], "en": ["welder"]}},
        {
            "entity": "place",
            "id": "alias:smaland",
            "name": "Småland",
            "terms": {},
            "targets": ["county:06", "county:07"],
        },
        {"entity": "place", "id": "county:12", "name": "Skåne", "terms": {"sv": ["skåne län"]}},
    ]
)
SVETSARE = {"id": "svetsare", "ssyk": "7212", "label": "Svetsare"}
SKANE = {"kind": "county", "code": "12", "name": "Skåne län"}


def answer(topic: str, **about: Any) -> tuple[EngineMessage, ...]:
    return (EngineMessage("…", (), {"topic": topic, **about}, {"intent": topic, "confidence": 0.9}),)


@pytest.mark.parametrize(
    ("about", "given", "right"),
    [
        ({"occupation": "welder", "place": None}, {"occupation": SVETSARE}, True),
        ({"occupation": "зварник (svetsare)"}, {"occupation": SVETSARE}, True),
        ({"occupation": "svetsare"}, {}, False),
        ({"place": "Skåne"}, {"place": SKANE}, True),
        ({"place": "Småland"}, {"place": {"kind": "county", "code": "07", "name": "Kronobergs län"}}, True),
        ({"place": None}, {"place": {"kind": "country", "code": "00", "name": "Sverige"}}, True),
        ({"place": None}, {"place": SKANE}, False),
        ({"industry": "kemi"}, {"industry": {"id": "kemi", "name": "Kemiindustrin"}}, True),
    ],
)
def test_an_answer_is_about_the_rows_that_the_words_stand_for(
    about: dict[str, Any], given: dict[str, Any], right: bool
) -> None:
    turn = {"text": "x", "intent": ["ask_salary"], "about": about}
    result = judge_turn("d1", 1, turn, answer("ask_salary", **given), gazetteer=GAZETTEER)
    assert (result.topic_right, result.about_right) == (True, right)


def test_every_turn_is_asked_in_order_and_each_dialogue_is_forgotten() -> None:
    engine = FakeEngine(script=lambda _message: answer("ask_salary", occupation=SVETSARE))
    dialogues = [
        {
            "id": "d1",
            "turns": [
                {"text": text, "intent": ["ask_salary"], "about": {"occupation": "svetsare"}} for text in ("a", "/b")
            ],
        }
    ]
    figures = count_right(run_dialogues(engine, dialogues=dialogues, gazetteer=GAZETTEER))
    assert [each.message for each in engine.sent] == ["a", "b"]
    assert engine.forgotten == [engine.sent[0].session_id]
    assert figures.to_figures() == {"turns": 2, "topic": 1.0, "about": 1.0, "both": 1.0, "both_where_given": 1.0}


def test_a_failing_engine_is_a_wrong_turn_not_an_end() -> None:
    engine = FakeEngine(failures=[EngineSilent()])
    dialogues = [{"id": "d1", "turns": [{"text": "a", "intent": ["ask_salary"], "about": {}}]}]
    (result,) = run_dialogues(engine, dialogues=dialogues, gazetteer=GAZETTEER)
    assert not result.topic_right
    assert result.to_line()["topic"] == ""
