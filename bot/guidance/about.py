"""Says what an answer is about: the topic's own word on it, completed with what carried over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy.orm import Session

from bot.guidance.answer import About
from bot.guidance.places_meant import PlaceMeant
from bot.guidance.tongue import Tongue
from bot.guidance.topics import FEEDBACK_NEGATIVE, QUESTIONS, SET_REGION
from bot.guidance.understanding import Understanding
from bot.regional.queries.education import find_programme
from bot.regional.queries.employers import find_employer
from bot.regional.queries.names import find_employer_id
from bot.regional.queries.occupations import find_industry, find_occupation


def complete_about(
    session: Session, about: About, understanding: Understanding, place: PlaceMeant, tongue: Tongue, *, today: dt.date
) -> About:
    """`about` with the place, and the rows of the focus that the topic left out."""
    if understanding.outcome not in ("answer", "which", "unknown"):
        return about
    if understanding.topic not in (*QUESTIONS, SET_REGION, FEEDBACK_NEGATIVE):
        return about
    if about.place is None and (understanding.focus.place or place.place):
        about = replace(about, place=place.place)
    focus = understanding.focus
    english = tongue.language == "en"
    if about.occupation is None and focus.occupation and understanding.outcome != "unknown":
        occupation = find_occupation(session, occupation_id=focus.occupation, today=today)
        if occupation:
            label = occupation.label_en if english else occupation.label_sv
            about = replace(about, occupation={"id": occupation.id, "ssyk": occupation.ssyk, "label": label})
    if about.industry is None and focus.industry:
        industry = find_industry(session, industry_id=focus.industry, today=today)
        if industry:
            about = replace(
                about, industry={"id": industry.id, "name": industry.name_en if english else industry.name_sv}
            )
    if about.programme is None and focus.programme:
        programme = find_programme(session, programme_id=focus.programme, today=today)
        if programme:
            about = replace(about, programme={"id": programme.id, "name": programme.title})
    if about.employer is None and focus.employer and focus.employer.isdigit():
        employer = find_employer(session, employer_id=int(focus.employer))
        if employer:
            about = replace(about, employer={"id": employer.id, "name": employer.name})
    return about


def find_employer_by_name(session: Session, name: str) -> str | None:
    """The id of the employer with exactly this name."""
    found = find_employer_id(session, name=name)
    return str(found) if found is not None else None
