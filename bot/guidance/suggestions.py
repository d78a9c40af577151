"""Makes the ways on that an answer offers: buttons with human titles, one step closer to the work and its employers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply, Suggestion
from bot.guidance.names import name_occupation, name_occupations
from bot.guidance.question import Question
from bot.guidance.shortage_groups import choose_representatives
from bot.guidance.topics import COUNSELLOR, DESCRIPTION, EXPLORE, SHORTAGE
from bot.guidance.whereabouts import carry_entities
from bot.regional.queries.employers import find_sites_of_employer
from bot.regional.queries.occupations import OccupationFacts, find_occupation
from bot.regional.queries.outlook import find_shortage_occupations
from bot.regional.queries.places import SWEDEN

MOST_WAYS = 4


def way_about(occupation: OccupationFacts, topic: str, question: Question) -> Suggestion:
    """A question on an occupation: "Hur blir man svetsare?"."""
    values = {
        "occupation": name_occupation(occupation, question.language),
        "occupations": name_occupations(occupation, question.language),
    }
    return Suggestion(Reply(f"utter_way_{topic}_of", values), topic, {"occupation": occupation.id})


def ways_about(occupation: OccupationFacts, topics: Iterable[str], question: Question) -> tuple[Suggestion, ...]:
    """Several questions on the same occupation."""
    return tuple(way_about(occupation, topic, question) for topic in topics)


def way_to(topic: str, **entities: str) -> Suggestion:
    """A question that needs no name in its title."""
    return Suggestion(Reply(f"utter_way_{topic}"), topic, entities)


def ways_on(question: Question, topics: Iterable[str]) -> tuple[Suggestion, ...]:
    """Questions about the same industry, employer or programme as this one."""
    carried = carry_entities(question)
    return tuple(way_to(topic, **({} if topic in (COUNSELLOR, EXPLORE) else carried)) for topic in topics)


def ways_to_occupations(
    occupations: Iterable[OccupationFacts], question: Question, *, topic: str = DESCRIPTION
) -> tuple[Suggestion, ...]:
    """One button an occupation, titled by its name, that asks `topic` about it."""
    return tuple(
        Suggestion(
            Reply("utter_way_occupation", {"occupation": name_occupation(each, question.language)}),
            topic,
            {"occupation": each.id},
        )
        for each in list(occupations)[:MOST_WAYS]
    )


def ask_for_occupation(question: Question, *, session: Session) -> Answer:
    """Asks which occupation is meant, with some that lack people as buttons for the same question."""
    about = About(question.topic, place=question.place)
    offered = _find_at_employer(question, session=session) or find_examples(session, today=question.today)
    return Answer(
        about,
        (Reply("utter_ask_occupation"),),
        sources=tuple(each.source for each in offered[:1]),
        suggestions=(
            *ways_to_occupations(offered[:3], question, topic=question.topic),
            way_to(EXPLORE if question.topic != EXPLORE else SHORTAGE),
        ),
    )


def _find_at_employer(question: Question, *, session: Session) -> list[OccupationFacts]:
    """Occupations at the employer that is talked about."""
    if question.employer_id is None:
        return []
    sites = find_sites_of_employer(
        session, employer_id=question.employer_id, place=question.place or SWEDEN, today=question.today, limit=1
    )
    found = (
        find_occupation(session, occupation_id=each, today=question.today)
        for site in sites
        for each in site.occupations
    )
    return [each for each in found if each is not None and each.described]


def find_examples(session: Session, *, today: dt.date) -> list[OccupationFacts]:
    """Occupations that lack people in the country, at most one an industry."""
    listed = find_shortage_occupations(session, place=SWEDEN, today=today)
    facts = {
        each.occupation_id: found
        for each in listed.occupations
        if (found := find_occupation(session, occupation_id=each.occupation_id, today=today)) is not None
    }
    by_industry: dict[str | None, OccupationFacts] = {}
    for each in choose_representatives(listed.occupations, facts):
        occupation = facts[each.occupation_id]
        by_industry.setdefault(occupation.industry_id, occupation)
    return list(by_industry.values())


def answer_name_only(occupation: OccupationFacts, question: Question, *, session: Session, about: About) -> Answer:
    """An occupation that is known by name only: says so, and offers its nearest kin for the same question."""
    kin = [
        found
        for kin_id in occupation.kin
        if (found := find_occupation(session, occupation_id=kin_id, today=question.today)) is not None
    ]
    values = {"occupation": name_occupation(occupation, question.language)}
    response = "utter_name_only_kin" if kin else "utter_name_only"
    ways = ways_to_occupations(kin[:3], question, topic=question.topic)
    return Answer(
        about, (Reply(response, values),), sources=(occupation.source,), suggestions=(*ways, way_to(COUNSELLOR))
    )
