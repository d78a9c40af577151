"""Sets occupations, programmes or industries side by side: work, education, pay, outlook and employers."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply
from bot.guidance.compared_occupations import Column, describe_occupation_column
from bot.guidance.employer_lists import note_employers
from bot.guidance.forecast_notes import note_forecasts
from bot.guidance.items import Item
from bot.guidance.names import (
    describe_industry,
    describe_occupation,
    describe_programme,
    inside_sentence,
    name_industry,
    name_occupation,
    name_occupations,
)
from bot.guidance.programme_path import find_goals, find_rules_asked
from bot.guidance.question import Question
from bot.guidance.rules import note_rules
from bot.guidance.sources import gather_sources, note_sources
from bot.guidance.suggestions import ask_for_occupation, way_to, ways_about, ways_on, ways_to_occupations
from bot.guidance.topics import COMPARE, DESCRIPTION, EDUCATION, EMPLOYERS, EXPLORE, OUTLOOK
from bot.guidance.whereabouts import note_unknown_place, say_in_place
from bot.guidance.words import Words, words_for
from bot.regional.queries.common_occupations import find_common_occupations
from bot.regional.queries.education import ProgrammeFacts, find_programme
from bot.regional.queries.employer_counts import count_employers_near
from bot.regional.queries.names_in_text import find_programmes_named, find_rows_named
from bot.regional.queries.occupations import (
    IndustryFacts,
    OccupationFacts,
    find_industry,
    find_occupation,
)
from bot.regional.queries.places import SWEDEN

MOST_COMPARED = 3
MOST_NAMED = 4


def answer_comparison(question: Question, *, session: Session) -> Answer:
    """Two or three side by side; with one the question what to compare it with."""
    found = (
        find_occupation(session, occupation_id=each, today=question.today)
        for each in dict.fromkeys(question.occupations)
    )
    occupations = [each for each in found if each is not None][:MOST_COMPARED]
    if len(occupations) > 1:
        return _compare_occupations(question, occupations, session=session)
    programmes = _find_programmes(question, session=session)
    industries = _find_industries(question, session=session)
    if not occupations and len(programmes) > 1:
        return _compare_programmes(question, programmes, session=session)
    if not occupations and len(industries) > 1:
        return _compare_industries(question, industries, session=session)
    if occupations:
        return _ask_for_other(question, occupations[0], session=session)
    if programmes or industries:
        return _ask_for_other_subject(question, programmes, industries)
    return ask_for_occupation(question, session=session)


def _find_programmes(question: Question, *, session: Session) -> list[ProgrammeFacts]:
    """The linked programme, and those that the message names beside it; else those that were compared before."""
    named = find_programmes_named(session, text=question.text) if question.text else ()
    before = () if named else question.programmes
    linked = [question.programme_id] if question.programme_id and question.programme_id not in before else []
    ids = dict.fromkeys([*named, *linked, *before])
    found = (find_programme(session, programme_id=each, today=question.today) for each in ids)
    return [each for each in found if each is not None][:MOST_COMPARED]


def _find_industries(question: Question, *, session: Session) -> list[IndustryFacts]:
    named = find_rows_named(session, entity="industry", text=question.text) if question.text else ()
    ids = dict.fromkeys([*named, *([question.industry_id] if question.industry_id else [])])
    found = (find_industry(session, industry_id=each, today=question.today) for each in ids)
    return [each for each in found if each is not None][:MOST_COMPARED]


def _table(rows: list[tuple[str, list[str]]], columns: list[str], words: Words) -> Item:
    return {
        "kind": "comparison",
        "columns": columns,
        "rows": [{"label": words.say("compare", label), "cells": cells} for label, cells in rows],
    }


def _compare_occupations(question: Question, occupations: list[OccupationFacts], *, session: Session) -> Answer:
    words = words_for(question.variant)
    columns = [describe_occupation_column(each, question, words, session=session) for each in occupations]
    names = [name_occupation(each, question.language) for each in occupations]
    replies = [Reply("utter_compare_occupations", {"occupations": words.join(names)})]
    replies += [_say_column(column) for column in columns]
    unknown = [each for each in occupations if not each.described]
    if unknown:
        values = {"occupations": words.join([name_occupation(each, question.language) for each in unknown])}
        replies.append(Reply("utter_compare_unknown", values))
    rows = [(label, [column.cells[label] for column in columns]) for label in columns[0].cells]
    sources = gather_sources(source for column in columns for source in column.sources)
    return Answer(
        About(COMPARE, describe_occupation(occupations[0], question.language), question.place),
        (*replies, Reply("utter_compare_next")),
        items=(_table(rows, [column.title for column in columns], words),),
        sources=sources,
        notes=(*note_unknown_place(question), *_note_columns(columns, words)),
        suggestions=(
            *ways_to_occupations([each for each in occupations if each.described], question),
            *ways_about(occupations[0], (EMPLOYERS,), question),
        ),
    )


def _note_columns(columns: list[Column], words: Words) -> tuple[Reply, ...]:
    """What to mind about the cells: age, a wider area, quality, and unconfirmed workplaces; each once."""
    sources = gather_sources(source for column in columns for source in column.sources)
    notes = (
        *note_forecasts([each for column in columns for each in column.assessments], words),
        *note_sources(sources, words),
        *note_employers([each for column in columns for each in column.employers], words),
    )
    return tuple(note for position, note in enumerate(notes) if note not in notes[:position])


def _say_column(column: Column) -> Reply:
    values = {"title": column.title, "salary": column.cells["salary"], "outlook": column.cells["outlook"]}
    return Reply("utter_compare_line", values)


def _compare_programmes(question: Question, programmes: list[ProgrammeFacts], *, session: Session) -> Answer:
    words = words_for(question.variant)
    goals = [find_goals(each, question, session=session)[:MOST_NAMED] for each in programmes]
    leads = [words.join([name_occupations(goal, question.language) for goal in each]) for each in goals]
    unknown = words.say("compare", "unknown")
    rows = [
        ("level", [words.say_or_keep("level", each.level) for each in programmes]),
        ("length", [words.say_or_keep("length", each.length) or unknown for each in programmes]),
        ("leads_to", [each or unknown for each in leads]),
    ]
    titles = [each.title for each in programmes]
    rules = find_rules_asked(question)
    replies = [*(rule.reply for rule in rules), Reply("utter_compare_programmes", {"programmes": words.join(titles)})]
    for title, lead in zip(titles, leads, strict=True):
        response = "utter_compare_programme_line" if lead else "utter_compare_programme_unknown"
        replies.append(Reply(response, {"title": title, "occupations": lead}))
    sources = gather_sources([*(each.source for each in programmes), *(rule.source for rule in rules)])
    different = [goal for each in goals for goal in each[:1]]
    return Answer(
        About(COMPARE, place=question.place, programme=describe_programme(programmes[0])),
        (*replies, Reply("utter_compare_next")),
        items=(_table(rows, titles, words),),
        sources=sources,
        notes=(*note_rules(rules), *note_sources(sources, words)),
        suggestions=(*ways_to_occupations(different[:2], question), way_to(EXPLORE)),
        programmes=tuple(each.id for each in programmes),
    )


def _compare_industries(question: Question, industries: list[IndustryFacts], *, session: Session) -> Answer:
    words = words_for(question.variant)
    place = question.place or SWEDEN
    in_place = say_in_place(place, words, session=session)
    occupations = [
        find_common_occupations(session, industry_id=each.id, today=question.today)[:MOST_NAMED] for each in industries
    ]
    names = [words.join([name_occupations(one, question.language) for one in each]) for each in occupations]
    facts = [
        {"sv": each.facts_sv, "easy": each.facts_easy, "en": each.facts_en}[question.variant] for each in industries
    ]
    counts = [count_employers_near(session, place=place, industry_id=each.id) for each in industries]
    rows = [
        ("facts", facts),
        ("occupations", [each or words.say("compare", "unknown") for each in names]),
        ("employers", [say_count(count, in_place, words) for count in counts]),
    ]
    titles = [each.name_en if question.language == "en" else each.name_sv for each in industries]
    replies = [
        Reply("utter_compare_industries", {"industries": words.join([inside_sentence(each) for each in titles])})
    ]
    replies += [
        Reply("utter_compare_industry_line", {"title": title, "occupations": name})
        for title, name in zip(titles, names, strict=True)
        if name
    ]
    sources = gather_sources(each.source for each in industries)
    return Answer(
        About(COMPARE, place=question.place, industry=describe_industry(industries[0], question.language)),
        (*replies, Reply("utter_compare_next")),
        items=(_table(rows, titles, words),),
        sources=sources,
        notes=(*note_unknown_place(question), *note_sources(sources, words)),
        suggestions=(*ways_to_occupations([each[0] for each in occupations if each][:2], question), way_to(EXPLORE)),
    )


def say_count(count: int, in_place: str, words: Words) -> str:
    """ "12 vi känner till i Skåne län", or that none is known."""
    if not count:
        return words.say("compare", "employers_none", in_place=in_place)
    return words.say("compare", "employers_count", count=str(count), in_place=in_place)


def _ask_for_other_subject(
    question: Question, programmes: list[ProgrammeFacts], industries: list[IndustryFacts]
) -> Answer:
    """One programme or industry is known: asks for the other."""
    if programmes:
        about = About(COMPARE, place=question.place, programme=describe_programme(programmes[0]))
        name, source = programmes[0].title, programmes[0].source
    else:
        about = About(COMPARE, place=question.place, industry=describe_industry(industries[0], question.language))
        name, source = name_industry(industries[0], question.language), industries[0].source
    return Answer(
        about,
        (Reply("utter_compare_with_what_else", {"what": name}),),
        sources=(source,),
        suggestions=(*ways_on(question, (EDUCATION,)), way_to(EXPLORE)),
    )


def _ask_for_other(question: Question, occupation: OccupationFacts, *, session: Session) -> Answer:
    """One is known: asks with what it is to be compared, and offers its kin or others of the same industry."""
    kin = [find_occupation(session, occupation_id=each, today=question.today) for each in occupation.kin]
    others = [each for each in kin if each is not None]
    if occupation.industry_id and not others:
        industry = find_common_occupations(session, industry_id=occupation.industry_id, today=question.today)
        others = [each for each in industry if each.id != occupation.id]
    values = {"what": name_occupation(occupation, question.language)}
    ways = ways_to_occupations(others[:3], question, topic=COMPARE)
    return Answer(
        About(COMPARE, describe_occupation(occupation, question.language), question.place),
        (Reply("utter_compare_with_what", values),),
        sources=gather_sources((occupation.source,)),
        suggestions=ways or ways_about(occupation, (DESCRIPTION, OUTLOOK), question),
    )
