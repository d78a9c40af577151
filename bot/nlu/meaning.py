"""The space that meanings are compared in: sentence vectors from their common middle, along the directions in which they differ most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
# With fewer examples than this for each direction, the directions would be those of a handful of messages.
LEAST_FOR_A_DIRECTION = 20
# Rows of a kernel that are made at a time.
BLOCK = 1_024


@dataclass(frozen=True)
class MeaningSpace:
    """`centre` has shape (dimension,), `directions` (dimension, kept): orthonormal, or the identity where all are kept."""

    centre: Floats
    directions: Floats

    def place(self, vectors: Floats) -> Floats:
        """Unit vectors of shape (messages, kept), out of sentence vectors of shape (messages, dimension)."""
        moved = (vectors - self.centre) @ self.directions
        return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def find_meaning_space(vectors: Floats, *, dimensions: int) -> MeaningSpace:
    """The space of the examples.

    Sentence vectors all lie in one narrow cone, so the angle is taken from their middle. Of 28,000 pupils' messages 192 of 384
    directions hold 84 % of the differences; what is left out is noise for telling intents apart, and costs as much to compare.
    """
    centre = vectors.mean(axis=0).astype(np.float32)
    size = vectors.shape[1]
    if dimensions >= size or len(vectors) < LEAST_FOR_A_DIRECTION * dimensions:
        return MeaningSpace(centre, np.eye(size, dtype=np.float32))
    whole = MeaningSpace(centre, np.eye(size, dtype=np.float32)).place(vectors)
    _strengths, found = np.linalg.eigh((whole.T @ whole).astype(np.float64))
    return MeaningSpace(centre, np.ascontiguousarray(found[:, -dimensions:], dtype=np.float32))


def compare_meaning(left: Floats, right: Floats, *, sharpness: float) -> Floats:
    """The Gaussian kernel between two sets of placed vectors, of shape (left, right)."""
    kernel = np.empty((len(left), len(right)), dtype=np.float32)
    turned = np.ascontiguousarray(right.T) * np.float32(sharpness)
    # In blocks and in place: with many examples this is the largest thing in memory, and to go through it again takes longest.
    for start in range(0, len(left), BLOCK):
        block = kernel[start : start + BLOCK]
        np.matmul(left[start : start + BLOCK], turned, out=block)
        block -= np.float32(sharpness)
        np.exp(block, out=block)
    return kernel
