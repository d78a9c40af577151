"""Reads the engine's parse data."""

from __future__ import annotations

from bot.guidance.conversation import Conversation, Focus, Listed, Offer
from bot.guidance.message import read_message


def test_a_typed_message_is_read_with_its_rows_and_ranking() -> None:
    message = read_message(
        {
            "text": "svetsare i Skåne",
            "intent": {"name": "nlu_fallback", "confidence": 0.3},
            "intent_ranking": [
                {"name": "nlu_fallback", "confidence": 0.3}, {"name": "ask_salary", "confidence": 0.25},
            ],
            "entities": [
                {"entity": "occupation", "value": "svetsare", "start": 0, "end": 8, "id": "svetsare", "candidates": ["svetsare"]},
                {"entity": "place", "value": "Skåne", "start": 11, "end": 16, "id": "county:12", "role": "rejected"},
            ],
            "language": "sv",
        }
    )  # fmt: skip
    assert (message.intent, message.confidence, message.abstained, message.language) == ("ask_salary", 0.25, True, "sv")
    assert message.ids_of("occupation") == ("svetsare",)
    assert message.ids_of("place") == ()


def test_i_am_in_english_is_no_programme() -> None:
    parsed = {
        "text": "im 18", "intent": {"name": "ask_education_path", "confidence": 0.9},
        "entities": [{"entity": "programme", "value": "im", "start": 0, "end": 2, "id": "IM"}],
    }  # fmt: skip
    assert read_message({**parsed, "language": "en"}).ids_of("programme") == ()
    assert read_message({**parsed, "language": "sv"}).ids_of("programme") == ("IM",)


def test_a_button_carries_row_ids_and_no_words() -> None:
    message = read_message(
        {
            "text": '/ask_salary{"occupation": "svetsare"}',
            "intent": {"name": "ask_salary", "confidence": 1.0},
            "entities": [{"entity": "occupation", "value": "svetsare"}],
        }
    )
    assert (message.pressed, message.text, message.ids_of("occupation")) == (True, "", ("svetsare",))


def test_parse_data_with_nothing_in_it_is_a_message_without_readings() -> None:
    message = read_message({})
    assert (message.intent, message.confidence, message.mentions) == ("", 0.0, ())


def test_a_conversation_survives_the_engine_s_slot() -> None:
    conversation = Conversation(
        focus=Focus("ask_salary", "svetsare", "county:12"), waiting="choice",
        offered=(Offer("ask_prao", {"place": "county:12"}, "Prao"),),
        listed=(Listed("occupation", "smed"),), told=("languages",), place_asked=True, apologies=1, turns=3, heard_at=12.5,
    )  # fmt: skip
    assert Conversation.from_slot(conversation.to_slot()) == conversation


def test_a_foreign_slot_is_a_new_conversation() -> None:
    assert Conversation.from_slot(None) == Conversation.from_slot({"nonsense": 1}) == Conversation()


def test_a_conversation_is_forgotten_after_half_an_hour_of_silence() -> None:
    conversation = Conversation(focus=Focus("ask_salary", "svetsare"), heard_at=1000.0)
    assert conversation.forgotten_after(seconds=1800, now=2000.0).focus.occupation == "svetsare"
    assert conversation.forgotten_after(seconds=1800, now=2801.0) == Conversation()
