"""Swedish words: a blank spaCy pipeline for messages, look-up lemmas in a compact table, and the endings of nouns."""

from __future__ import annotations

import gzip
import importlib.util
import re
from array import array
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TextIO

import numpy as np
import numpy.typing as npt
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.text.normalise import FOLDED_LETTERS
from bot.text.words import Word, split_words

# Longer words are compounds that nobody mistypes into a name.
_LONGEST = 18
# The look-up tables as published: one JSON object of form -> lemma, read as text because a dict of them takes 250 MB.
_PAIR = re.compile(rf'"([^"\\]{{2,{_LONGEST}}})": ?"([^"\\]+)"')
_LEMMA_TABLES = ("sv_lemma_lookup.json.gz", "en_lemma_lookup.json.gz")
_MOST_STRIPPED = 15
_PIECE = 1 << 19

# Endings of Swedish nouns and what the plain form had instead, the longest first so that the least is taken away.
_NOUN_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("s", ("",)),
    ("n", ("",)),
    ("t", ("",)),
    ("r", ("",)),
    ("en", ("", "on")),
    ("et", ("",)),
    ("ar", ("", "e")),
    ("er", ("", "e")),
    ("or", ("a",)),
    ("na", ("",)),
    ("arna", ("", "are", "e")),
    ("erna", ("", "e")),
    ("orna", ("a",)),
)


class SwedishLexicon:
    """Which words are known, and the lemmas of the Swedish ones: two sorted arrays, nine bytes a word.

    Tells misspellings from words that are right. Words are compared folded, so "lon" counts as known beside "lön".
    A lemma is kept as the number of letters to take off the end when nothing else changes, which covers the nouns.
    """

    def __init__(self, pairs: Iterator[tuple[str, str]]) -> None:
        keys, stripped = array("q"), bytearray()
        for form, lemma in pairs:
            length = len(form) - len(lemma)
            keys.append(hash(form))
            stripped.append(length if 0 < length <= _MOST_STRIPPED and form.startswith(lemma) else 0)
            if form != lemma:
                keys.append(hash(lemma))
                stripped.append(0)
        numbers, lengths = np.frombuffer(keys, dtype=np.int64), np.frombuffer(stripped, dtype=np.uint8)
        order = np.lexsort((lengths, numbers))
        # Of equal words the last is kept: the one that knows its lemma.
        last = np.append(np.diff(numbers[order]) != 0, True) if len(order) else order.astype(bool)
        self._keys: npt.NDArray[np.int64] = numbers[order][last]
        self._stripped: npt.NDArray[np.uint8] = lengths[order][last]

    def __len__(self) -> int:
        return len(self._keys)

    def knows(self, folded: str) -> bool:
        """Whether the folded word is a Swedish or English word in any of its forms."""
        return self._find(folded) is not None

    def find_lemma(self, folded: str) -> str:
        """The plain form of a folded noun; the word itself when the table has none that is its beginning."""
        place = self._find(folded)
        length = 0 if place is None else int(self._stripped[place])
        return folded[: len(folded) - length] if length else folded

    def _find(self, folded: str) -> int | None:
        key = hash(folded)
        place = int(np.searchsorted(self._keys, key))
        return place if place < len(self._keys) and self._keys[place] == key else None


@lru_cache(maxsize=1)
def get_swedish_lexicon() -> SwedishLexicon:
    """The lexicon of spacy-lookups-data, read once a process (about a second)."""
    return SwedishLexicon(_read_lemma_tables())


def _read_lemma_tables() -> Iterator[tuple[str, str]]:
    package = importlib.util.find_spec("spacy_lookups_data")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("spacy-lookups-data is not installed: it holds the Swedish lemmas")
    folder = Path(next(iter(package.submodule_search_locations))) / "data"
    for name in _LEMMA_TABLES:
        with gzip.open(folder / name, "rt", encoding="utf-8") as file:
            yield from _read_pairs(file)


def _read_pairs(file: TextIO) -> Iterator[tuple[str, str]]:
    """The pairs of a table, folded, a piece of the file at a time: the whole text would leave 45 MB of holes behind."""
    rest = ""
    while piece := file.read(_PIECE):
        text = rest + piece
        for letter, folded in FOLDED_LETTERS.items():
            # Folded as one text, letter by letter: word by word takes five times as long.
            text = text.replace(chr(letter), folded).replace(chr(letter).upper(), folded)
        text = text.casefold()
        end = 0
        for found in _PAIR.finditer(text):
            yield found.group(1), found.group(2)
            end = found.end()
        rest = text[end:]


class _MessageTokenizer:
    """Makes a Doc of the words of a message; `norm_` is the folded word, so that matchers see "goteborg"."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        return self.make_doc(split_words(text))

    def make_doc(self, words: list[Word]) -> Doc:
        doc = Doc(self._vocab, words=[word.text for word in words])
        for token, word in zip(doc, words, strict=True):
            token.norm_ = word.folded
        return doc


def make_swedish_pipeline() -> Language:
    """A blank Swedish pipeline whose tokens are the words of `split_words`, with folded norms."""
    nlp = spacy.blank("sv")
    nlp.tokenizer = _MessageTokenizer(nlp.vocab)
    return nlp


def list_plain_forms(folded: str) -> list[str]:
    """What a folded Swedish noun may be a form of, the likeliest first: "operatorernas" gives "operator" among others."""
    bases = [folded]
    if folded.endswith("s") and len(folded) > 4:
        bases.append(folded[:-1])
    found: list[str] = bases[1:]
    for base in bases:
        for ending, replacements in _NOUN_ENDINGS[1:]:
            if base.endswith(ending) and len(base) - len(ending) >= 3:
                found += [base[: -len(ending)] + replacement for replacement in replacements]
    lemma = get_swedish_lexicon().find_lemma(folded)
    if lemma != folded:
        found.append(lemma)
    return list(dict.fromkeys(found))
