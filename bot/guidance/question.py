"""What a pupil asks, after understanding: a topic and the rows of the database that it is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from bot.regional.queries.places import Place

Language = Literal["sv", "en"]
Variant = Literal["sv", "easy", "en"]


@dataclass(frozen=True)
class Question:
    """One question. Ids are rows of the regional database; empty or None where nothing was named or carried over.

    `occupations` holds what was named, the main one first (two or more when comparing); `programmes` those compared before.
    `place` is the asked place, else the session's; `place_named` says whether this very message named it. `text` is the
    redacted message, for topics whose rules depend on what is asked about a form (pay, weeks, clothes).
    """

    topic: str
    today: dt.date
    occupations: tuple[str, ...] = ()
    place: Place | None = None
    place_named: bool = False
    employer_id: int | None = None
    programme_id: str | None = None
    programmes: tuple[str, ...] = ()
    industry_id: str | None = None
    interests: tuple[str, ...] = ()
    education_level: str | None = None
    language: Language = "sv"
    easy: bool = False
    text: str = ""

    @property
    def occupation_id(self) -> str | None:
        """The occupation that the question is about."""
        return self.occupations[0] if self.occupations else None

    @property
    def variant(self) -> Variant:
        """Which of the texts to read: Swedish, easy Swedish or English."""
        if self.language == "en":
            return "en"
        return "easy" if self.easy else "sv"
