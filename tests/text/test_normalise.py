"""Text brought to comparable forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.normalise import clean_text, fold_text, make_slug
from bot.text.readability import measure_lix


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [("  hej\t du \n", "hej du"), ("a\u200bb", "ab"), ("\u202eabc", "abc"), ("e\u0301", "é"), ("hej\x00du", "hej du"),
     ("\ud800hej", "hej"), ("می\u200cخواهم", "می\u200cخواهم")],
)  # fmt: skip
def test_cleaned_text_has_no_invisible_or_control_characters(text, cleaned):
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(("text", "folded"), [("Göteborg", "goteborg"), ("ÅÄÖ", "aao"), ("Gävle é", "gavle e")])
def test_folded_text_is_what_pupils_type_without_swedish_keys(text, folded):
    assert fold_text(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold_text(fold_text(text)) == fold_text(text)


@given(st.text())
def test_any_text_can_be_cleaned_and_stored_as_utf8(text):
    clean_text(text).encode("utf-8")


def test_a_slug_is_an_ascii_id():
    assert make_slug("Yrkesbarometern 2025-2 (Åäö)") == "yrkesbarometern_2025_2_aao"


def test_lix_counts_words_sentences_and_long_words():
    assert measure_lix("Jag svetsar. Det är varmt.") == pytest.approx(2.5 + 100 * 1 / 5)
