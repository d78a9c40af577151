"""Answers what the work is like: what one does, a day, tools, surroundings, who thrives, or what is misunderstood."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply
from bot.guidance.asked import find_asked
from bot.guidance.items import occupation_item
from bot.guidance.names import (
    describe_industry,
    describe_occupation,
    name_industry,
    name_occupation,
    name_occupations,
    title_occupation,
)
from bot.guidance.question import Question
from bot.guidance.sources import gather_sources, note_sources
from bot.guidance.suggestions import answer_name_only, ask_for_occupation, ways_about, ways_on, ways_to_occupations
from bot.guidance.topics import DESCRIPTION, EDUCATION, EMPLOYERS, INDUSTRY_FACTS, SALARY
from bot.guidance.words import words_for
from bot.regional.queries.common_occupations import find_common_occupations
from bot.regional.queries.occupations import (
    Description,
    OccupationFacts,
    find_description,
    find_industry,
    find_occupation,
)

# What is told of the work when nothing more narrow is asked.
USUAL_PARTS = ("does", "day")
# Beside what was asked for: whoever asks if it is dangerous also gets to know what most people misunderstand.
BESIDE = {"environment": ("misunderstandings",), "thrives": ("does",), "tools": ("does",), "day": ("environment",)}
MOST_LISTED = 6


def answer_occupation_description(question: Question, *, session: Session) -> Answer:
    """The asked part of the description; of an industry the occupations that are typical of it."""
    occupation = None
    if question.occupation_id is not None:
        occupation = find_occupation(session, occupation_id=question.occupation_id, today=question.today)
    if occupation is None:
        return _answer_industry(question, session=session)
    about = About(DESCRIPTION, describe_occupation(occupation, question.language), question.place)
    description = find_description(session, occupation_id=occupation.id, variant=question.variant, today=question.today)
    if not occupation.described or description is None:
        return answer_name_only(occupation, question, session=session, about=about)
    return Answer(
        about,
        (*_say_parts(occupation, description, question), Reply("utter_description_next", _names(occupation, question))),
        sources=gather_sources((description.source,)),
        notes=note_sources((description.source,), words_for(question.variant)),
        suggestions=ways_about(occupation, (EDUCATION, EMPLOYERS, SALARY), question),
    )


def _names(occupation: OccupationFacts, question: Question) -> dict[str, str]:
    return {
        "occupation": name_occupation(occupation, question.language),
        "occupations": name_occupations(occupation, question.language),
        "title": title_occupation(occupation, question.language),
    }


def _say_parts(occupation: OccupationFacts, description: Description, question: Question) -> list[Reply]:
    asked = find_asked(question.text, among="description")
    parts = dict.fromkeys(asked[:2] or USUAL_PARTS)
    for part in asked[:1]:
        parts.update(dict.fromkeys(BESIDE.get(part, ())))
    values = _names(occupation, question)
    return [Reply(f"utter_description_{part}", {**values, "text": getattr(description, part)}) for part in parts]


def _answer_industry(question: Question, *, session: Session) -> Answer:
    industry = None
    if question.industry_id is not None:
        industry = find_industry(session, industry_id=question.industry_id, today=question.today)
    if industry is None:
        return ask_for_occupation(question, session=session)
    occupations = find_common_occupations(session, industry_id=industry.id, today=question.today)[:MOST_LISTED]
    words = words_for(question.variant)
    facts = {"sv": industry.facts_sv, "easy": industry.facts_easy, "en": industry.facts_en}[question.variant]
    values = {
        "industry": name_industry(industry, question.language),
        "facts": facts,
        "occupations": words.join([name_occupations(each, question.language) for each in occupations]),
    }
    replies = [Reply("utter_description_industry", values)]
    if occupations:
        replies.append(Reply("utter_description_industry_occupations", values))
    return Answer(
        About(DESCRIPTION, place=question.place, industry=describe_industry(industry, question.language)),
        tuple(replies),
        items=tuple(occupation_item(each, question, words) for each in occupations),
        sources=gather_sources((industry.source,)),
        notes=note_sources((industry.source,), words),
        suggestions=ways_to_occupations(occupations[:3], question) or ways_on(question, (EMPLOYERS, INDUSTRY_FACTS)),
    )
