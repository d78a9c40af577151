"""Answers about study visits: for one pupil or a class, what to wear and ask, and workplaces near that take visitors."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.guidance.answer import Answer
from bot.guidance.form_rules import answers_rule_only, choose_rules, choose_sides
from bot.guidance.forms import Form, answer_form
from bot.guidance.question import Question
from bot.guidance.topics import EMPLOYERS, MENTOR, PRAO, STUDY_VISIT
from bot.regional.models import OfferKind

FORM = Form(STUDY_VISIT, (OfferKind.STUDY_VISIT,), (EMPLOYERS, MENTOR, PRAO))
LEADS_TO_EMPLOYERS = frozenset({"apply", "class", "event"})


def answer_study_visit(question: Question, *, session: Session) -> Answer:
    """What was asked about visits, then workplaces near."""
    sides = choose_sides(question, among="study_visit")
    only_rules = answers_rule_only(question, sides, LEADS_TO_EMPLOYERS)
    return answer_form(question, FORM, choose_rules("study_visit", sides), session=session, only_rules=only_rules)
