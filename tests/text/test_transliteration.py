"""Swedish town names as they are spelt by ear in other scripts."""

from __future__ import annotations

import pytest

from bot.text.transliteration import spell_in_other_scripts


@pytest.mark.parametrize(
    ("name", "language", "spelling"),
    [
        ("Sollentuna", "uk", "соллентуна"),
        ("Enköping", "uk", "енчепінг"),
        ("Västerås", "ar", "فيستيروس"),
        ("Västerås", "ar", "فيستروس"),
        ("Falkenberg", "fa", "فالكنبرگ"),
    ],
)
def test_names_are_spelt_as_they_sound(name: str, language: str, spelling: str) -> None:
    assert (language, spelling) in spell_in_other_scripts(name)


@pytest.mark.parametrize("name", ["Ale", "Eda", "Ystad", "", "Malmö 2", "Москва"])
def test_short_names_words_of_other_languages_and_what_is_no_swedish_name_are_left_out(name: str) -> None:
    assert spell_in_other_scripts(name) == ()
