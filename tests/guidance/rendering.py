"""Writes an answer as a pupil reads it, with the real responses of domain.yml and without the dialogue engine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from actions.payload import build_button
from actions.responses import EASY, HEARD, LANGUAGE, Responses
from bot.guidance.answer import Answer
from bot.guidance.question import Variant

DOMAIN = Path(__file__).resolve().parents[2] / "domain.yml"
SLOTS: dict[Variant, dict[str, Any]] = {
    "sv": {LANGUAGE: "sv", EASY: False, HEARD: "sv"},
    "easy": {LANGUAGE: "sv", EASY: True, HEARD: "sv"},
    "en": {LANGUAGE: "en", EASY: False, HEARD: "en"},
}


@dataclass(frozen=True)
class Rendered:
    """What the pupil meets: the text, the notes below it, the titles and payloads of the buttons, and each text's variant."""

    text: str
    notes: tuple[str, ...]
    titles: tuple[str, ...]
    payloads: tuple[str, ...]
    variants: frozenset[str]

    @property
    def all_text(self) -> str:
        """Text, notes and titles together."""
        return "\n".join((self.text, *self.notes, *self.titles))

    @property
    def read_text(self) -> str:
        """Text and notes: what is read as an answer."""
        return "\n\n".join((self.text, *self.notes))


@lru_cache(maxsize=1)
def read_domain() -> dict[str, Any]:
    """The domain as administrators edit it, read once."""
    return YAML(typ="safe").load(DOMAIN)  # type: ignore[no-any-return]


@lru_cache(maxsize=3)
def responses_for(variant: Variant) -> Responses:
    """The responses of a variant, chosen by the same slots as in a conversation."""
    return Responses(read_domain()["responses"], slots=SLOTS[variant])


def render(answer: Answer, variant: Variant) -> Rendered:
    """The answer in a variant: joined as the action joins it."""
    responses = responses_for(variant)
    written = [responses.write(reply) for reply in answer.replies]
    buttons = [build_button(each, responses=responses) for each in answer.suggestions]
    return Rendered(
        text="\n\n".join(each.text for each in written if each.text),
        notes=tuple(responses.write_text(each) for each in answer.notes),
        titles=tuple(each["title"] for each in buttons),
        payloads=tuple(each["payload"] for each in buttons),
        variants=frozenset(each.language for each in written),
    )
