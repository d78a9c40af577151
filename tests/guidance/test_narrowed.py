"""A word that many occupations share means the one that the words beside it say."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.guidance.conversation import Conversation
from bot.guidance.narrowed import FILE
from tests.guidance.messages import read, say, talking_about

FACTS = Path(__file__).parents[2] / "bot" / "regional" / "facts"
MEKANIKER = ("occupation", "mekaniker", "mekaniker_allman")
ANY_MECHANIC = ("mekaniker_allman", "personbilsmekaniker")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("jag vill bli mekaniker fast inte på bilar", "underhallsmekaniker"),
        ("hur blir man mekaniker på flygplan", "flygmekaniker"),
        ("mekaniker på lastbilar, hur blir man det", "lastbilsmekaniker"),
        ("mekaniker, inte bilar utan flygplan", "flygmekaniker"),
        ("mekaniker i gruvan", "underhallsmekaniker"),
    ],
)
def test_a_mechanic_works_on_what_is_said(text: str, meant: str) -> None:
    message = say(text, "ask_education_path", MEKANIKER, candidates=ANY_MECHANIC)
    found = read(message, Conversation())
    assert (found.outcome, found.occupations) == ("answer", (meant,))


def test_a_bare_mechanic_is_asked_which() -> None:
    message = say("hur blir man mekaniker", "ask_education_path", MEKANIKER, candidates=ANY_MECHANIC)
    assert read(message, Conversation()).outcome == "which"


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("vad gör en operatör på massabruket", "operatör", "processop_massa"),
        ("maskinförare på pappersbruk, vad gör man", "maskinförare", "processop_papper"),
        ("elektriker i gruvan, vad gör den", "elektriker", "industrielektriker"),
    ],
)
def test_an_industry_says_which_operator(text: str, word: str, meant: str) -> None:
    message = say(text, "ask_occupation_description", ("occupation", word, "maskinoperator_mek"))
    assert read(message, Conversation()).occupations == (meant,)


def test_which_one_may_be_said_afterwards_in_a_few_words() -> None:
    before = talking_about("ask_education_path", occupation="mekaniker_allman")
    found = read(say("inte på bilar", "deny", confidence=0.6), before)
    assert (found.topic, found.occupations) == ("ask_education_path", ("underhallsmekaniker",))


def test_every_row_of_the_lists_is_an_occupation_that_there_are_facts_on() -> None:
    described = {row["id"] for path in (FACTS / "occupations").glob("*.yml") for row in _read(path)}
    unlisted = {row["id"] for row in _read(FACTS / "occupations_unlisted.yml")}
    for name, shared in YAML(typ="safe").load(FILE).items():
        assert set(shared["to"]) <= described, name
        assert set(shared["rows"]) <= unlisted, name


def _read(path: Path) -> list[dict[str, object]]:
    data = YAML(typ="safe").load(path)
    return data if isinstance(data, list) else data["occupations"]
