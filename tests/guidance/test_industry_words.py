"""A bare word is an industry where its neighbours make it one, and only where the question may be about an industry."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML

from bot.guidance.industry_words import INDUSTRY_OF_INTEREST, find_industry_said, load_industry_words
from bot.guidance.message import EMPLOYER, OCCUPATION, Mention, Message
from bot.guidance.topics import EMPLOYERS, EXPLORE, INTERNSHIP, SALARY, SET_REGION
from bot.settings import PROJECT_ROOT
from tests.guidance import messages

INDUSTRIES = PROJECT_ROOT / "bot" / "regional" / "facts" / "industries.yml"


def say(text: str, *mentions: Mention) -> Message:
    return Message(text, (), mentions)


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        ("praktik inom fordon", "fordon"),
        ("Vilka företag i Gnosjö gör saker i plast?", "plast"),
        ("plast då?", "plast"),
        ("nåt me batterier kanske", "batteri"),
        ("vår klass vill se en fabrik som gör mat", "livsmedel"),
        ("jobs within steel", "stal"),
    ],
)
def test_a_word_beside_a_cue_or_alone_is_an_industry(text: str, industry: str) -> None:
    assert find_industry_said(EMPLOYERS, say(text)) == industry


@pytest.mark.parametrize(
    "text",
    ["får man mat på praktiken", "man gör massa saker", "vilka papper behöver jag", "finns det jobb i Skåne", ""],
)
def test_the_same_words_elsewhere_say_nothing_of_an_industry(text: str) -> None:
    assert find_industry_said(INTERNSHIP, say(text)) is None


def test_an_interest_is_an_industry_where_an_industry_is_asked_for() -> None:
    wood = say("jobb för den som gillar trä", Mention("interest", "trä", "tra"))
    assert (find_industry_said(EMPLOYERS, wood), find_industry_said(EXPLORE, wood)) == ("tra", None)


def test_every_word_stands_for_an_industry_that_there_is() -> None:
    known = {each["id"] for each in YAML(typ="safe").load(INDUSTRIES)}
    assert {*load_industry_words().industries.values(), *INDUSTRY_OF_INTEREST.values()} <= known


@pytest.mark.parametrize("kind", [OCCUPATION, EMPLOYER])
def test_who_names_an_occupation_or_an_employer_means_that(kind: str) -> None:
    assert (
        find_industry_said(SALARY, say("lön för svetsare inom fordon", Mention(kind, "svetsare", "svetsare"))) is None
    )


def test_a_question_that_is_about_no_industry_gets_none() -> None:
    assert find_industry_said(SET_REGION, say("inom plast")) is None


def test_an_industry_takes_the_place_of_the_occupation_that_was_talked_about() -> None:
    before = messages.talking_about("compare_occupations", occupation="gjutare")
    focus = messages.read(messages.say("vilka företag gör saker i plast", EMPLOYERS), before).focus
    assert (focus.occupation, focus.industry) == (None, "plast")
