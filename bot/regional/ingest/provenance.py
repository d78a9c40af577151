"""Reads and keeps where a row comes from: the source columns that all CSV kinds share, and the sources table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.regional.ingest.fields import Cells
from bot.regional.models import Quality, Source
from bot.text.normalise import make_slug

PROVENANCE_COLUMNS = ("source", "publisher", "source_url", "published", "retrieved_on", "valid_until", "quality")
QUALITIES = tuple(quality.value for quality in Quality)


@dataclass(frozen=True)
class Origin:
    """Where rows come from when the file itself does not say: given with the shipped data or by the importing kind.

    `parts` holds other origins by column prefix ("description_"), where one file brings facts of several kinds together.
    """

    source: str = ""
    publisher: str = ""
    url: str = ""
    licence: str = ""
    published: str = ""
    retrieved_on: dt.date | None = None
    valid_until: dt.date | None = None
    quality: Quality = Quality.UNCONFIRMED
    parts: Mapping[str, Origin] = field(default_factory=dict)

    def of_part(self, prefix: str) -> Origin:
        """The origin of the columns that begin so; the file's own where they have none."""
        return self.parts.get(prefix, self)


# Noted in a session's `info` when a known source got another publisher, address or licence: answers show these.
SOURCES_CHANGED = "sources_changed"


@dataclass
class SourceBook:
    """The sources named by the rows of one import, to be written before the rows."""

    named: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, *, name: str, publisher: str = "", url: str = "", licence: str = "") -> str:
        """Notes a source and returns its id."""
        source_id = make_slug(name)[:80]
        known = self.named.setdefault(
            source_id, {"id": source_id, "name": name, "publisher": "", "url": "", "licence": ""}
        )
        for key, value in (("publisher", publisher), ("url", url), ("licence", licence)):
            known[key] = known[key] or value
        return source_id

    def write(self, session: Session) -> None:
        """Adds new sources, and fills in what is told of known ones; never empties anything."""
        existing = {source.id: source for source in session.scalars(select(Source).where(Source.id.in_(self.named)))}
        new = [values for source_id, values in self.named.items() if source_id not in existing]
        if new:
            session.execute(insert(Source), new)
        for source_id, source in existing.items():
            told = {key: self.named[source_id][key] for key in ("publisher", "url", "licence")}
            for key, value in told.items():
                if value and getattr(source, key) != value:
                    setattr(source, key, value)
                    session.info[SOURCES_CHANGED] = True
        session.flush()


def read_provenance(cells: Cells, *, origin: Origin, sources: SourceBook, prefix: str = "") -> dict[str, Any]:
    """The provenance columns of a row as column values of a model, with the origin where cells are empty."""
    origin = origin.of_part(prefix)
    name = cells.text(f"{prefix}source", default=origin.source, limit=300)
    if not name:
        cells.problems.add(
            line=cells.row.line, column=f"{prefix}source", value="", expected="varifrån uppgiften kommer; cellen är tom"
        )
    source_id = sources.add(
        name=name,
        publisher=cells.text(f"{prefix}publisher", default=origin.publisher, limit=120),
        url=cells.text(f"{prefix}source_url", default=origin.url, limit=500),
        licence=origin.licence,
    )
    quality = cells.choice(
        f"{prefix}quality", QUALITIES, expected="någon av " + ", ".join(QUALITIES), default=origin.quality.value
    )
    return {
        "source_id": source_id,
        "published": cells.partial_date(f"{prefix}published", default=origin.published),
        "retrieved_on": cells.date(f"{prefix}retrieved_on") or origin.retrieved_on,
        "valid_until": cells.date(f"{prefix}valid_until") or origin.valid_until,
        "quality": Quality(quality) if quality in QUALITIES else origin.quality,
    }
