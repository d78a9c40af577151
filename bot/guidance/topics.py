"""The intents by kind: which are questions, what each question is about, and which are never offered as a guess."""

from __future__ import annotations

from collections.abc import Mapping

from bot.guidance.message import EMPLOYER, INDUSTRY, INTEREST, OCCUPATION, PLACE, PROGRAMME

SHORTAGE, OUTLOOK, DESCRIPTION = "ask_shortage_occupations", "ask_occupation_outlook", "ask_occupation_description"
SALARY, EDUCATION, SCHOOLS, EMPLOYERS = "ask_salary", "ask_education_path", "ask_schools", "ask_employers"
STUDY_VISIT, PRAO, INTERNSHIP, SUMMER_JOB = "ask_study_visit", "ask_prao", "ask_internship", "ask_summer_job"
MENTOR, EXPLORE, COMPARE = "ask_mentor", "explore_interests", "compare_occupations"
INDUSTRY_FACTS, SET_REGION, DISTRESS = "ask_industry_facts", "set_region", "distress"
AFFIRM, DENY, OUT_OF_SCOPE, CHANGE_LANGUAGE = "affirm", "deny", "out_of_scope", "change_language"
FEEDBACK_POSITIVE, FEEDBACK_NEGATIVE = "give_feedback_positive", "give_feedback_negative"
COUNSELLOR, CAPABILITIES = "talk_to_counsellor", "ask_capabilities"
BOT_CHALLENGE = "bot_challenge"

# Ways to meet working life; each has rules of its own on pay, weeks, clothes and ages.
FORMS = frozenset({STUDY_VISIT, PRAO, INTERNSHIP, SUMMER_JOB, MENTOR})

# Answers that list where something is, with how far away.
LISTS_PLACES = FORMS | {SCHOOLS, EMPLOYERS}

_AT_WORK = frozenset({OCCUPATION, INDUSTRY, EMPLOYER, PLACE})

# What a question may be about, and so what carries over to it. The place always stays in mind.
TAKES: Mapping[str, frozenset[str]] = {
    SHORTAGE: frozenset({INDUSTRY, PLACE}),
    OUTLOOK: _AT_WORK,
    DESCRIPTION: _AT_WORK,
    SALARY: _AT_WORK,
    EDUCATION: _AT_WORK | {PROGRAMME},
    SCHOOLS: _AT_WORK | {PROGRAMME},
    EMPLOYERS: _AT_WORK,
    STUDY_VISIT: _AT_WORK,
    PRAO: _AT_WORK,
    INTERNSHIP: _AT_WORK | {PROGRAMME},
    SUMMER_JOB: _AT_WORK,
    MENTOR: _AT_WORK,
    EXPLORE: frozenset({INTEREST, INDUSTRY, PLACE}),
    COMPARE: frozenset({OCCUPATION, PROGRAMME, INDUSTRY, PLACE}),
    INDUSTRY_FACTS: frozenset({INDUSTRY, EMPLOYER, PLACE}),
}

# Without a place these get a better answer once there is one, so they stay open; the way to an occupation then asks for schools.
OPEN_WITHOUT_PLACE: Mapping[str, str] = {
    **{
        topic: topic
        for topic in (
            SHORTAGE, OUTLOOK, SCHOOLS, EMPLOYERS, STUDY_VISIT, PRAO, INTERNSHIP, SUMMER_JOB, MENTOR,
        )
    },
    EDUCATION: SCHOOLS,
}  # fmt: skip

# An ambiguous occupation must be cleared up first where one occupation is described.
ABOUT_ONE_OCCUPATION = frozenset({OUTLOOK, DESCRIPTION, SALARY, EDUCATION, SCHOOLS})

# Bare "svetsare" with nothing before it: the most telling thing to say about such a word.
WHEN_ONLY_NAMED: Mapping[str, str] = {
    OCCUPATION: DESCRIPTION,
    EMPLOYER: EMPLOYERS,
    PROGRAMME: EDUCATION,
    INDUSTRY: SHORTAGE,
    INTEREST: EXPLORE,
    PLACE: SET_REGION,
}

# "Var då?" after each of these; after any other it asks where the jobs are.
WHERE_AFTER: Mapping[str, str] = {
    EDUCATION: SCHOOLS,
    SCHOOLS: SCHOOLS,
    STUDY_VISIT: STUDY_VISIT,
    PRAO: PRAO,
    INTERNSHIP: INTERNSHIP,
    SUMMER_JOB: SUMMER_JOB,
    MENTOR: MENTOR,
}

SMALL_TALK = frozenset({"greet", "goodbye", "thank", AFFIRM, DENY})

# A guess at these would be strange ("Menar du en hälsning?") or hurt; an uncertain one is answered or left aside.
NEVER_OFFERED = SMALL_TALK | {
    DISTRESS,
    "insult",
    BOT_CHALLENGE,
    FEEDBACK_POSITIVE,
    FEEDBACK_NEGATIVE,
    OUT_OF_SCOPE,
}

QUESTIONS = frozenset(TAKES)
INTENTS = (
    QUESTIONS
    | NEVER_OFFERED
    | {SET_REGION, CAPABILITIES, COUNSELLOR, "ask_privacy", CHANGE_LANGUAGE}
)  # fmt: skip
