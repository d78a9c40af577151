"""Cuts a text into the pieces that multilingual-e5-small was trained on: the likeliest way that its unigram model knows.

SentencePiece does the same, and holds 70 MB for the quarter of a million pieces; the engine, which has 900 in all, can do with the
three that their hashes, numbers and scores take.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from bot.nlu.e5_weights import Pieces

# A space is written as this sign, so that spaces are part of words.
SPACE = "\u2581"
_SPACES = re.compile(" {2,}")
_WORD = re.compile(f"{SPACE}+[^{SPACE}]*|[^{SPACE}]+")
# How much less likely than the rarest piece a character is that no piece has; as SentencePiece has it.
UNKNOWN_PENALTY = 10.0


class E5Tokens:
    """The numbers of a text's pieces."""

    def __init__(self, pieces: Pieces) -> None:
        marks = {pieces.start, pieces.end, pieces.padding, pieces.unknown}
        ends = pieces.ends.tolist()
        # Hashes of 64 bits: that two of the pieces, or a piece and a part of a text, share one is not to be feared.
        hashes = np.fromiter(
            (hash(pieces.letters[start:end]) for start, end in pairwise(ends)), np.int64, len(ends) - 1
        )
        order = np.argsort(hashes)
        self._numbers = order[~np.isin(order, list(marks))].astype(np.int32)
        self._hashes = hashes[self._numbers]
        self._scores = pieces.scores[self._numbers]
        # All bytes of UTF-8 but those that go on with a character begin one.
        begins = np.frombuffer(pieces.letters, dtype=np.uint8) & 0xC0 != 0x80
        begun = np.concatenate([[0], np.cumsum(begins)])
        self._longest = int(np.diff(begun[pieces.ends])[self._numbers].max())
        self._unknown, self._unknown_score = pieces.unknown, float(pieces.scores.min()) - UNKNOWN_PENALTY
        self._normalised = pieces.normalised

    def cut(self, text: str) -> list[int]:
        """The pieces of a text, without those that mark its start and end."""
        read = _SPACES.sub(" ", text.translate(self._normalised))
        if not read.startswith(" "):
            read = f" {read}"
        return self._find_likeliest(read.replace(" ", SPACE))

    def _find_likeliest(self, read: str) -> list[int]:
        pieces = self._find_pieces(read)
        best = [0.0] + [-np.inf] * len(read)
        came: list[tuple[int, int]] = [(0, self._unknown)] * (len(read) + 1)
        for start in range(len(read)):
            # Whatever else is known, a character may stand alone as an unknown one.
            for end, number, score in (*pieces[start], (start + 1, self._unknown, self._unknown_score)):
                if best[start] + score > best[end]:
                    best[end], came[end] = best[start] + score, (start, number)
        found, at = [], len(read)
        while at:
            at, number = came[at]
            found.append(number)
        return found[::-1]

    def _find_pieces(self, read: str) -> list[list[tuple[int, int, float]]]:
        """By where they start: where each piece ends, its number and its score."""
        letters = [character.encode() for character in read]
        places = np.cumsum([0, *map(len, letters)]).tolist()
        whole = b"".join(letters)
        # No piece goes on beyond a space, so only what lies within a word is looked up.
        word_ends = [match.end() for match in _WORD.finditer(read) for _character in match.group()]
        spans = [
            (start, end)
            for start in range(len(read))
            for end in range(start + 1, min(start + self._longest, word_ends[start]) + 1)
        ]
        asked = np.fromiter((hash(whole[places[start] : places[end]]) for start, end in spans), np.int64, len(spans))
        at = np.minimum(np.searchsorted(self._hashes, asked), len(self._hashes) - 1)
        pieces: list[list[tuple[int, int, float]]] = [[] for _character in read]
        for span in np.flatnonzero(self._hashes[at] == asked).tolist():
            start, end = spans[span]
            pieces[start].append((end, int(self._numbers[at[span]]), float(self._scores[at[span]])))
        return pieces
