"""Fills the database with the shipped facts: each file once, all of them or none, again only when a file has changed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import Engine, select

from bot.regional.ingest.employers import import_employers
from bot.regional.ingest.files import InputFile, ReadingLimits
from bot.regional.ingest.forecasts import import_forecasts
from bot.regional.ingest.kind import ImportFunction, ImportTask
from bot.regional.ingest.occupations import import_occupations
from bot.regional.ingest.offerings import import_offerings
from bot.regional.ingest.programmes import import_programmes
from bot.regional.ingest.provenance import Origin
from bot.regional.ingest.salaries import import_salaries
from bot.regional.ingest.service import record_load
from bot.regional.models import DataLoad, Quality
from bot.regional.seed.geography import load_counties, load_municipalities, load_place_aliases, load_place_names
from bot.regional.seed.vocabulary import (
    load_education_levels,
    load_employer_terms,
    load_industries,
    load_interests,
    load_sni_codes,
)
from bot.regional.session import committing

FACTS = Path(__file__).parent.parent / "facts"
LOADERS: Mapping[str, ImportFunction] = {
    "counties": load_counties,
    "municipalities": load_municipalities,
    "sni": load_sni_codes,
    "industries": load_industries,
    "occupations": import_occupations,
    "programmes": import_programmes,
    "offerings": import_offerings,
    "forecasts": import_forecasts,
    "salaries": import_salaries,
    "interests": load_interests,
    "education_levels": load_education_levels,
    "places": load_place_aliases,
    "place_names": load_place_names,
    "employers": import_employers,
    "employer_terms": load_employer_terms,
}
SHIPPED_LIMITS = ReadingLimits(max_megabytes=50, max_rows=200_000, records=True)


@dataclass(frozen=True)
class ShippedFile:
    """A file of facts: what kind it is, and where its facts come from."""

    kind: str
    path: Path
    origin: Origin

    @property
    def name(self) -> str:
        """The file's name below the folder of facts."""
        return self.path.relative_to(FACTS).as_posix()


def find_shipped_files() -> Iterator[ShippedFile]:
    """The files that manifest.yml names, in the order they must be loaded."""
    for entry in YAML(typ="safe").load(FACTS / "manifest.yml"):
        parts = {prefix: _read_origin(told) for prefix, told in entry.get("parts", {}).items()}
        origin = _read_origin({**entry.get("origin", {}), "parts": parts})
        for path in sorted(FACTS.glob(entry["files"])):
            yield ShippedFile(entry["kind"], path, origin)


def _read_origin(told: Mapping[str, Any]) -> Origin:
    return Origin(**{**told, "quality": Quality(told.get("quality", "general"))})


def fill_with_shipped_facts(
    engine: Engine, *, now: dt.datetime, tell: Callable[[str], None] = lambda _line: None
) -> int:
    """Loads every shipped file that is not in the database as it now stands, in one transaction; returns how many."""
    loaded = 0
    with committing(engine) as session:
        known = set(session.scalars(select(DataLoad.checksum).where(DataLoad.origin == "shipped")))
        for shipped in find_shipped_files():
            content = shipped.path.read_bytes()
            checksum = hashlib.sha256(
                shipped.name.encode() + b"\0" + repr(shipped.origin).encode() + content
            ).hexdigest()
            if checksum in known:
                continue
            tell(f"Läser in {shipped.name} ...")
            # A shipped file is one part of its source, so what it lacks is not gone from the source.
            task = ImportTask(limits=SHIPPED_LIMITS, today=now.date(), origin=shipped.origin, shipped=True)
            outcome = LOADERS[shipped.kind](session, InputFile(shipped.name, content), task)
            record_load(
                session,
                kind=shipped.kind,
                file=shipped.name,
                origin="shipped",
                checksum=checksum,
                outcome=outcome,
                now=now,
            )
            loaded += 1
    return loaded
