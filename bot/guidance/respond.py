"""One turn: a message and the conversation in, the answer and the conversation after it out. The one call of the actions."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.guidance import smalltalk
from bot.guidance.about import complete_about
from bot.guidance.answer import Answer, Reply
from bot.guidance.context import understand
from bot.guidance.conversation import Conversation
from bot.guidance.described import prefer_described
from bot.guidance.doubt import Thresholds
from bot.guidance.message import PLACE, Message
from bot.guidance.places_meant import PlaceMeant, find_place_meant
from bot.guidance.question import Question
from bot.guidance.registry import answer_question
from bot.guidance.remembering import ASKS_PLACE, asks, list_offers, remember_turn
from bot.guidance.surroundings import Surroundings
from bot.guidance.tongue import UNDERSTOOD, Tongue, choose_language, choose_tongue, find_asked_language
from bot.guidance.topic_words import doubts_the_answer
from bot.guidance.topics import (
    CHANGE_LANGUAGE,
    COMPARE,
    COUNSELLOR,
    FEEDBACK_NEGATIVE,
    OUT_OF_SCOPE,
    QUESTIONS,
    SET_REGION,
)  # fmt: skip
from bot.guidance.understanding import Understanding
from bot.guidance.which import answer_which
from bot.regional.queries.places import SWEDEN

logger = logging.getLogger(__name__)
LONGEST_WORD = 40
# The tongues that answers are written in; other languages are only understood.
WRITTEN = ("sv", "easy", "en")


@dataclass(frozen=True)
class Turn:
    """A pupil's message with all that is known around it. `now` is seconds since the epoch."""

    message: Message
    conversation: Conversation
    surroundings: Surroundings
    now: float


@dataclass(frozen=True)
class Response:
    """The answer, its tongue, and what to remember. `place_asked_for`: the region, where the answer is for a part of it."""

    answer: Answer
    tongue: Tongue
    conversation: Conversation
    topic: str
    place_asked_for: str = ""


def take_turn(turn: Turn, *, session: Session, thresholds: Thresholds, session_seconds: float) -> Response:
    """Understands the message in its conversation and answers it."""
    message = turn.message
    conversation = turn.conversation.forgotten_after(seconds=session_seconds, now=turn.now)
    conversation = replace(conversation, heard_at=turn.now, turns=conversation.turns + 1)
    tongue, conversation = choose_tongue(message, conversation, turn.surroundings)
    understanding = understand(message, conversation, thresholds=thresholds)
    understanding = prefer_described(session, understanding, today=turn.surroundings.today)
    if understanding.topic == CHANGE_LANGUAGE:
        return _change_language(understanding, turn, conversation, tongue, session=session)
    response = _tell(understanding, turn, conversation, tongue, session=session)
    told = response.conversation.told
    if tongue.heard in UNDERSTOOD and understanding.topic in QUESTIONS and "languages" not in told:
        replies = (Reply("utter_answer_languages"), *response.answer.replies)
        remembered = replace(response.conversation, told=(*told, "languages"))
        return replace(response, answer=replace(response.answer, replies=replies), conversation=remembered)
    return response


def _tell(
    understanding: Understanding, turn: Turn, conversation: Conversation, tongue: Tongue, *, session: Session
) -> Response:
    """The answer to what was understood, and the conversation after it."""
    # Help, the way to a human and small talk need no facts, so they are there also when the database is not.
    needs_facts = understanding.topic in QUESTIONS or understanding.topic == SET_REGION
    place = find_place_meant(session, understanding, turn.surroundings) if needs_facts else PlaceMeant(None)
    answer = _answer(understanding, turn, conversation, tongue, place, session=session)
    today = turn.surroundings.today
    about = complete_about(session, answer.about, understanding, place, tongue, today=today)
    answer = replace(answer, about=about)
    remembered = remember_turn(conversation, understanding, answer, turn.message, place, session=session)
    return Response(answer, tongue, remembered, answer.about.topic, place.region_name)


