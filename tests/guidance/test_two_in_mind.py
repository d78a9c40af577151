"""Two occupations that were talked about one after the other can be weighed, put side by side, or corrected."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.guidance.conversation import Conversation, Focus, Listed
from tests.guidance.messages import BORAS, ELEKTRIKER, SVETSARE, read, say, talking_about

TWO = Conversation(focus=Focus(topic="ask_salary", occupation="installationselektriker"),
                   recent=("svetsare", "installationselektriker"))  # fmt: skip


@pytest.mark.parametrize(
    "intent", ["ask_shortage_occupations", "ask_occupation_outlook", "ask_salary", "compare_occupations"]
)
def test_which_of_them_sets_the_last_two_side_by_side(intent: str) -> None:
    found = read(say("vilken av dom är lättast att få jobb som", intent), TWO)
    assert (found.topic, found.occupations) == ("compare_occupations", ("svetsare", "installationselektriker"))


def test_with_one_occupation_in_mind_nothing_is_compared() -> None:
    one = talking_about("ask_salary", occupation="svetsare")
    assert (
        read(say("vilken av dom är lättast att få jobb som", "ask_occupation_outlook"), one).topic
        == "ask_occupation_outlook"
    )


def test_which_of_them_after_a_list_of_workplaces_is_about_the_workplaces() -> None:
    at_work = Conversation(focus=Focus(topic="ask_prao"), recent=TWO.recent)
    assert read(say("vilken av dom tar emot två", "ask_prao"), at_work).topic == "ask_prao"


def test_is_that_the_same_as_another_sets_both_side_by_side() -> None:
    before = talking_about("ask_occupation_description", occupation="svetsare")
    found = read(say("är det samma sak som elektriker eller", "compare_occupations", ELEKTRIKER), before)
    assert (found.topic, found.occupations) == ("compare_occupations", ("svetsare", "installationselektriker"))


def test_the_same_for_another_is_the_last_question_again() -> None:
    before = talking_about("ask_salary", occupation="installationselektriker")
    assert read(say("samma sak fast för svetsare", "compare_occupations", SVETSARE), before).topic == "ask_salary"


@pytest.mark.parametrize("text", ["oj fel ord, elektriker menade jag", "nä elektriker ska de va"])
def test_a_word_that_is_taken_back_asks_the_last_question_about_the_right_one(text: str) -> None:
    before = talking_about("ask_salary", occupation="svetsare")
    found = read(say(text, "ask_occupation_description", ELEKTRIKER, confidence=0.6), before)
    assert (found.topic, found.occupations) == ("ask_salary", ("installationselektriker",))


@pytest.mark.parametrize(
    ("text", "wanted"), [("nä ta sista istället", "gjutare"), ("ні, я мала на увазі третю", "gjutare")]
)
def test_another_of_the_list_is_taken_instead(text: str, wanted: str) -> None:
    listed = tuple(Listed("occupation", each) for each in ("svetsare", "montor", "gjutare"))
    before = Conversation(focus=Focus(topic="ask_salary", occupation="svetsare"), listed=listed)
    assert read(say(text, "deny"), before).occupations == (wanted,)


@pytest.mark.parametrize(
    ("text", "before", "topic"),
    [
        ("om man flyttar till Borås då", "ask_occupation_outlook", "ask_occupation_outlook"),
        ("närmare Borås", "ask_shortage_occupations", "ask_shortage_occupations"),
        ("ligger det nåt runt Borås", "ask_industry_facts", "ask_employers"),
        ("vi flyttade till Borås", "ask_occupation_outlook", "set_region"),
    ],
)
def test_a_place_goes_with_the_last_question(text: str, before: str, topic: str) -> None:
    assert read(say(text, "set_region", BORAS), talking_about(before)).topic == topic


def test_what_lacks_people_there_stays_in_the_industry_that_was_talked_about() -> None:
    message = say("vilka yrken är det brist på där, i Borås alltså", "ask_shortage_occupations", BORAS)
    assert read(message, talking_about("ask_industry_facts", industry="batteri")).focus.industry == "batteri"


def after_two() -> Conversation:
    return replace(talking_about("compare_occupations", occupation="svetsare"), compared=("svetsare", "smed"))


def test_which_is_easiest_after_two_is_asked_of_the_two() -> None:
    message = say("vilket är lättast att få jobb som", "ask_shortage_occupations")
    assert read(message, after_two()).topic == "compare_occupations"
    jobs = say("vilka jobb saknas det folk till", "ask_shortage_occupations")
    assert read(jobs, after_two()).topic == "ask_shortage_occupations"


def test_the_second_of_two_is_asked_for_its_pay() -> None:
    before = replace(after_two(), listed=(Listed("occupation", "svetsare"), Listed("occupation", "smed")))
    found = read(say("den andra låter bra, vad tjänar man", "compare_occupations", confidence=0.8), before)
    assert (found.topic, found.occupations) == ("ask_salary", ("smed",))
    first = read(say("den första då, vilket program ska man gå", "ask_education_path"), before)
    assert (first.topic, first.occupations) == ("ask_education_path", ("svetsare",))


def test_the_second_of_two_programmes_is_asked_where_it_leads() -> None:
    before = replace(
        talking_about("compare_occupations", programme="teknik"),
        programmes=("teknik", "industritekniska"),
        listed=(Listed("programme", "teknik"), Listed("programme", "industritekniska")),
    )
    found = read(say("och vad blir man av den andra", "compare_occupations", confidence=0.3), before)
    assert (found.topic, found.focus.programme) == ("ask_education_path", "industritekniska")


def test_a_complaint_leaves_what_was_talked_about_in_mind() -> None:
    message = say("nu svarade du om svetsare", "give_feedback_negative", ("occupation", "svetsare", "svetsare"))
    found = read(message, talking_about("ask_education_path", occupation="automationsingenjor"))
    assert (found.topic, found.focus.occupation) == ("give_feedback_negative", "automationsingenjor")
