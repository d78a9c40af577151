"""Kernel ridge classifier over sentence vectors and n-grams of letters and words; plain numpy, SciPy and scikit-learn.

A message is compared with every example: by meaning (a Gaussian of the angle between placed sentence vectors, see meaning.py) and by form
(cosines of TF-IDF n-grams). One ridge regression an intent on the sum of the kernels scores it; a temperature, fitted on
examples that the scores have not seen, turns scores into confidences. The examples nearest in meaning are the reason why.

The kernels of form are linear, so they are never written out as matrices of examples by examples: what they add to a score is
kept as one weight an n-gram and intent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.eight_bits import Product
from bot.nlu.grams import GramWeights, take_gram_weights
from bot.nlu.meaning import MeaningSpace, compare_meaning, find_meaning_space
from bot.nlu.ridge import FormKernel, Targets, solve_ridge
from bot.text.normalise import fold_text

Floats = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int32]
_REPEATED = re.compile(r"(\w)\1{2,}")
# The confidences are fitted on no more examples than these: a larger part would say the same and cost minutes.
MOST_FOR_CONFIDENCES = 12_000
DEFAULT_TEMPERATURE = 0.25


@dataclass(frozen=True)
class KernelSettings:
    """How the kernels are mixed and how much the regression is held back.

    `sharpness` is of the Gaussian over vectors; `letters` and `words` weigh the n-gram kernels; `ridge` is the penalty; `balance`
    0 to 1 is how far small intents are lifted to the size of large ones; `dimensions` is how many directions of meaning are
    compared; `rounds` is when the solver stops and `landmarks` how many examples it solves exactly at first; `folds` is for the
    confidences.
    """

    sharpness: float = 3.0
    letters: float = 0.3
    words: float = 0.3
    ridge: float = 0.3
    balance: float = 0.25
    dimensions: int = 192
    rounds: int = 10
    landmarks: int = 1_000
    folds: int = 3


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
    """A fitted classifier; see `fit_kernel_classifier`. Weights have a column an intent."""

    settings: KernelSettings
    intents: list[str]
    texts: list[str]
    labels: Labels
    space: MeaningSpace
    # The examples in that space, in half precision where they were read from a model.
    vectors: npt.NDArray[np.floating]
    letters: GramWeights
    words: GramWeights
    weights: Floats
    temperature: float

    @cached_property
    def _examples(self) -> Product:
        return Product(self.vectors)

    def predict(
        self, text: str, vector: Floats, *, nearest: int = 5
    ) -> tuple[list[tuple[str, float]], list[tuple[str, str, float]]]:
        """All intents with confidences, best first; and the nearest examples with their intents and likeness, 0 to 1."""
        meaning = self._examples.multiply(self.space.place(vector[np.newaxis, :])[0])
        likeness = np.exp(self.settings.sharpness * (meaning - 1.0))
        form = prepare_form(text)
        scores = likeness[np.newaxis] @ self.weights + self.letters.score(form) + self.words.score(form)
        confidences = soften(scores, self.temperature)[0]
        ranking = [(self.intents[at], float(confidences[at])) for at in np.argsort(-confidences)]
        few = min(nearest, len(self.texts))
        closest = np.argpartition(-likeness, few - 1)[:few] if few else np.array([], dtype=int)
        closest = closest[np.argsort(-likeness[closest])]
        return ranking, [(self.texts[at], self.intents[self.labels[at]], float(likeness[at])) for at in closest]


def fit_kernel_classifier(
    texts: Sequence[str], intents: Sequence[str], vectors: Floats, *, settings: KernelSettings
) -> KernelClassifier:
    """Fits on examples; `vectors` has shape (examples, dimension). Needs at least two intents."""
    names = sorted(set(intents))
    labels = np.array([names.index(intent) for intent in intents], dtype=np.int32)
    forms = [prepare_form(text) for text in texts]
    letters, words = make_letter_vectorizer(len(texts)), make_word_vectorizer(len(texts))
    grams = (
        FormKernel(settings.letters, sparse.csr_matrix(letters.fit_transform(forms))),
        FormKernel(settings.words, sparse.csr_matrix(words.fit_transform(forms))),
    )
    space = find_meaning_space(vectors, dimensions=settings.dimensions)
    placed = space.place(vectors)
    temperature = fit_temperature(placed, grams, labels, len(names), settings=settings)
    weights = _fit_weights(placed, grams, labels, len(names), settings=settings)
    letter_weights, word_weights = (
        take_gram_weights(vectorizer, kernel.weigh_grams(weights))
        for vectorizer, kernel in zip((letters, words), grams, strict=False)
    )
    return KernelClassifier(settings, names, list(texts), labels, space, placed, letter_weights, word_weights, weights, temperature)  # fmt: skip


def _fit_weights(
    placed: Floats, grams: Sequence[FormKernel], labels: Labels, count: int, *, settings: KernelSettings
) -> Floats:
    kernel = compare_meaning(placed, placed, sharpness=settings.sharpness)
    targets = Targets(labels, count, ridge=settings.ridge, balance=settings.balance)
    return solve_ridge(kernel, grams, targets, rounds=settings.rounds, landmarks=settings.landmarks)


def fit_temperature(
    placed: Floats, grams: Sequence[FormKernel], labels: Labels, count: int, *, settings: KernelSettings
) -> float:
    """The temperature that makes confidences true on examples left out, in blocks, so that look-alikes are left out together."""
    total = len(labels)
    if total < 4 * count or settings.folds < 2:
        return DEFAULT_TEMPERATURE
    block = np.arange(total) // max(1, min(8, total // (count * 4)))
    # Whole blocks, spread evenly over the data.
    share = min(1.0, MOST_FOR_CONFIDENCES / total)
    kept = np.flatnonzero(np.floor(block * share) != np.floor((block - 1) * share))
    fold_of = block[kept] % settings.folds
    scores, right = [], []
    # One fold says enough about a single number when there are many examples; all are asked when there are few.
    for fold in range(1 if total > 5_000 else settings.folds):
        train, test = kept[fold_of != fold], kept[fold_of == fold]
        parts = [FormKernel(kernel.weight, kernel.grams[train]) for kernel in grams]
        weights = _fit_weights(placed[train], parts, labels[train], count, settings=settings)
        found = compare_meaning(placed[test], placed[train], sharpness=settings.sharpness) @ weights
        for kernel, part in zip(grams, parts, strict=False):
            found += kernel.grams[test] @ part.weigh_grams(weights)
        scores.append(found)
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
