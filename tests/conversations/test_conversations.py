"""Whole conversations through the real engine and action server, judged by what the pupil reads."""

from __future__ import annotations

import statistics
import time

import pytest

from tests.conversations.conftest import RunningBot

pytestmark = [pytest.mark.engine, pytest.mark.system, pytest.mark.timeout(1500)]


def test_a_pupil_asks_on_about_the_same_occupation(running_bot: RunningBot) -> None:
    pupil = running_bot.begin()
    assert "svets" in pupil.say("Vad gör en svetsare på jobbet?").text.casefold()
    pay = pupil.say("och vad tjänar dom?")
    assert pay.custom["topic"] == "ask_salary"
    assert pay.custom["occupation"]["id"] == "svetsare"
    assert "kr" in pay.text
    assert pay.custom["sources"]
    path = pupil.say("hur blir man det?")
    assert (path.custom["topic"], path.custom["occupation"]["id"]) == ("ask_education_path", "svetsare")


def test_a_place_and_an_occupation_can_be_exchanged(running_bot: RunningBot) -> None:
    pupil = running_bot.begin()
    pupil.say("Finns det jobb som svetsare i Dalarna?")
    there = pupil.say("och i Skåne då?")
    assert there.custom["topic"] == "ask_occupation_outlook"
    assert there.custom["place"]["code"] == "12"
    assert there.custom["occupation"]["id"] == "svetsare"
    other = pupil.say("nej, lokförare menade jag")
    assert (other.custom["occupation"]["id"], other.custom["place"]["code"]) == ("lokforare", "12")


def test_the_second_of_a_list_is_described(running_bot: RunningBot) -> None:
    pupil = running_bot.begin()
    listed = [
        each for each in pupil.say("Vilka är bristyrkena i Örebro län?").custom["items"] if each["kind"] == "occupation"
    ]
    second = pupil.say("berätta om den andra")
    assert second.custom["topic"] == "ask_occupation_description"
    assert second.custom["occupation"]["id"] == listed[1]["id"]


def test_buttons_lead_on(running_bot: RunningBot) -> None:
    pupil = running_bot.begin(municipality="1488", county="14")
    answer = pupil.say("Vad gör en underhållsmekaniker?")
    assert answer.buttons
    for button in answer.buttons:
        assert pupil.say(button.payload).text.strip()


def test_english_is_answered_in_english(running_bot: RunningBot) -> None:
    answer = running_bot.begin().say("What does a welder earn per month?")
    assert answer.custom["language"] == "en"
    assert answer.custom["topic"] == "ask_salary"


def test_easier_swedish_holds_for_the_rest_of_the_conversation(running_bot: RunningBot) -> None:
    pupil = running_bot.begin()
    assert pupil.say("kan du skriva på lätt svenska").custom["language"] == "easy"
    assert pupil.say("Vad gör en svetsare?").custom["language"] == "easy"


def test_the_last_answer_is_told_again_in_the_language_that_is_asked_for(running_bot: RunningBot) -> None:
    pupil = running_bot.begin()
    before = pupil.say("Vad gör en svetsare?")
    easy = pupil.say("svårt att läsa, kan du skriva lättare svenska")
    assert (easy.custom["topic"], easy.custom["occupation"]["id"]) == ("change_language", "svetsare")
    assert easy.custom["sources"] == before.custom["sources"]
    assert easy.text.startswith("Okej. Nu skriver jag lättare. Så här är det:")
    assert "metall" in easy.text
    english = pupil.say("in english please")
    assert "weld" in english.text.casefold()
    pay = pupil.say("what do they earn?")
    assert (pay.custom["topic"], pay.custom["occupation"]["id"]) == ("ask_salary", "svetsare")


