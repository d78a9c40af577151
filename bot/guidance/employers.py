"""Answers which employers there are: near a place, in an occupation or industry, or what is known of a named one."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply
from bot.guidance.asked import find_asked
from bot.guidance.employer_lists import (
    describe_employer,
    list_employers,
    note_employers,
    say_contacts,
    say_here_and_further,
    say_offers,
)
from bot.guidance.items import employer_item
from bot.guidance.names import (
    describe_industry,
    describe_occupation,
    name_industry,
    name_occupations,
)
from bot.guidance.question import Question
from bot.guidance.sources import gather_sources
from bot.guidance.suggestions import way_to, ways_on
from bot.guidance.topics import COUNSELLOR, EMPLOYERS, INTERNSHIP, PRAO, SHORTAGE, STUDY_VISIT, SUMMER_JOB
from bot.guidance.whereabouts import ask_for_place, note_unknown_place, say_in_place
from bot.guidance.words import words_for
from bot.regional.queries.employer_notes import find_source_of_note
from bot.regional.queries.employers import (
    EmployerNear,
    KnownEmployer,
    find_employer,
    find_employers_near,
    find_sites_of_employer,
)
from bot.regional.queries.occupations import IndustryFacts, OccupationFacts, find_industry, find_occupation
from bot.regional.queries.places import SWEDEN, Place

MOST_LISTED = 5
ANYWHERE = 4


def answer_employers(question: Question, *, session: Session) -> Answer:
    """A named employer's sites, else those that match nearest first, else the nearest in the same industry."""
    if question.employer_id is not None and (known := find_employer(session, employer_id=question.employer_id)):
        return _answer_named(question, known, session=session)
    occupation, industry = find_subject(question, session=session)
    about = About(
        EMPLOYERS,
        describe_occupation(occupation, question.language) if occupation else None,
        question.place,
        industry=describe_industry(industry, question.language) if industry else None,
    )
    if question.place is None and not question.place_named:
        return ask_for_place(question, about, session=session)
    return _answer_near(question, about, occupation, industry, session=session)


def find_subject(question: Question, *, session: Session) -> tuple[OccupationFacts | None, IndustryFacts | None]:
    """The occupation that the question is about, else its industry."""
    today = question.today
    if question.occupation_id and (
        occupation := find_occupation(session, occupation_id=question.occupation_id, today=today)
    ):
        return occupation, None
    if question.industry_id:
        return None, find_industry(session, industry_id=question.industry_id, today=today)
    return None, None


def _answer_near(
    question: Question,
    about: About,
    occupation: OccupationFacts | None,
    industry: IndustryFacts | None,
    *,
    session: Session,
) -> Answer:
    words = words_for(question.variant)
    place = question.place or SWEDEN
    values = {
        "in_place": say_in_place(place, words, session=session),
        "occupations": name_occupations(occupation, question.language) if occupation else "",
        "industry": name_industry(industry, question.language) if industry else "",
    }
    kind = "occupation" if occupation else "industry" if industry else "any"
    found, nearest_kind = _find_near(question, place, occupation, industry, session=session)
    if not found:
        fallback = occupation.source if occupation else industry.source if industry else None
        return Answer(
            about,
            (Reply(f"utter_employers_none_{kind}", values), Reply("utter_employers_none_next")),
            sources=(fallback,) if fallback else (),
            notes=note_unknown_place(question),
            suggestions=(*ways_on(question, (SHORTAGE,)), way_to(COUNSELLOR)),
        )
    values["employers"] = list_employers(found, words)
    if nearest_kind == "same_industry":
        branch = (
            find_industry(session, industry_id=occupation.industry_id or "", today=question.today)
            if occupation
            else None
        )
        values["industry"] = name_industry(branch, question.language) if branch else ""
        replies = [Reply("utter_employers_same_industry", values)]
    elif found[0].ring == 0:
        replies = say_here_and_further(f"utter_employers_near_{kind}", values, found, words)
    else:
        replies = [Reply(f"utter_employers_nearest_{kind}", values)]
    replies += say_contacts(found) if find_asked(question.text, among="employers") else []
    return Answer(
        about,
        (*replies, Reply("utter_employers_next")),
        items=tuple(employer_item(each, words, session=session) for each in found),
        sources=gather_sources(each.source for each in found),
        notes=(*note_unknown_place(question), *note_employers(found, words)),
        suggestions=ways_on(question, (PRAO, STUDY_VISIT, INTERNSHIP, SUMMER_JOB)),
    )


