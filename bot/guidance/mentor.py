"""Answers about talking with or following someone who works with it: how, what to ask, and workplaces near."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.guidance.answer import Answer
from bot.guidance.form_rules import answers_rule_only, choose_rules, choose_sides
from bot.guidance.forms import Form, answer_form
from bot.guidance.question import Question
from bot.guidance.topics import EMPLOYERS, MENTOR, PRAO, STUDY_VISIT
from bot.regional.models import OfferKind

FORM = Form(MENTOR, (OfferKind.MENTOR,), (EMPLOYERS, STUDY_VISIT, PRAO))
LEADS_TO_EMPLOYERS = frozenset({"apply", "shadow"})


def answer_mentor(question: Question, *, session: Session) -> Answer:
    """What was asked about such a meeting, then workplaces near."""
    sides = choose_sides(question, among="mentor")
    only_rules = answers_rule_only(question, sides, LEADS_TO_EMPLOYERS)
    return answer_form(question, FORM, choose_rules("mentor", sides), session=session, only_rules=only_rules)
