"""Asks the running engine one question, as `syvbot ask` does."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from bot.dialogue.processes import connect_to_engine
from bot.dialogue.protocol import DialogueEngine, EngineMessage
from bot.dialogue.settings import DialogueSettings
from bot.settings import Settings
from bot.text.normalise import clean_text


def ask_question(
    settings: Settings,
    dialogue: DialogueSettings,
    *,
    text: str,
    county: str = "",
    municipality: str = "",
    language: str = "",
) -> tuple[EngineMessage, ...]:
    """The answer to one question in a conversation of its own, which is forgotten at once."""
    metadata = {"county": county, "municipality": municipality, "language": language}
    return asyncio.run(
        _ask(connect_to_engine(settings, dialogue), text, {key: each for key, each in metadata.items() if each})
    )


async def _ask(engine: DialogueEngine, text: str, metadata: Mapping[str, Any]) -> tuple[EngineMessage, ...]:
    session_id = f"ask-{uuid.uuid4().hex}"
    try:
        # Typed words are never a command to the engine, whatever they begin with.
        return await engine.send(session_id, clean_text(text).lstrip("/ "), metadata=metadata)
    finally:
        await engine.forget(session_id)
        await engine.close()


def describe_messages_as_json(messages: Sequence[EngineMessage]) -> str:
    """The answer with everything that came with it."""
    plain = [
        {
            "text": each.text,
            "buttons": [{"title": button.title, "payload": button.payload} for button in each.buttons],
            "payload": dict(each.custom),
            "understood": dict(each.understood),
        }
        for each in messages
    ]
    return json.dumps(plain, ensure_ascii=False, indent=2)


def describe_messages_for_reading(messages: Sequence[EngineMessage]) -> str:
    """The answer as a pupil reads it: text, notes, sources and ways on."""
    lines: list[str] = []
    for each in messages:
        lines += [each.text, ""]
        lines += [f"OBS: {note}" for note in each.custom.get("notes") or ()]
        lines += [f"Källa: {_describe_source(source)}" for source in each.custom.get("sources") or ()]
        lines += [f"[{button.title}]" for button in each.buttons]
    return "\n".join(lines).strip()


def _describe_source(source: Mapping[str, Any]) -> str:
    parts = (source.get("publisher"), source.get("name"), source.get("published"))
    return ", ".join(str(part) for part in parts if part)
