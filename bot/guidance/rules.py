"""Reads the rules and facts on school forms and work: which response tells them, their figures, source, date and quality."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.guidance.answer import Reply
from bot.regional.models import Quality
from bot.regional.queries.facts import FactSource

FOLDER = Path(__file__).with_name("rules")
USUAL = "usual"


@dataclass(frozen=True)
class Rule:
    """A rule or fact on one side of a topic. `check` marks what is from an older rule book or general knowledge."""

    side: str
    response: str
    values: Mapping[str, str]
    check: bool
    source: FactSource

    @property
    def reply(self) -> Reply:
        """The response that tells it."""
        return Reply(self.response, self.values)


@lru_cache(maxsize=16)
def load_rules(topic: str) -> tuple[Rule, ...]:
    """The rules of a topic, in the order of its file."""
    data = YAML(typ="safe").load(FOLDER / f"{topic}.yml")
    sources = {name: _read_source(fields) for name, fields in data["sources"].items()}
    return tuple(
        Rule(
            side=str(row["side"]),
            response=str(row["response"]),
            values={name: str(value) for name, value in (row.get("values") or {}).items()},
            check=bool(row.get("check", False)),
            source=sources[row["source"]],
        )
        for row in data["rules"]
    )


def find_rules(topic: str, side: str) -> tuple[Rule, ...]:
    """The rules on one side of a topic; () when nothing is known of it."""
    return tuple(rule for rule in load_rules(topic) if rule.side == side)


def _read_source(fields: Mapping[str, Any]) -> FactSource:
    retrieved = fields.get("retrieved")
    return FactSource(
        name=str(fields["name"]),
        publisher=str(fields["publisher"]),
        url=str(fields.get("url") or ""),
        published=str(fields.get("published") or ""),
        retrieved_on=dt.date.fromisoformat(str(retrieved)) if retrieved else None,
        valid_until=None,
        quality=Quality(fields["quality"]),
        expired=False,
    )


def note_rules(rules: tuple[Rule, ...]) -> tuple[Reply, ...]:
    """Asks to check what may have changed or is only generally known."""
    return (Reply("utter_note_check_rule"),) if any(rule.check for rule in rules) else ()