def _find_near(
    question: Question,
    place: Place,
    occupation: OccupationFacts | None,
    industry: IndustryFacts | None,
    *,
    session: Session,
) -> tuple[tuple[EmployerNear, ...], str]:
    """Sites within reach, else in the occupation's industry within reach, else the nearest anywhere."""
    occupation_id = occupation.id if occupation else None
    industry_id = industry.id if industry else None

    def find(*, farthest_ring: int) -> tuple[EmployerNear, ...]:
        return find_employers_near(
            session,
            place=place,
            today=question.today,
            occupation_id=occupation_id,
            industry_id=industry_id,
            limit=MOST_LISTED,
            farthest_ring=farthest_ring,
        )

    if found := find(farthest_ring=3):
        return found, "asked"
    if occupation is not None and occupation.industry_id:
        related = find_employers_near(
            session, place=place, today=question.today, industry_id=occupation.industry_id, limit=MOST_LISTED
        )
        if related:
            return related, "same_industry"
    return find(farthest_ring=ANYWHERE), "asked"


def _answer_named(question: Question, known: KnownEmployer, *, session: Session) -> Answer:
    """A company: where it is nearest, what it offers and how to reach it; without a site what is known of it."""
    words = words_for(question.variant)
    about = About(EMPLOYERS, place=question.place, employer=describe_employer(known))
    place = question.place or SWEDEN
    sites = find_sites_of_employer(session, employer_id=known.id, place=place, today=question.today, limit=MOST_LISTED)
    values = {"employer": known.name, "in_place": say_in_place(place, words, session=session)}
    if not sites:
        # Notes are written in Swedish; in English the plain sentence has to do.
        note = [Reply("utter_employer_note", {"note": known.note})] if known.note and question.language == "sv" else []
        source = find_source_of_note(session, employer_id=known.id)
        return Answer(
            about,
            (*note, Reply("utter_employer_no_site", values)),
            sources=(source,) if source else (),
            suggestions=(way_to(SHORTAGE), way_to(EMPLOYERS), way_to(COUNSELLOR)),
        )
    values["employers"] = list_employers(sites, words)
    if sites[0].ring == 0 and question.place is not None:
        replies = say_here_and_further("utter_employer_here", values, sites, words)
    else:
        replies = [Reply("utter_employer_sites", values)]
    replies += _say_occupations(sites[0], known, question, session=session)
    replies += say_offers(sites, known.name, words)
    if find_asked(question.text, among="employers"):
        replies += say_contacts(sites)
    return Answer(
        about,
        (*replies, Reply("utter_employers_next")),
        items=tuple(employer_item(each, words, session=session) for each in sites),
        sources=gather_sources(each.source for each in sites),
        notes=(*note_unknown_place(question), *note_employers(sites, words)),
        suggestions=(*ways_on(question, (PRAO, STUDY_VISIT, SUMMER_JOB)), way_to(COUNSELLOR)),
    )


def _say_occupations(site: EmployerNear, known: KnownEmployer, question: Question, *, session: Session) -> list[Reply]:
    found = (find_occupation(session, occupation_id=each, today=question.today) for each in site.occupations)
    names = [name_occupations(each, question.language) for each in found if each is not None][:MOST_LISTED]
    if not names:
        return []
    words = words_for(question.variant)
    return [Reply("utter_employer_occupations", {"employer": known.name, "occupations": words.join(names)})]
