"""Of several occupations in one message takes the one that there are facts on: "målare på fabrik, typ industrilackerare"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy.orm import Session

from bot.guidance.topics import COMPARE, QUESTIONS
from bot.guidance.understanding import Understanding
from bot.regional.queries.occupations import find_occupation


def prefer_described(session: Session, understanding: Understanding, *, today: dt.date) -> Understanding:
    """The understanding with the described occupations first; unchanged when one or none was named, or all are compared."""
    ids = understanding.occupations
    if len(ids) < 2 or understanding.topic == COMPARE or understanding.topic not in QUESTIONS:
        return understanding
    found = [(each, find_occupation(session, occupation_id=each, today=today)) for each in ids]
    ordered = sorted(found, key=lambda pair: pair[1] is None or not pair[1].described)
    focus = replace(understanding.focus, occupation=ordered[0][0])
    return replace(understanding, occupations=tuple(each for each, _ in ordered), focus=focus)
