"""Measures whole conversations: runs each dialogue of a file through the engine and judges what the answers were about."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.dialogue.protocol import DialogueEngine, EngineMessage
from bot.errors import EngineFailed, EvaluationFileRefused
from bot.evaluation.questions import read_json_lines
from bot.text.normalise import fold_text

ABOUT = ("occupation", "place", "employer", "programme", "industry")
_PARENTHESES = re.compile(r"[()]")


@dataclass(frozen=True)
class TurnResult:
    """One message of a dialogue and the answer really given to it."""

    dialogue_id: str
    turn: int
    text: str
    understood: Mapping[str, Any]
    topic: str
    about: Mapping[str, Any]
    answer: str
    topic_right: bool
    about_right: bool
    # As about_right, but what the file leaves open (null) may be filled from the page or a list.
    about_right_where_given: bool
    # Without right topics in the file the turn is answered but not judged.
    wanted_topics: tuple[str, ...] = ()
    wanted_about: Mapping[str, Any] = field(default_factory=dict)

    def to_line(self) -> dict[str, Any]:
        """The line of the predictions file. Format: DESIGN.md, section 3."""
        return {
            "id": self.dialogue_id,
            "turn": self.turn,
            "text": self.text,
            "intent": self.understood.get("intent", ""),
            "confidence": self.understood.get("confidence", 0.0),
            "ranking": self.understood.get("ranking", []),
            "entities": self.understood.get("entities", []),
            "topic": self.topic,
            "about": dict(self.about),
        }


@dataclass(frozen=True)
class DialogueFigures:
    """Turns that were right, of all."""

    turns: int
    topic: int
    about: int
    both: int
    both_where_given: int
    wrong: tuple[TurnResult, ...] = field(default=(), repr=False)

    def to_figures(self) -> dict[str, float | int]:
        """Plain figures for the metrics file."""
        share = {
            name: round(value / self.turns, 4) if self.turns else 0.0
            for name, value in (
                ("topic", self.topic), ("about", self.about), ("both", self.both),
                ("both_where_given", self.both_where_given),
            )
        }  # fmt: skip
        return {"turns": self.turns, **share}


class Gazetteer:
    """Which rows a surface form stands for, out of the gazetteer file that the engine reads."""

    def __init__(self, entries: Iterable[Mapping[str, Any]]) -> None:
        self._rows: dict[tuple[str, str], set[str]] = {}
        for entry in entries:
            ids = {str(entry["id"]), *(str(each) for each in entry.get("targets") or ())}
            for term in (entry["name"], *(term for terms in entry["terms"].values() for term in terms)):
                self._rows.setdefault((str(entry["entity"]), fold_text(str(term))), set()).update(ids)

    @classmethod
    def read(cls, path: Path) -> Gazetteer:
        """The gazetteer of this installation."""
        return cls(json.loads(path.read_text(encoding="utf-8"))["entries"])

    def link(self, entity: str, surface: str) -> frozenset[str]:
        """Ids of the rows; a form with an explanation in brackets counts under either."""
        forms = [surface, *_PARENTHESES.split(surface)]
        return frozenset(row for form in forms if form.strip() for row in self._rows.get((entity, fold_text(form)), ()))


def run_dialogues(
    engine: DialogueEngine, *, dialogues: Sequence[Mapping[str, Any]], gazetteer: Gazetteer
) -> tuple[TurnResult, ...]:
    """Every turn of every dialogue, each dialogue in a conversation of its own that is forgotten afterwards."""
    return asyncio.run(_run(engine, dialogues, gazetteer))


async def _run(
    engine: DialogueEngine, dialogues: Sequence[Mapping[str, Any]], gazetteer: Gazetteer
) -> tuple[TurnResult, ...]:
    results = []
    for dialogue in dialogues:
        session_id = f"evaluate-{uuid.uuid4().hex}"
        for number, turn in enumerate(dialogue["turns"], 1):
            try:
                messages = await engine.send(
                    session_id, str(turn["text"]).lstrip("/ "), metadata=dialogue.get("metadata")
                )
            except EngineFailed:
                messages = ()
            results.append(judge_turn(str(dialogue["id"]), number, turn, messages, gazetteer=gazetteer))
        await engine.forget(session_id)
    await engine.close()
    return tuple(results)


def judge_turn(
    dialogue_id: str,
    number: int,
    turn: Mapping[str, Any],
    messages: Sequence[EngineMessage],
    *,
    gazetteer: Gazetteer,
) -> TurnResult:
    """Right topic: one of the turn's intents. Right about: the rows that the expected words stand for, and no others."""
    custom = messages[-1].custom if messages else {}
    about = {key: custom.get(key) for key in ABOUT}
    expected = turn.get("about") or {}
    topic = str(custom.get("topic", ""))
    asked = {key: expected[key] for key in ABOUT if key in expected}
    right = {key: _is_right(key, about[key], surface, gazetteer) for key, surface in asked.items()}
    given = {key: value for key, value in right.items() if asked[key] is not None}
    return TurnResult(
        dialogue_id=dialogue_id,
        turn=number,
        text=str(turn["text"]),
        understood=messages[-1].understood if messages else {},
        topic=topic,
        about=about,
        answer="\n\n".join(each.text for each in messages),
        topic_right=topic in (turn.get("intent") or ()),
        about_right=all(right.values()),
        about_right_where_given=all(given.values()),
        wanted_topics=tuple(str(each) for each in turn.get("intent") or ()),
        wanted_about=asked,
    )


