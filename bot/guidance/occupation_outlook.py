"""Answers how easy it is to get work in an occupation, now and in five years, with area, round and cautions."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply
from bot.guidance.forecast_notes import note_forecasts
from bot.guidance.items import occupation_item
from bot.guidance.names import describe_occupation, name_occupation, name_occupations
from bot.guidance.question import Question
from bot.guidance.shortage_occupations import answer_shortage_occupations
from bot.guidance.sources import gather_sources
from bot.guidance.suggestions import answer_name_only, ways_about
from bot.guidance.topics import EDUCATION, EMPLOYERS, OUTLOOK, SALARY, SHORTAGE
from bot.guidance.whereabouts import find_county_place, name_place, note_unknown_place, say_in_place
from bot.guidance.words import Words, words_for
from bot.regional.queries.occupations import OccupationFacts, find_occupation
from bot.regional.queries.outlook import Assessment, OccupationOutlook, find_occupation_outlook
from bot.regional.queries.places import SWEDEN, Place

# Response names are ASCII; the publisher's levels are not.
SITUATIONS = {"brist": "shortage", "paradox": "paradox", "balans": "balance", "överskott": "surplus"}


def answer_occupation_outlook(question: Question, *, session: Session) -> Answer:
    """The assessment for the county, else for the country; none is an answer too. Without an occupation: the shortage list."""
    occupation = _find_occupation(question, session=session)
    if occupation is None:
        answer = answer_shortage_occupations(question, session=session)
        return replace(answer, about=replace(answer.about, topic=OUTLOOK))
    about = About(OUTLOOK, describe_occupation(occupation, question.language), question.place)
    if not occupation.described:
        return answer_name_only(occupation, question, session=session, about=about)
    words = words_for(question.variant)
    place = question.place or SWEDEN
    outlook = find_occupation_outlook(session, occupation_id=occupation.id, place=place, today=question.today)
    county = find_county_place(place, session=session)
    told, replies = _say_outlook(occupation, outlook, county, question, words, session=session)
    topics = (EMPLOYERS, EDUCATION, SALARY) if told else (EMPLOYERS, EDUCATION, SALARY, SHORTAGE)
    ways = ways_about(occupation, [topic for topic in topics if topic != SHORTAGE], question)
    return Answer(
        about,
        (*replies, Reply("utter_outlook_next")),
        items=(occupation_item(occupation, question, words, assessment=told[0]),) if told else (),
        sources=gather_sources(each.source for each in told) or (occupation.source,),
        notes=(*note_unknown_place(question), *note_forecasts(told, words)),
        suggestions=ways,
    )


def _find_occupation(question: Question, *, session: Session) -> OccupationFacts | None:
    if question.occupation_id is None:
        return None
    return find_occupation(session, occupation_id=question.occupation_id, today=question.today)


def _say_outlook(
    occupation: OccupationFacts,
    outlook: OccupationOutlook,
    county: Place,
    question: Question,
    words: Words,
    *,
    session: Session,
) -> tuple[list[Assessment], list[Reply]]:
    """The assessments that are told, the main one first, and the replies that tell them."""
    values = {
        "occupations": name_occupations(occupation, question.language),
        "occupation": name_occupation(occupation, question.language),
        "in_place": say_in_place(county, words, session=session),
        "place": name_place(county, words, session=session),
    }
    here = outlook.assessment if outlook.assessment and outlook.assessment.assessed else None
    national = outlook.national if outlook.national and outlook.national.assessed else None
    if here is None and national is None:
        response = "utter_outlook_none" if outlook.barometer_names else "utter_outlook_not_assessed"
        return [], [Reply(response, values)]
    if here is None:
        assert national is not None
        in_country = values | {
            "in_place": say_in_place(SWEDEN, words, session=session),
            "place": name_place(SWEDEN, words, session=session),
        }
        # A county without a row gets the country's, and is told that it is the country's.
        beginning = [Reply("utter_outlook_not_here", values)]
        return [national], [
            *beginning,
            *_say_assessment(national, in_country, words),
            _say_basis(national, in_country, words),
        ]
    replies = [*_say_assessment(here, values, words), _say_basis(here, values, words)]
    if outlook.change:
        before = outlook.previous.round if outlook.previous else ""
        replies.append(Reply(f"utter_outlook_change_{outlook.change}", {"round": before}))
    if national is None or national.round <= here.round:
        return [here], replies
    replies.append(Reply("utter_outlook_newer_national", _describe_national(national, words)))
    return [here, national], replies


def _describe_national(national: Assessment, words: Words) -> dict[str, str]:
    return {
        "situation": words.say("situation", national.situation or ""),
        "round": national.round,
        "published": words.published(national.source.published),
    }


def _say_assessment(assessment: Assessment, values: dict[str, str], words: Words) -> list[Reply]:
    replies = [Reply(f"utter_outlook_{SITUATIONS[assessment.situation or '']}", values)]
    if assessment.paradox_reasons:
        reasons = words.join([words.say_or_keep("paradox_reason", reason) for reason in assessment.paradox_reasons])
        replies.append(Reply("utter_outlook_paradox_reasons", {"reasons": reasons}))
    levels = {
        "opportunities": words.say("opportunities", assessment.opportunities) if assessment.opportunities else "",
        "outlook": words.say("outlook", assessment.outlook) if assessment.outlook else "",
    }
    if levels["opportunities"] and levels["outlook"]:
        replies.append(Reply("utter_outlook_levels", levels))
    elif levels["outlook"]:
        replies.append(Reply("utter_outlook_forecast", levels))
    elif levels["opportunities"]:
        replies.append(Reply("utter_outlook_opportunities", levels))
    return replies


def _say_basis(assessment: Assessment, values: dict[str, str], words: Words) -> Reply:
    return Reply(
        "utter_outlook_basis",
        {
            "place": values["place"],
            "group": assessment.barometer_name,
            "round": assessment.round,
            "published": words.published(assessment.source.published),
        },
    )
