"""Answers where a programme, or the education to an occupation or industry, is given: nearest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply
from bot.guidance.education_levels import find_asked_level
from bot.guidance.items import programme_item, school_item
from bot.guidance.names import (
    describe_industry,
    describe_occupation,
    describe_programme,
    name_industry,
    name_occupation,
)
from bot.guidance.programme_path import find_programmes_for_industry
from bot.guidance.question import Question
from bot.guidance.sources import gather_sources, note_expired, note_places, note_sources
from bot.guidance.suggestions import answer_name_only, ask_for_occupation, way_to, ways_about, ways_on
from bot.guidance.topics import COUNSELLOR, EDUCATION, EMPLOYERS, SCHOOLS
from bot.guidance.whereabouts import ask_for_place, note_unknown_place, say_how_far, say_in_place
from bot.guidance.words import Words, words_for
from bot.regional.queries.common_occupations import find_common_occupations
from bot.regional.queries.education import (
    OfferingNear,
    ProgrammeFacts,
    find_offerings_near,
    find_orientations,
    find_programme,
    find_programmes_for_occupation,
)
from bot.regional.queries.facts import FactSource
from bot.regional.queries.occupations import (
    OccupationFacts,
    find_industry,
    find_occupation,
)
from bot.regional.queries.places import SWEDEN
from bot.regional.queries.programme_goals import find_occupations_reached_by

MOST_LISTED = 4
MOST_PROGRAMMES = 4


@dataclass(frozen=True)
class Goal:
    """What a school is looked for: its programmes, what to call it, and where it is known from."""

    about: About
    name: str
    programmes: tuple[ProgrammeFacts, ...]
    source: FactSource
    occupation: OccupationFacts | None = None


def answer_schools(question: Question, *, session: Session) -> Answer:
    """Providers near the place; where none is known the programmes to look for, and who knows where they are given."""
    goal = _find_goal(question, session=session)
    if goal is None:
        return ask_for_occupation(question, session=session)
    if goal.occupation is not None and not goal.occupation.described:
        return answer_name_only(goal.occupation, question, session=session, about=goal.about)
    ids = tuple(each.id for each in _widen(goal.programmes, question, session=session))
    place = question.place or SWEDEN
    offerings = find_offerings_near(session, programme_ids=ids, place=place, today=question.today, limit=MOST_LISTED)
    if question.place is None and offerings and not question.place_named:
        return ask_for_place(question, goal.about, session=session)
    return _answer_with(question, goal, offerings, session=session)


def _find_goal(question: Question, *, session: Session) -> Goal | None:
    today = question.today
    if question.programme_id and (
        programme := find_programme(session, programme_id=question.programme_id, today=today)
    ):
        about = About(SCHOOLS, place=question.place, programme=describe_programme(programme))
        return Goal(about, programme.title, (programme,), programme.source)
    if question.occupation_id and (
        occupation := find_occupation(session, occupation_id=question.occupation_id, today=today)
    ):
        about = About(SCHOOLS, describe_occupation(occupation, question.language), question.place)
        found = find_programmes_for_occupation(session, occupation_id=occupation.id, today=today)
        programmes = _put_own_way_first(found, occupation.id, session=session)
        name = name_occupation(occupation, question.language)
        return Goal(about, name, _choose_level(programmes, question), occupation.source, occupation)
    if question.industry_id and (industry := find_industry(session, industry_id=question.industry_id, today=today)):
        about = About(SCHOOLS, place=question.place, industry=describe_industry(industry, question.language))
        occupations = find_common_occupations(session, industry_id=industry.id, today=today)
        programmes = tuple(find_programmes_for_industry(occupations, question, session=session))
        chosen = _choose_level(programmes, question)
        return Goal(about, name_industry(industry, question.language), chosen, industry.source)
    return None


def _put_own_way_first(
    programmes: tuple[ProgrammeFacts, ...], occupation_id: str, *, session: Session
) -> tuple[ProgrammeFacts, ...]:
    """Of each level those that the occupation's own way names before those that only share its SSYK group."""

    def is_beside(programme: ProgrammeFacts) -> bool:
        return occupation_id not in find_occupations_reached_by(session, programme_id=programme.id)

    return tuple(sorted(programmes, key=lambda each: (each.level != "gymnasium", is_beside(each))))


def _choose_level(programmes: tuple[ProgrammeFacts, ...], question: Question) -> tuple[ProgrammeFacts, ...]:
    """Those of the level that is asked about, where there are any."""
    level = find_asked_level(question.education_level)
    return tuple(each for each in programmes if each.level == level) or programmes


def _widen(
    programmes: tuple[ProgrammeFacts, ...], question: Question, *, session: Session
) -> tuple[ProgrammeFacts, ...]:
    """With a whole programme also its orientations: a school is often listed for one of them."""
    found = {each.id: each for each in programmes}
    for programme in programmes:
        if programme.code and not programme.orientation_sv:
            orientations = find_orientations(session, code=programme.code, today=question.today)
            found.update({each.id: each for each in orientations})
    return tuple(found.values())


def _list_schools(offerings: Sequence[OfferingNear], words: Words) -> str:
    return "\n".join(
        f"- **{each.provider}**: {say_how_far(each.programme, each.municipality, each.km, words)}" for each in offerings
    )


def _answer_with(question: Question, goal: Goal, offerings: tuple[OfferingNear, ...], *, session: Session) -> Answer:
    words = words_for(question.variant)
    shown = goal.programmes[:MOST_PROGRAMMES]
    # Those outside of the asked place are told apart, never as if they were there.
    near = [each for each in offerings if each.ring == 0] or list(offerings)
    further = offerings[len(near) :]
    values = {
        "goal": goal.name,
        "in_place": say_in_place(question.place or SWEDEN, words, session=session),
        "programmes": words.join([f"**{each.title}**" for each in shown], joining="or"),
        "schools": _list_schools(near, words),
    }
    if offerings:
        response = "utter_schools_near" if all(each.ring == 0 for each in offerings) else "utter_schools_nearest"
    else:
        response = "utter_schools_unknown" if shown else "utter_schools_no_programme"
    beyond = [Reply("utter_schools_further", {"schools": _list_schools(further, words)})] if further else []
    ended = [Reply("utter_programme_ended", {"programme": each.title}) for each in shown if each.ended][:1]
    items = [school_item(each) for each in offerings] or [programme_item(each, words) for each in shown]
    told = gather_sources([*(each.source for each in offerings), *(each.source for each in shown)])
    sources = told or (goal.source,)
    if goal.occupation is not None:
        ways = ways_about(goal.occupation, (EDUCATION, EMPLOYERS), question)
    else:
        ways = ways_on(question, (EDUCATION, EMPLOYERS) if question.industry_id else (EDUCATION,))
    return Answer(
        goal.about,
        (*ended, Reply(response, values), *beyond, Reply("utter_schools_next")),
        items=tuple(items),
        sources=sources,
        notes=(
            *note_unknown_place(question),
            *note_places([each.source for each in offerings], kind="schools"),
            *(note_sources(sources, words) if not offerings else note_expired(sources, words)),
        ),
        suggestions=(*ways, way_to(COUNSELLOR)),
    )
