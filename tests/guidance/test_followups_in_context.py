"""Short follow-ups: what they mean in the light of what was talked about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.guidance.conversation import Conversation, Listed, Offer
from tests.guidance.messages import BORAS, ELEKTRIKER, SKANE, SVETSARE, press, read, say, talking_about

TRA = ("interest", "trä", "tra")
NIAN = ("education_level", "nian", "arskurs_9")
SCANIA = ("employer", "Scania", "1")
GUESSES = (
    Offer("ask_occupation_description", {"occupation": "svetsare"}),
    Offer("ask_employers", {"occupation": "svetsare"}),
    Offer("out_of_scope"),
)


@pytest.mark.parametrize(
    ("text", "intent"), [("kan man prata med nån där", "ask_mentor"), ("och sommarjobb hur lång tid", "ask_summer_job")]
)
def test_another_form_that_is_asked_for_is_taken(text: str, intent: str) -> None:
    assert read(say(text, intent), talking_about("ask_study_visit", employer="1")).topic == intent


def test_practice_of_a_pupil_in_compulsory_school_is_prao_and_later_it_is_not() -> None:
    assert read(say("går i nian", "greet", NIAN), talking_about("ask_internship")).topic == "ask_prao"
    third = ("education_level", "trean på gymnasiet", "gymnasiet_3")
    assert read(say("trean på gymnasiet", "greet", third), talking_about("ask_prao")).topic == "ask_internship"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("nej jag menar vad dom GÖR", "ask_occupation_description"),
        ("asså boten du fattar inte, jag menar vad dom GÖR på jobbet inte lön", "ask_occupation_description"),
        ("du svarade fel, jag frågade vad dom tjänar", "ask_salary"),
        ("no i meant the salary", "ask_salary"),
        ("jag menade utbildningen", "ask_education_path"),
    ],
)
def test_a_correction_that_names_the_topic_is_answered_on_that_topic(text: str, topic: str) -> None:
    found = read(say(text, "give_feedback_negative"), talking_about("ask_employers", occupation="svetsare"))
    assert (found.topic, found.occupations) == (topic, ("svetsare",))


def test_a_correction_that_could_be_several_topics_is_taken_as_feedback() -> None:
    text = "jag menar inte det, vad tjänar dom och vad gör dom"
    assert read(say(text, "give_feedback_negative"), Conversation()).topic == "give_feedback_negative"


def test_feedback_that_is_likeliest_but_unsure_is_met_as_feedback() -> None:
    message = say("fattar du nåt", "give_feedback_negative", confidence=0.41, others=(("ask_salary", 0.37),))
    assert read(message, Conversation()).topic == "give_feedback_negative"


def test_a_corrected_occupation_asks_the_last_question_not_the_open_one() -> None:
    before = replace(talking_about("ask_education_path", occupation="svetsare"), open_topic="ask_schools")
    assert read(say("nej, elektriker menade jag", "deny", ELEKTRIKER), before).topic == "ask_education_path"
    assert read(say("i Skåne", "set_region", SKANE), before).topic == "ask_schools"


def test_an_uncertain_follow_up_goes_to_the_reading_that_fits_what_is_talked_about() -> None:
    message = say(
        "går den att läsa i närheten", "change_language", confidence=0.23,
        others=(("ask_privacy", 0.14), ("ask_schools", 0.13)), abstained=True,
    )  # fmt: skip
    before = talking_about("ask_education_path", industry="kemi", place="municipality:1415")
    assert read(message, before).topic == "ask_schools"
    assert read(message, Conversation()).outcome == "choice"


def test_two_readings_that_fit_as_well_are_still_offered() -> None:
    message = say("vilka ska man ta", "ask_salary", confidence=0.3, others=(("ask_employers", 0.28),))
    assert read(message, talking_about("ask_occupation_outlook", occupation="svetsare")).outcome == "choice"


def test_a_named_topic_decides_between_two_readings() -> None:
    message = say("och utbildningen", "ask_schools", confidence=0.3, others=(("ask_education_path", 0.28),))
    assert read(message, talking_about("ask_salary", occupation="svetsare")).topic == "ask_education_path"


def test_outside_of_a_conversation_nothing_is_read_into_noise() -> None:
    message = say("vädret då", "out_of_scope", confidence=0.97, others=(("ask_salary", 0.02),))
    assert read(message, talking_about("ask_salary", occupation="svetsare")).topic == "out_of_scope"


def test_work_in_a_place_is_about_the_occupation_that_is_talked_about_unless_a_list_is_asked_for() -> None:
    before = talking_about("ask_education_path", occupation="svetsare")
    found = read(say("finns jobb i Borås", "ask_shortage_occupations", BORAS), before)
    assert (found.topic, found.occupations) == ("ask_occupation_outlook", ("svetsare",))
    listed = read(say("vilka jobb finns i Borås", "ask_shortage_occupations", BORAS), before)
    assert (listed.topic, listed.occupations) == ("ask_shortage_occupations", ())


def test_without_an_occupation_outlook_and_shortage_are_one() -> None:
    others = (("ask_shortage_occupations", 0.42),)
    message = say("behövs det folk där", "ask_occupation_outlook", confidence=0.45, others=others)
    assert read(message, Conversation()).topic == "ask_shortage_occupations"


def test_danger_with_only_an_industry_in_mind_is_about_the_industry() -> None:
    before = talking_about("ask_shortage_occupations", industry="gruva")
    found = read(say("är det farligt", "ask_occupation_description"), before)
    assert (found.topic, found.focus.industry) == ("ask_industry_facts", "gruva")


@pytest.mark.parametrize("text", ["hur långt är det dit", "finns det nåt närmare"])
def test_how_far_asks_the_list_of_places_again(text: str) -> None:
    before = talking_about("ask_schools", programme="el_energi", place="municipality:1490")
    assert read(say(text, "out_of_scope", confidence=0.4), before).topic == "ask_schools"


def test_an_industry_stays_when_only_the_place_is_exchanged() -> None:
    before = talking_about("ask_shortage_occupations", industry="gruva", place="county:12")
    assert read(say("i Borås då", "set_region", BORAS), before).focus.industry == "gruva"
    fresh = read(say("vad är det brist på i Borås", "ask_shortage_occupations", BORAS), before)
    assert fresh.focus.industry is None


def test_an_interest_is_an_industry_where_the_topic_asks_for_one() -> None:
    found = read(say("vilka jobb inom trä finns", "ask_shortage_occupations", TRA), Conversation())
    assert found.focus.industry == "tra"
    narrowed = read(say("inom trä bara", "greet", TRA), talking_about("ask_shortage_occupations", place="county:12"))
    assert (narrowed.topic, narrowed.focus.industry) == ("ask_shortage_occupations", "tra")
    assert read(say("jag gillar trä", "explore_interests", TRA), Conversation()).focus.industry is None


def test_the_employer_stays_in_mind_until_another_subject_is_named() -> None:
    before = talking_about("ask_employers", employer="1")
    earn = read(say("vad tjänar dom", "ask_salary"), before)
    assert earn.focus.employer == "1"
    there = read(say("prao som svetsare där", "ask_prao", SVETSARE), before)
    assert (there.focus.employer, there.occupations) == ("1", ("svetsare",))
    assert read(say("hur blir man svetsare", "ask_education_path", SVETSARE), before).focus.employer is None
    assert read(say("vilka företag finns i Borås", "ask_employers", BORAS), before).focus.employer is None
    assert read(say("eller Scania", "compare_occupations", SCANIA, confidence=0.39), before).topic == "ask_employers"


def test_the_programme_that_a_pupil_studies_does_not_take_the_place_of_the_employer() -> None:
    before = talking_about("ask_mentor", employer="1")
    found = read(say("apl där, går el", "ask_internship", ("programme", "el", "el_energi")), before)
    assert found.focus.employer == "1"


def test_and_the_second_asks_the_last_question_about_another_of_the_list() -> None:
    listed = (Listed("occupation", "svetsare"), Listed("occupation", "smed"))
    before = replace(talking_about("ask_salary", occupation="svetsare"), listed=listed)
    found = read(say("och den andra", "deny"), before)
    assert (found.topic, found.occupations) == ("ask_salary", ("smed",))
    assert read(say("berätta mer om den andra", "deny"), before).topic == "ask_occupation_description"


def test_the_third_of_a_list_is_no_button_beside_it() -> None:
    listed = tuple(Listed("occupation", each) for each in ("svetsare", "smed", "gjutare"))
    offered = tuple(
        Offer(each) for each in ("ask_occupation_description", "ask_occupation_description", "ask_employers")
    )
    before = replace(
        talking_about("ask_shortage_occupations"), listed=listed, offered=offered, waiting="choice"
    )  # fmt: skip
    found = read(say("den tredje", "deny"), before)
    assert (found.topic, found.occupations) == ("ask_occupation_description", ("gjutare",))


def test_one_of_the_compared_is_picked_out() -> None:
    before = replace(talking_about("compare_occupations", occupation="svetsare"), compared=("svetsare", "smed"))
    message = say("svetsare verkar roligast", "ask_occupation_outlook", SVETSARE, confidence=0.29)
    found = read(message, before)
    assert (found.topic, found.occupations) == ("ask_occupation_description", ("svetsare",))


def test_what_was_named_is_kept_while_a_choice_is_open_and_a_place_goes_to_what_needs_one() -> None:
    others = (("ask_employers", 0.25),)
    doubt = read(say("var svetsare", "ask_salary", SVETSARE, confidence=0.3, others=others), Conversation())
    assert (doubt.outcome, doubt.focus.occupation) == ("choice", "svetsare")
    before = replace(Conversation(focus=doubt.focus), offered=GUESSES, waiting="choice")
    found = read(say("i Skåne", "set_region", SKANE), before)
    assert (found.topic, found.occupations, found.focus.place) == ("ask_employers", ("svetsare",), "county:12")


@pytest.mark.parametrize("text", ["ok", "jaha", "lol ok", "haha", "mm"])
def test_an_acknowledgement_is_no_yes_to_what_was_offered(text: str) -> None:
    before = replace(talking_about("ask_salary"), offered=(Offer("ask_employers"),), waiting="yes")
    assert read(say(text, "affirm"), before).outcome == "accepted"
    assert read(say("ja", "affirm"), before).topic == "ask_employers"


def test_of_a_name_within_a_name_the_fuller_is_meant() -> None:
    shorter, fuller = ("occupation", "snickare", "snickare"), ("occupation", "möbelsnickare", "mobelsnickare")
    text = "hur blir man snickare, möbelsnickare alltså"
    assert read(say(text, "ask_education_path", shorter, fuller), Conversation()).occupations == ("mobelsnickare",)


def test_a_pressed_button_is_never_read_again() -> None:
    before = talking_about("ask_prao", occupation="svetsare")
    assert read(press("ask_salary", occupation="svetsare"), before).topic == "ask_salary"


def test_schools_and_the_way_to_an_occupation_are_not_asked_apart() -> None:
    message = say("finns det yh", "ask_schools", confidence=0.49, others=(("ask_education_path", 0.46),))
    assert read(message, Conversation()).topic == "ask_schools"


def test_a_weak_aside_in_the_middle_of_a_conversation_gives_way_to_the_topic_that_is_named() -> None:
    before = talking_about("ask_salary", occupation="svetsare")
    english = say("how do I become one", "out_of_scope", confidence=0.69, others=(("ask_education_path", 0.26),))
    assert read(english, before).topic == "ask_education_path"
    ukrainian = say("а як ним стати?", "ask_capabilities", confidence=0.42, others=(("ask_education_path", 0.21),))
    assert read(ukrainian, before).topic == "ask_education_path"
    assert read(say("vad kan du", "ask_capabilities", confidence=0.8), before).topic == "ask_capabilities"


def test_a_correction_is_no_comparison() -> None:
    before = talking_about("ask_occupation_outlook", occupation="installationselektriker")
    named = (("occupation", "mechanics", "personbilsmekaniker"), ("occupation", "industrial mechanics", "underhall"))
    found = read(say("no I mean mechanics, industrial mechanics", "compare_occupations", *named), before)
    assert (found.topic, found.occupations) == ("ask_occupation_outlook", ("underhall",))


def test_some_such_work_in_a_place_is_about_the_occupation_that_is_talked_about() -> None:
    before = talking_about("ask_occupation_description", occupation="svetsare")
    others = (("ask_shortage_occupations", 0.19),)
    message = say("finns det nåt sånt jobb i Borås", "explore_interests", BORAS, confidence=0.21, others=others)
    assert read(message, before).topic == "ask_occupation_outlook"


@pytest.mark.parametrize(
    "text", ["eller vänta, elektriker låter bättre", "hellre elektriker", "kanske elektriker istället"]
)
def test_another_that_sounds_better_takes_the_place_and_is_not_compared(text: str) -> None:
    found = read(say(text, "compare_occupations", ELEKTRIKER), talking_about("ask_internship", occupation="svetsare"))
    assert (found.topic, found.occupations) == ("ask_internship", ("installationselektriker",))


@pytest.mark.parametrize(
    "text", ["glöm det. finns det jobb här", "strunta i det, vilka jobb finns det", "never mind, what jobs are there"]
)
def test_what_is_to_be_forgotten_is_forgotten_but_not_where_one_lives(text: str) -> None:
    before = talking_about("ask_salary", occupation="svetsare", place="county:12")
    found = read(say(text, "ask_shortage_occupations"), before)
    assert (found.topic, found.occupations, found.focus.place) == ("ask_shortage_occupations", (), "county:12")


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("ask_schools", "samma fast för elektriker"),
        ("ask_prao", "samma fråga för elektriker"),
        ("ask_salary", "same but elektriker"),
        ("ask_salary", "sama mutta elektriker"),
    ],
)
def test_the_same_for_another_is_the_last_question_and_no_comparison(topic: str, text: str) -> None:
    before = talking_about(topic, occupation="svetsare", place="county:12")
    understanding = read(say(text, "compare_occupations", ELEKTRIKER), before)
    assert (understanding.topic, understanding.occupations) == (topic, ("installationselektriker",))
    assert understanding.focus.place == "county:12"


@pytest.mark.parametrize(
    ("before", "topic"),
    [
        ("ask_employers", "ask_employers"),
        ("ask_shortage_occupations",) * 2,
        ("ask_occupation_outlook", "ask_shortage_occupations"),
    ],
)
def test_narrowing_down_to_an_industry_lists_anew_and_leaves_the_occupation(before: str, topic: str) -> None:
    talked = talking_about(before, occupation="svetsare", place="county:12")
    understanding = read(say("finns nåt inom trä", "explore_interests", TRA), talked)
    assert (understanding.topic, understanding.focus.industry) == (topic, "tra")
    assert (understanding.focus.occupation, understanding.focus.place) == (None, "county:12")


def test_apprentices_at_an_employer_are_another_question_than_the_employer() -> None:
    level = ("education_level", "lärlingar", "larling")
    understanding = read(say("har de lärlingar", "ask_internship", level), talking_about("ask_employers", employer="1"))
    assert (understanding.topic, understanding.focus.employer) == ("ask_internship", "1")


def test_between_two_ways_of_studying_nothing_is_compared_but_the_way_told() -> None:
    level = ("education_level", "yh", "yh")
    before = talking_about("ask_salary", occupation="svetsare")
    assert read(say("är det yh eller högskola som gäller", "compare_occupations", level), before).topic == (
        "ask_education_path"
    )


def test_the_way_there_from_a_programme_keeps_the_occupation_in_mind() -> None:
    programme = ("programme", "technology programme", "teknik")
    before = talking_about("ask_occupation_outlook", occupation="svetsare")
    understanding = read(
        say("how do I get there from the technology programme", "ask_education_path", programme), before
    )
    assert (understanding.focus.occupation, understanding.focus.programme) == ("svetsare", "teknik")


def test_the_occupations_of_an_industry_are_asked_for_where_one_was_talked_about() -> None:
    message = say("vad kan man jobba som där", "ask_employers", confidence=0.6)
    found = read(message, talking_about("ask_industry_facts", industry="gruva"))
    assert (found.topic, found.focus.industry) == ("ask_shortage_occupations", "gruva")


def test_what_was_named_in_a_message_that_was_not_understood_is_what_the_next_asks_about() -> None:
    others = (("ask_industry_facts", 0.1),)
    message = say("kan jag få jobba här eller läsa igen", "ask_education_path", confidence=0.32, others=others)
    found = read(message, talking_about("", occupation="svarvare"))
    assert (found.outcome, found.topic, found.occupations) == ("answer", "ask_education_path", ("svarvare",))
    assert read(message, Conversation()).outcome == "choice"


def test_how_long_is_asked_of_the_way_to_the_occupation() -> None:
    before = talking_about("ask_occupation_outlook", occupation="truckforare")
    assert read(say("hur lång tid tar kortet", "out_of_scope", confidence=0.96), before).topic == "ask_education_path"


def test_jobs_in_general_are_those_that_lack_people() -> None:
    message = say("are there any industry jobs for me", "ask_occupation_outlook", confidence=0.6, language="en")
    assert read(message, Conversation()).topic == "ask_shortage_occupations"
    assert read(message, talking_about("ask_salary", occupation="svetsare")).topic == "ask_occupation_outlook"
    future = say("har gruvan nån framtid", "ask_occupation_outlook", ("industry", "gruvan", "gruva"), confidence=0.8)
    assert read(future, Conversation()).topic == "ask_occupation_outlook"


def test_a_topic_that_is_named_beside_one_of_two_is_asked_of_that_one() -> None:
    before = replace(talking_about("compare_occupations", occupation="svetsare"), compared=("svetsare", "smed"))
    message = say("ok svetsare då, finns det lärlingsplatser", "ask_internship", SVETSARE, confidence=0.37)
    found = read(message, before)
    assert (found.topic, found.occupations) == ("ask_internship", ("svetsare",))
