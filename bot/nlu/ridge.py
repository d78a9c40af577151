"""Ridge regression on a sum of kernels, for all intents at once, by preconditioned conjugate gradients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from bot.nlu.preconditioner import Preconditioner, choose_landmarks

Floats = npt.NDArray[np.float32]
# The largest change of a score that no longer matters.
TOLERANCE = 1e-3
# Products of matrices run at full speed when the shorter side is a multiple of this many numbers.
LANE = 16


@dataclass(frozen=True)
class FormKernel:
    """A linear kernel by its factors: `grams` of shape (examples, n-grams), and how much it weighs in the sum."""

    weight: float
    grams: sparse.csr_matrix

    def weigh_grams(self, weights: Floats) -> Floats:
        """What each n-gram adds to each intent, of shape (n-grams, intents), out of weights of shape (examples, intents)."""
        return np.asarray(self.weight * (self.grams.T @ weights), dtype=np.float32)

    def apply(self, weights: Floats) -> Floats:
        """The kernel times weights of shape (examples, intents)."""
        return np.asarray(self.grams @ self.weigh_grams(weights), dtype=np.float32)

    def compare_with(self, chosen: npt.NDArray[np.intp]) -> Floats:
        """The kernel of all examples with some, of shape (examples, chosen)."""
        return np.asarray(self.weight * (self.grams @ self.grams[chosen].T).toarray(), dtype=np.float32)

    def measure_diagonal(self) -> Floats:
        """The kernel of each example with itself."""
        return np.asarray(self.weight * self.grams.multiply(self.grams).sum(axis=1), dtype=np.float32).ravel()


class Targets:
    """What the regression is to give for each example, and how much each is held back."""

    def __init__(self, labels: npt.NDArray[np.int32], count: int, *, ridge: float, balance: float) -> None:
        sizes = np.bincount(labels, minlength=count)
        lift = (len(labels) / count / np.maximum(sizes, 1)) ** balance
        self.penalty: Floats = (ridge / lift[labels]).astype(np.float32)[:, np.newaxis]
        hits = (labels[:, np.newaxis] == np.arange(count)).astype(np.float32)
        self.values: Floats = 2.0 * (hits - hits.mean(axis=0))


def solve_ridge(
    kernel: Floats, forms: Sequence[FormKernel], targets: Targets, *, rounds: int, landmarks: int
) -> Floats:
    """The weights, of shape (examples, intents), for `kernel` plus the kernels of form; `landmarks` make the rounds fewer."""
    penalty = targets.penalty
    chosen = choose_landmarks(len(kernel), most=landmarks)
    columns = kernel[:, chosen] + sum(form.compare_with(chosen) for form in forms)
    own = np.diag(kernel) + sum(form.measure_diagonal() for form in forms)
    preconditioner = Preconditioner(columns, own, penalty, chosen)
    weights = np.zeros_like(targets.values)
    residual = targets.values.copy()
    scaled = preconditioner.apply(residual)
    direction = scaled.copy()
    strength = (residual * scaled).sum(axis=0)
    # The kernel is symmetric, so it may be multiplied from the left, which takes half the time when rows are many and intents few.
    count = weights.shape[1]
    laid = np.zeros((-(-count // LANE) * LANE, len(weights)), dtype=np.float32)
    for _round in range(rounds):
        laid[:count] = direction.T
        moved = (laid @ kernel)[:count].T + penalty * direction
        for form in forms:
            moved += form.apply(direction)
        step = strength / np.maximum((direction * moved).sum(axis=0), 1e-20)
        weights += step * direction
        residual -= step * moved
        if np.abs(residual).max() < TOLERANCE:
            break
        scaled = preconditioner.apply(residual)
        stronger = (residual * scaled).sum(axis=0)
        direction = scaled + stronger / np.maximum(strength, 1e-20) * direction
        strength = stronger
    return np.asarray(weights, dtype=np.float32)
