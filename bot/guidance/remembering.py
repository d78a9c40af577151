"""Says what a conversation remembers of a turn, so that the next message can point back at it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from bot.guidance.about import find_employer_by_name
from bot.guidance.answer import Answer
from bot.guidance.conversation import Conversation, Focus, Listed, Offer, Waiting
from bot.guidance.message import EMPLOYER, OCCUPATION, PROGRAMME, Message
from bot.guidance.places_meant import PlaceMeant
from bot.guidance.topics import (
    COMPARE,
    DISTRESS,
    EMPLOYERS,
    EXPLORE,
    FORMS,
    NEVER_OFFERED,
    OPEN_WITHOUT_PLACE,
    OUT_OF_SCOPE,
    QUESTIONS,
    SET_REGION,
)  # fmt: skip
from bot.guidance.understanding import Understanding

MOST_REMEMBERED = 6
ASKS_PLACE = "utter_ask_place"


def asks(answer: Answer, response: str) -> bool:
    """Whether a reply of the answer is that question."""
    return any(reply.response.startswith(response) for reply in answer.replies)


def list_offers(answer: Answer) -> tuple[Offer, ...]:
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


def _list_compared(understanding: Understanding, answer: Answer) -> tuple[Listed, ...]:
    """The occupations or programmes that were set side by side."""
    if answer.programmes:
        return tuple(Listed(PROGRAMME, each) for each in answer.programmes)
    if understanding.topic != COMPARE or len(understanding.occupations) < 2:
        return ()
    return tuple(Listed(OCCUPATION, each) for each in understanding.occupations[:MOST_REMEMBERED])


def _compared(conversation: Conversation, understanding: Understanding) -> tuple[str, ...]:
    """What was set side by side, as long as one of it is talked about: "vem tjänar mest"."""
    if len(understanding.occupations) > 1:
        return understanding.occupations
    return conversation.compared if understanding.focus.occupation in conversation.compared else ()


def _programmes(conversation: Conversation, understanding: Understanding) -> tuple[str, ...]:
    """The programmes that were set side by side, as long as one of them is talked about."""
    return conversation.programmes if understanding.focus.programme in conversation.programmes else ()


def _form(conversation: Conversation, topic: str) -> str:
    """ "Vem ska man ringa" and "i Oskarshamn" do not end the talk about prao."""
    if topic in FORMS:
        return topic
    return conversation.form if topic in (EMPLOYERS, SET_REGION) else ""


def _recent(conversation: Conversation, understanding: Understanding) -> tuple[str, ...]:
    """The last two occupations that were talked about, the later one last."""
    now = understanding.focus.occupation
    if now is None:
        return conversation.recent
    return (*(each for each in conversation.recent if each != now), now)[-2:]


def _keep_list(conversation: Conversation, understanding: Understanding) -> tuple[Listed, ...]:
    """The last list, as long as one of it is talked about: "hur mycket tjänar den första", "och den andra"."""
    about = {understanding.focus.occupation, understanding.focus.programme}
    return conversation.listed if any(each.key in about for each in conversation.listed) else ()


def remember_turn(
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
    asks_place = asks(answer, ASKS_PLACE)
    changes: dict[str, Any] = {
        "focus": _focus_after(understanding, answer, place),
        "offered": list_offers(answer),
        "apologies": conversation.apologies + 1 if apology else 0,
        "rivals": _rivals(message, topic),
        "place_asked": conversation.place_asked or asks_place,
    }
    if topic in QUESTIONS or topic == SET_REGION:
        changes["listed"] = (
            _list_compared(understanding, answer)
            or _list_items(answer, session=session)
            or _keep_list(conversation, understanding)
        )
        changes["open_topic"] = OPEN_WITHOUT_PLACE.get(topic, "") if place.place is None or asks_place else ""
        changes["interests"] = understanding.interests if topic == EXPLORE else ()
        changes["compared"] = _compared(conversation, understanding)
        changes["recent"] = _recent(conversation, understanding)
        changes["programmes"] = answer.programmes or _programmes(conversation, understanding)
        changes["form"] = _form(conversation, topic)
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
    if about.programme and not focus.programme and answer.programmes:
        focus = replace(focus, programme=str(about.programme["id"]))
    return focus if place.known or understanding.place_unknown else replace(focus, place=None)


def _rivals(message: Message, topic: str) -> tuple[str, ...]:
    if message.pressed:
        return ()
    return tuple(
        each.intent
        for each in message.readings[:4]
        if each.intent != topic and each.intent not in NEVER_OFFERED and each.confidence >= 0.03
    )[:2]
