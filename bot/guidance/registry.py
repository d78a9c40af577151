"""Joins each topic to the function that answers it, and says what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.orm import Session

from bot.guidance.answer import Answer
from bot.guidance.comparison import answer_comparison
from bot.guidance.education_path import answer_education_path
from bot.guidance.employers import answer_employers
from bot.guidance.industry_facts import answer_industry_facts
from bot.guidance.interests import answer_interests
from bot.guidance.internship import answer_internship
from bot.guidance.mentor import answer_mentor
from bot.guidance.occupation_description import answer_occupation_description
from bot.guidance.occupation_outlook import answer_occupation_outlook
from bot.guidance.prao import answer_prao
from bot.guidance.question import Question
from bot.guidance.region import answer_region
from bot.guidance.salary import answer_salary
from bot.guidance.schools import answer_schools
from bot.guidance.shortage_occupations import answer_shortage_occupations
from bot.guidance.study_visit import answer_study_visit
from bot.guidance.summer_job import answer_summer_job
from bot.guidance.topics import (
    COMPARE,
    DESCRIPTION,
    EDUCATION,
    EMPLOYERS,
    EXPLORE,
    INDUSTRY_FACTS,
    INTERNSHIP,
    MENTOR,
    OUTLOOK,
    PRAO,
    SALARY,
    SCHOOLS,
    SET_REGION,
    SHORTAGE,
    STUDY_VISIT,
    SUMMER_JOB,
)  # fmt: skip


class AnswerTopic(Protocol):
    """A topic's function: pure but for the database session."""

    def __call__(self, question: Question, *, session: Session) -> Answer: ...


@dataclass(frozen=True)
class Topic:
    """How a topic is answered, and what it needs to be answered well; without it the topic asks for it itself."""

    answer: AnswerTopic
    needs_occupation: bool = False
    needs_place: bool = False


TOPICS: Mapping[str, Topic] = {
    SHORTAGE: Topic(answer_shortage_occupations),
    OUTLOOK: Topic(answer_occupation_outlook, needs_occupation=True),
    DESCRIPTION: Topic(answer_occupation_description, needs_occupation=True),
    SALARY: Topic(answer_salary, needs_occupation=True),
    EDUCATION: Topic(answer_education_path, needs_occupation=True),
    SCHOOLS: Topic(answer_schools, needs_occupation=True, needs_place=True),
    EMPLOYERS: Topic(answer_employers, needs_place=True),
    STUDY_VISIT: Topic(answer_study_visit, needs_place=True),
    PRAO: Topic(answer_prao, needs_place=True),
    INTERNSHIP: Topic(answer_internship, needs_place=True),
    SUMMER_JOB: Topic(answer_summer_job, needs_place=True),
    MENTOR: Topic(answer_mentor, needs_place=True),
    EXPLORE: Topic(answer_interests),
    COMPARE: Topic(answer_comparison, needs_occupation=True),
    INDUSTRY_FACTS: Topic(answer_industry_facts),
    SET_REGION: Topic(answer_region, needs_place=True),
}


def answer_question(question: Question, *, session: Session) -> Answer:
    """The answer to a question on any of the topics; a topic that is not here is a fault of the caller."""
    return TOPICS[question.topic].answer(question, session=session)
