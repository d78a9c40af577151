"""Sides of what was talked about: pay and clothes of prao, the work of an occupation, the way to it."""

from __future__ import annotations

import pytest

from bot.guidance.conversation import Conversation
from tests.guidance.messages import read, say, talking_about


@pytest.mark.parametrize(
    ("text", "intent"), [("vad ska man ha på sig", "ask_capabilities"), ("do i get paid", "bot_challenge")]
)
def test_pay_and_clothes_after_prao_are_no_question_about_the_bot(text: str, intent: str) -> None:
    assert read(say(text, intent, confidence=0.92), talking_about("ask_prao")).topic == "ask_prao"


def test_the_bot_itself_may_be_asked_for_its_pay_after_prao() -> None:
    assert read(say("får du betalt", "bot_challenge"), talking_about("ask_prao")).topic == "bot_challenge"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("men tar robotar över det", "ask_occupation_outlook"),
        ("är det farligt", "ask_occupation_description"),
        ("är industrin farlig", "ask_industry_facts"),
    ],
)
def test_what_is_asked_of_it_is_asked_of_the_occupation_that_was_talked_about(text: str, topic: str) -> None:
    assert read(say(text, "ask_industry_facts"), talking_about("ask_salary", occupation="truckforare")).topic == topic


def test_what_they_do_after_a_wage_is_asked_of_the_occupation() -> None:
    assert read(say("vad gör dom", "ask_employers"), talking_about("ask_salary", occupation="svetsare")).topic == (
        "ask_occupation_description"
    )
    assert (
        read(say("vad gör dom", "ask_employers"), talking_about("ask_employers", employer="1")).topic == "ask_employers"
    )


@pytest.mark.parametrize("form", ["ask_prao", "ask_internship", "ask_summer_job", "ask_study_visit"])
def test_what_to_do_when_they_say_no_is_no_refusal_of_what_was_offered(form: str) -> None:
    assert read(say("o om dom säger nej", "deny"), talking_about(form)).topic == form
    assert read(say("nej", "deny"), talking_about(form)).topic == "deny"


@pytest.mark.parametrize(
    ("form", "text", "intent", "confidence"),
    [
        ("ask_prao", "hur många veckor är det", "ask_internship", 1.0),
        ("ask_prao", "får min pappa va handledare", "talk_to_counsellor", 0.17),
        ("ask_summer_job", "är 15, går det ändå", "ask_summer_job", 0.35),
        ("ask_summer_job", "hur gammal måste man va", "out_of_scope", 0.54),
        ("ask_summer_job", "jag är 17", "distress", 0.21),
        ("ask_summer_job", "är 15, går det ändå", "ask_education_path", 0.45),
        ("ask_internship", "får man mat", "out_of_scope", 0.9),
    ],
)
def test_a_side_of_the_form_that_was_talked_about_stays_with_it(
    form: str, text: str, intent: str, confidence: float
) -> None:
    assert read(say(text, intent, confidence=confidence), talking_about(form)).topic == form


@pytest.mark.parametrize("text", ["får man betalt för det", "vad tjänar man", "får man lön"])
def test_pay_after_prao_is_about_prao(text: str) -> None:
    assert read(say(text, "ask_salary"), talking_about("ask_prao", place="county:12")).topic == "ask_prao"


def test_what_they_earn_after_prao_in_an_occupation_is_the_wage() -> None:
    before = talking_about("ask_prao", occupation="svetsare")
    assert read(say("vad tjänar dom", "ask_salary"), before).topic == "ask_salary"


@pytest.mark.parametrize("text", ["vilka program ska man gå", "vilken linje ska man välja då"])
def test_which_programme_is_asked_for_the_occupation_that_was_talked_about(text: str) -> None:
    found = read(say(text, "explore_interests"), talking_about("ask_salary", occupation="svetsare"))
    assert (found.topic, found.occupations) == ("ask_education_path", ("svetsare",))


def test_what_one_can_work_with_afterwards_is_asked_of_the_programme_that_was_talked_about() -> None:
    before = talking_about("ask_schools", programme="industritekniska")
    found = read(say("vad kan man jobba med sen", "explore_interests"), before)
    assert (found.topic, found.focus.programme) == ("ask_education_path", "industritekniska")


def test_what_one_can_become_after_a_programme_is_a_way_not_an_interest() -> None:
    before = talking_about("ask_schools", programme="el_energi")
    found = read(say("vad kan man bli", "explore_interests"), before)
    assert (found.topic, found.focus.programme) == ("ask_education_path", "el_energi")
    assert read(say("vad kan man bli", "explore_interests"), Conversation()).topic == "explore_interests"


def test_how_hard_it_is_to_get_in_is_asked_of_the_education() -> None:
    before = talking_about("ask_education_path", occupation="svetsare")
    assert read(say("är det svårt att komma in", "ask_occupation_outlook", confidence=0.39), before).topic == (
        "ask_education_path"
    )


def test_whether_a_language_is_needed_for_the_work_is_no_wish_for_that_language() -> None:
    before = talking_about("ask_salary", occupation="svetsare")
    assert read(say("måste man kunna engelska", "change_language"), before).topic == "ask_education_path"
    assert read(say("kan vi ta det på engelska", "change_language"), before).topic == "change_language"
