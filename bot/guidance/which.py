"""Asks which occupation an ambiguous word means, with the occupations as buttons."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply, Suggestion
from bot.guidance.message import OCCUPATION
from bot.guidance.tongue import Tongue
from bot.guidance.understanding import Understanding
from bot.regional.queries.occupations import OccupationFacts, find_occupation

MOST_OFFERED = 4
LONGEST_WORD = 40


def answer_which(session: Session, understanding: Understanding, tongue: Tongue, *, today: dt.date) -> Answer:
    """ "Menar du svetsare eller svetsingenjör?" Occupations with facts are offered, for those without their nearest kin."""
    suggestions = []
    for occupation in _find_candidates(session, understanding, today=today):
        label = occupation.label_en if tongue.language == "en" else occupation.label_sv
        title = Reply("utter_title_occupation", {"occupation": label})
        suggestions.append(Suggestion(title, understanding.topic, {OCCUPATION: occupation.id}))
    reply = Reply("utter_ask_which_occupation", {"word": understanding.unknown[:LONGEST_WORD]})
    return Answer(About(understanding.topic), (reply,), suggestions=tuple(suggestions[:MOST_OFFERED]))


def _find_candidates(session: Session, understanding: Understanding, *, today: dt.date) -> list[OccupationFacts]:
    found: dict[str, OccupationFacts] = {}
    for offer in understanding.choices:
        occupation = find_occupation(session, occupation_id=offer.entities[OCCUPATION], today=today)
        if occupation is None:
            continue
        ids = (occupation.id,) if occupation.described else occupation.kin
        for each in ids:
            kin = find_occupation(session, occupation_id=each, today=today)
            if kin is not None and kin.described:
                found.setdefault(kin.id, kin)
    return list(found.values())
