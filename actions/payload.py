"""The payload beside an answer's text: what it is about, its items, sources and notes. Shape: DESIGN.md, section 3."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from actions.responses import Responses
from bot.guidance.answer import Answer, Suggestion
from bot.guidance.message import Message
from bot.guidance.respond import Response
from bot.guidance.topics import DISTRESS
from bot.regional.queries.facts import FactSource


def build_payload(
    response: Response, message: Message, *, responses: Responses, language: str, model: str | None = None
) -> dict[str, Any]:
    """The whole payload. `understood` is for the log of the gateway, which takes it out before the pupil gets the answer."""
    answer = response.answer
    payload = {
        "topic": answer.about.topic,
        "language": language,
        **describe_about(answer, asked_for=response.place_asked_for),
        "items": [dict(item) for item in answer.items],
        "sources": _describe_sources(answer.sources),
        "notes": [responses.write_text(note) for note in answer.notes],
        "understood": {**describe_understanding(message), "model": model},
    }
    if answer.about.topic == DISTRESS:
        payload["notice"] = "safeguarding"
    return payload


def describe_about(answer: Answer, *, asked_for: str) -> dict[str, Any]:
    """Occupation, place, employer, programme and industry of the answer, null where there is none."""
    about = answer.about
    place: dict[str, Any] | None = None
    if about.place is not None:
        place = {"kind": about.place.kind, "code": about.place.code, "name": about.place.name}
        if asked_for:
            place["asked"] = asked_for
    return {
        "occupation": _plain(about.occupation),
        "place": place,
        "employer": _plain(about.employer),
        "programme": _plain(about.programme),
        "industry": _plain(about.industry),
    }


def _plain(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return dict(row) if row is not None else None


def _describe_sources(sources: tuple[FactSource, ...]) -> list[dict[str, Any]]:
    described = [
        {
            "name": source.name,
            "publisher": source.publisher,
            "published": source.published,
            "valid_until": source.valid_until.isoformat() if source.valid_until else None,
            "url": source.url,
            "quality": str(source.quality.value),
        }
        for source in sources
    ]
    return [each for position, each in enumerate(described) if each not in described[:position]]


def describe_understanding(message: Message) -> dict[str, Any]:
    """How the message was understood, without its words."""
    return {
        "intent": message.intent,
        "confidence": round(message.confidence, 4),
        "abstained": message.abstained,
        "ranking": [[each.intent, round(each.confidence, 4)] for each in message.readings[:5]],
        "entities": [
            {
                "entity": each.entity,
                "value": each.value,
                "start": each.start,
                "end": each.end,
                "id": each.id,
                **({"role": "rejected"} if each.rejected else {}),
            }
            for each in message.mentions
        ],
        "language": message.language,
        "pressed": message.pressed,
    }


def build_button(suggestion: Suggestion, *, responses: Responses) -> dict[str, str]:
    """A button with a human title, and the intent with its row ids as payload."""
    entities = json.dumps(dict(suggestion.entities), ensure_ascii=False, sort_keys=True) if suggestion.entities else ""
    return {"title": responses.write_text(suggestion.title), "payload": f"/{suggestion.intent}{entities}"}
