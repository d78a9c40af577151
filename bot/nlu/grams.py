"""Scores one message by its n-grams: what scikit-learn's TF-IDF vectorizer gives, without its cost a call."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

Floats = npt.NDArray[np.float32]


class GramWeights:
    """The n-grams of a fitted vectorizer, in the order of their columns, with a weight for each n-gram and intent.

    The vectorizer must count sublinearly and norm by length (l2), as those of bot.nlu.kernel_model do. For many messages at a
    time scikit-learn is as quick; for one at a time most of its three milliseconds go to checks.
    """

    def __init__(self, vectorizer: TfidfVectorizer, terms: Sequence[str], idf: Floats, weights: Floats) -> None:
        self.terms = list(terms)
        self.idf = idf
        self.weights = weights
        self._columns = {term: column for column, term in enumerate(self.terms)}
        self._cut: Callable[[str], list[str]] = vectorizer.build_analyzer()

    def score(self, text: str) -> Floats:
        """What the n-grams of a text add to each intent's score, of shape (intents,)."""
        counts = Counter(column for gram in self._cut(text) if (column := self._columns.get(gram)) is not None)
        if not counts:
            return np.zeros(self.weights.shape[1], dtype=np.float32)
        columns = np.fromiter(counts, dtype=np.int64, count=len(counts))
        often = np.array([1.0 + math.log(count) for count in counts.values()], dtype=np.float32)
        values = often * self.idf[columns]
        return np.asarray(values @ self.weights[columns] / np.linalg.norm(values), dtype=np.float32)


def take_gram_weights(vectorizer: TfidfVectorizer, weights: Floats) -> GramWeights:
    """The weights of a vectorizer that has just been fitted."""
    vocabulary = vectorizer.vocabulary_
    terms = sorted(vocabulary, key=lambda term: vocabulary[term])
    return GramWeights(vectorizer, terms, np.asarray(vectorizer.idf_, dtype=np.float32), weights)
