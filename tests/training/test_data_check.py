"""Faults in training data are told with file and line before the engine starts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import TrainingDataRefused, describe_for_person
from bot.training import train as training
from bot.training.data_check import check_training_data

DOMAIN = """version: "3.1"
intents:
  - greet
  - ask_salary:
      use_entities: []
  - nlu_fallback
entities:
  - occupation
"""
GREET = """version: "3.1"
nlu:
- intent: greet
  examples: |
    - hej
    - tjena
"""
SALARY = """version: "3.1"
nlu:
- intent: ask_salary
  examples: |
    - vad tjänar en [svetsare](occupation)
    - lön för [elektriker]{"entity": "occupation"}
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], None]:
    """Writes a file of examples beside two good ones."""
    folder = tmp_path / "data" / "nlu" / "sv"
    folder.mkdir(parents=True)
    (tmp_path / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    (folder / "greet.yml").write_text(GREET, encoding="utf-8")
    (folder / "salary.yml").write_text(SALARY, encoding="utf-8")

    def write_file(name: str, content: str) -> None:
        (folder / name).write_text(content, encoding="utf-8")

    return write_file


def find_problems(root: Path) -> list[str]:
    try:
        check_training_data(nlu=root / "data" / "nlu", domain=root / "domain.yml")
    except TrainingDataRefused as error:
        problems = error.details["problems"]
        return [problem.describe() for problem in problems]  # type: ignore[attr-defined]
    return []


@pytest.mark.usefixtures("write")
def test_good_data_are_read_with_their_languages_and_plain_texts(tmp_path: Path) -> None:
    examples = check_training_data(nlu=tmp_path / "data" / "nlu", domain=tmp_path / "domain.yml")
    assert [example.text for example in examples] == ["hej", "tjena", "vad tjänar en svetsare", "lön för elektriker"]
    assert {example.language for example in examples} == {"sv"}
    assert examples[1].line == 6


@pytest.mark.parametrize(
    ("examples", "told"),
    [
        ("    - hej du\n    - hej [svets](occupation\n", "fel.yml, rad 5: entiteten är inte avslutad"),
        ("    - hej [svets\n", "fel.yml, rad 4: entiteten är inte avslutad"),
        ("    - hej svets](occupation)\n", "fel.yml, rad 4: entiteten är inte avslutad"),
        ('    - hej svets{"entity": "occupation"}\n', "fel.yml, rad 4: entiteten är inte avslutad"),
        ("    - hej [svets](job)\n", "fel.yml, rad 4: entiteten job finns inte"),
        ("    hej du\n", "fel.yml, rad 4: ”hej du” ska börja med ett bindestreck"),
        # One message under two intents, however it is written.
        ("    - Vad tjänar en SVETSARE?\n", "salary.yml, rad 5: ”vad tjänar en svetsare” står också under greet (nlu/sv/fel.yml, rad 4)"),
    ],
)  # fmt: skip
def test_a_bad_example_is_told_with_file_and_line(
    tmp_path: Path, write: Callable[[str, str], None], examples: str, told: str
) -> None:
    write("fel.yml", f"nlu:\n- intent: greet\n  examples: |\n{examples}")
    (problem,) = find_problems(tmp_path)
    assert problem.startswith(f"nlu/sv/{told}")


def test_braces_of_pasted_program_text_are_no_entity(tmp_path: Path, write: Callable[[str, str], None]) -> None:
    write("kod.yml", 'nlu:\n- intent: greet\n  examples: |\n    - {"name": "hej"} body { color: red }\n')
    assert find_problems(tmp_path) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("nlu:\n- intent: ask_salery\n  examples: |\n    - vad får man\n", "rad 4: intent ask_salery finns inte"),
        ("nlu:\n- intent: greet\n  examples: |\n    - hej du\n intent: [\n", "rad 5: trasig YAML"),
        ("nlu:\n\t- intent: greet\n", "rad 2: trasig YAML"),
        ("nlu:\n- intent: greet\n", "rad 2: greet har inga exempel"),
        ("- intent: greet\n", "rad 1: filen saknar en lista nlu:"),
    ],
)
def test_a_fault_is_told_with_file_and_line(
    tmp_path: Path, write: Callable[[str, str], None], content: str, told: str
) -> None:
    write("fel.yml", content)
    (problem,) = find_problems(tmp_path)
    assert problem.startswith(f"nlu/sv/fel.yml, {told}")


def test_a_file_that_is_not_text_is_told(tmp_path: Path, write: Callable[[str, str], None]) -> None:
    write("fel.yml", "")
    (tmp_path / "data" / "nlu" / "sv" / "fel.yml").write_bytes(b"nlu:\n\xff\xfe")
    assert find_problems(tmp_path) == ["nlu/sv/fel.yml, rad 1: filen är inte UTF-8"]


def test_an_intent_without_examples_is_told(tmp_path: Path, write: Callable[[str, str], None]) -> None:
    write("salary.yml", 'version: "3.1"\nnlu: []\n')
    assert find_problems(tmp_path) == ["domain.yml, rad 1: intent ask_salary har inga exempel"]


def test_every_fault_is_told_at_once(tmp_path: Path, write: Callable[[str, str], None]) -> None:
    write("a.yml", "nlu:\n- intent: greet\n  examples: |\n    - hej [du\n")
    write("b.yml", "nlu: [\n")
    write("c.yml", "nlu:\n- intent: nope\n  examples: |\n    - vad\n")
    assert len(find_problems(tmp_path)) == 3


def test_training_on_bad_data_ends_before_the_engine_starts(
    tmp_path: Path,
    write: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
    settings_in: Callable[[Path], object],
) -> None:
    write("fel.yml", "nlu:\n- intent: nope\n  examples: |\n    - vad\n")

    def refuse(*_arguments: object, **_options: object) -> str:
        pytest.fail("the engine was started")

    monkeypatch.setattr(training, "run_engine", refuse)
    with pytest.raises(TrainingDataRefused) as refused:
        training.train_model(settings_in(tmp_path), now=None, root=tmp_path)  # type: ignore[arg-type]
    assert "Den modell som används är orörd" in describe_for_person(refused.value)
    assert not (tmp_path / "models").exists()
