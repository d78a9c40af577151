"""Gathers the sources of an answer, each once, and the cautions that follow from their age and quality."""

from __future__ import annotations

from collections.abc import Iterable

from bot.guidance.answer import Reply
from bot.guidance.words import Words
from bot.regional.models import Quality
from bot.regional.queries.facts import FactSource


def gather_sources(sources: Iterable[FactSource]) -> tuple[FactSource, ...]:
    """The sources in the order they were used, each once; the day a row was read does not make it another source.

    Of rows that hold for different times the one that runs out first stands for all, so that nothing old passes for new.
    """
    found: dict[tuple[str, str, str, str], FactSource] = {}
    for source in sources:
        key = (source.name, source.publisher, source.published, source.quality.value)
        known = found.setdefault(key, source)
        if source.valid_until and (known.valid_until is None or source.valid_until < known.valid_until):
            found[key] = source
    return tuple(found.values())


def note_quality(sources: Iterable[FactSource]) -> tuple[Reply, ...]:
    """Says that a figure comes at second hand or is general knowledge that differs from place to place."""
    qualities = {source.quality for source in sources}
    notes = []
    if Quality.SECONDARY in qualities:
        notes.append(Reply("utter_note_secondary"))
    if Quality.GENERAL in qualities:
        notes.append(Reply("utter_note_general"))
    return tuple(notes)


def note_expired(sources: Iterable[FactSource], words: Words) -> tuple[Reply, ...]:
    """Says of every source that has run out until when it held."""
    told = {
        (source.name, source.valid_until): Reply(
            "utter_note_expired", {"source": source.name, "valid_until": words.date(source.valid_until)}
        )
        for source in sources
        if source.expired and source.valid_until
    }
    return tuple(told.values())


def note_sources(sources: Iterable[FactSource], words: Words) -> tuple[Reply, ...]:
    """All that is to be said of where facts come from: that they have run out, are second-hand or general knowledge."""
    told = tuple(sources)
    return (*note_expired(told, words), *note_quality(told))


def note_places(sources: Iterable[FactSource], *, kind: str) -> tuple[Reply, ...]:
    """Says that listed employers or schools are unconfirmed or examples. `kind` is "employers" or "schools"."""
    qualities = {source.quality for source in sources}
    notes = []
    if qualities & {Quality.UNCONFIRMED, Quality.GENERAL}:
        notes.append(Reply(f"utter_note_unconfirmed_{kind}"))
    if Quality.DEMO in qualities:
        notes.append(Reply(f"utter_note_demo_{kind}"))
    return tuple(notes)
