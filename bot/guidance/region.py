"""Answers when a pupil says where they live: what that place holds for them, or that it is not in the register."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply
from bot.guidance.employer_lists import note_employers
from bot.guidance.forecast_notes import note_forecasts
from bot.guidance.items import employer_item
from bot.guidance.names import name_occupations
from bot.guidance.question import Question
from bot.guidance.sources import gather_sources
from bot.guidance.suggestions import way_to
from bot.guidance.topics import EMPLOYERS, EXPLORE, PRAO, SET_REGION, SHORTAGE
from bot.guidance.whereabouts import ask_for_place, find_county_place, say_in_place
from bot.guidance.words import words_for
from bot.regional.queries.employers import find_employers_near
from bot.regional.queries.occupations import find_occupation
from bot.regional.queries.outlook import find_shortage_occupations

MOST_LISTED = 3


def answer_region(question: Question, *, session: Session) -> Answer:
    """Takes the place in, says what lacks people there and who the nearest employers are, and offers the ways on."""
    about = About(SET_REGION, place=question.place)
    if question.place is None:
        return Answer(
            about,
            (Reply("utter_region_unknown"),),
            suggestions=ask_for_place(question, about, session=session).suggestions,
        )
    words = words_for(question.variant)
    values = {"in_place": say_in_place(question.place, words, session=session)}
    replies = [Reply("utter_region_known", values)]
    listed = find_shortage_occupations(session, place=question.place, today=question.today, limit=MOST_LISTED)
    shortage = listed.occupations if listed.area_code == listed.asked_area_code else ()
    found = [find_occupation(session, occupation_id=each.occupation_id, today=question.today) for each in shortage]
    names = [name_occupations(each, question.language) for each in found if each is not None]
    if names:
        county = find_county_place(question.place, session=session)
        in_county = {"in_place": say_in_place(county, words, session=session), "round": listed.round}
        replies.append(Reply("utter_region_shortage", {**in_county, "occupations": words.join(names)}))
    employers = find_employers_near(session, place=question.place, today=question.today, limit=MOST_LISTED)
    if employers:
        replies.append(Reply("utter_region_employers", {"employers": words.join([each.name for each in employers])}))
    assessments = [each.assessment for each in shortage]
    return Answer(
        about,
        (*replies, Reply("utter_region_next")),
        items=tuple(employer_item(each, words, session=session) for each in employers),
        sources=gather_sources([*(each.source for each in assessments), *(each.source for each in employers)]),
        notes=(*note_forecasts(assessments, words), *note_employers(employers, words)),
        suggestions=tuple(way_to(topic) for topic in (SHORTAGE, EMPLOYERS, PRAO, EXPLORE)),
    )
