"""Gathers the training files into few: the engine checks each file against its schema anew, which takes longer than reading it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

GATHERED_FILE = "nlu.yml"


def gather_training_data(data: Path, *, into: Path) -> None:
    """Writes all of `data`/nlu as one file below `into`, in order, and copies rules and stories beside it.

    The files must have passed `check_training_data`. Everything in them goes along, also what has no examples.
    """
    into.mkdir(parents=True)
    with (into / GATHERED_FILE).open("w", encoding="utf-8") as file:
        file.write('version: "3.1"\nnlu:\n')
        for path in sorted([*(data / "nlu").rglob("*.yml"), *(data / "nlu").rglob("*.yaml")]):
            loaded = YAML(typ="safe").load(path.read_text(encoding="utf-8")) or {}
            for block in loaded.get("nlu") or ():
                file.writelines(_write_block(block))
    for folder in sorted(each for each in data.iterdir() if each.is_dir() and each.name != "nlu"):
        shutil.copytree(folder, into / folder.name)


def _write_block(block: dict[str, Any]) -> Iterator[str]:
    examples = block.get("examples")
    if set(block) == {"intent", "examples"} and isinstance(examples, str):
        yield f"- intent: {block['intent']}\n  examples: |\n"
        yield from (f"    {line.strip()}\n" for line in examples.splitlines() if line.strip())
        return
    written = io.StringIO()
    YAML(typ="safe").dump([block], written)
    yield written.getvalue()
