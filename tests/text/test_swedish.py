"""Swedish words, their lemmas and endings, and what may be misspelt."""

from __future__ import annotations

import pytest

from bot.text.everyday import get_everyday_swedish_words, get_everyday_words
from bot.text.folding import Script, fold_word, squeeze_repeats, tell_script
from bot.text.foreign_forms import list_arabic_readings, list_finnish_forms, stem_arabic, stem_cyrillic
from bot.text.known_words import count_errors_allowed, is_known_word, is_near_everyday_word
from bot.text.swedish import SwedishLexicon, get_swedish_lexicon, list_plain_forms, make_swedish_pipeline
from bot.text.words import split_words


def test_the_pipeline_gives_the_words_with_folded_norms() -> None:
    doc = make_swedish_pipeline()("CNC-operatör i Göteborg!")
    assert [token.text for token in doc] == ["CNC", "operatör", "i", "Göteborg"]
    assert [token.norm_ for token in doc] == ["cnc", "operator", "i", "goteborg"]


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("utbildningarna", "utbildning"), ("svetsarna", "svets"), ("gymnasiets", "gymnasi"), ("nej", "nej")],
)
def test_lemmas_are_looked_up_when_they_are_the_beginning_of_the_form(form: str, lemma: str) -> None:
    assert get_swedish_lexicon().find_lemma(form).startswith(lemma[:4])


def test_the_lexicon_knows_forms_and_lemmas_and_nothing_else() -> None:
    lexicon = SwedishLexicon(iter([("operatorerna", "operator"), ("ar", "vara")]))
    assert all(lexicon.knows(word) for word in ("operatorerna", "operator", "ar", "vara"))
    assert not lexicon.knows("opera")
    assert lexicon.find_lemma("operatorerna") == "operator"
    assert lexicon.find_lemma("ar") == "ar"


def test_an_empty_lexicon_knows_nothing() -> None:
    assert not SwedishLexicon(iter(())).knows("svetsare")


@pytest.mark.parametrize(
    ("form", "plain"),
    [("operatorernas", "operator"), ("svetsarna", "svetsare"), ("gruvor", "gruva"), ("elektrikern", "elektriker")],
)
def test_plain_forms_of_nouns_are_listed(form: str, plain: str) -> None:
    assert plain in list_plain_forms(form)


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Göteborg", "goteborg"), ("A\u030are", "are"), ("أوبسالا", "اوبسالا"), ("Комп'ютер", "компютер")],
)
def test_words_are_folded_in_every_script(word: str, folded: str) -> None:
    assert fold_word(word) == folded


def test_scripts_are_told_apart() -> None:
    assert [tell_script(word) for word in ("Åre", "لحام", "шахта", "中")] == [
        Script.LATIN, Script.ARABIC, Script.CYRILLIC, Script.OTHER,
    ]  # fmt: skip


def test_repeated_letters_are_squeezed() -> None:
    assert squeeze_repeats("svettsareee") == "svetsare"


def test_words_keep_their_places_and_what_stands_before_them() -> None:
    text = "Hej! cnc-operatör på E.ON"
    words = split_words(text)
    assert [text[word.start : word.end] for word in words] == ["Hej", "cnc", "operatör", "på", "E", "ON"]
    assert [word.gap for word in words] == ["", "! ", "-", " ", " ", "."]


def test_forms_of_other_languages_share_a_stem() -> None:
    assert "goteborg" in list_finnish_forms("goteborgissa", of_noun=False)
    assert "hitsaaja" in list_finnish_forms("hitsaajan", of_noun=True)
    assert stem_cyrillic("стокгольмі") == stem_cyrillic("стокгольм")
    assert stem_arabic(fold_word("اللحام")) == stem_arabic(fold_word("لحام"))
    assert (1, stem_arabic(fold_word("لينشوبينغ"))) in list_arabic_readings(fold_word("بلينشوبينغ"))


@pytest.mark.parametrize("word", ["jobb", "plats", "praktikplats", "skolverket", "jattesvar", "the"])
def test_right_words_and_everyday_compounds_are_known(word: str) -> None:
    assert is_known_word(word)


@pytest.mark.parametrize("word", ["svetasre", "gymansiet", "sandvikn"])
def test_misspelt_words_are_not_known(word: str) -> None:
    assert not is_known_word(word)


def test_misspelt_everyday_words_are_recognised_as_such() -> None:
    assert is_near_everyday_word("jobbaa")
    assert not is_near_everyday_word("svetasre")


@pytest.mark.parametrize(
    ("key", "errors"), [("lund", 0), ("boras", 1), ("strangnas", 2), ("pilotutbildning", 1), ("elutbildning", 0)]
)
def test_longer_words_may_have_more_errors_but_not_before_a_common_last_part(key: str, errors: int) -> None:
    assert count_errors_allowed(key) == errors


def test_everyday_words_are_folded_and_the_swedish_ones_apart() -> None:
    assert get_everyday_swedish_words() < get_everyday_words()
    assert all(fold_word(word) == word for word in get_everyday_words())