def test_two_programmes_are_asked_on_about(running_bot: RunningBot) -> None:
    pupil = running_bot.begin()
    pupil.say("vad är det för skillnad på teknikprogrammet och industritekniska?")
    both = pupil.say("vilket är lättast att komma in på")
    assert both.custom["topic"] == "compare_occupations"
    assert "Industritekniska" in both.text
    there = pupil.say("finns det i Skövde?")
    assert (there.custom["topic"], there.custom["place"]["name"]) == ("ask_schools", "Skövde")


def test_who_says_that_the_facts_are_wrong_is_told_how_to_get_them_put_right(running_bot: RunningBot) -> None:
    pupil = running_bot.begin()
    pupil.say("Vad tjänar en gjutare?")
    doubted = pupil.say("stämmer inte, min pappa är gjutare och har inte så")
    assert doubted.custom["topic"] == "give_feedback_negative"
    assert "tummen ner" in doubted.text
    pay = pupil.say("och i Småland då?")
    assert (pay.custom["topic"], pay.custom["occupation"]["id"]) == ("ask_salary", "gjutare")


def test_a_place_told_beside_a_wish_for_another_language_is_kept_in_mind(running_bot: RunningBot) -> None:
    pupil = running_bot.begin()
    wish = pupil.say("please write in english, I just moved to Eskilstuna and my swedish is bad")
    assert wish.custom["topic"] == "change_language"
    jobs = pupil.say("how are the job chances for a welder?")
    assert jobs.custom["occupation"]["id"] == "svetsare"
    assert "Eskilstuna" in str(jobs.custom["place"])


@pytest.mark.parametrize(
    ("text", "language"),
    [("Привіт! Ти можеш мені допомогти?", "uk"), ("مرحبا", "ar"), ("Moi, mitä sinä osaat?", "fi")],
)
def test_other_languages_are_met_in_their_own(running_bot: RunningBot, text: str, language: str) -> None:
    answer = running_bot.begin().say(text)
    assert answer.understood["language"] == language


def test_distress_gets_help_alone_and_its_words_are_not_kept(running_bot: RunningBot) -> None:
    pupil = running_bot.begin()
    pupil.say("Vad gör en svetsare?")
    answer = pupil.say("jag är så ledsen hela tiden och ingen bryr sig om mig")
    assert "116 111" in answer.text
    assert answer.buttons == ()
    assert running_bot.store.forget(pupil.session_id) == 0


def test_nonsense_is_admitted_with_a_way_to_a_human(running_bot: RunningBot) -> None:
    pupil = running_bot.begin()
    for nonsense in ("xqzw plmk vvv", "kkk ööö jjj"):
        answer = pupil.say(nonsense)
        assert any(button.payload == "/talk_to_counsellor" for button in answer.buttons) or "vägledare" in answer.text


def test_a_forgotten_conversation_starts_afresh(running_bot: RunningBot) -> None:
    pupil = running_bot.begin()
    pupil.say("Vad gör en svetsare?")
    running_bot.run(running_bot.engine.forget(pupil.session_id))
    assert pupil.say("vad tjänar dom?").custom["occupation"] is None


@pytest.mark.parametrize("text", ["'; DROP TABLE occupations; --", "{{7*7}} %s {place}", "å" * 500, "\u202eabc", "🛠️🔧"])
def test_odd_words_get_a_sentence(running_bot: RunningBot, text: str) -> None:
    assert running_bot.begin().say(text).text.strip()


def test_a_long_conversation_stays_quick(running_bot: RunningBot) -> None:
    pupil = running_bot.begin()
    questions = (
        "Vad tjänar en svetsare?",
        "och i Skåne då?",
        "Vad gör en elektriker?",
        "vilka bristyrken finns i Dalarna",
        "tack",
    )
    seconds = []
    for turn in range(100):
        started = time.perf_counter()
        assert pupil.say(questions[turn % len(questions)]).custom.get("notice") != "technical"
        seconds.append(time.perf_counter() - started)
    early, late = statistics.median(seconds[5:25]), statistics.median(seconds[80:])
    assert late < 1.6 * early, (early, late)
