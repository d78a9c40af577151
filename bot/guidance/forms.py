"""Answers about ways to meet working life: the rules on what was asked, then employers near that offer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply, Suggestion
from bot.guidance.employer_lists import describe_employer, list_employers, note_employers, say_contacts
from bot.guidance.employers import find_subject
from bot.guidance.items import employer_item
from bot.guidance.names import describe_industry, describe_occupation, name_industry, name_occupations
from bot.guidance.question import Question
from bot.guidance.rules import Rule, note_rules
from bot.guidance.sources import gather_sources
from bot.guidance.suggestions import way_to, ways_on
from bot.guidance.topics import COUNSELLOR
from bot.guidance.whereabouts import carry_entities, note_unknown_place, say_in_county, say_in_place, say_near_place
from bot.guidance.words import Words, words_for
from bot.regional.models import OfferKind
from bot.regional.queries.employers import (
    EmployerNear,
    KnownEmployer,
    find_employer,
    find_employers_near,
    find_sites_of_employer,
)
from bot.regional.queries.places import SWEDEN

MOST_LISTED = 4
MOST_ASKED = 3
MOST_EXAMPLES = 2
# Rings of bot.regional.queries.places: within a daily way, the own county, a neighbouring county.
WITHIN_COMMUTE, OWN_COUNTY, NEIGHBOURING_COUNTY = 1, 2, 3


@dataclass(frozen=True)
class Form:
    """A way to meet working life: its topic, what an employer then offers, and which topics lie near."""

    topic: str
    offers: tuple[OfferKind, ...]
    near: tuple[str, ...]


@dataclass(frozen=True)
class Work:
    """The work that employers are looked for in: an occupation, an industry, or any."""

    occupation_id: str | None
    industry_id: str | None


def answer_form(
    question: Question,
    form: Form,
    rules: Sequence[Rule],
    *,
    session: Session,
    before: Sequence[Reply] = (),
    after: Sequence[Reply] = (),
    ways: Sequence[Suggestion] = (),
    only_rules: bool = False,
) -> Answer:
    """The rules first, then employers, the way through the counsellor, and what lies near.

    `only_rules` leaves the employers out, for a question on a rule that is asked without a place or work in mind.
    """
    words = words_for(question.variant)
    occupation, industry = find_subject(question, session=session)
    known = find_employer(session, employer_id=question.employer_id) if question.employer_id is not None else None
    about = About(
        form.topic,
        describe_occupation(occupation, question.language) if occupation else None,
        question.place,
        employer=describe_employer(known) if known else None,
        industry=describe_industry(industry, question.language) if industry else None,
    )
    told = tuple(rules)
    replies = [*before, *(rule.reply for rule in told), *after]
    sites: tuple[EmployerNear, ...] = ()
    if not only_rules:
        sites, employer_replies = _say_employers(question, form, known, words, session=session)
        replies += employer_replies
    near = ways_on(question, form.near)
    return Answer(
        about,
        (*replies, Reply("utter_form_next" if only_rules else f"utter_{form.topic}_next")),
        items=tuple(employer_item(each, words, session=session) for each in sites),
        sources=gather_sources([*(rule.source for rule in told), *(each.source for each in sites)]),
        notes=(*note_unknown_place(question), *note_rules(told), *note_employers(sites, words)),
        suggestions=(*ways, *near[: max(1, 3 - len(ways))], way_to(COUNSELLOR)),
    )


def _say_employers(
    question: Question, form: Form, known: KnownEmployer | None, words: Words, *, session: Session
) -> tuple[tuple[EmployerNear, ...], list[Reply]]:
    if known is not None:
        return _say_named(question, form, known, words, session=session)
    if question.place is None and not question.place_named:
        return (), [Reply("utter_form_tell_place")]
    occupation, industry = find_subject(question, session=session)
    subject = (
        name_occupations(occupation, question.language) if occupation
        else name_industry(industry, question.language) if industry else ""
    )  # fmt: skip
    place = question.place or SWEDEN
    values = {
        "offer": words.join([words.say("offer", kind.value) for kind in form.offers], joining="or"),
        "in_place": say_in_place(place, words, session=session),
        "near_place": say_near_place(place, words, session=session),
        "in_county": say_in_county(place, words, session=session),
        "subject": subject,
    }
    work = Work(occupation.id if occupation else None, industry.id if industry else None)
    offering = find_offering(question, form, work, session=session, farthest_ring=OWN_COUNTY)
    asked = () if any(not each.demo for each in offering) else find_worth_asking(question, work, session=session)
    if not offering and not asked:
        offering = find_offering(question, form, work, session=session, farthest_ring=NEIGHBOURING_COUNTY)
    # What is near is told alone: a list that begins next door must not end a day's journey away.
    offering = tuple(each for each in offering if each.ring <= WITHIN_COMMUTE) or offering
    # Made-up examples are kept few where there are real workplaces to ask.
    offering = offering[:MOST_EXAMPLES] if asked else offering
    replies = []
    if offering:
        response = "utter_form_employers" if offering[0].ring <= WITHIN_COMMUTE else "utter_form_employers_far"
        replies.append(Reply(response, values | {"employers": list_employers(offering, words)}))
    if asked:
        response = "utter_form_ask_these_subject" if subject else "utter_form_ask_these"
        replies.append(Reply(response, values | {"employers": list_employers(asked, words)}))
    return (*offering, *asked), replies or [Reply("utter_form_nobody_known", values)]


def find_offering(
    question: Question, form: Form, work: Work, *, session: Session, farthest_ring: int
) -> tuple[EmployerNear, ...]:
    """Employers within reach that offer the form, nearest first, each site once."""
    found: dict[int, EmployerNear] = {}
    for offer in form.offers:
        for each in find_employers_near(
            session,
            place=question.place or SWEDEN,
            today=question.today,
            occupation_id=work.occupation_id,
            industry_id=work.industry_id,
            offer=offer,
            limit=MOST_LISTED,
            farthest_ring=farthest_ring,
        ):
            found.setdefault(each.site_id, each)
    return tuple(
        sorted(found.values(), key=lambda each: (each.ring, each.km or 0.0, each.demo, each.name))[:MOST_LISTED]
    )


def find_worth_asking(question: Question, work: Work, *, session: Session) -> tuple[EmployerNear, ...]:
    """Real workplaces near that do the work, whether or not they are known to take pupils."""
    found = find_employers_near(
        session,
        place=question.place or SWEDEN,
        today=question.today,
        occupation_id=work.occupation_id,
        industry_id=work.industry_id,
        limit=2 * MOST_LISTED,
        farthest_ring=OWN_COUNTY,
    )
    return tuple(each for each in found if not each.demo)[:MOST_ASKED]


def _say_named(
    question: Question, form: Form, known: KnownEmployer, words: Words, *, session: Session
) -> tuple[tuple[EmployerNear, ...], list[Reply]]:
    """Whether the named employer offers it, as far as is known."""
    sites = find_sites_of_employer(
        session, employer_id=known.id, place=question.place or SWEDEN, today=question.today, limit=MOST_LISTED
    )
    values = {
        "employer": known.name,
        "offer": words.join([words.say("offer", kind.value) for kind in form.offers], joining="or"),
    }
    if not sites:
        return (), [Reply("utter_employer_no_site", values | {"in_place": words.say("place", "country")})]
    offering = tuple(site for site in sites if any(offer.kind in form.offers for offer in site.offers))
    if offering:
        return offering, [Reply("utter_form_employer_offers", values), *say_contacts(offering)]
    return sites, [Reply("utter_form_employer_unknown", values)]


def make_way(topic: str, question: Question) -> Suggestion:
    """A way to another form about the same work."""
    return Suggestion(Reply(f"utter_way_{topic}"), topic, carry_entities(question))
