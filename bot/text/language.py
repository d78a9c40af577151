"""Recognises which of the seven languages a short message is written in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lingua import IsoCode639_1, LanguageDetectorBuilder

from bot.text.everyday import get_telling_words
from bot.text.folding import fold_word
from bot.text.normalise import clean_text

LANGUAGES = ("sv", "en", "ar", "so", "uk", "fa", "fi")
DEFAULT = "sv"
# Letters that only one of the two languages of the Arabic script writes.
_PERSIAN = re.compile(r"[پچژگکیۀ\u200c]")
_ARABIC = re.compile(r"[ةىيكإأؤئ]")
_ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TRIPLED = re.compile(r"(\w)\1{2,}")
_LATIN_WORD = re.compile(r"[a-zåäöéü]{2,}", re.IGNORECASE)
# One word or two say little: then another language than the default must be clearly likelier.
FEW_WORDS = 3
SURE_WITH_FEW_WORDS = 0.95
SURE = 0.7


# A message is asked about by several parts of one turn.
@lru_cache(maxsize=256)
def recognise_language(text: str, *, default: str = DEFAULT) -> str:
    """The language's two-letter code; `default` where the message does not tell (a name, a number, an emoji)."""
    # The detector takes no half of a surrogate pair, and what cannot be seen says nothing.
    text = clean_text(text)
    if len(_ARABIC_SCRIPT.findall(text)) >= 2:
        persian, arabic = len(_PERSIAN.findall(text)), len(_ARABIC.findall(text))
        if persian != arabic:
            return "fa" if persian > arabic else "ar"
        return _likeliest(text, ("ar", "fa"))
    if len(_CYRILLIC.findall(text)) >= 2:
        return "uk"
    words = _LATIN_WORD.findall(text)
    if not words:
        return default
    told = _tell_by_everyday_words(text)
    if told:
        return told
    likely = _detector(("sv", "en", "so", "fi")).compute_language_confidence_values(text)
    best = likely[0]
    code = str(best.language.iso_code_639_1.name).lower()
    needed = SURE_WITH_FEW_WORDS if len(words) < FEW_WORDS else SURE
    return code if best.value >= needed else default


def _tell_by_everyday_words(text: str) -> str | None:
    """The language that more of the everyday words belong to than to any other: short messages are little else."""
    # Drawn out words ("heeej") count as themselves.
    folded = [fold_word(_TRIPLED.sub(r"\1", word)) for word in _WORD.findall(text)]
    counts = {code: sum(word in words for word in folded) for code, words in get_telling_words().items()}
    best, second = sorted(counts, key=lambda code: -counts[code])[:2]
    return best if counts[best] > counts[second] else None


def _likeliest(text: str, codes: tuple[str, ...]) -> str:
    found = _detector(codes).detect_language_of(text)
    return found.iso_code_639_1.name.lower() if found else codes[0]


@lru_cache(maxsize=4)
def _detector(codes: tuple[str, ...]) -> Any:
    languages = [getattr(IsoCode639_1, code.upper()) for code in codes]
    # The full models take 180 MB and, after the everyday words, tell no more of short messages (docs/nlu_experiments.md).
    return (
        LanguageDetectorBuilder.from_iso_codes_639_1(*languages)
        .with_low_accuracy_mode()
        .with_preloaded_language_models()
        .build()
    )
