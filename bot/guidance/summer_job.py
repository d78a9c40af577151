"""Answers about summer, holiday and extra jobs: what is allowed at which age, pay, how to apply, and employers near."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.guidance.answer import Answer
from bot.guidance.asked import find_age
from bot.guidance.education_levels import COMPULSORY_SCHOOL
from bot.guidance.form_rules import answers_rule_only, choose_rules, choose_sides
from bot.guidance.forms import Form, answer_form
from bot.guidance.question import Question
from bot.guidance.rules import find_rules
from bot.guidance.topics import EMPLOYERS, MENTOR, STUDY_VISIT, SUMMER_JOB
from bot.regional.models import OfferKind

FORM = Form(SUMMER_JOB, (OfferKind.SUMMER_JOB,), (EMPLOYERS, STUDY_VISIT, MENTOR))
LEADS_TO_EMPLOYERS = frozenset({"apply", "tasks", "age", "under_13", "child", "youth", "adult"})
YOUTH, ADULT, LEAST_AGE = 16, 18, 13


def answer_summer_job(question: Question, *, session: Session) -> Answer:
    """The rule for the pupil's age where it is told, what was asked, and never a promise of risky work to the young."""
    sides = choose_sides(question, among="summer_job")
    age = find_age(question.text)
    if age is not None:
        sides = [_side_of_age(age), *(side for side in sides if side != "age")]
    elif question.education_level in COMPULSORY_SCHOOL and not sides:
        sides = ["child"]
    rules = choose_rules("summer_job", sides[:2])
    only_rules = answers_rule_only(question, sides, LEADS_TO_EMPLOYERS)
    grown = age is not None and age >= ADULT
    if not only_rules and not grown and not set(sides) & {"tasks", "child", "under_13"}:
        rules = (*rules, *find_rules("summer_job", "tasks"))
    return answer_form(question, FORM, rules, session=session, only_rules=only_rules)


def _side_of_age(age: int) -> str:
    if age < LEAST_AGE:
        return "under_13"
    return "child" if age < YOUTH else "youth" if age < ADULT else "adult"
