"""A message's language is told from its letters, its everyday words, and only then by the detector."""

from __future__ import annotations

import pytest

from bot.text.language import recognise_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("vad tjänar en svetsare", "sv"),
        ("what does a welder earn", "en"),
        ("paljonko hitsaaja ansaitsee", "fi"),
        ("waxaan rabaa inaan shaqo helo", "so"),
        ("كم يكسب اللحام", "ar"),
        ("جوشکار چقدر درآمد دارد", "fa"),
        ("скільки заробляє зварник", "uk"),
    ],
)
def test_each_of_the_seven_languages_is_recognised(text: str, language: str) -> None:
    assert recognise_language(text) == language


@pytest.mark.parametrize("text", ["heeeej", "Volvo", "12345", "👍", "", "   ", "Kiruna", "svets"])
def test_a_message_that_does_not_tell_is_swedish(text: str) -> None:
    assert recognise_language(text) == "sv"


@pytest.mark.parametrize("text", ["how much money", "is it hard", "my friends", "yes please"])
def test_short_english_is_english(text: str) -> None:
    assert recognise_language(text) == "en"


def test_one_swedish_term_in_english_leaves_it_english() -> None:
    assert recognise_language("can I do my prao at Scania please") == "en"


def test_half_a_surrogate_pair_is_no_reason_to_fail() -> None:
    assert recognise_language("hej \ud83d du") == "sv"
