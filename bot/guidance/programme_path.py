"""Answers what a programme leads to, and which programmes lead to an industry."""

from __future__ import annotations

from collections import Counter

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply
from bot.guidance.asked import find_asked
from bot.guidance.items import occupation_item, programme_item
from bot.guidance.names import describe_industry, describe_programme, name_industry, name_occupations
from bot.guidance.question import Question
from bot.guidance.rules import Rule, find_rules, note_rules
from bot.guidance.sources import gather_sources, note_sources
from bot.guidance.suggestions import way_to, ways_on, ways_to_occupations
from bot.guidance.topics import COUNSELLOR, EDUCATION, EMPLOYERS, EXPLORE, SCHOOLS
from bot.guidance.words import words_for
from bot.regional.queries.common_occupations import count_workplaces, find_common_occupations
from bot.regional.queries.education import (
    ProgrammeFacts,
    find_occupations_after_programme,
    find_programme,
    find_programmes_for_occupation,
)
from bot.regional.queries.occupations import (
    OccupationFacts,
    find_industry,
    find_occupation,
)
from bot.regional.queries.programme_goals import find_occupations_reached_by

MOST_OCCUPATIONS = 6
MOST_PROGRAMMES = 4


def answer_programme_path(question: Question, *, session: Session) -> Answer | None:
    """What the programme is and which occupations it leads to; None when there is no such programme."""
    programme = find_programme(session, programme_id=question.programme_id or "", today=question.today)
    if programme is None:
        return None
    words = words_for(question.variant)
    occupations = find_goals(programme, question, session=session)[:MOST_OCCUPATIONS]
    rules = find_rules_asked(question)
    note = programme.note_en if question.language == "en" else programme.note_sv
    values = {
        "programme": programme.title,
        "level": words.say_or_keep("level", programme.level),
        "length": words.say_or_keep("length", programme.length),
        "occupations": words.join([name_occupations(each, question.language) for each in occupations]),
    }
    replies = [rule.reply for rule in rules]
    replies.append(_say_programme(programme, values))
    if not programme.in_industry:
        replies.append(Reply("utter_programme_not_industry", values))
    elif occupations:
        replies.append(Reply("utter_programme_leads_to", values))
    if note and question.variant != "easy":
        replies.append(Reply("utter_programme_note", {"note": note}))
    ways = ways_to_occupations(occupations[:2], question)
    sources = gather_sources([programme.source, *(rule.source for rule in rules)])
    return Answer(
        About(EDUCATION, place=question.place, programme=describe_programme(programme)),
        (*replies, Reply("utter_programme_next" if ways else "utter_programme_next_explore")),
        items=(programme_item(programme, words), *(occupation_item(each, question, words) for each in occupations)),
        sources=sources,
        notes=(*note_rules(rules), *note_sources(sources, words)),
        suggestions=(*ways, *(ways_on(question, (SCHOOLS,)) if ways else ()), way_to(COUNSELLOR if ways else EXPLORE)),
    )


def find_rules_asked(question: Question) -> tuple[Rule, ...]:
    """The rules on eligibility, length or cost, where the message asks for them."""
    return tuple(
        rule for side in find_asked(question.text, among="education") for rule in find_rules("education", side)[:1]
    )


def _say_programme(programme: ProgrammeFacts, values: dict[str, str]) -> Reply:
    if programme.ended:
        return Reply("utter_programme_ended", values)
    return Reply("utter_programme_is_at" if programme.length else "utter_programme_is", values)


def find_goals(programme: ProgrammeFacts, question: Question, *, session: Session) -> list[OccupationFacts]:
    """The described occupations that a programme leads to, one of each SSYK group so that the list is varied."""
    ids = find_occupations_after_programme(session, programme_id=programme.id)
    found = [find_occupation(session, occupation_id=each, today=question.today) for each in ids]
    reached = find_occupations_reached_by(session, programme_id=programme.id)
    common = count_workplaces(session)
    groups: Counter[str] = Counter()
    goals = []
    # Those whose own way names the programme say more than those that only share its SSYK group.
    for occupation in sorted(
        (each for each in found if each), key=lambda each: (each.id not in reached, -common[each.id], each.id)
    ):
        groups[occupation.ssyk] += 1
        if groups[occupation.ssyk] <= 1:
            goals.append(occupation)
    return goals


def answer_industry_path(question: Question, *, session: Session) -> Answer | None:
    """The programmes that lead to the most occupations of the industry; None when there is no such industry."""
    industry = find_industry(session, industry_id=question.industry_id or "", today=question.today)
    if industry is None:
        return None
    words = words_for(question.variant)
    occupations = find_common_occupations(session, industry_id=industry.id, today=question.today)
    programmes = find_programmes_for_industry(occupations, question, session=session)[:MOST_PROGRAMMES]
    values = {
        "industry": name_industry(industry, question.language),
        "programmes": words.join([f"**{each.title}**" for each in programmes], joining="or"),
        "occupations": words.join(
            [name_occupations(each, question.language) for each in occupations[:3]], joining="or"
        ),
    }
    replies = [Reply("utter_education_industry" if programmes else "utter_education_industry_unknown", values)]
    if occupations:
        replies.append(Reply("utter_education_industry_occupations", values))
    sources = gather_sources([each.source for each in programmes]) or (industry.source,)
    return Answer(
        About(EDUCATION, place=question.place, industry=describe_industry(industry, question.language)),
        tuple(replies),
        items=tuple(programme_item(each, words) for each in programmes),
        sources=sources,
        notes=note_sources(sources, words),
        suggestions=(
            *ways_to_occupations(occupations[:2], question, topic=EDUCATION),
            *ways_on(question, (SCHOOLS, EMPLOYERS)),
        ),
    )


def find_programmes_for_industry(
    occupations: tuple[OccupationFacts, ...], question: Question, *, session: Session
) -> list[ProgrammeFacts]:
    """Upper-secondary programmes first, those that lead to most of the occupations before others."""
    found: dict[str, ProgrammeFacts] = {}
    count: Counter[str] = Counter()
    for ssyk_holder in {each.ssyk: each for each in occupations}.values():
        for programme in find_programmes_for_occupation(session, occupation_id=ssyk_holder.id, today=question.today):
            found[programme.id] = programme
            count[programme.id] += 1
    return sorted(
        (each for each in found.values() if each.in_industry),
        key=lambda each: (each.level != "gymnasium", bool(each.orientation_sv), -count[each.id], each.id),
    )
