"""A choice may be answered in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.guidance.conversation import Offer
from tests.guidance.messages import read, say, talking_about


@pytest.mark.parametrize(
    ("text", "chosen"),
    [("process, på ett pappersbruk", "processoperator_papper"), ("i trä", None), ("processoperatör", None)],
)
def test_which_is_meant_may_be_told_in_words_that_only_one_title_has(text: str, chosen: str | None) -> None:
    offered = tuple(
        Offer("ask_salary", {"occupation": key}, title)
        for key, title in (
            ("maskinoperator_mek", "Maskinoperatör i mekanisk verkstad"),
            ("processoperator_papper", "Processoperatör i massa- och pappersindustrin"),
            ("processoperator_kemi", "Processoperatör i kemisk industri"),
        )
    )
    asked = replace(talking_about("ask_salary"), offered=offered, waiting="choice")
    assert read(say(text, "ask_industry_facts"), asked).focus.occupation == chosen


def test_who_names_a_programme_chooses_no_occupation_that_sounds_alike() -> None:
    offered = (
        Offer("ask_education_path", {"occupation": "industrielektriker"}, "Hur blir man industrielektriker?"),
        Offer("ask_education_path", {"occupation": "svetsare"}, "Hur blir man svetsare?"),
    )
    asked = replace(talking_about("ask_education_path"), offered=offered, waiting="choice")
    found = read(say("industritekniska, var finns det", "ask_schools", ("programme", "industritekniska", "IN")), asked)
    assert (found.topic, found.focus.programme, found.focus.occupation) == ("ask_schools", "IN", None)
