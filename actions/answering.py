"""The action behind every intent: reads the tracker, asks bot.guidance, writes the answer, remembers the conversation."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.model_responses import ResponseTexts, get_model_responses
from actions.payload import build_button, build_payload
from actions.responses import EASY, HEARD, LANGUAGE, Responses
from bot.dialogue.settings import get_dialogue_settings
from bot.guidance.answer import Reply
from bot.guidance.conversation import Conversation
from bot.guidance.message import read_message
from bot.guidance.respond import Response, Turn, take_turn
from bot.guidance.smalltalk import suggest
from bot.guidance.surroundings import read_surroundings
from bot.guidance.topics import COUNSELLOR
from bot.regional.remembered import Memory
from bot.regional.session import get_engine, reading, repeat_on_lost_connection
from bot.settings import get_settings

logger = logging.getLogger(__name__)
CONVERSATION = "conversation"
FOCUS_SLOTS = ("topic", "occupation", "place", "employer", "programme", "industry")
TECHNICAL_PROBLEM = Reply("utter_technical_problem")
# Said when even the responses cannot be read, so that a pupil never meets silence.
LAST_RESORT = "Något gick fel hos oss. Försök igen om en stund, eller fråga din studie- och yrkesvägledare."

# An apology needs no more than the texts, which may have to be read first.
APOLOGY_SECONDS = 1.0
# Enough for all that pupils of a whole region ask about in five minutes.
MEMORY_MEGABYTES = 24
# An answer may be so much older than the data: many pupils at once ask the database once what it holds, not each for himself.
UNASKED_SECONDS = 0.5

_workers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="answer")
_memory = Memory(megabytes=MEMORY_MEGABYTES, unasked_seconds=UNASKED_SECONDS)


class ActionAnswer(Action):
    """Answers any message. Which topic it is and what carries over is decided in bot.guidance, not by the engine."""

    def name(self) -> str:
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[EventType]:
        """One turn. Whatever fails, the pupil gets a sentence and the log an id to find it by."""
        settings = get_dialogue_settings()
        loop = asyncio.get_running_loop()
        latest = {**tracker.latest_message, "model": find_model(tracker.events)}
        try:
            work = loop.run_in_executor(_workers, answer_turn, latest, dict(tracker.slots), domain)
            messages, events = await asyncio.wait_for(work, timeout=settings.action_seconds)
        except Exception as error:
            number = uuid.uuid4().hex[:12]
            # The kind of failure and the id only: a traceback's locals or a driver's text may hold what a pupil wrote.
            logger.error("turn failed: id=%s kind=%s", number, type(error).__name__, exc_info=settings.log_tracebacks)
            await _apologise(dispatcher, latest, dict(tracker.slots), domain, number=number)
            return []
        for message in messages:
            dispatcher.utter_message(**message)
        return events


class ActionDefaultFallback(ActionAnswer):
    """The engine's own last resort, when no rule fits: the same answer as any message gets."""

    def name(self) -> str:
        return "action_default_fallback"


def find_model(events: Sequence[Mapping[str, Any]]) -> str | None:
    """The id of the model that understood the last message, as the engine stamps it on its events."""
    for event in reversed(events):
        if event.get("event") == "user":
            model = (event.get("metadata") or {}).get("model_id")
            return str(model) if model else None
    return None


def find_responses(domain: Mapping[str, Any], model: str | None) -> ResponseTexts:
    """Those that came with the call, else those of the model that understood the message."""
    return domain.get("responses") or get_model_responses().find(model)


def answer_turn(
    latest_message: Mapping[str, Any], slots: Mapping[str, Any], domain: Mapping[str, Any]
) -> tuple[list[dict[str, Any]], list[EventType]]:
    """The messages and events of a turn, out of plain data; runs in a worker thread with a session of its own."""
    settings = get_dialogue_settings()
    now = time.time()
    message = read_message(latest_message)
    turn = Turn(
        message=message,
        conversation=Conversation.from_slot(slots.get(CONVERSATION)),
        surroundings=read_surroundings(latest_message.get("metadata"), today=dt.date.today()),
        now=now,
    )

    def answer() -> Response:
        with reading(get_engine(get_settings().resolved_database_url, repeats=True), memory=_memory) as session:
            return take_turn(
                turn,
                session=session,
                thresholds=settings.thresholds,
                session_seconds=get_settings().session_minutes * 60,
            )

    response = repeat_on_lost_connection(answer)
    language_slots = {LANGUAGE: response.tongue.language, EASY: response.tongue.easy, HEARD: response.tongue.heard}
    responses = Responses(find_responses(domain, latest_message.get("model")), slots=language_slots)
    replies = [responses.write(reply) for reply in response.answer.replies]
    buttons = [build_button(each, responses=responses) for each in response.answer.suggestions]
    response = replace(response, conversation=response.conversation.with_titles([each["title"] for each in buttons]))
    written = {
        "text": "\n\n".join(reply.text for reply in replies if reply.text),
        "buttons": buttons,
        "json_message": build_payload(
            response,
            message,
            responses=responses,
            language=replies[-1].language if replies else "sv",
            model=latest_message.get("model"),
        ),
    }
    return [written], remember(response, slots, language_slots)


def remember(response: Response, slots: Mapping[str, Any], language_slots: Mapping[str, Any]) -> list[EventType]:
    """The slots that changed: all that the engine keeps from one turn to the next."""
    conversation = response.conversation
    focus = conversation.focus
    wanted: dict[str, Any] = {
        CONVERSATION: conversation.to_slot(),
        **{name: getattr(focus, name) or None for name in FOCUS_SLOTS},
        **language_slots,
    }
    return [SlotSet(key, value) for key, value in wanted.items() if slots.get(key) != value]


async def _apologise(
    dispatcher: CollectingDispatcher,
    latest_message: Mapping[str, Any],
    slots: Mapping[str, Any],
    domain: Mapping[str, Any],
    *,
    number: str,
) -> None:
    buttons: list[dict[str, Any]] = []
    try:
        # Not among the workers that answer: those may all be waiting for what has failed.
        work = asyncio.to_thread(_write_apology, latest_message, slots, domain)
        text, buttons = await asyncio.wait_for(work, timeout=APOLOGY_SECONDS)
    except Exception:
        logger.exception("apology failed: id=%s", number)
        text = LAST_RESORT
    payload = {
        "topic": "out_of_scope",
        "notice": "technical",
        "items": [],
        "sources": [],
        "notes": [],
        "problem": number,
    }
    dispatcher.utter_message(text=text, buttons=buttons, json_message=payload)


def _write_apology(
    latest_message: Mapping[str, Any], slots: Mapping[str, Any], domain: Mapping[str, Any]
) -> tuple[str, list[dict[str, Any]]]:
    responses = Responses(find_responses(domain, latest_message.get("model")), slots=slots)
    # The way to a human needs no database, so it works also now.
    return responses.write_text(TECHNICAL_PROBLEM), [build_button(suggest(COUNSELLOR), responses=responses)]
