"""Makes conjugate gradients need a third of the rounds: solves for some of the examples exactly, and for the rest by their own size.

The method is that of Nyström preconditioning (Frangella, Tropp and Udell, "Randomized Nyström Preconditioning", SIAM Journal on
Matrix Analysis and Applications 44(2), 2023), with every nth example as a landmark in the place of random ones, so that the same
examples give the same model.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.linalg import solve_triangular

Floats = npt.NDArray[np.float32]
# Added to the kernel of the landmarks, which is all but singular when two of them say the same.
JITTER = 1e-2
# What is left of an example's own kernel may not vanish: it is divided by.
LEAST_LEFT = 0.05


def choose_landmarks(examples: int, *, most: int) -> npt.NDArray[np.intp]:
    """Examples spread evenly over the data, all of them when they are few."""
    return np.unique(np.linspace(0, examples - 1, min(most, examples)).astype(np.intp))


class Preconditioner:
    """A rough inverse of the kernel with its penalty, by what the kernel says of the landmarks."""

    def __init__(self, columns: Floats, own: Floats, penalty: Floats, landmarks: npt.NDArray[np.intp]) -> None:
        """`columns` is the kernel of all examples with the landmarks, `own` of each with itself, `penalty` has shape (examples, 1)."""
        among = columns[landmarks].astype(np.float64)
        among[np.diag_indices(len(landmarks))] += JITTER
        root = np.linalg.cholesky(among).astype(np.float32)
        self._factors: Floats = solve_triangular(root, columns.T, lower=True, check_finite=False)
        left = np.maximum(own - np.square(self._factors).sum(axis=0), LEAST_LEFT)
        self._inverse: Floats = (1.0 / (left[:, np.newaxis] + penalty)).astype(np.float32)
        inner = (self._factors * self._inverse.T) @ self._factors.T
        inner[np.diag_indices(len(landmarks))] += 1.0
        self._inner: Floats = np.linalg.cholesky(inner.astype(np.float64)).astype(np.float32)

    def apply(self, residual: Floats) -> Floats:
        """The rough inverse times a residual of shape (examples, intents), by Woodbury's identity."""
        scaled = self._inverse * residual
        seen = self._factors @ scaled
        seen = solve_triangular(self._inner, seen, lower=True, check_finite=False)
        seen = solve_triangular(self._inner, seen, lower=True, trans="T", check_finite=False)
        return np.asarray(scaled - self._inverse * (self._factors.T @ seen), dtype=np.float32)
