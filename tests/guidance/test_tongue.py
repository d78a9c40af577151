"""Which language an answer is written in."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.guidance.conversation import Conversation
from bot.guidance.surroundings import Surroundings
from bot.guidance.tongue import Tongue, choose_language, choose_tongue, find_asked_language
from tests.guidance.messages import press, say

TODAY = dt.date(2026, 11, 23)


def tongue_of(
    text: str, language: str | None, conversation: Conversation | None = None, page: str = "", easy: bool = False
) -> Tongue:
    around = Surroundings(TODAY, language=page, easy=easy)
    return choose_tongue(say(text, language=language), conversation or Conversation(), around)[0]


def test_swedish_is_answered_in_swedish() -> None:
    assert tongue_of("vad gör en svetsare", "sv") == Tongue("sv", False, "sv")


@pytest.mark.parametrize("page", ["", "sv"])
def test_english_is_answered_in_english_when_no_language_was_chosen(page: str) -> None:
    assert tongue_of("what does a welder do", "en", page=page).language == "en"


def test_a_short_loan_word_does_not_change_the_language() -> None:
    assert tongue_of("CNC operator", "en", Conversation(language="sv", language_heard="sv")).language == "sv"


def test_what_the_pupil_chose_holds_against_the_language_of_the_message() -> None:
    chosen = choose_language(Conversation(), "en")
    assert tongue_of("vad gör en svetsare då", "sv", chosen).language == "en"


def test_easy_swedish_from_the_page_or_the_wish() -> None:
    assert tongue_of("vad gör en svetsare", "sv", page="easy") == Tongue("sv", True, "sv")
    assert tongue_of("vad gör en svetsare", "sv", page="sv", easy=True) == Tongue("sv", True, "sv")


@pytest.mark.parametrize("language", ["ar", "so", "uk", "fa", "fi"])
def test_other_languages_are_heard_and_answered_in_swedish(language: str) -> None:
    assert tongue_of("…", language) == Tongue("sv", False, language)


def test_a_button_keeps_the_language_that_was_heard() -> None:
    before = Conversation(language="sv", language_heard="uk")
    assert choose_tongue(press("ask_salary"), before, Surroundings(TODAY))[0].heard == "uk"


def test_a_new_wish_of_the_page_takes_over_what_was_chosen_before() -> None:
    _, conversation = choose_tongue(say("hej", language="sv"), Conversation(), Surroundings(TODAY, language="en"))
    tongue, _ = choose_tongue(
        say("what about welders", language="en"), conversation, Surroundings(TODAY, language="sv")
    )
    assert tongue.language == "sv"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("english please", "en"), ("kan du skriva på engelska", "en"), ("svara på arabiska tack", "ar"),
        ("på svenska igen", "sv"),
        ("lättare svenska", "easy"), ("kan du skriva enklare?", "easy"), ("af soomaali", "so"), ("українською", "uk"),
        ("دری", "fa"), ("suomeksi", "fi"), ("بالعربي", "ar"), ("polska", None),
    ],
)  # fmt: skip
def test_the_language_that_is_asked_for_is_found(text: str, language: str | None) -> None:
    assert find_asked_language(text) == language


def test_a_bare_name_does_not_change_the_language() -> None:
    """ "and in Gällivare?" sounds Swedish to the identifier, but says nothing of the pupil's language beside the name."""
    before = Conversation(language="en", language_heard="en")
    message = say("and in Gällivare?", "set_region", ("place", "Gällivare", "municipality:2523"), language="sv")
    tongue, _ = choose_tongue(message, before, Surroundings(TODAY))
    assert tongue.language == "en"
