"""Our own messages with the entities that must be found in them, measured against the shipped facts.

A case lists `entities` with the id of their row, or the name of the employer, where it matters which; `not_judged` are words
that people would disagree about.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.text.gazetteer import FoundEntity, Gazetteer
from bot.text.gazetteer_file import Entry

CASES = [json.loads(line) for line in Path(__file__).with_name("gazetteer_cases.jsonl").read_text("utf-8").splitlines()]
LANGUAGES = {"sv", "en", "ar", "so", "uk", "fa", "fi"}


@dataclass
class Score:
    """Right, wrong and missed entities by kind, and how many were linked to the right row."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    linked: int = 0
    linkable: int = 0
    notes: list[str] = field(default_factory=list)

    def measure_f1(self, entity: str) -> float:
        """Exact spans and kinds."""
        right = self.right[entity]
        return 2 * right / max(1, 2 * right + self.wrong[entity] + self.missed[entity])


def is_judged(found: FoundEntity, case: dict[str, Any]) -> bool:
    """Whether the found words are none of those that people would disagree about."""
    return not any(words in found.value or found.value in words for words in case.get("not_judged", ()))


@pytest.fixture(scope="session")
def score(shipped_gazetteer: Gazetteer, shipped_entries: tuple[Entry, ...]) -> Score:
    """All cases, searched and compared."""
    names = {(entry.entity, entry.id): entry.name for entry in shipped_entries}
    score = Score()
    for case in CASES:
        found = [each for each in shipped_gazetteer.find(case["text"]) if is_judged(each, case)]
        wanted = list(case["entities"])
        for each in found:
            match = next((w for w in wanted if (w["entity"], w["value"]) == (each.entity, each.value)), None)
            if match is None:
                score.wrong[each.entity] += 1
                score.notes.append(f"{case['text']!r}: {each.entity} {each.value!r} is too much")
                continue
            wanted.remove(match)
            score.right[each.entity] += 1
            expected = match.get("id") or match.get("name")
            if expected:
                score.linkable += 1
                score.linked += expected in (each.id, names.get((each.entity, each.id)))
        for each in wanted:
            score.missed[each["entity"]] += 1
            score.notes.append(f"{case['text']!r}: {each['entity']} {each['value']!r} is missed")
    return score


def test_there_are_enough_messages_of_every_language_and_enough_without_entities() -> None:
    assert len(CASES) >= 400
    assert {case["language"] for case in CASES} == LANGUAGES
    assert sum(1 for case in CASES if not case["entities"]) >= 150


@pytest.mark.parametrize(
    "entity", ["occupation", "place", "employer", "programme", "industry", "interest", "education_level"]
)
def test_entities_are_found_with_their_exact_words(score: Score, entity: str) -> None:
    assert score.measure_f1(entity) >= 0.95, "\n".join(score.notes)


def test_entities_are_linked_to_the_right_row(score: Score) -> None:
    assert score.linked >= 0.97 * score.linkable


@pytest.mark.parametrize("case", [case for case in CASES if not case["entities"] and "not_judged" not in case],
                         ids=lambda case: case["text"][:40])  # fmt: skip
def test_nothing_is_found_in_ordinary_messages(shipped_gazetteer: Gazetteer, case: dict[str, Any]) -> None:
    assert shipped_gazetteer.find(case["text"]) == []


def test_every_municipality_is_found_by_its_name(
    shipped_gazetteer: Gazetteer, shipped_entries: tuple[Entry, ...]
) -> None:
    missed = []
    for entry in shipped_entries:
        if entry.id.startswith("municipality:"):
            for text in (f"jag bor i {entry.name.lower()}", f"Finns det företag i {entry.name} som söker folk?"):
                places = [each for each in shipped_gazetteer.find(text) if each.entity == "place"]
                if [each.id for each in places] != [entry.id]:
                    missed.append(text)
    assert missed == []


def test_every_occupation_is_found_by_its_name(
    shipped_gazetteer: Gazetteer, shipped_entries: tuple[Entry, ...]
) -> None:
    missed = []
    for entry in shipped_entries:
        name = entry.name.partition(" (")[0]
        if entry.entity != "occupation" or "," in name or " och " in name:
            continue
        found = shipped_gazetteer.find(f"vad tjänar en {name.lower()}")
        if not any(entry.id in each.candidates for each in found if each.entity == "occupation"):
            missed.append(name)
    assert missed == []
