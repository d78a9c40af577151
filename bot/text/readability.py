"""LIX, the Swedish readability index: words per sentence plus the share of long words."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:[-']\w+)*")
_SENTENCE_END = re.compile(r"[.!?:]+(?:\s|$)")
LONG_WORD_LETTERS = 6


def measure_lix(text: str) -> float:
    """LIX (C.-H. Björnsson, 1968): under 30 very easy, 30-40 easy, 40-50 medium. An empty text has 0."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    long_words = sum(len(word) > LONG_WORD_LETTERS for word in words)
    return len(words) / sentences + 100 * long_words / len(words)
