"""Chooses a response's variant and fills its placeholders."""

from __future__ import annotations

import pytest

from actions.responses import Responses, choose_variation, fill_placeholders
from bot.errors import ResponseMissing
from bot.guidance.answer import Reply

TEXTS = {
    "utter_pay": [
        {"condition": [{"type": "slot", "name": "message_language", "value": "fi"}], "text": "Palkka on {amount}."},
        {"condition": [{"type": "slot", "name": "language", "value": "en"}], "text": "It pays {amount}."},
        {"condition": [{"type": "slot", "name": "easy_language", "value": True}], "text": "Du får {amount}."},
        {"text": "Lönen är {amount}."},
    ]
}
PAY = Reply("utter_pay", {"amount": "35 000 kr"})


@pytest.mark.parametrize(
    ("slots", "text", "language"),
    [
        ({}, "Lönen är 35 000 kr.", "sv"),
        ({"language": "sv", "easy_language": False, "message_language": "sv"}, "Lönen är 35 000 kr.", "sv"),
        ({"language": "sv", "easy_language": True}, "Du får 35 000 kr.", "easy"),
        ({"language": "en"}, "It pays 35 000 kr.", "en"),
        ({"language": "sv", "message_language": "fi"}, "Palkka on 35 000 kr.", "fi"),
    ],
)
def test_the_variant_of_the_pupil_s_language_is_written(slots: dict[str, object], text: str, language: str) -> None:
    written = Responses(TEXTS, slots=slots).write(PAY)
    assert (written.text, written.language) == (text, language)


def test_a_missing_response_is_an_error_not_silence() -> None:
    with pytest.raises(ResponseMissing):
        Responses(TEXTS, slots={}).write(Reply("utter_nothing"))


def test_a_missing_value_is_an_error_not_a_raw_placeholder() -> None:
    with pytest.raises(ResponseMissing):
        Responses(TEXTS, slots={}).write(Reply("utter_pay"))


def test_values_are_never_read_as_placeholders() -> None:
    assert (
        fill_placeholders("Om {word}: {word}", {"word": "{amount} %s {0}"}, response="x")
        == "Om {amount} %s {0}: {amount} %s {0}"
    )


def test_a_variation_whose_conditions_fail_is_not_chosen() -> None:
    variations = [{"condition": [{"type": "slot", "name": "language", "value": "en"}], "text": "en"}, {"text": "sv"}]
    assert choose_variation(variations, {"language": "sv"})["text"] == "sv"
