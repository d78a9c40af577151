"""Slips, second-best places, doubts about the answer, and what is still about prao though a workplace was asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.guidance.conversation import Conversation
from tests.guidance.messages import BORAS, ELEKTRIKER, SKANE, SVETSARE, read, say, talking_about

GOTEBORG = ("place", "Göteborg", "municipality:1480")


@pytest.mark.parametrize(
    "text", ["oj skrev fel, elektriker ska det vara", "nej nu stavade jag fel på elektriker sorry"]
)
@pytest.mark.parametrize("intent", ["give_feedback_negative", "deny", "ask_occupation_description"])
def test_a_slip_asks_the_last_question_about_what_was_meant(text: str, intent: str) -> None:
    message = say(text, intent, ELEKTRIKER, confidence=0.5)
    found = read(message, talking_about("ask_salary", occupation="svetsare"))
    assert (found.topic, found.occupations) == ("ask_salary", ("installationselektriker",))


def test_of_two_places_the_one_that_is_rather_wanted_counts() -> None:
    before = talking_about("ask_internship", occupation="svetsare")
    found = read(say("Borås helst, annars Göteborg", "set_region", BORAS, GOTEBORG), before)
    assert (found.topic, found.focus.place) == ("ask_internship", "municipality:1490")
    found = read(say("inte Borås, Göteborg menade jag", "set_region", BORAS, GOTEBORG), before)
    assert found.focus.place == "municipality:1480"


def test_saying_that_the_answer_is_wrong_is_feedback_also_where_the_classifier_is_in_doubt() -> None:
    text = "stämmer inte, min pappa har mer än så"
    before = talking_about("ask_salary", occupation="gjutare")
    assert read(say(text, "distress", confidence=0.35), before).topic == "give_feedback_negative"
    assert read(say(text, "distress", confidence=0.35), Conversation()).topic == "distress"
    assert read(say(text, "distress", confidence=0.8), before).topic == "distress"


@pytest.mark.parametrize(
    ("text", "intent"), [("måste man ha egna skor", "out_of_scope"), ("och om de säger nej, vad gör jag då", "deny")]
)
def test_prao_is_still_meant_after_a_workplace_was_asked_for(text: str, intent: str) -> None:
    after_prao = replace(talking_about("ask_employers", place="county:12"), form="ask_prao")
    message = say(text, intent, confidence=0.8)
    assert read(message, after_prao).topic == "ask_prao"
    assert read(message, talking_about("ask_employers", place="county:12")).topic != "ask_prao"


def test_an_industry_is_added_to_the_visit_that_was_asked_for() -> None:
    message = say("gärna något inom stål", "ask_industry_facts", ("industry", "stål", "stal"), confidence=0.6)
    found = read(message, talking_about("ask_study_visit", place="county:18"))
    assert (found.topic, found.focus.industry) == ("ask_study_visit", "stal")


def test_a_first_message_that_names_its_subject_is_answered_in_spite_of_some_doubt() -> None:
    others = (("ask_capabilities", 0.2),)
    named = say(
        "svetsare liksom, vad är det för folk och så",
        "ask_occupation_description",
        SVETSARE,
        confidence=0.32,
        others=others,
    )
    assert read(named, Conversation()).outcome == "answer"
    bare = say("vad är det för folk och så", "ask_occupation_description", confidence=0.32, others=others)
    assert read(bare, Conversation()).outcome == "choice"
    placed = say("Skåne, vad är det för folk", "ask_occupation_description", SKANE, confidence=0.32, others=others)
    assert read(placed, Conversation()).outcome == "choice"


def test_only_for_boys_is_asked_of_the_occupation_that_is_named() -> None:
    message = say("vill bli svetsare, är det bara killar där", "ask_industry_facts", SVETSARE, confidence=0.42)
    found = read(message, Conversation())
    assert (found.topic, found.occupations) == ("ask_occupation_description", ("svetsare",))


def test_a_place_after_what_the_work_is_like_asks_whether_there_is_work() -> None:
    found = read(
        say("och i Skåne då?", "set_region", SKANE), talking_about("ask_occupation_description", occupation="svetsare")
    )
    assert (found.topic, found.occupations, found.focus.place) == ("ask_occupation_outlook", ("svetsare",), "county:12")
