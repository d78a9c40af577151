"""Writes the gazetteer: the file of all names and terms, with row ids, that the engine's entity extractor reads."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from bot.errors import GazetteerUnwritable
from bot.regional.models import (
    County,
    DataLoad,
    EducationLevel,
    Employer,
    Industry,
    Interest,
    Municipality,
    Occupation,
    PlaceAlias,
    Programme,
    Term,
)

FORMAT = 1
Entry = dict[str, Any]


def write_gazetteer(session: Session, *, path: Path) -> int:
    """Writes the file anew, in one step that a reader never sees half of; returns the number of entries."""
    entries = list(_read_entries(session))
    content: dict[str, Any] = {"format": FORMAT, "data": find_data_version(session), "entries": entries}
    body = json.dumps(entries, ensure_ascii=False, sort_keys=True).encode()
    content["version"] = hashlib.sha256(body).hexdigest()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False)
        os.chmod(name, 0o644)
        Path(name).replace(path)
    except OSError as error:
        raise GazetteerUnwritable(path=path, reason=error.strerror or str(error)) from error
    return len(entries)


def write_gazetteer_if_stale(session: Session, *, path: Path) -> bool:
    """Writes the file when it is missing, damaged or older than the data; says whether it did."""
    if read_gazetteer_data_version(path) == find_data_version(session):
        return False
    write_gazetteer(session, path=path)
    return True


def find_data_version(session: Session) -> int:
    """The number of the newest load: what the file must have been written after."""
    return session.scalar(select(func.max(DataLoad.id))) or 0


def read_gazetteer_data_version(path: Path) -> int | None:
    """The load that the file was written after; None when there is no readable file."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    version = content.get("data") if isinstance(content, dict) and content.get("format") == FORMAT else None
    return version if isinstance(version, int) else None


def _read_entries(session: Session) -> Iterator[Entry]:
    terms: dict[tuple[str, str], dict[str, list[str]]] = {}
    for term in session.scalars(select(Term).order_by(Term.entity, Term.row_id, Term.language, Term.text)):
        terms.setdefault((term.entity, term.row_id), {}).setdefault(term.language, []).append(term.text)

    def entry(entity: str, row_id: str, name: str, *, names: Mapping[str, tuple[str, ...]] | None = None) -> Entry:
        by_language = {language: list(found) for language, found in terms.get((entity, row_id), {}).items()}
        for language, extra in (names or {}).items():
            known = by_language.setdefault(language, [])
            known += [each for each in extra if each and each.casefold() not in known]
        return {"entity": entity, "id": row_id, "name": name, "terms": by_language}

    for occupation in session.scalars(
        select(Occupation).where(Occupation.retired_on.is_(None)).order_by(Occupation.id)
    ):
        plurals = {"sv": (occupation.label_plural_sv,), "en": (occupation.label_en, occupation.label_plural_en)}
        yield entry("occupation", occupation.id, occupation.label_sv, names=plurals)
    for county in session.scalars(select(County).order_by(County.code)):
        yield entry(
            "place", f"county:{county.code}", county.name_short, names={"sv": (county.name, county.region_name)}
        )
    for municipality in session.scalars(select(Municipality).order_by(Municipality.code)):
        names = {"sv": (municipality.name_official,)}
        yield entry("place", f"municipality:{municipality.code}", municipality.name, names=names)
    for alias in session.scalars(select(PlaceAlias).options(selectinload(PlaceAlias.targets)).order_by(PlaceAlias.id)):
        targets = [f"{target.kind}:{target.code}" for target in alias.targets]
        yield entry("place", f"alias:{alias.id}", alias.name) | {"targets": targets}
    for employer in session.scalars(select(Employer).order_by(Employer.id)):
        yield entry("employer", str(employer.id), employer.name)
    for programme in session.scalars(select(Programme).where(Programme.retired_on.is_(None)).order_by(Programme.id)):
        yield entry("programme", programme.id, programme.orientation_sv or programme.name_sv)
    for industry in session.scalars(select(Industry).order_by(Industry.id)):
        yield entry("industry", industry.id, industry.name_sv, names={"en": (industry.name_en,)})
    for interest in session.scalars(select(Interest).order_by(Interest.id)):
        yield entry("interest", interest.id, interest.label_sv, names={"en": (interest.label_en,)})
    for level in session.scalars(select(EducationLevel).order_by(EducationLevel.id)):
        yield entry("education_level", level.id, level.label_sv, names={"en": (level.label_en,)})
