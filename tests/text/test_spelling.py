"""Misspelt words are corrected towards the words of the examples, and right words are left alone."""

from __future__ import annotations

import pytest

from bot.text.spelling import Spelling, learn_spelling

VOCABULARY = Spelling(
    {"svetsare": 9, "utbildning": 9, "varför": 5, "fabrik": 4, "skola": 7, "skolan": 2, "göteborg": 3}
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("svettsare", "svetsare"),
        ("svetasre", "svetsare"),
        ("utbildnig", "utbildning"),
        ("vrför", "varför"),
        ("goteborg", "göteborg"),
        ("skoooola", "skola"),
    ],
)
def test_a_misspelt_word_becomes_the_known_one(typed: str, meant: str) -> None:
    assert VOCABULARY.correct_word(typed) == meant


@pytest.mark.parametrize("word", ["svetsare", "barnskötare", "katt", "bil", "ab", "12", "привіт", "فني"])
def test_a_right_word_or_one_of_another_alphabet_stays(word: str) -> None:
    assert VOCABULARY.correct_word(word) == word


def test_the_text_around_the_words_is_kept() -> None:
    assert VOCABULARY.correct_text("Vrför fabirk?? 😀 3 km") == "varför fabrik?? 😀 3 km"


def test_of_two_equally_near_words_the_commoner_is_meant() -> None:
    assert Spelling({"lina": 1, "linje": 1, "linor": 50}).correct_word("linur") == "linor"


def test_an_empty_vocabulary_corrects_nothing() -> None:
    assert Spelling({}).correct_text("svettsare fabirk") == "svettsare fabirk"


def test_in_many_texts_a_word_that_stands_once_is_not_learnt() -> None:
    texts = ["hur blir man svetsare"] * 1_000 + ["hur blir man svettsare"]
    assert "svettsare" not in learn_spelling(texts).counts
    assert "svettsare" in learn_spelling(texts[-5:]).counts
