"""Spoken Swedish is written out; other languages are left alone."""

from __future__ import annotations

import pytest

from bot.text.spoken_swedish import get_spoken_forms, write_out_spoken_swedish


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("va tjänar en svetsare", "vad tjänar en svetsare"),
        ("finns de nån fabrik här", "finns det någon fabrik här"),
        ("Asså e de kul", "alltså är det kul"),
    ],
)
def test_spoken_forms_become_written_ones(typed: str, written: str) -> None:
    assert write_out_spoken_swedish(typed) == written


def test_english_keeps_its_me_and_to() -> None:
    assert write_out_spoken_swedish("tell me about the job of a welder") == "tell me about the job of a welder"


def test_no_written_form_is_itself_a_spoken_one() -> None:
    forms = get_spoken_forms()
    words = {word for written in forms.values() for word in written.split()}
    assert not words & set(forms) - {"de"}
