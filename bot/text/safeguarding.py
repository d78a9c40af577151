"""Finds out whether a message tells of danger or harm, and holds the reviewed words that answer it; needs no model and no engine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.text.distress_patterns import KINDS, LANGUAGES
from bot.text.distress_search import get_distress_search
from bot.text.distress_words import split_for_distress

TEXTS = Path(__file__).with_name("data") / "safeguarding" / "texts.yml"
# Nothing longer is searched; the gateway lets no such message in.
MOST_CHARACTERS = 2_000


@dataclass(frozen=True)
class Concern:
    """What a message tells of (one of KINDS), and the language it is written in."""

    kind: str
    language: str


def find_distress(text: str) -> Concern | None:
    """The most acute danger or harm that the message tells of; None when there is none."""
    message = split_for_distress(text[:MOST_CHARACTERS])
    if not message.words:
        return None
    search = get_distress_search()
    hits = search.find_hits(message)
    if not hits:
        return None
    kind = min((hit.kind for hit in hits), key=KINDS.index)
    languages = [language for language in LANGUAGES if any(hit.language == language for hit in hits)]
    counts = [search.count_hints(message, language) for language in languages]
    return Concern(kind, languages[counts.index(max(counts))])


def safeguarding_text(concern: Concern, language: str) -> str:
    """The reviewed text for the concern, "easy" being easy Swedish; Swedish where the language has none."""
    texts = _load_texts()
    wanted = language if language in texts["help"] else "sv"
    return f"{texts[concern.kind][wanted]}\n\n{texts['help'][wanted]}"


@lru_cache(maxsize=1)
def _load_texts() -> dict[str, Any]:
    texts: dict[str, Any] = YAML(typ="safe").load(TEXTS.read_text(encoding="utf-8"))
    return {
        part: {language: " ".join(text.split(" ")).strip() for language, text in by_language.items()}
        for part, by_language in texts.items()
    }
