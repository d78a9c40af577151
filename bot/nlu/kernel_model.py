"""Kernel ridge classifier over sentence vectors and n-grams of letters and words; plain numpy, SciPy and scikit-learn.

A message is compared with every example: by meaning (a Gaussian of the angle between centred sentence vectors) and by form
(cosines of TF-IDF n-grams). One ridge regression an intent on the sum of the kernels scores it; a temperature, fitted on folds
that the scores have not seen, turns scores into confidences. The examples that weigh most are the reason why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.text.normalise import fold_text

Floats = npt.NDArray[np.float32]
_REPEATED = re.compile(r"(\w)\1{2,}")


@dataclass(frozen=True)
class KernelSettings:
    """How the kernels are mixed and how much the regression is held back.

    `sharpness` is of the Gaussian over vectors; `letters` and `words` weigh the n-gram kernels; `ridge` is the penalty; `balance`
    0 to 1 is how far small intents are lifted to the size of large ones; `folds` is for the confidences.
    """

    sharpness: float = 2.0
    letters: float = 0.2
    words: float = 0.3
    ridge: float = 0.3
    balance: float = 0.25
    folds: int = 3
    seed: int = 7


def prepare_form(text: str) -> str:
    """The text as the n-grams see it: folded, "heeej" as "heej"."""
    return _REPEATED.sub(r"\1\1", fold_text(text))


def make_letter_vectorizer(count: int) -> TfidfVectorizer:
    """N-grams of two to five letters within words; those in many examples say little and cost much."""
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32, lowercase=False,
                           min_df=2 if count > 1_000 else 1, max_df=1_500 if count > 3_000 else 1.0)  # fmt: skip


def make_word_vectorizer(count: int) -> TfidfVectorizer:
    """Words and pairs of words, signs and emoji among them."""
    return TfidfVectorizer(analyzer="word", ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32, lowercase=False,
                           token_pattern=r"\w+|[^\w\s]", min_df=2 if count > 1_000 else 1,
                           max_df=5_000 if count > 10_000 else 1.0)  # fmt: skip


@dataclass
class KernelClassifier:
    """A fitted classifier; see `fit_kernel_classifier`."""

    settings: KernelSettings
    intents: list[str]
    texts: list[str]
    labels: npt.NDArray[np.int32]
    centre: Floats
    vectors: Floats
    letters: TfidfVectorizer
    words: TfidfVectorizer
    letter_grams: sparse.csr_matrix
    word_grams: sparse.csr_matrix
    weights: Floats
    temperature: float

    def compare(self, texts: Sequence[str], vectors: Floats) -> Floats:
        """The kernel between messages and examples, of shape (messages, examples)."""
        forms = [prepare_form(text) for text in texts]
        meaning = centre_vectors(vectors, self.centre) @ self.vectors.T
        kernel = np.exp(self.settings.sharpness * (meaning - 1.0))
        kernel += self.settings.letters * (self.letters.transform(forms) @ self.letter_grams.T).toarray()
        kernel += self.settings.words * (self.words.transform(forms) @ self.word_grams.T).toarray()
        return np.asarray(kernel, dtype=np.float32)

    def predict(
        self, text: str, vector: Floats, *, nearest: int = 5
    ) -> tuple[list[tuple[str, float]], list[tuple[str, str, float]]]:
        """All intents with confidences, best first; and the nearest examples with their intents and likeness, 0 to 1."""
        kernel = self.compare([text], vector[np.newaxis, :])
        confidences = soften((kernel @ self.weights), self.temperature)[0]
        order = np.argsort(-confidences)
        ranking = [(self.intents[at], float(confidences[at])) for at in order]
        most = 1.0 + self.settings.letters + self.settings.words
        closest = np.argsort(-kernel[0])[:nearest]
        return ranking, [(self.texts[at], self.intents[self.labels[at]], float(kernel[0, at]) / most) for at in closest]


def fit_kernel_classifier(
    texts: Sequence[str], intents: Sequence[str], vectors: Floats, *, settings: KernelSettings
) -> KernelClassifier:
    """Fits on examples; `vectors` has shape (examples, dimension). Needs at least two intents."""
    names = sorted(set(intents))
    labels = np.array([names.index(intent) for intent in intents], dtype=np.int32)
    forms = [prepare_form(text) for text in texts]
    letters, words = make_letter_vectorizer(len(texts)), make_word_vectorizer(len(texts))
    letter_grams, word_grams = letters.fit_transform(forms).tocsr(), words.fit_transform(forms).tocsr()
    centre = vectors.mean(axis=0).astype(np.float32)
    centred = centre_vectors(vectors, centre)
    kernel = np.exp(settings.sharpness * (centred @ centred.T - 1.0), dtype=np.float32)
    kernel += settings.letters * (letter_grams @ letter_grams.T).toarray()
    kernel += settings.words * (word_grams @ word_grams.T).toarray()
    temperature = fit_temperature(kernel, labels, len(names), settings=settings)
    weights = solve_ridge(kernel, labels, len(names), settings=settings)
    return KernelClassifier(settings, names, list(texts), labels, centre, centred, letters, words, letter_grams, word_grams,
                            weights, temperature)  # fmt: skip


def centre_vectors(vectors: Floats, centre: Floats) -> Floats:
    """Unit vectors from the common middle: sentence vectors all lie in one narrow cone."""
    moved = vectors - centre
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def solve_ridge(kernel: Floats, labels: npt.NDArray[np.int32], count: int, *, settings: KernelSettings) -> Floats:
    """The regression weights (examples, intents), by conjugate gradients on all intents at once."""
    sizes = np.bincount(labels, minlength=count)
    lift = (len(labels) / count / np.maximum(sizes, 1)) ** settings.balance
    penalty = (settings.ridge / lift[labels]).astype(np.float32)[:, np.newaxis]
    targets = (labels[:, np.newaxis] == np.arange(count)).astype(np.float32)
    targets = 2.0 * (targets - targets.mean(axis=0))
    diagonal = 1.0 / (np.diag(kernel)[:, np.newaxis] + penalty)
    weights = np.zeros_like(targets)
    residual = targets.copy()
    scaled = diagonal * residual
    direction = scaled.copy()
    strength = (residual * scaled).sum(axis=0)
    for _round in range(80):
        moved = kernel @ direction + penalty * direction
        step = strength / np.maximum((direction * moved).sum(axis=0), 1e-20)
        weights += step * direction
        residual -= step * moved
        if np.abs(residual).max() < 1e-3:
            break
        scaled = diagonal * residual
        stronger = (residual * scaled).sum(axis=0)
        direction = scaled + stronger / np.maximum(strength, 1e-20) * direction
        strength = stronger
    return np.asarray(weights, dtype=np.float32)


def fit_temperature(kernel: Floats, labels: npt.NDArray[np.int32], count: int, *, settings: KernelSettings) -> float:
    """The temperature that makes confidences true on examples left out, in blocks, so that look-alikes are left out together."""
    total = len(labels)
    if total < 4 * count or settings.folds < 2:
        return 0.25
    block = np.arange(total) // max(1, min(8, total // (count * 4))) % settings.folds
    scores, right = [], []
    # One fold says enough about a single number when there are many examples; all are asked when there are few.
    for fold in range(1 if total > 5_000 else settings.folds):
        train, test = np.flatnonzero(block != fold), np.flatnonzero(block == fold)
        weights = solve_ridge(kernel[np.ix_(train, train)], labels[train], count, settings=settings)
        scores.append(kernel[np.ix_(test, train)] @ weights)
        right.append(labels[test])
    held_out, truth = np.concatenate(scores), np.concatenate(right)

    def loss(logarithm: float) -> float:
        confidences = soften(held_out, float(np.exp(logarithm)))
        return float(-np.log(np.maximum(confidences[np.arange(len(truth)), truth], 1e-9)).mean())

    found = minimize_scalar(loss, bounds=(np.log(0.02), np.log(3.0)), method="bounded")
    return float(np.exp(found.x))


def soften(scores: Floats, temperature: float) -> Floats:
    """Scores as confidences that sum to one."""
    scaled = scores / temperature
    scaled -= scaled.max(axis=1, keepdims=True)
    powers = np.exp(scaled)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


def describe_vectorizer(vectorizer: TfidfVectorizer) -> dict[str, Any]:
    """What restores a fitted vectorizer: its n-grams in the order of their columns (plain JSON)."""
    vocabulary: Mapping[str, int] = vectorizer.vocabulary_
    return {"terms": sorted(vocabulary, key=lambda term: vocabulary[term])}


def restore_vectorizer(vectorizer: TfidfVectorizer, terms: Sequence[str], idf: Floats) -> TfidfVectorizer:
    """A vectorizer as it was when fitted, with the same n-grams in the same columns."""
    vectorizer.set_params(vocabulary={term: at for at, term in enumerate(terms)})
    vectorizer.idf_ = idf
    return vectorizer
