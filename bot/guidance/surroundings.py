"""Where a message comes from, as the gateway tells in its metadata: place and language of the page, the school's counsellor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

COUNSELLOR_FIELDS = ("name", "email", "phone", "hours", "place", "url")
LONGEST_VALUE = 200


@dataclass(frozen=True)
class Surroundings:
    """What is known without asking. Every part may be missing; `language` is as sent, also "easy" or "ar"."""

    today: dt.date
    county: str = ""
    municipality: str = ""
    language: str = ""
    easy: bool = False
    counsellor: Mapping[str, str] = field(default_factory=dict)

    @property
    def place_id(self) -> str | None:
        """The page's municipality, else its county."""
        if self.municipality:
            return f"municipality:{self.municipality}"
        return f"county:{self.county}" if self.county else None


def read_surroundings(metadata: Mapping[str, Any] | None, *, today: dt.date) -> Surroundings:
    """The surroundings out of a message's metadata; what is foreign or ill-formed is left out."""
    data = metadata if isinstance(metadata, Mapping) else {}
    site = data.get("site")
    counsellor = site.get("counsellor") if isinstance(site, Mapping) else None
    return Surroundings(
        today=_read_date(data.get("today")) or today,
        county=_read_code(data.get("county"), digits=2),
        municipality=_read_code(data.get("municipality"), digits=4),
        language=str(data.get("language") or "")[:10].lower(),
        easy=data.get("easy") is True,
        counsellor={
            key: str(counsellor[key])[:LONGEST_VALUE]
            for key in COUNSELLOR_FIELDS
            if isinstance(counsellor, Mapping) and counsellor.get(key)
        },
    )


def _read_code(value: Any, *, digits: int) -> str:
    code = str(value or "")
    return code if len(code) == digits and code.isascii() and code.isdigit() else ""


def _read_date(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
