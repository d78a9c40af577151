"""Answers about industry itself: what a named industry is, or what is asked of danger, dirt, robots, climate and who fits."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply
from bot.guidance.asked import find_asked
from bot.guidance.forecast_notes import note_forecasts
from bot.guidance.form_rules import choose_rules
from bot.guidance.items import occupation_item
from bot.guidance.names import describe_industry, name_industry, name_occupations
from bot.guidance.question import Question
from bot.guidance.rules import find_rules, note_rules
from bot.guidance.sources import gather_sources, note_sources
from bot.guidance.suggestions import find_examples, way_to, ways_on, ways_to_occupations
from bot.guidance.topics import EMPLOYERS, EXPLORE, INDUSTRY_FACTS, SHORTAGE, STUDY_VISIT
from bot.guidance.words import words_for
from bot.regional.queries.common_occupations import find_common_occupations
from bot.regional.queries.occupations import IndustryFacts, find_industry
from bot.regional.queries.outlook import find_shortage_occupations
from bot.regional.queries.places import SWEDEN

MOST_LISTED = 5
MOST_NAMED = 3


def answer_industry_facts(question: Question, *, session: Session) -> Answer:
    """The facts of the industry, or the side of industry that was asked about; then work that lacks people."""
    sides = [side for side in find_asked(question.text, among="industry_facts") if find_rules("industry_facts", side)][
        :2
    ]
    industry = None
    if question.industry_id:
        industry = find_industry(session, industry_id=question.industry_id, today=question.today)
    if industry is not None:
        return _answer_named(question, industry, sides, session=session)
    return _answer_in_general(question, sides, session=session)


def _answer_named(question: Question, industry: IndustryFacts, sides: list[str], *, session: Session) -> Answer:
    words = words_for(question.variant)
    rules = choose_rules("industry_facts", sides) if sides else ()
    occupations = find_common_occupations(session, industry_id=industry.id, today=question.today)[:MOST_LISTED]
    values = {
        "industry": name_industry(industry, question.language),
        "facts": {"sv": industry.facts_sv, "easy": industry.facts_easy, "en": industry.facts_en}[question.variant],
        "occupations": words.join([name_occupations(each, question.language) for each in occupations]),
    }
    replies = [*(rule.reply for rule in rules), Reply("utter_industry_facts", values)]
    if occupations:
        replies.append(Reply("utter_industry_occupations", values))
    sources = gather_sources([*(rule.source for rule in rules), industry.source])
    return Answer(
        About(INDUSTRY_FACTS, place=question.place, industry=describe_industry(industry, question.language)),
        (*replies, Reply("utter_industry_next")),
        items=tuple(occupation_item(each, question, words) for each in occupations),
        sources=sources,
        notes=note_rules(rules) or note_sources(sources, words),
        suggestions=(
            *ways_to_occupations(occupations[:1], question),
            *ways_on(question, (EMPLOYERS, STUDY_VISIT, SHORTAGE)),
        ),
    )


def _answer_in_general(question: Question, sides: list[str], *, session: Session) -> Answer:
    words = words_for(question.variant)
    rules = choose_rules("industry_facts", sides)
    listed = find_shortage_occupations(session, place=SWEDEN, today=question.today).occupations
    replies = [rule.reply for rule in rules]
    assessments = [each.assessment for each in listed]
    if listed:
        examples = find_examples(session, today=question.today)[:MOST_NAMED]
        named = [name_occupations(each, question.language) for each in examples]
        values = {"count": str(len(listed)), "occupations": words.join(named), "round": assessments[0].round}
        replies.append(Reply("utter_industry_needs", values))
    return Answer(
        About(INDUSTRY_FACTS, place=question.place),
        (*replies, Reply("utter_industry_next")),
        sources=gather_sources([*(rule.source for rule in rules), *(each.source for each in assessments)]),
        notes=(*note_rules(rules), *note_forecasts(assessments, words)),
        suggestions=(way_to(SHORTAGE), way_to(EXPLORE), *ways_on(question, (STUDY_VISIT,))),
    )
