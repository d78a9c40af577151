"""The parts of a model run each after those that it needs, and hand over what Rasa's own runner would hand over."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.dialogue.graph_run import run_in_order


class Failure(Exception):
    """What Rasa calls a run that failed."""


class Model:
    """A runner with three parts: words need the text, numbers need it too, the answer needs both; a fourth is not asked for."""

    run = run_in_order(Failure)

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.planned = 0
        self._needs: dict[str, dict[str, str]] = {
            "answer": {"words": "words", "numbers": "numbers"}, "numbers": {"text": "text"}, "words": {"text": "text"},
            "other": {"text": "text"},
        }  # fmt: skip
        self._graph_schema = SimpleNamespace(target_names=["answer"], minimal_graph_schema=self._only_needed)
        self._instantiated_nodes = {name: self._part(name) for name in self._needs}

    def _only_needed(self, targets: list[str]) -> Any:
        self.planned += 1
        names = [name for name in self._needs if name != "other" or "other" in targets]
        return SimpleNamespace(nodes={name: SimpleNamespace(needs=self._needs[name]) for name in names})

    def _part(self, name: str) -> Any:
        def run(*inputs: Any) -> tuple[str, Any]:
            self.ran.append(name)
            if ("text", "fel") in inputs:
                raise RuntimeError("broken")
            return name, f"{name}({','.join(each if isinstance(each, str) else str(each[1]) for each in inputs)})"

        return run


def test_each_part_gets_what_it_needs_and_runs_once() -> None:
    model = Model()
    assert model.run({"text": "hej"}) == {"answer": "answer(words(hej),numbers(hej))"}
    assert sorted(model.ran) == ["answer", "numbers", "words"]


def test_other_targets_are_run_when_they_are_asked_for() -> None:
    assert Model().run({"text": "hej"}, targets=["other", "words"]) == {"other": "other(hej)", "words": "words(hej)"}


def test_the_order_is_found_once_for_the_same_targets() -> None:
    model = Model()
    for text in ("ett", "två"):
        assert model.run({"text": text})["answer"] == f"answer(words({text}),numbers({text}))"
    assert model.planned == 1


def test_an_input_that_nobody_gave_is_handed_on_by_name_so_that_the_part_says_what_it_lacks() -> None:
    assert Model().run({}) == {"answer": "answer(words(text),numbers(text))"}


def test_a_part_that_breaks_is_told_in_rasas_words() -> None:
    with pytest.raises(Failure):
        Model().run({"text": "fel"})
