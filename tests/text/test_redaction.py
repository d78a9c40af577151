"""Personal data are taken out; wages, codes, years and firms survive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.text.redaction import redact_personal_data

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "redaction_cases.jsonl").read_text(encoding="utf-8").splitlines()
]


def find_failures(*, personal: bool) -> list[str]:
    """Messages in which something personal stayed, or in which something ordinary went."""
    failures = []
    for case in CASES:
        if bool(case["personal"]) is not personal:
            continue
        redacted = redact_personal_data(case["text"]).text
        if personal and any(piece in redacted for piece in case["personal"]):
            failures.append(f"{case['text']} -> {redacted}")
        if not personal and redacted != case["text"]:
            failures.append(f"{case['text']} -> {redacted}")
    return failures


def test_there_are_at_least_400_lines_of_both_kinds():
    assert len(CASES) >= 400
    assert sum(bool(case["personal"]) for case in CASES) >= 150
    assert sum(not case["personal"] for case in CASES) >= 150


def test_at_least_98_in_100_messages_with_personal_data_lose_all_of_it():
    failures = find_failures(personal=True)
    assert len(failures) <= 0.02 * sum(bool(case["personal"]) for case in CASES), failures


def test_less_than_one_in_100_ordinary_messages_is_touched():
    failures = find_failures(personal=False)
    assert len(failures) < 0.01 * sum(not case["personal"] for case in CASES), failures


def test_a_tag_says_what_was_taken_out_and_counts_it():
    redacted = redact_personal_data("ring 070-123 45 67 eller maila anna@example.com")
    assert redacted.text == "ring <TELEFON> eller maila <E-POST>"
    assert redacted.counts == {"TELEFON": 1, "E-POST": 1}


def test_digits_of_other_keyboards_hide_no_number_and_otherwise_stay_as_written():
    assert redact_personal_data("رقمي ٠٧٠١٢٣٤٥٦٧").text == "رقمي <TELEFON>"
    assert redact_personal_data("کلاس ۹").text == "کلاس ۹"


@pytest.mark.parametrize("town", ["Nora", "Alma", "Mora", "Lund", "Linnea", "Sala", "Kalix"])
def test_a_town_that_is_a_name_stays_where_a_place_is_told(town):
    for text in (f"jag är från {town}", f"jag bor i {town}", f"finns det jobb i {town}?", f"{town} kommun"):
        assert redact_personal_data(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "a" * 500,
        "1" * 500,
        "0 " * 250,
        "a\u0301" * 250,
        "@" * 500,
        "punkt " * 83,
        "jag heter " * 50,
        "a_" * 500,
        "punkt " * 170 + "at gmail",
        "heter " * 170,
        "Anna, " * 170,
        "noll " * 200,
    ],
)
def test_odd_long_texts_are_read_in_no_time(text):
    redact_personal_data(text)
