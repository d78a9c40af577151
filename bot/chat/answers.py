"""What a pupil is shown: the engine's messages brought into the shape of the Chat API, with buttons as opaque ids."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.dialogue.protocol import EngineMessage
from bot.regional.models import TurnOutcome

# What of an answer's payload the world may see; anything else that the engine sends along stays on this side.
SHOWN_OF_PAYLOAD = (
    "topic", "occupation", "place", "employer", "programme", "industry", "items", "sources", "notes", "notice"
)  # fmt: skip
ABOUT = ("topic", "occupation", "place", "employer", "programme", "industry")
MOST_BUTTONS = 12
AGAIN = {"sv": "Försök igen", "easy": "Försök igen", "en": "Try again"}


@dataclass(frozen=True)
class Button:
    """A way on. The browser sees `id` and `title`; `means` is what the engine is told when it is pressed."""

    id: str
    title: str
    means: str


@dataclass(frozen=True)
class BotMessage:
    """One message of an answer."""

    id: str
    text: str
    buttons: tuple[Button, ...] = ()
    payload: Mapping[str, Any] = field(default_factory=dict)

    def to_row(self) -> dict[str, Any]:
        """For the turn log, with what the buttons mean."""
        return {
            "id": self.id,
            "text": self.text,
            "buttons": [{"id": button.id, "title": button.title, "means": button.means} for button in self.buttons],
            "payload": dict(self.payload),
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> BotMessage:
        """Out of the turn log."""
        buttons = tuple(Button(button["id"], button["title"], button["means"]) for button in row["buttons"])
        return cls(row["id"], row["text"], buttons, row["payload"])


def new_id() -> str:
    """An id for a message, a button or a turn."""
    return secrets.token_hex(16)


@dataclass(frozen=True)
class Understanding:
    """What the engine made of a message, as far as it tells; `ranking` is (intent, confidence), best first."""

    intent: str | None = None
    confidence: float | None = None
    ranking: tuple[tuple[str, float], ...] = ()
    entities: tuple[Mapping[str, Any], ...] = ()
    model: str | None = None


@dataclass(frozen=True)
class EngineAnswer:
    """An answer as it is shown, how it came about, and its language ("" when the engine does not say)."""

    messages: tuple[BotMessage, ...]
    outcome: TurnOutcome
    language: str = ""
    understanding: Understanding = Understanding()


def read_engine_messages(messages: Iterable[EngineMessage], *, retry: str) -> EngineAnswer:
    """The engine's messages as a pupil sees them. `retry` is what a button sends when the engine itself met a problem."""
    shown: list[BotMessage] = []
    language, understanding, outcome = "", Understanding(), TurnOutcome.ANSWERED
    for message in messages:
        language = str(message.custom.get("language") or language)
        if message.understood:
            understanding = _read_understanding(message.understood)
        text = message.text.strip()
        if not text:
            continue
        buttons, payload = _buttons(message), _shown_payload(message.custom)
        if payload.get("notice") == "technical":
            outcome = TurnOutcome.BROKEN
            buttons = buttons or (Button(new_id(), AGAIN.get(language, AGAIN["sv"]), retry),)
        shown.append(BotMessage(new_id(), text, buttons, payload))
    return EngineAnswer(tuple(shown), outcome, language, understanding)


def find_meaning(answers: Iterable[BotMessage], button_id: str) -> Button | None:
    """The button that was offered under this id."""
    return next((button for answer in answers for button in answer.buttons if button.id == button_id), None)


def find_about(answers: Iterable[BotMessage]) -> dict[str, Any]:
    """What the answer is about: topic, occupation, place, employer, programme and industry."""
    for answer in answers:
        if answer.payload.get("topic"):
            return {name: answer.payload.get(name) for name in ABOUT}
    return {}


def find_sources(answers: Iterable[BotMessage]) -> list[dict[str, Any]]:
    """The sources that the answer rests on, each once."""
    sources: list[dict[str, Any]] = []
    for answer in answers:
        sources.extend(source for source in answer.payload.get("sources") or () if source not in sources)
    return sources


def _buttons(message: EngineMessage) -> tuple[Button, ...]:
    return tuple(
        Button(new_id(), button.title.strip(), button.payload)
        for button in message.buttons[:MOST_BUTTONS]
        if button.title.strip() and button.payload
    )


def _read_understanding(understood: Mapping[str, Any]) -> Understanding:
    confidence = understood.get("confidence")
    return Understanding(
        intent=str(understood["intent"])[:60] if understood.get("intent") else None,
        confidence=float(confidence) if confidence is not None else None,
        ranking=tuple((str(name), float(share)) for name, share in understood.get("ranking") or ()),
        entities=tuple(understood.get("entities") or ()),
        model=str(understood["model"])[:120] if understood.get("model") else None,
    )


def _shown_payload(custom: Mapping[str, Any]) -> dict[str, Any]:
    return {name: custom[name] for name in SHOWN_OF_PAYLOAD if custom.get(name) is not None}
