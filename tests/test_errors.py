"""One exception tree, one table of what a person sees."""

from __future__ import annotations

import string

import pytest

from bot import errors
from bot.errors import WHAT_A_PERSON_SEES, FileMissing, InputRefused, SyvbotError, describe_for_person


def all_errors() -> list[type[SyvbotError]]:
    return [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, SyvbotError)]


@pytest.mark.parametrize("error", all_errors())
def test_every_error_has_a_sentence_of_its_own_and_a_description(error):
    assert error in WHAT_A_PERSON_SEES
    assert error.__doc__


@pytest.mark.parametrize("sentence", WHAT_A_PERSON_SEES.values())
def test_every_sentence_is_swedish_and_ends_like_one(sentence):
    assert sentence[0].isupper() or sentence.startswith("{")
    assert sentence.rstrip().endswith((".", ")", "?"))


def test_details_fill_the_sentence():
    assert (
        describe_for_person(FileMissing(path="a.csv")) == "Filen a.csv finns inte. Kontrollera namnet och försök igen."
    )


def test_an_error_without_a_sentence_of_its_own_gets_that_of_its_nearest_ancestor():
    class Unlisted(InputRefused):
        """Not in the table."""

    assert describe_for_person(Unlisted()) == WHAT_A_PERSON_SEES[InputRefused]


def test_placeholders_are_plain_names():
    for sentence in WHAT_A_PERSON_SEES.values():
        assert all(
            field is None or field.isidentifier()
            for _text, field, _spec, _conversion in string.Formatter().parse(sentence)
        )
