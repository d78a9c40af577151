"""Fills a column of the comparison: what is known of one occupation, each cell with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.guidance.names import title_occupation
from bot.guidance.question import Question
from bot.guidance.salary import say_in_short, say_range_in_short
from bot.guidance.whereabouts import find_county_place, say_in_place
from bot.guidance.words import Words
from bot.regional.queries.education import find_education_steps
from bot.regional.queries.employer_counts import OWN_COUNTY, count_employers_near
from bot.regional.queries.employers import EmployerNear, find_employers_near
from bot.regional.queries.facts import FactSource
from bot.regional.queries.occupations import OccupationFacts, find_description
from bot.regional.queries.outlook import Assessment, find_occupation_outlook
from bot.regional.queries.places import SWEDEN
from bot.regional.queries.salaries import find_salary, find_salary_range

LABELS = ("work", "education", "salary", "outlook", "employers")


@dataclass(frozen=True)
class Column:
    """One occupation: its cells by row label, where they come from, and the assessments and workplaces behind them."""

    title: str
    cells: Mapping[str, str]
    sources: tuple[FactSource, ...]
    assessments: tuple[Assessment, ...] = ()
    employers: tuple[EmployerNear, ...] = ()


def describe_occupation_column(
    occupation: OccupationFacts, question: Question, words: Words, *, session: Session
) -> Column:
    """The cells of an occupation; one that is known by name only says so in each."""
    title = title_occupation(occupation, question.language)
    if not occupation.described:
        unknown = words.say("compare", "unknown")
        return Column(title, dict.fromkeys(LABELS, unknown), (occupation.source,))
    outlook, assessments = _describe_outlook(occupation, question, words, session=session)
    count, employers = _count_employers(occupation, question, words, session=session)
    parts = (
        _describe_work(occupation, question, words, session=session),
        _describe_education(occupation, question, words, session=session),
        _describe_salary(occupation, question, words, session=session),
        (outlook, tuple(each.source for each in assessments)),
        (count, tuple(each.source for each in employers)),
    )
    cells = {label: cell for label, (cell, _sources) in zip(LABELS, parts, strict=True)}
    sources = tuple(source for _cell, sources in parts for source in sources)
    return Column(title, cells, sources, assessments, employers)


Cell = tuple[str, tuple[FactSource, ...]]


def _describe_work(occupation: OccupationFacts, question: Question, words: Words, *, session: Session) -> Cell:
    description = find_description(session, occupation_id=occupation.id, variant=question.variant, today=question.today)
    if description is None:
        return words.say("compare", "unknown"), ()
    # The first sentence is enough beside another occupation's.
    return description.does.split(". ")[0].rstrip(".") + ".", (description.source,)


def _describe_education(occupation: OccupationFacts, question: Question, words: Words, *, session: Session) -> Cell:
    steps = find_education_steps(session, occupation_id=occupation.id, today=question.today)[:2]
    if not steps:
        return words.say("compare", "unknown"), ()
    told = [f"{step.name.replace(';', ' /')} ({words.say_or_keep('level', step.level)})" for step in steps]
    if len(told) == 1:
        return told[0], (steps[0].source,)
    return words.say("compare", "then", first=told[0], second=told[1]), tuple(step.source for step in steps)


def _describe_salary(occupation: OccupationFacts, question: Question, words: Words, *, session: Session) -> Cell:
    answer = find_salary(session, occupation_id=occupation.id, place=question.place or SWEDEN, today=question.today)
    if not answer.figures:
        figures = find_salary_range(session, occupation_id=occupation.id, today=question.today)
        if len(figures) > 1:
            return say_range_in_short(figures, words), tuple(figure.source for figure in figures)
    return say_in_short(answer.figures, words), tuple(figure.source for figure in answer.figures)


def _describe_outlook(
    occupation: OccupationFacts, question: Question, words: Words, *, session: Session
) -> tuple[str, tuple[Assessment, ...]]:
    place = question.place or SWEDEN
    outlook = find_occupation_outlook(session, occupation_id=occupation.id, place=place, today=question.today)
    areas = ((outlook.assessment, find_county_place(place, session=session)), (outlook.national, SWEDEN))
    for assessment, area in areas:
        if assessment is not None and assessment.situation is not None:
            situation = words.say("situation", assessment.situation)
            cell = f"{situation} {say_in_place(area, words, session=session)} ({assessment.round})"
            return cell, (assessment,)
    return words.say("situation_unknown_cell", "text"), ()


def _count_employers(
    occupation: OccupationFacts, question: Question, words: Words, *, session: Session
) -> tuple[str, tuple[EmployerNear, ...]]:
    """How many real workplaces are known in reach, and the nearest of them: where that is known from."""
    place = question.place or SWEDEN
    count = count_employers_near(session, place=place, occupation_id=occupation.id)
    in_place = say_in_place(find_county_place(place, session=session), words, session=session)
    if not count:
        return words.say("compare", "employers_none", in_place=in_place), ()
    near = find_employers_near(
        session, place=place, today=question.today, occupation_id=occupation.id, limit=4, farthest_ring=OWN_COUNTY
    )
    real = tuple(each for each in near if not each.demo)[:1]
    return words.say("compare", "employers_count", count=str(count), in_place=in_place), real
