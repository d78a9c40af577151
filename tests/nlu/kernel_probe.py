"""Engine environment: the solver beside an exact solution, the space of meanings, and how training data are merged."""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy import sparse

from bot.nlu.meaning import compare_meaning, find_meaning_space
from bot.nlu.rasa_training import merge_without_copies
from bot.nlu.ridge import FormKernel, Targets, solve_ridge

EXAMPLES, DIMENSION, INTENTS = 600, 24, 5


def main() -> None:
    """Reads {"rounds", "landmarks": [...]}."""
    task = json.load(sys.stdin)
    answer = {
        "errors": measure_errors(rounds=task["rounds"], landmarks=task["landmarks"]),
        "space": describe_space(),
        "merged": merge_both_ways(),
    }
    sys.stdout.write(json.dumps(answer))


def measure_errors(*, rounds: int, landmarks: list[int]) -> dict[str, float]:
    """By number of landmarks, how far the scores of the examples are from those of the exact solution at most."""
    random = np.random.default_rng(1)
    vectors = random.normal(size=(EXAMPLES, DIMENSION)).astype(np.float32)
    placed = find_meaning_space(vectors, dimensions=DIMENSION).place(vectors)
    labels = random.integers(0, INTENTS, EXAMPLES).astype(np.int32)
    grams = sparse.random(EXAMPLES, 200, density=0.05, random_state=1, dtype=np.float32, format="csr")
    form = FormKernel(0.3, grams)
    kernel = compare_meaning(placed, placed, sharpness=3.0)
    targets = Targets(labels, INTENTS, ridge=0.3, balance=0.25)
    whole = kernel.astype(np.float64) + 0.3 * (grams @ grams.T).toarray()
    exact = np.linalg.solve(whole + np.diag(targets.penalty[:, 0]), targets.values)
    found = {number: solve_ridge(kernel, [form], targets, rounds=rounds, landmarks=number) for number in landmarks}
    return {str(number): float(np.abs(whole @ (weights - exact)).max()) for number, weights in found.items()}


def describe_space() -> dict[str, Any]:
    """How many directions are kept of few and of many messages, and how alike two placings of the same are."""
    random = np.random.default_rng(2)
    # Differences lie in three directions only; the rest is noise.
    many = random.normal(size=(400, 3)) @ random.normal(size=(3, DIMENSION)) + 0.001 * random.normal(
        size=(400, DIMENSION)
    )
    many = many.astype(np.float32)
    space, few = find_meaning_space(many, dimensions=3), find_meaning_space(many[:20], dimensions=3)
    whole = find_meaning_space(many, dimensions=DIMENSION)
    gap = np.abs(space.place(many) @ space.place(many).T - whole.place(many) @ whole.place(many).T).max()
    return {"many": space.directions.shape[1], "few": few.directions.shape[1], "gap": float(gap)}


def merge_both_ways() -> dict[str, bool]:
    """Whether merging gives what Rasa's own merging gives, and leaves the examples uncopied."""
    left = TrainingData([Message.build("hej", "greet"), Message.build("vad tjänar man", "salary")], {"gbg": "Göteborg"})
    right = TrainingData(
        [Message.build("hallå", "greet")], {"sthlm": "Stockholm"}, responses={"utter_a": [{"text": "A"}]}
    )
    ours, theirs = merge_without_copies(left, right, None), left.merge(right)
    return {
        "same": ours.fingerprint() == theirs.fingerprint() and ours.responses == theirs.responses,
        "uncopied": ours.training_examples[0] is left.training_examples[0],
    }


if __name__ == "__main__":
    main()
