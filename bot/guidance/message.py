"""A pupil's message as the engine understood it: intent and ranking, and the rows that its words link to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

OCCUPATION, PLACE, EMPLOYER, PROGRAMME = "occupation", "place", "employer", "programme"
INDUSTRY, INTEREST, EDUCATION_LEVEL, LANGUAGE = "industry", "interest", "education_level", "language"
ABSTAINED = "nlu_fallback"


@dataclass(frozen=True)
class Mention:
    """A word or phrase of the message. `id` is the row it links to, None where the word is known but no row is.

    `candidates` are all rows that an ambiguous word may mean, likeliest first; `rejected` marks "Stockholm" in "inte Stockholm".
    """

    entity: str
    value: str
    id: str | None = None
    candidates: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    rejected: bool = False


@dataclass(frozen=True)
class Reading:
    """One way to read the message, and how sure the classifier is of it."""

    intent: str
    confidence: float


@dataclass(frozen=True)
class Message:
    """What was said. `pressed` tells a button from typed text; `readings` are the best first, without the abstention."""

    text: str
    readings: tuple[Reading, ...]
    mentions: tuple[Mention, ...] = ()
    language: str | None = None
    pressed: bool = False
    abstained: bool = False

    @property
    def intent(self) -> str:
        """The likeliest intent; empty when the engine gave none."""
        return self.readings[0].intent if self.readings else ""

    @property
    def confidence(self) -> float:
        """How sure the classifier is of the likeliest intent."""
        return self.readings[0].confidence if self.readings else 0.0

    def ids_of(self, entity: str) -> tuple[str, ...]:
        """Ids of the wanted rows of a kind, in the order they were said, each once."""
        return tuple(
            dict.fromkeys(each.id for each in self.mentions if each.entity == entity and each.id and not each.rejected)
        )

    def wanted(self, entity: str) -> tuple[Mention, ...]:
        """The mentions of a kind that were not rejected."""
        return tuple(each for each in self.mentions if each.entity == entity and not each.rejected)


def read_message(parsed: Mapping[str, Any]) -> Message:
    """The message out of the engine's parse data (`tracker.latest_message`)."""
    text = _clean(parsed.get("text"))
    top = parsed.get("intent") or {}
    ranking = parsed.get("intent_ranking") or ([top] if top.get("name") else [])
    readings = [
        Reading(str(each["name"]), float(each.get("confidence") or 0.0)) for each in ranking if each.get("name")
    ]
    pressed = text.startswith("/")
    language = _read_language(parsed.get("language"))
    return Message(
        text="" if pressed else text,
        readings=tuple(each for each in readings if each.intent != ABSTAINED),
        mentions=tuple(
            _read_mention(each, pressed=pressed)
            for each in parsed.get("entities") or ()
            if not _is_i_am(each, language)
        ),
        language=language,
        pressed=pressed,
        abstained=top.get("name") == ABSTAINED,
    )


def _clean(value: Any) -> str:
    """The value as text that every database takes: without NUL and without halves of characters."""
    text = "" if value is None else str(value)
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def _read_mention(entity: Mapping[str, Any], *, pressed: bool) -> Mention:
    value = _clean(entity.get("value"))
    row_id = entity.get("id")
    candidates: Sequence[Any] = entity.get("candidates") or ()
    return Mention(
        entity=str(entity.get("entity") or ""),
        value=value,
        # A button carries the row's id as its value.
        id=value if pressed else _clean(row_id) or None,
        candidates=tuple(str(each) for each in candidates),
        start=int(entity.get("start") or 0),
        end=int(entity.get("end") or 0),
        rejected=entity.get("role") == "rejected",
    )


def _is_i_am(entity: Mapping[str, Any], language: str | None) -> bool:
    """ "im 18": in English no introductory programme (IM)."""
    return language == "en" and str(entity.get("value")).casefold() == "im"


def _read_language(found: Any) -> str | None:
    """The detected language's code; engines may give it bare or with a confidence."""
    if isinstance(found, Mapping):
        found = found.get("code") or found.get("language") or found.get("name")
    return str(found) if found else None
