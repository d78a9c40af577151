"""Reads training examples with the file and line that each stands on, without the engine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from bot.text.normalise import fold_text

ENTITY = re.compile(r"\[(?P<value>[^\]]+?)\](?:\((?P<name>[^)]*?)\)|\{(?P<facts>[^}]*?)\})")


@dataclass(frozen=True)
class Example:
    """One training example. `text` is what a pupil writes, `marked` as it stands in the file, with entity marks."""

    text: str
    marked: str
    intent: str
    language: str
    file: str
    line: int

    @property
    def key(self) -> str:
        """What two examples share that are the same message."""
        return make_key(self.text)


@dataclass(frozen=True)
class DataProblem:
    """Something wrong in a data file (Swedish, for a person)."""

    file: str
    line: int
    what: str

    def describe(self) -> str:
        """The problem on one line."""
        return f"{self.file}, rad {self.line}: {self.what}"


def read_examples(folder: Path, *, problems: list[DataProblem]) -> Iterator[Example]:
    """All examples below `folder`; what cannot be read is added to `problems`. The language is the folder's name (nlu/sv)."""
    for path in sorted([*folder.rglob("*.yml"), *folder.rglob("*.yaml")]):
        name = path.relative_to(folder.parent).as_posix()
        language = path.parent.name if len(path.parent.name) == 2 else ""
        try:
            text = path.read_text(encoding="utf-8")
            loaded = YAML(typ="safe").load(text)
        except UnicodeDecodeError:
            problems.append(DataProblem(name, 1, "filen är inte UTF-8"))
            continue
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            problems.append(DataProblem(name, line, f"trasig YAML: {error.problem}"))
            continue
        if not isinstance(loaded, dict) or not isinstance(loaded.get("nlu", []), list):
            problems.append(DataProblem(name, 1, "filen saknar en lista nlu:"))
            continue
        yield from _read_blocks(
            loaded.get("nlu", []), text.splitlines(), name=name, language=language, problems=problems
        )


def _read_blocks(
    blocks: list[Any], lines: list[str], *, name: str, language: str, problems: list[DataProblem]
) -> Iterator[Example]:
    cursor = 0
    for block in blocks:
        intent = block.get("intent") if isinstance(block, dict) else None
        if not intent:
            continue
        # The loader keeps no lines; blocks stand in order, so each is found after the one before.
        start = next((at for at in range(cursor, len(lines)) if re.match(rf"\s*-\s*intent:\s*['\"]?{re.escape(str(intent))}\b", lines[at])),
                     cursor)  # fmt: skip
        cursor = start + 1
        examples = block.get("examples")
        if not isinstance(examples, str):
            problems.append(DataProblem(name, start + 1, f"{intent} har inga exempel (examples: |)"))
            continue
        for raw in examples.splitlines():
            stripped = raw.strip()
            if not stripped:
                continue
            found = next((at for at in range(cursor, len(lines)) if lines[at].strip() == stripped), cursor)
            cursor = found + 1
            if not stripped.startswith("-"):
                problems.append(DataProblem(name, found + 1, f"”{stripped[:60]}” ska börja med ett bindestreck"))
                continue
            marked = stripped[1:].strip()
            yield Example(remove_entity_marks(marked), marked, str(intent), language, name, found + 1)


def make_key(text: str) -> str:
    """A message without what does not count: case, accents and punctuation. Emoji count: they may be all that it says."""
    counted = (" " if unicodedata.category(char)[0] in "PZC" else char for char in fold_text(text))
    return " ".join("".join(counted).split()) or text.strip()


def remove_entity_marks(marked: str) -> str:
    """The plain message: "[svetsare](occupation)" becomes "svetsare"."""
    return ENTITY.sub(lambda match: match["value"], marked)
