"""Finds messages that are nearly the same, by character n-grams first and edit distance on what those bring up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

# Rows compared with all others at a time: keeps the memory below some tens of megabytes.
BATCH = 500
# Closeness by n-grams below which no pair comes near the bounds of closeness by edit distance used here.
WORTH_COMPARING = 0.5


@dataclass(frozen=True)
class Likeness:
    """Two messages by their positions, and how alike they are letter by letter, 0 to 1."""

    first: int
    second: int
    ratio: float


def find_alike(first: Sequence[str], second: Sequence[str], *, ratio: float) -> list[Likeness]:
    """Pairs of a message of `first` and one of `second` that are at least `ratio` alike, the most alike first."""
    if not first or not second:
        return []
    rows, columns = _vectorise(first, second)
    found = [
        Likeness(row, column, alike)
        for row, column, _closeness in _walk_close(rows, columns, least=WORTH_COMPARING)
        if (alike := fuzz.ratio(first[row], second[column], score_cutoff=100 * ratio) / 100) >= ratio
    ]
    return sorted(found, key=_most_alike_first)


def find_alike_within(messages: Sequence[str], *, ratio: float) -> list[Likeness]:
    """Pairs of the messages that are at least `ratio` alike, each pair once."""
    return [pair for pair in find_alike(messages, messages, ratio=ratio) if pair.first < pair.second]


def _vectorise(first: Sequence[str], second: Sequence[str]) -> tuple[csr_matrix, csr_matrix]:
    # Endings that thousands of messages share would make every row meet every other; they say nothing of likeness.
    most = 0.05 if len(first) + len(second) > 2_000 else 1.0
    vectoriser = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, max_df=most, dtype=np.float32
    )
    vectoriser.fit([*first, *second] if first is not second else first)
    return vectoriser.transform(first).tocsr(), vectoriser.transform(second).tocsr()


def _walk_close(rows: csr_matrix, columns: csr_matrix, *, least: float) -> Iterator[tuple[int, int, float]]:
    turned = columns.T.tocsc()
    for start in range(0, rows.shape[0], BATCH):
        product = (rows[start : start + BATCH] @ turned).tocoo()
        kept = product.data >= least
        for row, column, closeness in zip(product.row[kept], product.col[kept], product.data[kept], strict=True):
            yield start + int(row), int(column), float(closeness)


def _most_alike_first(pair: Likeness) -> tuple[float, int, int]:
    return -pair.ratio, pair.first, pair.second
