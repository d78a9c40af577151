"""What carries over from one message to the next, and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.guidance.conversation import Conversation, Focus, Listed, Offer
from tests.guidance.messages import BORAS, ELEKTRIKER, SKANE, SVETSARE, press, read, say, talking_about


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("vad tjänar dom?", "ask_salary"),
        ("hur blir man det?", "ask_education_path"),
        ("kan man praoa där?", "ask_prao"),
        ("var kan man plugga till det", "ask_schools"),
        ("är det svårt att få jobb då", "ask_occupation_outlook"),
    ],
)
def test_a_new_question_is_about_the_occupation_and_place_that_were_talked_about(text: str, topic: str) -> None:
    before = talking_about("ask_occupation_description", occupation="svetsare", place="county:12")
    found = read(say(text, topic), before)
    assert (found.topic, found.occupations, found.focus.place) == (topic, ("svetsare",), "county:12")


@pytest.mark.parametrize(
    "text", ["och i Skåne då?", "i Skåne?", "Skåne", "jag menade i Skåne", "men Skåne då", "hur är det i Skåne"]
)
def test_a_bare_place_asks_the_last_question_again_for_that_place(text: str) -> None:
    before = talking_about("ask_salary", occupation="svetsare", place="municipality:1490")
    found = read(say(text, "set_region", SKANE), before)
    assert (found.topic, found.occupations, found.focus.place) == ("ask_salary", ("svetsare",), "county:12")


@pytest.mark.parametrize(
    "text", ["nej, elektriker menade jag", "elektriker alltså", "jag menar elektriker", "och elektriker?"]
)
def test_a_bare_occupation_asks_the_last_question_again_for_that_occupation(text: str) -> None:
    before = talking_about("ask_salary", occupation="svetsare", place="county:12")
    found = read(say(text, "deny", ELEKTRIKER), before)
    assert (found.topic, found.occupations, found.focus.place) == (
        "ask_salary",
        ("installationselektriker",),
        "county:12",
    )


def test_the_last_place_that_was_not_rejected_is_the_wanted_one() -> None:
    message = say(
        "Inte Stockholm, jag menade Strömsund", "set_region",
        ("place", "Stockholm", "municipality:0180"), ("place", "Strömsund", "municipality:2313"), rejected="Stockholm",
    )  # fmt: skip
    found = read(message, talking_about("ask_shortage_occupations", place="municipality:0180"))
    assert (found.topic, found.focus.place) == ("ask_shortage_occupations", "municipality:2313")


def test_a_bare_name_with_nothing_before_it_gets_the_most_telling_answer() -> None:
    assert read(say("svetsare", "thank", SVETSARE), Conversation()).topic == "ask_occupation_description"
    assert read(say("Borås", "greet", BORAS), Conversation()).topic == "set_region"
    volvo = ("employer", "Volvo", "17")
    assert read(say("Volvo?", "greet", volvo), Conversation()).topic == "ask_employers"


def test_a_bare_name_after_a_question_that_lacked_it_answers_that_question() -> None:
    before = talking_about("ask_occupation_description")
    montor = ("occupation", "elektronikmontör", "elektronikmontor")
    found = read(say("elektronikmontör alltså", "affirm", montor), before)
    assert (found.topic, found.occupations) == ("ask_occupation_description", ("elektronikmontor",))


def test_a_topic_that_lists_occupations_does_not_drag_one_along() -> None:
    before = talking_about("ask_salary", occupation="svetsare", place="county:12")
    found = read(say("vilka jobb är det brist på", "ask_shortage_occupations"), before)
    assert (found.occupations, found.focus.occupation, found.focus.place) == ((), None, "county:12")


def test_a_newly_named_occupation_takes_the_place_of_the_industry() -> None:
    before = talking_about("ask_shortage_occupations", industry="tra", place="alias:smaland")
    found = read(
        say(
            "möbelsnickare, är det framtid i det",
            "ask_occupation_outlook",
            ("occupation", "möbelsnickare", "mobelsnickare"),
        ),
        before,
    )
    assert (found.occupations, found.focus.industry, found.focus.place) == (("mobelsnickare",), None, "alias:smaland")


def test_an_industry_carries_over_where_no_occupation_is_talked_about() -> None:
    before = talking_about("ask_industry_facts", industry="gruva")
    found = read(say("men tjänar man bra iaf?", "ask_salary"), before)
    assert (found.topic, found.occupations, found.focus.industry) == ("ask_salary", (), "gruva")


def test_telling_where_one_lives_answers_the_question_that_stood_open() -> None:
    before = replace(
        talking_about("ask_employers", occupation="svetsare"), open_topic="ask_employers", waiting="choice"
    )
    found = read(say("jag bor i Borås", "set_region", BORAS), before)
    assert (found.topic, found.occupations, found.focus.place) == ("ask_employers", ("svetsare",), "municipality:1490")


def test_telling_where_one_lives_keeps_the_occupation_in_mind() -> None:
    found = read(say("jag bor i Borås", "set_region", BORAS), talking_about("ask_salary", occupation="svetsare"))
    assert (found.topic, found.focus.occupation, found.focus.topic) == ("set_region", "svetsare", "ask_salary")


def test_no_with_another_place_corrects_where_one_lives() -> None:
    found = read(say("nej förlåt vi flyttade till Borås", "deny", BORAS), talking_about("", place="municipality:1480"))
    assert (found.topic, found.focus.place) == ("set_region", "municipality:1490")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("den andra", "slipare"), ("nummer två", "slipare"), ("Berätta mer om den första", "gjutare"), ("den sista", "smed"),
     ("2", "slipare"), ("the second one", "slipare"), ("a tell me about the first one", "gjutare")],
)  # fmt: skip
def test_ordinals_point_at_the_list(text: str, wanted: str) -> None:
    listed = tuple(Listed("occupation", each) for each in ("gjutare", "slipare", "smed"))
    before = replace(talking_about("ask_shortage_occupations", place="county:19"), listed=listed)
    found = read(say(text, "deny", confidence=0.3), before)
    assert (found.topic, found.occupations, found.focus.place) == ("ask_occupation_description", (wanted,), "county:19")


def test_an_ordinal_with_a_question_asks_that_question() -> None:
    before = replace(
        talking_about("ask_shortage_occupations"),
        listed=(Listed("occupation", "gjutare"), Listed("occupation", "smed")),
    )
    found = read(say("vad tjänar den andra", "ask_salary"), before)
    assert (found.topic, found.occupations) == ("ask_salary", ("smed",))


def test_an_ordinal_chooses_among_buttons_when_a_choice_is_waited_for() -> None:
    offers = (
        Offer("ask_salary", {"occupation": "civing_maskin"}),
        Offer("ask_salary", {"occupation": "hogskoleing_maskin"}),
    )
    found = read(say("den andra", "deny", confidence=0.3), Conversation(offered=offers, waiting="choice"))
    assert (found.topic, found.occupations) == ("ask_salary", ("hogskoleing_maskin",))


def test_an_ordinary_second_is_no_ordinal() -> None:
    before = replace(
        talking_about("ask_shortage_occupations"),
        listed=(Listed("occupation", "gjutare"), Listed("occupation", "smed")),
    )
    found = read(say("vilka andra jobb finns det brist på", "ask_shortage_occupations"), before)
    assert (found.topic, found.occupations) == ("ask_shortage_occupations", ())


def test_yes_takes_the_first_offer_and_no_leaves_it() -> None:
    before = Conversation(offered=(Offer("ask_employers", {"occupation": "svetsare"}),), waiting="yes")
    assert read(say("ja", "affirm"), before).topic == "ask_employers"
    assert read(say("nej", "deny"), before).outcome == "declined"


def test_yes_to_nothing_is_accepted_without_a_guess() -> None:
    assert read(say("ja", "affirm"), Conversation()).outcome == "accepted"


def test_a_typed_title_is_as_good_as_its_button() -> None:
    offers = (Offer("ask_salary", {"occupation": "svetsare"}, "Vad tjänar en svetsare?"), Offer("ask_prao", {}, "Prao"))
    found = read(say("vad tjänar en svetsare", "thank"), Conversation(offered=offers))
    assert (found.topic, found.occupations) == ("ask_salary", ("svetsare",))


@pytest.mark.parametrize("text", ["var", "var då?", "where", "missä?", "де"])
def test_bare_where_asks_for_employers_or_for_schools_after_education(text: str) -> None:
    assert (
        read(
            say(text, "goodbye", confidence=0.2), talking_about("ask_occupation_outlook", occupation="sommerska")
        ).topic
        == "ask_employers"
    )
    assert (
        read(say(text, "goodbye", confidence=0.2), talking_about("ask_education_path", occupation="sommerska")).topic
        == "ask_schools"
    )


def test_an_ambiguous_word_asks_which_occupation_is_meant() -> None:
    message = say(
        "vad tjänar en ingenjör",
        "ask_salary",
        ("occupation", "ingenjör", "civing_maskin"),
        candidates=("civing_maskin", "hogskoleing_maskin"),
    )
    found = read(message, Conversation())
    assert found.outcome == "which"
    assert [offer.entities["occupation"] for offer in found.choices] == ["civing_maskin", "hogskoleing_maskin"]


def test_an_ambiguous_word_means_what_is_talked_about_already() -> None:
    message = say(
        "vad tjänar en ingenjör",
        "ask_salary",
        ("occupation", "ingenjör", "civing_maskin"),
        candidates=("civing_maskin", "hogskoleing_maskin"),
    )
    found = read(message, talking_about("ask_education_path", occupation="hogskoleing_maskin"))
    assert (found.outcome, found.occupations) == ("answer", ("hogskoleing_maskin",))


def test_an_occupation_that_no_row_stands_for_is_unknown() -> None:
    found = read(
        say("vad tjänar en borrkaxtekniker", "ask_salary", ("occupation", "borrkaxtekniker", None)), Conversation()
    )
    assert (found.outcome, found.unknown) == ("unknown", "borrkaxtekniker")


def test_comparing_with_one_named_takes_the_one_that_was_talked_about() -> None:
    before = talking_about("ask_salary", occupation="svetsare")
    found = read(say("är det bättre än elektriker", "compare_occupations", ELEKTRIKER), before)
    assert found.occupations == ("svetsare", "installationselektriker")


def test_comparing_two_named_ones_is_about_those() -> None:
    found = read(
        say("svetsare eller elektriker", "compare_occupations", SVETSARE, ELEKTRIKER),
        talking_about("ask_salary", occupation="smed"),
    )
    assert found.occupations == ("svetsare", "installationselektriker")


def test_a_pressed_button_is_about_its_rows_and_the_place_that_is_in_mind() -> None:
    found = read(
        press("ask_salary", occupation="svetsare"), talking_about("ask_prao", occupation="smed", place="county:12")
    )
    assert (found.topic, found.occupations, found.focus.place) == ("ask_salary", ("svetsare",), "county:12")


def test_distress_is_never_a_follow_up() -> None:
    before = replace(talking_about("ask_salary", occupation="svetsare"), waiting="yes", offered=(Offer("ask_prao"),))
    assert read(say("orkar inte mer", "distress", confidence=0.35), before).topic == "distress"


def test_small_talk_leaves_the_focus_as_it_is() -> None:
    before = talking_about("ask_salary", occupation="svetsare", place="county:12")
    assert read(say("tack", "thank"), before).focus == Focus("ask_salary", "svetsare", "county:12")


def test_less_sure_offers_the_best_readings_with_the_rows_that_were_named() -> None:
    message = say(
        "svetsare pengar jobb eller nåt sånt",
        "ask_salary",
        SVETSARE,
        confidence=0.32,
        others=(("ask_occupation_outlook", 0.25), ("thank", 0.2)),
    )
    found = read(message, Conversation())
    assert found.outcome == "choice"
    assert [(offer.intent, offer.entities) for offer in found.choices] == [
        ("ask_salary", {"occupation": "svetsare"}), ("ask_occupation_outlook", {"occupation": "svetsare"}),
    ]  # fmt: skip


def test_unsure_says_so() -> None:
    assert read(say("bla blö blå", "ask_salary", confidence=0.08), Conversation()).outcome == "unsure"


def test_one_word_for_two_occupations_is_about_one_of_them() -> None:
    message = say(
        "mekaniker eller mekaniker", "ask_salary", ("occupation", "mekaniker", "a"), ("occupation", "mekaniker", "b")
    )
    assert read(message, Conversation()).occupations