def _is_right(kind: str, found: Mapping[str, Any] | None, surface: str | None, gazetteer: Gazetteer) -> bool:
    if surface is None:
        # An answer for the whole country is about no place in particular.
        return found is None or (kind == "place" and found.get("kind") == "country")
    if found is None:
        return False
    names = {fold_text(str(found[key])) for key in ("label", "name", "asked") if found.get(key)}
    if any(name.startswith(fold_text(surface)) for name in names):
        return True
    row = f"{found.get('kind')}:{found.get('code')}" if kind == "place" else str(found.get("id"))
    return row in gazetteer.link(kind, surface)


def count_right(results: Sequence[TurnResult]) -> DialogueFigures:
    """The figures over all turns whose right topics are known."""
    results = [each for each in results if each.wanted_topics]
    return DialogueFigures(
        turns=len(results),
        topic=sum(each.topic_right for each in results),
        about=sum(each.about_right for each in results),
        both=sum(each.topic_right and each.about_right for each in results),
        both_where_given=sum(each.topic_right and each.about_right_where_given for each in results),
        wrong=tuple(each for each in results if not (each.topic_right and each.about_right)),
    )


def read_dialogues(path: Path) -> list[dict[str, Any]]:
    """The dialogues of a JSON Lines file; what a turn should be answered with may be left out."""
    dialogues: dict[str, dict[str, Any]] = {}
    for number, record in read_json_lines(path):
        turns = record.get("turns")
        if not isinstance(turns, list) or not turns or not all(_is_turn(turn) for turn in turns):
            what = "turns saknas, eller en tur saknar text eller har intent eller about av fel form"
            raise EvaluationFileRefused(path=path, line=number, what=what)
        name = str(record.get("id", number))
        if name in dialogues:
            raise EvaluationFileRefused(path=path, line=number, what=f"id {name} står också tidigare i filen")
        dialogues[name] = {**record, "id": name}
    if not dialogues:
        raise EvaluationFileRefused(path=path, line=1, what="filen har inga dialoger")
    return list(dialogues.values())


def _is_turn(turn: object) -> bool:
    return (
        isinstance(turn, Mapping)
        and isinstance(turn.get("text"), str)
        and isinstance(turn.get("intent") or [], list)
        and isinstance(turn.get("about") or {}, Mapping)
    )
