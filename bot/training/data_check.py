"""Checks the training data before the engine starts: every fault with file and line, so that nothing fails half-way."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from ruamel.yaml import YAML

from bot.errors import TrainingDataRefused
from bot.training.examples import ENTITY, DataProblem, Example, read_examples

_LEFT_OF_A_MARK = re.compile(r'[\[\]]|\{\s*"(?:entity|role|group|value)"')


def check_training_data(*, nlu: Path, domain: Path) -> tuple[Example, ...]:
    """The examples, when all is well; raises TrainingDataRefused with every problem otherwise."""
    problems: list[DataProblem] = []
    examples = tuple(read_examples(nlu, problems=problems))
    intents, entities = read_domain_names(domain)
    problems += find_unknown_names(examples, intents=intents, entities=entities)
    problems += find_unclosed_entities(examples)
    problems += find_examples_under_two_intents(examples)
    problems += [
        DataProblem(domain.name, 1, f"intent {intent} har inga exempel")
        for intent in sorted(intents - {e.intent for e in examples})
    ]
    if problems:
        raise TrainingDataRefused(count=len(problems), problems=tuple(problems))
    return examples


def read_domain_names(domain: Path) -> tuple[set[str], set[str]]:
    """The intents and entities of domain.yml; nlu_fallback is Rasa's own and has no examples."""
    loaded = YAML(typ="safe").load(domain)
    intents = {next(iter(each)) if isinstance(each, dict) else each for each in loaded.get("intents", [])}
    entities = {next(iter(each)) if isinstance(each, dict) else each for each in loaded.get("entities", [])}
    return {str(each) for each in intents} - {"nlu_fallback"}, {str(each) for each in entities}


def find_unknown_names(
    examples: Iterable[Example], *, intents: Collection[str], entities: Collection[str]
) -> list[DataProblem]:
    """Intents and entities that the domain lacks: a misspelt name would else become an intent of its own."""
    problems = []
    told: set[tuple[str, str]] = set()
    for example in examples:
        if example.intent not in intents and (example.file, example.intent) not in told:
            told.add((example.file, example.intent))
            problems.append(DataProblem(example.file, example.line, f"intent {example.intent} finns inte i domain.yml"))
        for match in ENTITY.finditer(example.marked):
            name = match["name"]
            if name and name.split(":")[0] not in entities:
                problems.append(DataProblem(example.file, example.line, f"entiteten {name} finns inte i domain.yml"))
    return problems


def find_unclosed_entities(examples: Iterable[Example]) -> list[DataProblem]:
    """Entity marks that do not end, such as "[svetsare](occupation"; the braces of pasted program text are no marks."""
    return [
        DataProblem(example.file, example.line, f"entiteten är inte avslutad: ”{example.marked[:60]}”")
        for example in examples
        if _LEFT_OF_A_MARK.search(example.text)
    ]


def find_examples_under_two_intents(examples: Iterable[Example]) -> list[DataProblem]:
    """Messages that are taught as two things at once."""
    first: dict[str, Example] = {}
    problems = []
    for example in examples:
        known = first.setdefault(example.key, example)
        if known.intent != example.intent:
            what = f"”{example.text[:60]}” står också under {known.intent} ({known.file}, rad {known.line})"
            problems.append(DataProblem(example.file, example.line, what))
    return problems
