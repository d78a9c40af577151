"""Answers about prao: the rules of compulsory school, what a pupil asks about it, and employers near that take pupils."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.guidance.answer import Answer, Reply
from bot.guidance.education_levels import UPPER_SECONDARY
from bot.guidance.form_rules import answers_rule_only, choose_rules, choose_sides
from bot.guidance.forms import Form, answer_form, make_way
from bot.guidance.question import Question
from bot.guidance.rules import find_rules
from bot.guidance.topics import EMPLOYERS, INTERNSHIP, PRAO, STUDY_VISIT, SUMMER_JOB
from bot.regional.models import OfferKind

FORM = Form(PRAO, (OfferKind.PRAO,), (EMPLOYERS, STUDY_VISIT, SUMMER_JOB))
# Sides where the pupil needs a workplace next, so employers belong in the answer.
LEADS_TO_EMPLOYERS = frozenset({"apply", "no_place", "tasks"})


def answer_prao(question: Question, *, session: Session) -> Answer:
    """The rule on what was asked, else what prao is; always what pupils under 16 may not count on doing."""
    sides = choose_sides(question, among="prao")
    if question.education_level == "anpassad_gymnasieskola":
        sides = ["special", *sides]
    elif question.education_level == "arskurs_7" and not sides:
        sides = ["early"]
    rules = choose_rules("prao", sides)
    before = [Reply("utter_prao_is_for_compulsory_school")] if question.education_level in UPPER_SECONDARY else []
    ways = (make_way(INTERNSHIP, question),) if before else ()
    if "tasks" not in sides and not answers_rule_only(question, sides, LEADS_TO_EMPLOYERS):
        rules = (*rules, *find_rules("prao", "tasks"))
    return answer_form(
        question,
        FORM,
        rules,
        session=session,
        before=before,
        ways=ways,
        only_rules=answers_rule_only(question, sides, LEADS_TO_EMPLOYERS),
    )
