"""One turn: a message and the conversation in, the answer and the conversation after it out. The one call of the actions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from bot.guidance import smalltalk
from bot.guidance.about import complete_about, find_employer_by_name
from bot.guidance.answer import Answer, Reply
from bot.guidance.context import Understanding, understand
from bot.guidance.conversation import Conversation, Focus, Listed, Offer, Waiting
from bot.guidance.doubt import Thresholds
from bot.guidance.message import EMPLOYER, OCCUPATION, PLACE, Message
from bot.guidance.places_meant import PlaceMeant, find_place_meant
from bot.guidance.question import Question
from bot.guidance.registry import answer_question
from bot.guidance.surroundings import Surroundings
from bot.guidance.tongue import UNDERSTOOD, Tongue, choose_language, choose_tongue, find_asked_language
from bot.guidance.topics import (
    CHANGE_LANGUAGE,
    COUNSELLOR,
    DISTRESS,
    EXPLORE,
    FEEDBACK_NEGATIVE,
    NEVER_OFFERED,
    OPEN_WITHOUT_PLACE,
    OUT_OF_SCOPE,
    QUESTIONS,
    SET_REGION,
)  # fmt: skip
from bot.guidance.which import answer_which
from bot.regional.queries.places import SWEDEN

MOST_REMEMBERED = 6
ASKS_PLACE = "utter_ask_place"
LONGEST_WORD = 40


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
    if understanding.topic == CHANGE_LANGUAGE:
        return _change_language(understanding, message, conversation, tongue)
    place = find_place_meant(session, understanding, turn.surroundings)
    answer = _answer(understanding, turn, conversation, tongue, place, session=session)
    today = turn.surroundings.today
    about = complete_about(session, answer.about, understanding, place, tongue, today=today)
    answer = replace(answer, about=about)
    remembered = _remember(conversation, understanding, answer, message, place, session=session)
    if tongue.heard in UNDERSTOOD and understanding.topic in QUESTIONS and "languages" not in conversation.told:
        answer = replace(answer, replies=(Reply("utter_answer_languages"), *answer.replies))
        remembered = replace(remembered, told=(*remembered.told, "languages"))
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
        return smalltalk.answer_accepted()
    if understanding.outcome == "declined":
        return smalltalk.answer_declined(conversation)
    if topic == COUNSELLOR:
        return smalltalk.answer_counsellor(turn.surroundings)
    if topic == FEEDBACK_NEGATIVE:
        return smalltalk.answer_feedback_negative(conversation)
    if topic == OUT_OF_SCOPE and turn.message.pressed:
        return smalltalk.answer_something_else()
    if topic in smalltalk.PLAIN:
        return smalltalk.answer_plainly(topic)
    if topic not in QUESTIONS and topic != SET_REGION:
        return smalltalk.answer_unsure(conversation)
    question = _ask(understanding, turn, tongue, place)
    answer = answer_question(question, session=session)
    if conversation.place_asked and _asks(answer, ASKS_PLACE):
        # The pupil has been asked once already: the whole country is a better answer than the same question again.
        answer = answer_question(replace(question, place=SWEDEN), session=session)
    return place.explain(answer, understanding)


def _ask(understanding: Understanding, turn: Turn, tongue: Tongue, place: PlaceMeant) -> Question:
    focus = understanding.focus
    employer = focus.employer
    return Question(
        topic=understanding.topic,
        today=turn.surroundings.today,
        occupations=understanding.occupations,
        place=place.place,
        place_named=PLACE in understanding.named,
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
    understanding: Understanding, message: Message, conversation: Conversation, tongue: Tongue
) -> Response:
    wish = understanding.language or find_asked_language(message.text)
    if wish is None and message.language in ("en", *UNDERSTOOD):
        wish = message.language
    if wish is not None:
        conversation = choose_language(conversation, wish)
        heard = conversation.language_heard or conversation.language
        tongue = Tongue("en" if wish == "en" else "sv", conversation.easy, heard)
    answer = smalltalk.answer_language(wish)
    conversation = replace(conversation, offered=_offers(answer), waiting="choice", apologies=0)
    return Response(answer, tongue, conversation, CHANGE_LANGUAGE)


def _asks(answer: Answer, response: str) -> bool:
    return any(reply.response.startswith(response) for reply in answer.replies)


def _offers(answer: Answer) -> tuple[Offer, ...]:
    return tuple(Offer(each.intent, dict(each.entities)) for each in answer.suggestions[:MOST_REMEMBERED])


def _list_items(answer: Answer, *, session: Session) -> tuple[Listed, ...]:
    """The occupations and employers that the answer lists, in its order."""
    listed = []
    for item in answer.items[:MOST_REMEMBERED]:
        if item.get("kind") == OCCUPATION and item.get("id"):
            listed.append(Listed(OCCUPATION, str(item["id"])))
        elif item.get("kind") == EMPLOYER and (key := find_employer_by_name(session, str(item.get("name")))):
            listed.append(Listed(EMPLOYER, key))
    return tuple(listed)


def _remember(
    conversation: Conversation,
    understanding: Understanding,
    answer: Answer,
    message: Message,
    place: PlaceMeant,
    *,
    session: Session,
) -> Conversation:
    """What the next message can point back to."""
    apology = understanding.outcome == "unsure"
    if understanding.topic == DISTRESS:
        # Nothing of what was said before belongs to the next message, and nothing of this one is kept.
        return Conversation(
            language=conversation.language, easy=conversation.easy, language_chosen=conversation.language_chosen,
            language_wished=conversation.language_wished, language_heard=conversation.language_heard,
            heard_at=conversation.heard_at, turns=conversation.turns,
        )  # fmt: skip
    topic = understanding.topic
    asks_place = _asks(answer, ASKS_PLACE)
    changes: dict[str, Any] = {
        "focus": _focus_after(understanding, answer, place),
        "offered": _offers(answer),
        "apologies": conversation.apologies + 1 if apology else 0,
        "rivals": _rivals(message, topic),
        "place_asked": conversation.place_asked or asks_place,
    }
    if topic in QUESTIONS or topic == SET_REGION:
        changes["listed"] = _list_items(answer, session=session)
        changes["open_topic"] = OPEN_WITHOUT_PLACE.get(topic, "") if place.place is None or asks_place else ""
        changes["interests"] = understanding.interests if topic == EXPLORE else ()
        changes["compared"] = understanding.occupations if len(understanding.occupations) > 1 else ()
    changes["waiting"] = _waits_for(answer)
    return replace(conversation, **changes)


def _waits_for(answer: Answer) -> Waiting:
    """Buttons that all ask the same about other rows are a choice; else "ja" means the first of them."""
    intents = [each.intent for each in answer.suggestions[:2]]
    if answer.about.topic == OUT_OF_SCOPE or len(intents) == 2 and intents[0] == intents[1]:
        return "choice"
    return "yes" if intents else ""


def _focus_after(understanding: Understanding, answer: Answer, place: PlaceMeant) -> Focus:
    focus = understanding.focus
    about = answer.about
    if understanding.topic not in QUESTIONS:
        return focus
    if about.occupation and not focus.occupation and understanding.outcome == "answer":
        focus = replace(focus, occupation=str(about.occupation["id"]))
    return focus if place.known or understanding.place_unknown else replace(focus, place=None)


def _rivals(message: Message, topic: str) -> tuple[str, ...]:
    if message.pressed:
        return ()
    return tuple(
        each.intent
        for each in message.readings[:4]
        if each.intent != topic and each.intent not in NEVER_OFFERED and each.confidence >= 0.03
    )[:2]
