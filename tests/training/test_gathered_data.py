"""Training files gathered into few say the same as before."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

from bot.settings import PROJECT_ROOT
from bot.training.examples import read_examples
from bot.training.gathered_data import GATHERED_FILE, gather_training_data


def test_all_shipped_examples_are_there_in_order(tmp_path: Path) -> None:
    gather_training_data(PROJECT_ROOT / "data", into=tmp_path / "data")
    wanted = [(each.intent, each.marked) for each in read_examples(PROJECT_ROOT / "data" / "nlu", problems=[])]
    assert [
        (each.intent, each.marked) for each in read_examples(tmp_path / "data", problems=[]) if each.intent
    ] == wanted
    assert len(wanted) > 20_000


def test_rules_and_stories_come_along(tmp_path: Path) -> None:
    gather_training_data(PROJECT_ROOT / "data", into=tmp_path / "data")
    for folder in ("rules", "stories"):
        own = sorted((PROJECT_ROOT / "data" / folder).iterdir())
        assert [each.read_bytes() for each in sorted((tmp_path / "data" / folder).iterdir())] == [
            each.read_bytes() for each in own
        ]


def test_blocks_that_are_no_examples_are_kept_as_they_are(tmp_path: Path) -> None:
    nlu = tmp_path / "own" / "nlu"
    nlu.mkdir(parents=True)
    (nlu / "a.yml").write_text(
        'version: "3.1"\nnlu:\n- synonym: svets\n  examples: |\n    - svetsare\n- intent: greet\n  metadata: {by: "syv: A"}\n'
        "  examples: |\n    - hej\n- intent: thank\n  examples: |\n    - tack: bra #1\n",
        encoding="utf-8",
    )
    gather_training_data(tmp_path / "own", into=tmp_path / "data")
    gathered = YAML(typ="safe").load((tmp_path / "data" / GATHERED_FILE).read_text(encoding="utf-8"))
    assert gathered == YAML(typ="safe").load((nlu / "a.yml").read_text(encoding="utf-8"))
