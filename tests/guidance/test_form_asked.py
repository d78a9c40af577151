"""Whom to ring, where the school lies and how old one must be belong to the way to meet working life that was talked about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.guidance.conversation import Conversation
from tests.guidance.messages import SVETSARE, read, say, talking_about

SURAHAMMAR = ("place", "Surahammar", "municipality:1907")


@pytest.mark.parametrize("intent", ["talk_to_counsellor", "bot_challenge"])
def test_whom_to_ring_after_prao_is_asked_of_the_workplaces(intent: str) -> None:
    message = say("vem ska jag ringa", intent, confidence=0.84)
    assert read(message, talking_about("ask_prao", employer="1")).topic == "ask_employers"
    assert read(message, Conversation()).topic == intent


def test_where_the_school_lies_is_told_for_the_visit_and_no_question_about_schools() -> None:
    message = say("skolan ligger i Surahammar", "ask_schools", SURAHAMMAR, confidence=0.9)
    found = read(message, talking_about("ask_study_visit", industry="stal"))
    assert (found.topic, found.focus.place, found.focus.industry) == ("ask_study_visit", "municipality:1907", "stal")
    assert read(message, Conversation()).topic == "ask_schools"


def test_going_to_school_somewhere_tells_a_place_and_asks_nothing() -> None:
    message = say("går på gymnasiet i Surahammar", "ask_schools", SURAHAMMAR, confidence=0.9)
    assert read(message, talking_about("")).topic == "set_region"
    question = say("går på gymnasiet i Surahammar, finns svets där?", "ask_schools", SURAHAMMAR, confidence=0.9)
    assert read(question, talking_about("")).topic == "ask_schools"


def test_a_form_that_is_named_decides_where_the_classifier_is_in_doubt() -> None:
    others = (("ask_internship", 0.3),)
    message = say("går det att få praktik där", "ask_occupation_outlook", confidence=0.5, others=others)
    assert read(message, talking_about("ask_salary", occupation="svetsare")).topic == "ask_internship"


def test_how_old_one_must_be_to_do_a_job_is_asked_of_the_summer_job() -> None:
    message = say("måste man ha fyllt 18 för att svetsa", "ask_education_path", ("occupation", "svetsa", "svetsare"))
    assert read(message, talking_about("ask_summer_job")).topic == "ask_summer_job"
    other = say("hur blir man svetsare", "ask_education_path", SVETSARE)
    assert read(other, talking_about("ask_summer_job")).topic == "ask_education_path"


def test_what_to_wear_is_asked_of_the_internship_though_it_sounds_like_the_work() -> None:
    message = say("va ska man ha på sig", "ask_occupation_description", confidence=0.6)
    assert read(message, talking_about("ask_internship", employer="1")).topic == "ask_internship"


def test_the_programme_that_one_reads_stays_with_the_internship() -> None:
    programme = ("programme", "industritekniska", "industritekniska")
    asked = read(say("går industritekniska, behöver apl", "ask_internship", programme), Conversation())
    assert asked.focus.programme == "industritekniska"
    before = replace(talking_about("ask_internship", programme="industritekniska"), form="ask_internship")
    more = read(say("hur många veckor är det", "ask_internship"), before)
    assert (more.topic, more.focus.programme) == ("ask_internship", "industritekniska")


def test_what_to_wear_is_asked_of_prao_whatever_the_words_look_like() -> None:
    before = replace(talking_about("set_region", place="municipality:1480"), form="ask_prao")
    message = say("what do i wear", "explore_interests", confidence=0.5, language="en")
    assert read(message, before).topic == "ask_prao"
