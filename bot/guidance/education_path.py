"""Answers how to become something: the steps and other ways, what a programme leads to, grades, length and cost."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply
from bot.guidance.asked import find_asked
from bot.guidance.education_levels import find_asked_level
from bot.guidance.items import step_item
from bot.guidance.names import describe_occupation, name_occupation, name_occupations
from bot.guidance.programme_path import answer_industry_path, answer_programme_path, find_rules_asked
from bot.guidance.question import Question
from bot.guidance.rules import USUAL, find_rules, note_rules
from bot.guidance.sources import gather_sources, note_sources
from bot.guidance.suggestions import answer_name_only, find_examples, way_to, ways_about, ways_to_occupations
from bot.guidance.topics import COUNSELLOR, EDUCATION, EMPLOYERS, EXPLORE, INTERNSHIP, SCHOOLS
from bot.guidance.words import Words, words_for
from bot.regional.queries.education import Step, find_education_steps
from bot.regional.queries.occupations import OccupationFacts, find_occupation

TOLD_LEVELS = ("gymnasium", "yrkesvux", "yh", "hogskola", "certifikat", "erfarenhet")


def answer_education_path(question: Question, *, session: Session) -> Answer:
    """Of an occupation its ways, of a programme what it leads to, of an industry the programmes; else the ways in general."""
    occupation = None
    if question.occupation_id is not None:
        occupation = find_occupation(session, occupation_id=question.occupation_id, today=question.today)
    if occupation is None:
        programme = answer_programme_path(question, session=session) if question.programme_id else None
        industry = answer_industry_path(question, session=session) if question.industry_id else None
        return programme or industry or _answer_in_general(question, session=session)
    about = About(EDUCATION, describe_occupation(occupation, question.language), question.place)
    if not occupation.described:
        return answer_name_only(occupation, question, session=session, about=about)
    return _answer_occupation(question, occupation, about, session=session)


def _answer_occupation(question: Question, occupation: OccupationFacts, about: About, *, session: Session) -> Answer:
    words = words_for(question.variant)
    names = {
        "occupation": name_occupation(occupation, question.language),
        "occupations": name_occupations(occupation, question.language),
    }
    steps = find_education_steps(session, occupation_id=occupation.id, today=question.today)
    rules = find_rules_asked(question)
    replies = [rule.reply for rule in rules]
    replies += _say_level(question, steps, names, words)
    replies += _say_steps(question, steps, names, words) if steps else [Reply("utter_education_unknown", names)]
    sources = gather_sources([each.source for each in steps] + [rule.source for rule in rules]) or (occupation.source,)
    ways = ways_about(occupation, (SCHOOLS, EMPLOYERS, INTERNSHIP), question)
    return Answer(
        about,
        (*replies, Reply("utter_education_next", names)),
        items=tuple(step_item(each, words) for each in steps),
        sources=sources,
        notes=(*note_rules(rules), *note_sources(sources, words)),
        suggestions=ways,
    )


def _say_level(question: Question, steps: Sequence[Step], names: dict[str, str], words: Words) -> list[Reply]:
    """Whether the way that the pupil names is one of them."""
    level = find_asked_level(question.education_level)
    if level is None or not steps:
        return []
    values = names | {"level": words.say_or_keep("level", level)}
    if any(step.level == level for step in steps):
        return [Reply("utter_education_level_yes", values)]
    if level == "larling" and any(step.level == "gymnasium" for step in steps):
        # Upper-secondary vocational programmes can be read as an apprentice where a school gives that.
        return [Reply("utter_education_level_apprentice", values)]
    return [Reply("utter_education_level_no", values)]


def _say_steps(question: Question, steps: Sequence[Step], names: dict[str, str], words: Words) -> list[Reply]:
    """The steps in order, one that is asked for first; remarks come last."""
    level = find_asked_level(question.education_level)
    replies, notes = [], []
    for step in sorted(steps, key=lambda step: step.level != level):
        told_as = step.level if step.level in TOLD_LEVELS else "erfarenhet"
        # Several programmes in one row are alternatives.
        programmes = [part.strip() for part in step.name.split(";")]
        values = {
            "programme": words.join([f"**{each}**" for each in programmes], joining="or"),
            "length": words.say_or_keep("length", step.length),
        }
        replies.append(Reply(f"utter_education_step_{told_as}", names | values))
        if step.note and words.variant != "en":
            notes.append(Reply("utter_education_step_note", {"note": step.note}))
    return [*replies, *notes]


def _answer_in_general(question: Question, *, session: Session) -> Answer:
    """No goal is named: what was asked about ways in general, and which occupation it is for."""
    sides = [side for side in find_asked(question.text, among="education") if find_rules("education", side)]
    rules = tuple(rule for side in sides or [USUAL] for rule in find_rules("education", side))
    examples = find_examples(session, today=question.today)
    return Answer(
        About(EDUCATION, place=question.place),
        (*(rule.reply for rule in rules), Reply("utter_education_which")),
        sources=gather_sources(rule.source for rule in rules),
        notes=note_rules(rules),
        suggestions=ways_to_occupations(examples[:3], question, topic=EDUCATION)
        or (way_to(EXPLORE), way_to(COUNSELLOR)),
    )
