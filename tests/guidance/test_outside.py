"""An industrial occupation that is named weighs against "out of scope" and a wish for another language."""

from __future__ import annotations

from bot.guidance.conversation import Conversation
from tests.guidance.messages import SVETSARE, read, say


def test_who_names_an_industrial_occupation_is_not_outside_the_subject() -> None:
    alone = Conversation()
    wanted = say("jag vill bli svettsare", "out_of_scope", ("occupation", "svettsare", "svetsare"), confidence=0.9)
    assert read(wanted, alone).topic == "ask_education_path"
    tale = say(
        "jag vill bli svettsare i mitt spel men hinner aldrig logga in för läxorna",
        "out_of_scope", ("occupation", "svettsare", "svetsare"), confidence=0.9,
    )  # fmt: skip
    assert read(tale, alone).topic == "out_of_scope"


def test_a_topic_that_is_named_beside_an_occupation_is_no_guess() -> None:
    asked = say(
        "miten minusta tulee hitsaaja", "ask_education_path", ("occupation", "hitsaaja", "svetsare"),
        confidence=0.29, others=(("out_of_scope", 0.25), ("ask_salary", 0.2)), abstained=True,
    )  # fmt: skip
    understanding = read(asked, Conversation())
    assert (understanding.outcome, understanding.topic) == ("answer", "ask_education_path")


def test_languages_that_one_speaks_are_no_wish_for_another_language_where_a_way_is_asked() -> None:
    said = say(
        "jag kan prata arabiska, hjälper det om jag vill bli svetsare", "change_language", SVETSARE, confidence=0.6
    )
    assert read(said, Conversation()).topic == "ask_education_path"
