"""Suggests occupations from what a pupil likes, across fields and with reasons in the pupil's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply, Suggestion
from bot.guidance.forecast_notes import note_forecasts
from bot.guidance.interest_questions import (
    DONE,
    FIRST,
    QUESTIONS,
    SECOND,
    SKIPPED,
    Answers,
    Choice,
    find_next_question,
    list_choices,
    read_answers,
    score_occupations,
    write_answers,
)
from bot.guidance.items import occupation_item
from bot.guidance.names import inside_sentence, name_industry, title_occupation
from bot.guidance.question import Question
from bot.guidance.sources import gather_sources
from bot.guidance.suggestions import find_examples, way_to, ways_to_occupations
from bot.guidance.topics import COUNSELLOR, EXPLORE
from bot.guidance.whereabouts import note_unknown_place
from bot.guidance.words import Words, words_for
from bot.regional.queries.interests import InterestFacts, find_interests
from bot.regional.queries.occupations import OccupationFacts, find_industry, list_described_occupations
from bot.regional.queries.outlook import Assessment, find_occupation_outlook
from bot.regional.queries.places import SWEDEN

MOST_SUGGESTED, FEWEST_SUGGESTED = 5, 3
MOST_REASONS = 3


def answer_interests(question: Question, *, session: Session) -> Answer:
    """The next either-or question, or the suggestions when enough is said. Nothing but likes is looked at."""
    answers = read_answers(question.interests)
    number = find_next_question(answers)
    if number is not None:
        return _ask(question, answers, number, session=session)
    return _suggest(question, answers, session=session)


def _ask(question: Question, answers: Answers, number: int, *, session: Session) -> Answer:
    first, second = QUESTIONS[number]
    beginning = (
        [] if answers.picks or answers.started else [Reply("utter_interests_begin", {"count": str(len(QUESTIONS))})]
    )
    interests = find_interests(session, interest_ids=(first.interest, second.interest), today=question.today)
    values = {"number": str(number + 1), "count": str(len(QUESTIONS))}
    return Answer(
        About(EXPLORE, place=question.place),
        (*beginning, Reply(f"utter_interests_question_{number + 1}", values)),
        sources=gather_sources(each.source for each in interests),
        suggestions=(
            _pick(f"utter_interests_choice_{first.word}", answers, FIRST),
            _pick(f"utter_interests_choice_{second.word}", answers, SECOND),
            _pick("utter_interests_skip", answers, SKIPPED),
            _pick("utter_interests_done", answers, DONE),
        ),
    )


def _pick(title: str, answers: Answers, pick: str) -> Suggestion:
    return Suggestion(Reply(title), EXPLORE, {"interest": write_answers(answers, pick=pick)})


def _suggest(question: Question, answers: Answers, *, session: Session) -> Answer:
    words = words_for(question.variant)
    choices = list_choices(answers)
    interests = find_interests(
        session, interest_ids=(*answers.interests, *(choice.interest for choice in choices)), today=question.today
    )
    described = {each.id: each for each in list_described_occupations(session, today=question.today)}
    scores = score_occupations(
        answers,
        types={each.id: each.riasec for each in described.values()},
        occupations_of={each.id: each.occupations for each in interests},
    )
    chosen = choose_across_fields(scores, described) or find_examples(session, today=question.today)[:MOST_SUGGESTED]
    told = tuple(each for each in interests if each.id in answers.interests)
    reasons = [_say_reason(each, told, choices, interests, question, words, session=session) for each in chosen]
    assessments = [_assess(each, question, session=session) for each in chosen]
    known = [each for each in assessments if each is not None]
    if not chosen:
        return Answer(
            About(EXPLORE, place=question.place), (Reply("utter_interests_none"),), suggestions=(way_to(COUNSELLOR),)
        )
    listed = "\n".join(
        f"- **{title_occupation(each, question.language)}**. {reason}"
        for each, reason in zip(chosen, reasons, strict=True)
    )
    response = "utter_interests_suggestions" if scores else "utter_interests_examples"
    ask_more = not answers.started
    ways = list(ways_to_occupations(chosen[:3], question))
    ways.append(_pick("utter_interests_start", answers, "") if ask_more else way_to(COUNSELLOR))
    return Answer(
        About(EXPLORE, place=question.place),
        (Reply(response, {"suggestions": listed}), Reply("utter_interests_basis"), Reply("utter_interests_next")),
        items=tuple(
            occupation_item(occupation, question, words, assessment=assessment, reason=reason)
            for occupation, assessment, reason in zip(chosen, assessments, reasons, strict=True)
        ),
        sources=gather_sources(
            [
                *(each.source for each in interests),
                *(each.source for each in known),
                *(each.source for each in chosen[:1]),
            ]
        ),
        notes=(*note_unknown_place(question), *note_forecasts(known, words)),
        suggestions=tuple(ways),
    )


def choose_across_fields(scores: Counter[str], described: dict[str, OccupationFacts]) -> list[OccupationFacts]:
    """Three to five occupations, best first, one an industry; a second of an industry only where there are too few."""
    ranked = [described[each] for each in sorted(scores, key=lambda each: (-scores[each], each))]
    chosen: list[OccupationFacts] = []
    for occupation in ranked:
        if len(chosen) < MOST_SUGGESTED and all(each.industry_id != occupation.industry_id for each in chosen):
            chosen.append(occupation)
    for occupation in ranked:
        if len(chosen) < FEWEST_SUGGESTED and occupation not in chosen:
            chosen.append(occupation)
    return chosen


def _say_reason(
    occupation: OccupationFacts,
    told: Sequence[InterestFacts],
    choices: Sequence[Choice],
    interests: Sequence[InterestFacts],
    question: Question,
    words: Words,
    *,
    session: Session,
) -> str:
    """Why the occupation is suggested: the likes and choices that led to it."""
    liked = [
        inside_sentence(each.label_en if question.language == "en" else each.label_sv)
        for each in told
        if occupation.id in each.occupations
    ]
    occupations_of = {each.id: each.occupations for each in interests}
    chose = [
        words.say("choice", choice.word)
        for choice in choices
        if choice.riasec in occupation.riasec or occupation.id in occupations_of.get(choice.interest, ())
    ]
    values = {"interests": words.join(liked[:MOST_REASONS]), "choices": words.join(chose[:MOST_REASONS])}
    if liked or chose:
        kind = "both" if liked and chose else "interests" if liked else "choices"
        return words.say("reason", kind, **values)
    industry = find_industry(session, industry_id=occupation.industry_id or "", today=question.today)
    return words.say("reason", "open", industry=name_industry(industry, question.language)) if industry else ""


def _assess(occupation: OccupationFacts, question: Question, *, session: Session) -> Assessment | None:
    """The newest assessment for the place, else for the country."""
    outlook = find_occupation_outlook(
        session, occupation_id=occupation.id, place=question.place or SWEDEN, today=question.today
    )
    assessed = (each for each in (outlook.assessment, outlook.national) if each is not None and each.assessed)
    return next(assessed, None)
