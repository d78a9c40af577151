"""Keeps sentence vectors by text: on disk, so that training again after one edit encodes only what is new; and a few in memory,
so that what many pupils write ("hej", "vad tjänar en svetsare") is encoded once an engine."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from bot.nlu.sentence_encoder import SentenceEncoder, Vectors, describe_version
from bot.nlu.shipped_vectors import read_shipped_vectors

CHUNK = 500
WRITE_EVERY = 1_000
BUSY_SECONDS = 60.0
# At most so many texts are remembered in memory: 384 numbers each, about 8 MB in all.
MOST_REMEMBERED = 4_096


class RecentVectors:
    """The vectors of the texts met last. Texts are kept as hashes only: an engine remembers no pupil's words."""

    def __init__(self, encoder: SentenceEncoder, *, most: int = MOST_REMEMBERED) -> None:
        self._encoder = encoder
        self._most = most
        self._known: OrderedDict[bytes, Vectors] = OrderedDict()

    def __len__(self) -> int:
        return len(self._known)

    def encode(self, texts: Sequence[str]) -> list[Vectors]:
        """The vectors of `texts` in order, each of shape (dimension,)."""
        marks = [hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest() for text in texts]
        new = {mark: text for mark, text in zip(marks, texts, strict=True) if mark not in self._known}
        found = {mark: self._known[mark] for mark in marks if mark not in new}
        if new:
            found |= dict(zip(new, self._encoder.encode(list(new.values())), strict=True))
        for mark in marks:
            self._known[mark] = found[mark]
            self._known.move_to_end(mark)
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return [found[mark] for mark in marks]


def encode_with_cache(
    encoder: SentenceEncoder, texts: Sequence[str], *, path: Path | None, shipped: Path | None = None
) -> Vectors:
    """The vectors of `texts` in order; `path` None, or one that cannot be written, means without a cache.

    `shipped` is a file of ready vectors (bot.nlu.shipped_vectors) for what the cache lacks.
    """
    unique = list(dict.fromkeys(texts))
    known = {} if path is None else _read(path, encoder, unique)
    if shipped is not None:
        known = read_shipped_vectors(encoder, [text for text in unique if text not in known], path=shipped) | known
    missing = [text for text in unique if text not in known]
    for start in range(0, len(missing), WRITE_EVERY):
        chunk = missing[start : start + WRITE_EVERY]
        vectors = encoder.encode(chunk)
        known |= dict(zip(chunk, vectors, strict=False))
        if path is not None:
            _write(path, encoder, chunk, vectors)
    if not texts:
        return np.zeros((0, encoder.dimension), dtype=np.float32)
    return np.stack([known[text] for text in texts])


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS vectors (encoder TEXT, text TEXT, vector BLOB, PRIMARY KEY (encoder, text))"
    )
    return connection


def _read(path: Path, encoder: SentenceEncoder, texts: Sequence[str]) -> dict[str, Vectors]:
    found = {}
    version = describe_version(encoder)
    try:
        with closing(_open(path)) as connection:
            for start in range(0, len(texts), CHUNK):
                chunk = texts[start : start + CHUNK]
                marks = ",".join("?" * len(chunk))
                statement = f"SELECT text, vector FROM vectors WHERE encoder = ? AND text IN ({marks})"
                for text, blob in connection.execute(statement, (version, *chunk)):
                    vector = np.frombuffer(blob, dtype=np.float32)
                    if vector.shape == (encoder.dimension,):
                        found[text] = vector
    except (sqlite3.DatabaseError, OSError, UnicodeEncodeError):
        # A damaged cache only costs time.
        return {}
    return found


def _write(path: Path, encoder: SentenceEncoder, texts: Sequence[str], vectors: Vectors) -> None:
    version = describe_version(encoder)
    rows = [(version, text, vector.tobytes()) for text, vector in zip(texts, vectors, strict=False)]
    try:
        with closing(_open(path)) as connection, connection:
            connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
    except (sqlite3.DatabaseError, OSError, UnicodeEncodeError):
        return
