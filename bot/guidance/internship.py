"""Answers about work practice after compulsory school: APL, apprentice, LIA; bare "praktik" gets both and a question which."""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from bot.guidance.answer import Answer, Reply, Suggestion
from bot.guidance.education_levels import COMPULSORY_SCHOOL
from bot.guidance.form_rules import answers_rule_only, choose_rules, choose_sides
from bot.guidance.forms import Form, answer_form, make_way
from bot.guidance.question import Question
from bot.guidance.topics import EMPLOYERS, INTERNSHIP, MENTOR, PRAO, STUDY_VISIT
from bot.guidance.whereabouts import carry_entities
from bot.regional.models import OfferKind
from bot.text.normalise import fold_text

LEADS_TO_EMPLOYERS = frozenset({"apply", "no_place", "job_after"})
# School form by the level that was linked, else by what the message says.
FORM_OF_LEVEL = {
    "gymnasium": "apl", "gymnasiet_1": "apl", "gymnasiet_2": "apl", "gymnasiet_3": "apl", "yh": "lia", "larling": "apprentice",
    "komvux": "adult", "anpassad_gymnasieskola": "special", "introduktion": "introduction", "hogskola": "university",
}  # fmt: skip
FORM_OF_WORD = (
    (re.compile(r"\bt4\b|fjarde teknik|gymnasieingenjor"), "fourth_year"),
    (re.compile(r"\bapl"), "apl"),
    (re.compile(r"\blia\b|\blia-"), "lia"),
    (re.compile(r"larling|apprentic|oppisopim"), "apprentice"),
    (re.compile(r"\bexjobb|examensarbete|thesis"), "university"),
)
OFFERS = {"lia": (OfferKind.LIA,), "university": (OfferKind.LIA,)}


def answer_internship(question: Question, *, session: Session) -> Answer:
    """The school form's rules and what was asked; without a school form both, with the choice as buttons."""
    school_form = find_school_form(question)
    sides = choose_sides(question, among="internship")
    in_compulsory_school = question.education_level in COMPULSORY_SCHOOL
    bare = school_form is None and not sides and not in_compulsory_school
    told = ["both"] if bare else [*([school_form] if school_form else []), *sides]
    only_rules = answers_rule_only(question, sides, LEADS_TO_EMPLOYERS)
    form = Form(
        INTERNSHIP,
        OFFERS.get(school_form or "", (OfferKind.APL, OfferKind.LIA) if school_form is None else (OfferKind.APL,)),
        (EMPLOYERS, STUDY_VISIT, MENTOR),
    )
    ways: tuple[Suggestion, ...] = ()
    if bare:
        ways = (make_way(PRAO, question), _way_for_level("gymnasium", question), _way_for_level("yh", question))
    elif in_compulsory_school:
        ways = (make_way(PRAO, question),)
    return answer_form(
        question,
        form,
        choose_rules("internship", told[:2]),
        session=session,
        before=[Reply("utter_internship_is_prao")] if in_compulsory_school else [],
        ways=ways,
        only_rules=only_rules,
    )


def find_school_form(question: Question) -> str | None:
    """APL, LIA, apprentice ...: what the message says, else what the linked school form has."""
    folded = fold_text(question.text)
    said = next((form for pattern, form in FORM_OF_WORD if pattern.search(folded)), None)
    return said or FORM_OF_LEVEL.get(question.education_level or "")


def _way_for_level(level: str, question: Question) -> Suggestion:
    entities = {**carry_entities(question), "education_level": level}
    return Suggestion(Reply(f"utter_way_internship_{level}"), INTERNSHIP, entities)
