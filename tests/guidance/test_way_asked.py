"""Short questions on the way to an occupation or on programmes belong to what was talked about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.guidance.conversation import Conversation
from tests.guidance.messages import BORAS, SVETSARE, read, say, talking_about


def after_two_programmes() -> Conversation:
    before = talking_about("compare_occupations", programme="teknik")
    return replace(before, programmes=("teknik", "industritekniska"))


def test_which_of_two_programmes_is_easiest_to_get_in_to_is_asked_of_both() -> None:
    message = say("vilken är lättast att komma in på", "ask_shortage_occupations", confidence=0.8)
    assert read(message, after_two_programmes()).topic == "compare_occupations"
    assert read(message, Conversation()).topic == "ask_shortage_occupations"


@pytest.mark.parametrize("intent", ["ask_employers", "set_region", "out_of_scope", "ask_schools"])
def test_whether_it_exists_in_a_town_is_asked_of_the_programme(intent: str) -> None:
    message = say("finns det i Borås", intent, BORAS, confidence=0.8)
    found = read(message, talking_about("ask_education_path", programme="el_energi"))
    assert (found.topic, found.focus.programme) == ("ask_schools", "el_energi")


def test_having_to_move_is_asked_of_where_one_can_study() -> None:
    message = say("måste man flytta då", "set_region", confidence=0.6)
    found = read(message, talking_about("ask_education_path", occupation="svetsare"))
    assert (found.topic, found.occupations) == ("ask_schools", ("svetsare",))


def test_getting_in_is_asked_of_the_education_however_sure_the_classifier_is() -> None:
    message = say("svårt å komma in?", "ask_occupation_outlook", confidence=0.75)
    assert read(message, talking_about("ask_schools", programme="automation")).topic == "ask_education_path"


def test_needing_a_language_for_the_work_is_no_wish_for_it() -> None:
    message = say("do i need good swedish for it", "change_language", confidence=0.93, language="en")
    before = talking_about("ask_occupation_outlook", occupation="maskinoperator_mek")
    assert read(message, before).topic == "ask_education_path"


def test_an_education_nearby_is_asked_of_where_it_is_given() -> None:
    others = (("ask_education_path", 0.45),)
    before = talking_about("ask_salary", occupation="svetsare")
    near = say("finns det nån utbildning i närheten", "ask_schools", confidence=0.5, others=others)
    assert read(near, before).topic == "ask_schools"
    any_way = say("finns det nån utbildning", "ask_schools", confidence=0.5, others=others)
    assert read(any_way, before).topic == "ask_education_path"


def test_only_one_of_two_is_wanted_after_a_programme() -> None:
    message = say("nä inte svetsare i verkstad, mer typ ute", "compare_occupations", SVETSARE, confidence=0.9)
    assert read(message, talking_about("ask_education_path", programme="industritekniska")).topic == (
        "ask_education_path"
    )
