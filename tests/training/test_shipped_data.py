"""The training data that are shipped keep what they promise: how much there is, of what, and nothing that is measured with."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.settings import PROJECT_ROOT
from bot.text.gazetteer_file import Entry
from bot.training.data_check import check_training_data, read_domain_names
from bot.training.data_findings import find_leaks, read_measuring_texts
from bot.training.data_report import LANGUAGES, find_measuring_files
from bot.training.examples import Example
from bot.training.named_rows import find_named_rows

INTENTS, ENTITIES, EXAMPLES, FEWEST = 31, 7, 8_000, 10
# Only in the payload of buttons, never in what a pupil types.
BUTTONS = {"language"}
OWN_QUESTIONS = PROJECT_ROOT / "evaluation" / "questions.jsonl"


@pytest.fixture(scope="module")
def examples() -> tuple[Example, ...]:
    """All shipped examples; reading them refuses every fault that training would refuse."""
    return check_training_data(nlu=PROJECT_ROOT / "data" / "nlu", domain=PROJECT_ROOT / "domain.yml")


def test_the_intents_and_entities_are_as_many_as_agreed(examples: tuple[Example, ...]) -> None:
    intents, entities = read_domain_names(PROJECT_ROOT / "domain.yml")
    assert len(intents) == INTENTS
    assert {example.intent for example in examples} == intents
    assert entities - BUTTONS == {
        "occupation",
        "place",
        "employer",
        "programme",
        "interest",
        "education_level",
        "industry",
    }
    assert len(entities - BUTTONS) == ENTITIES


def test_there_are_examples_enough_about_three_quarters_of_them_swedish(examples: tuple[Example, ...]) -> None:
    assert len(examples) >= EXAMPLES
    swedish = sum(example.language == "sv" for example in examples) / len(examples)
    assert 0.65 <= swedish <= 0.9


def test_no_intent_is_thin_in_any_language(examples: tuple[Example, ...]) -> None:
    counts = Counter((example.language, example.intent) for example in examples)
    intents, _entities = read_domain_names(PROJECT_ROOT / "domain.yml")
    thin = {(language, intent): counts[language, intent] for language in LANGUAGES for intent in intents}
    assert {where: count for where, count in thin.items() if count < FEWEST} == {}
    assert {example.language for example in examples} == set(LANGUAGES)


def test_every_county_and_every_occupation_is_named(
    examples: tuple[Example, ...], shipped_entries: tuple[Entry, ...]
) -> None:
    named = find_named_rows(examples, entries=shipped_entries)
    assert named.missing_counties == ()
    assert named.missing_occupations == ()
    assert named.municipalities >= 60


def test_no_message_to_measure_with_is_learnt_by_heart(examples: tuple[Example, ...]) -> None:
    files = find_measuring_files(PROJECT_ROOT)
    assert OWN_QUESTIONS in files
    shared = PROJECT_ROOT.parent / "shared" / "eval" / "questions_dev.jsonl"
    assert (shared in files) == shared.is_file()
    measuring = {str(path): read_measuring_texts(path) for path in files}
    leaks = find_leaks(examples, measuring=measuring)
    assert [f"{leak.example.file}:{leak.example.line} ”{leak.text}” {Path(leak.source).name}" for leak in leaks] == []


def test_a_leak_would_be_found_also_when_it_is_reworded_a_little() -> None:
    def example(text: str) -> Example:
        return Example(text, text, "ask_salary", "sv", "nlu/sv/x.yml", 1)

    measuring = {"q": ["Vad tjänar en svetsare i Lund?", "hej hej på er alla"]}
    leaking = [example("vad tjänar en SVETSARE i lund"), example("vad tjänar en svetsare i lunnd")]
    harmless = [example("vad tjänar en målare i Kiruna"), example("hej hej")]
    assert [leak.example for leak in find_leaks([*leaking, *harmless], measuring=measuring)] == leaking
