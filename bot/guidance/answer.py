"""What a pupil gets: responses with values, what the answer is about, its items, sources, notes and ways on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.regional.queries.facts import FactSource
from bot.regional.queries.places import Place


@dataclass(frozen=True)
class Reply:
    """One response of domain.yml by name, and the values that its placeholders take (already words of the language)."""

    response: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Suggestion:
    """A button: the response that holds its title, values for it, and the intent and entities that pressing it means."""

    title: Reply
    intent: str
    entities: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class About:
    """What the answer is about: what carries over to the next question. Shapes: DESIGN.md, payload."""

    topic: str
    occupation: Mapping[str, str] | None = None
    place: Place | None = None
    employer: Mapping[str, Any] | None = None
    programme: Mapping[str, str] | None = None
    industry: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Answer:
    """An answer. `items` are plain mappings with a `kind`: employer, occupation, school, programme, step, comparison, salary, fact.

    `notes` are responses too: cautions such as "unconfirmed", "older round", "demo". Every fact in the replies has its source
    in `sources`.
    """

    about: About
    replies: tuple[Reply, ...]
    items: tuple[Mapping[str, Any], ...] = ()
    sources: tuple[FactSource, ...] = ()
    notes: tuple[Reply, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    # Ids of the programmes set side by side, so that "vilken är lättast att komma in på" is about them.
    programmes: tuple[str, ...] = ()