def _answer(
    understanding: Understanding,
    turn: Turn,
    conversation: Conversation,
    tongue: Tongue,
    place: PlaceMeant,
    *,
    session: Session,
) -> Answer:
    topic = understanding.topic
    if understanding.outcome == "unsure":
        return smalltalk.answer_unsure(conversation)
    if understanding.outcome == "choice":
        return smalltalk.answer_choice(understanding.choices)
    if understanding.outcome == "unknown":
        return smalltalk.answer_unknown_occupation(understanding.unknown[:LONGEST_WORD], topic=topic)
    if understanding.outcome == "which":
        return answer_which(session, understanding, tongue, today=turn.surroundings.today)
    if understanding.outcome == "accepted":
        return smalltalk.answer_accepted(conversation)
    if understanding.outcome == "declined":
        return smalltalk.answer_declined(conversation)
    if topic == COUNSELLOR:
        return smalltalk.answer_counsellor(turn.surroundings)
    if topic == FEEDBACK_NEGATIVE:
        return smalltalk.answer_feedback_negative(conversation, doubted=doubts_the_answer(turn.message.text))
    if topic == OUT_OF_SCOPE and turn.message.pressed:
        return smalltalk.answer_something_else()
    if topic in smalltalk.PLAIN:
        return smalltalk.answer_plainly(topic)
    if topic not in QUESTIONS and topic != SET_REGION:
        return smalltalk.answer_unsure(conversation)
    question = _ask(understanding, turn, conversation, tongue, place)
    answer = answer_question(question, session=session)
    if conversation.place_asked and asks(answer, ASKS_PLACE):
        # The pupil has been asked once already: the whole country is a better answer than the same question again.
        answer = answer_question(replace(question, place=SWEDEN), session=session)
    return place.explain(answer, understanding)


def _ask(
    understanding: Understanding, turn: Turn, conversation: Conversation, tongue: Tongue, place: PlaceMeant
) -> Question:
    focus = understanding.focus
    employer = focus.employer
    return Question(
        topic=understanding.topic,
        today=turn.surroundings.today,
        occupations=understanding.occupations,
        place=place.place,
        place_named=PLACE in understanding.named,
        programmes=conversation.programmes,
        employer_id=int(employer) if employer and employer.isdigit() else None,
        programme_id=focus.programme,
        industry_id=focus.industry,
        interests=understanding.interests,
        education_level=understanding.education_level,
        language=tongue.language,
        easy=tongue.easy,
        text=turn.message.text,
    )


def _change_language(
    understanding: Understanding, turn: Turn, conversation: Conversation, tongue: Tongue, *, session: Session
) -> Response:
    """The language from now on, and the last answer once more in it."""
    message = turn.message
    wish = understanding.language or find_asked_language(message.text)
    if wish is None and message.language in ("en", *UNDERSTOOD):
        wish = message.language
    before = conversation
    if wish is not None:
        conversation = choose_language(conversation, wish)
        heard = conversation.language_heard or conversation.language
        tongue = Tongue("en" if wish == "en" else "sv", conversation.easy, heard)
    # "I just moved to Eskilstuna and my Swedish is bad": what was named besides is kept in mind.
    conversation = replace(conversation, focus=understanding.focus)
    told = smalltalk.answer_language(wish)
    retells = wish in WRITTEN and (conversation.language, conversation.easy) != (before.language, before.easy)
    try:
        again = _tell_again(turn, conversation, tongue, session=session)
    except SQLAlchemyError as error:
        # The language is changed also while the database is away. The kind only: a driver's text may hold what was asked.
        logger.warning("last answer not told again: kind=%s", type(error).__name__)
        again = None
    if again is None:
        offered = replace(conversation, offered=list_offers(told), waiting="choice", apologies=0)
        return Response(told, tongue, offered, CHANGE_LANGUAGE)
    if not retells:
        about = replace(again.answer.about, topic=CHANGE_LANGUAGE)
        offered = replace(conversation, offered=list_offers(told), waiting="choice", apologies=0)
        return Response(replace(told, about=about), tongue, offered, CHANGE_LANGUAGE)
    return replace(again, answer=smalltalk.tell_again(again.answer), topic=CHANGE_LANGUAGE)


def _tell_again(turn: Turn, conversation: Conversation, tongue: Tongue, *, session: Session) -> Response | None:
    """The answer to the last question in another tongue; None when nothing was asked yet."""
    focus = conversation.focus
    if focus.topic not in QUESTIONS:
        return None
    occupations = conversation.compared if focus.topic == COMPARE else (focus.occupation,) if focus.occupation else ()
    asked = Understanding("answer", focus.topic, focus, occupations=occupations, interests=conversation.interests)
    # The words of the wish for another language say nothing about what is told again.
    return _tell(asked, replace(turn, message=replace(turn.message, text="")), conversation, tongue, session=session)
