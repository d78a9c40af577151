"""Reads the gazetteer file: all names and terms of the regional database with the ids of their rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT = 1
ENTITIES = ("occupation", "place", "employer", "programme", "industry", "interest", "education_level")


class GazetteerMissing(FileNotFoundError):
    """A gazetteer file is required and not there."""


class GazetteerDamaged(ValueError):
    """The gazetteer file cannot be read as what it should be."""


@dataclass(frozen=True)
class Entry:
    """A row of the database that a message may name."""

    entity: str
    id: str
    name: str
    terms: Mapping[str, tuple[str, ...]]
    targets: tuple[str, ...] = ()


def read_gazetteer_file(path: Path) -> tuple[str, tuple[Entry, ...]]:
    """The version and the entries of the file."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise GazetteerMissing(
            f"The gazetteer {path} is missing. Write it with `syvbot db upgrade`, or set SYVBOT_GAZETTEER_FILE."
        ) from error
    except (OSError, ValueError) as error:
        raise GazetteerDamaged(f"The gazetteer {path} cannot be read: {error}. Write it anew.") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise GazetteerDamaged(f"The gazetteer {path} is not of format {FORMAT}. Write it anew.")
    rows = content.get("entries")
    if not isinstance(rows, list):
        raise GazetteerDamaged(f"The gazetteer {path} has no list of entries. Write it anew.")
    try:
        return str(content["version"]), tuple(parse_entry(row) for row in rows)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GazetteerDamaged(f"The gazetteer {path} has a damaged entry: {error!r}. Write it anew.") from error


def parse_entry(row: Mapping[str, Any]) -> Entry:
    """An entry out of its JSON object."""
    entity = row["entity"]
    if entity not in ENTITIES:
        raise ValueError(f"unknown entity {entity!r}")
    name, row_id = row["name"], row["id"]
    if not isinstance(name, str) or not isinstance(row_id, str):
        raise TypeError("name and id must be text")
    terms = {str(language): tuple(map(str, texts)) for language, texts in row.get("terms", {}).items()}
    return Entry(entity, row_id, name, terms, tuple(map(str, row.get("targets", ()))))
