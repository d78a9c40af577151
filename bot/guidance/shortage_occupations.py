"""Answers which occupations lack people, in a county or the whole country, maybe in one industry."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply
from bot.guidance.forecast_notes import note_forecasts
from bot.guidance.items import occupation_item
from bot.guidance.names import describe_industry, name_industry, name_occupations
from bot.guidance.question import Question
from bot.guidance.shortage_groups import choose_representatives
from bot.guidance.sources import gather_sources
from bot.guidance.suggestions import way_to, ways_on, ways_to_occupations
from bot.guidance.topics import EMPLOYERS, EXPLORE, INDUSTRY_FACTS, SHORTAGE
from bot.guidance.whereabouts import find_county_place, name_place, note_unknown_place, say_in_place
from bot.guidance.words import Words, words_for
from bot.regional.queries.common_occupations import find_common_occupations
from bot.regional.queries.occupations import (
    IndustryFacts,
    OccupationFacts,
    find_industry,
    find_occupation,
)
from bot.regional.queries.outlook import SHORTAGE as LACKS_PEOPLE
from bot.regional.queries.outlook import Assessment, ShortageList, ShortageOccupation, find_shortage_occupations
from bot.regional.queries.places import SWEDEN

MOST_LISTED = 6
MOST_ADDED = 4


def answer_shortage_occupations(question: Question, *, session: Session) -> Answer:
    """The list, what it rests on, and the first two as ways on."""
    words = words_for(question.variant)
    industry = _find_industry(question, session=session)
    about = About(
        SHORTAGE,
        place=question.place,
        industry=describe_industry(industry, question.language) if industry else None,
    )
    place = question.place or SWEDEN
    listed = find_shortage_occupations(
        session, place=place, today=question.today, industry_id=industry.id if industry else None
    )
    if not listed.occupations:
        return _answer_none(question, about, industry, session=session)
    shown, occupations = _choose_shown(listed, question, session=session)
    assessments = [each.assessment for each in shown]
    area = SWEDEN if listed.area_code == SWEDEN.code else find_county_place(place, session=session)
    values = {
        "in_place": say_in_place(area, words, session=session),
        "occupations": words.join([name_occupations(each, question.language) for each in occupations]),
        "industry": name_industry(industry, question.language) if industry else "",
    }
    replies = [
        *_say_wider_area(question, listed, session=session),
        *_say_list(listed, shown, values, industry=industry),
    ]
    basis = {"place": name_place(area, words, session=session), **_describe_round(assessments[0], words)}
    replies.append(Reply("utter_shortage_basis", basis))
    newer, newer_replies = _say_newer_national(question, listed, industry, session=session)
    replies += newer_replies
    assessments = [*assessments, *newer]
    replies.append(Reply("utter_shortage_next" if question.place else "utter_shortage_next_place"))
    ways = ways_to_occupations(occupations[:2], question)
    return Answer(
        about,
        tuple(replies),
        items=tuple(
            occupation_item(occupation, question, words, assessment=assessment)
            for occupation, assessment in zip(occupations, assessments[: len(shown)], strict=True)
        ),
        sources=gather_sources(each.source for each in assessments),
        notes=(*note_unknown_place(question), *note_forecasts(assessments, words)),
        suggestions=(*ways, *ways_on(question, (EMPLOYERS,)), way_to(EXPLORE)),
    )


def _find_industry(question: Question, *, session: Session) -> IndustryFacts | None:
    if question.industry_id is None:
        return None
    return find_industry(session, industry_id=question.industry_id, today=question.today)


def _say_wider_area(question: Question, listed: ShortageList, *, session: Session) -> list[Reply]:
    if question.place is None or listed.area_code == listed.asked_area_code:
        return []
    county = find_county_place(question.place, session=session)
    in_place = say_in_place(county, words_for(question.variant), session=session)
    return [Reply("utter_shortage_wider_area", {"in_place": in_place})]


def _choose_shown(
    listed: ShortageList, question: Question, *, session: Session
) -> tuple[list[ShortageOccupation], list[OccupationFacts]]:
    """One occupation a group, the first few; and their facts."""
    facts = {
        each.occupation_id: found
        for each in listed.occupations
        if (found := find_occupation(session, occupation_id=each.occupation_id, today=question.today)) is not None
    }
    shown = choose_representatives(listed.occupations, facts)[:MOST_LISTED]
    return shown, [facts[each.occupation_id] for each in shown]


def _describe_round(assessment: Assessment, words: Words) -> dict[str, str]:
    return {"round": assessment.round, "published": words.published(assessment.source.published)}


def _say_newer_national(
    question: Question, listed: ShortageList, industry: IndustryFacts | None, *, session: Session
) -> tuple[list[Assessment], list[Reply]]:
    """What the country's newer round adds where the county's has run out."""
    if listed.area_code == SWEDEN.code or not listed.occupations[0].assessment.source.expired:
        return [], []
    national = find_shortage_occupations(
        session, place=SWEDEN, today=question.today, industry_id=industry.id if industry else None
    )
    if not national.occupations or national.round <= listed.round:
        return [], []
    told = {each.assessment.barometer_name for each in listed.occupations}
    shown, occupations = _choose_shown(national, question, session=session)
    names = [
        name_occupations(occupation, question.language)
        for each, occupation in zip(shown, occupations, strict=True)
        if each.assessment.barometer_name not in told
    ][:MOST_ADDED]
    if not names:
        return [], []
    words = words_for(question.variant)
    values = {"occupations": words.join(names), **_describe_round(shown[0].assessment, words)}
    return [shown[0].assessment], [Reply("utter_shortage_newer_national", values)]


def _say_list(
    listed: ShortageList,
    shown: list[ShortageOccupation],
    values: dict[str, str],
    *,
    industry: IndustryFacts | None,
) -> list[Reply]:
    replies = [Reply("utter_shortage_list_industry" if industry else "utter_shortage_list", values)]
    more = len(listed.occupations) - len(shown)
    if more > 0:
        replies.append(Reply("utter_shortage_more", {"count": str(more)}))
    if any(each.assessment.situation != LACKS_PEOPLE for each in shown):
        replies.append(Reply("utter_shortage_paradox"))
    return replies


def _answer_none(question: Question, about: About, industry: IndustryFacts | None, *, session: Session) -> Answer:
    words = words_for(question.variant)
    values = {"in_place": say_in_place(question.place or SWEDEN, words, session=session)}
    if industry is None:
        ways = (*ways_on(question, (EMPLOYERS,)), way_to(EXPLORE))
        return Answer(
            about, (Reply("utter_shortage_none", values), Reply("utter_shortage_none_next")), suggestions=ways
        )
    occupations = find_common_occupations(session, industry_id=industry.id, today=question.today)
    values["industry"] = name_industry(industry, question.language)
    return Answer(
        about,
        (Reply("utter_shortage_none_industry", values), Reply("utter_shortage_none_next")),
        items=tuple(occupation_item(each, question, words) for each in occupations[:MOST_LISTED]),
        sources=(industry.source,),
        notes=note_unknown_place(question),
        suggestions=(
            *ways_to_occupations(occupations[:2], question),
            *ways_on(question, (EMPLOYERS, INDUSTRY_FACTS)),
        ),
    )
