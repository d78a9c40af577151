"""The Chat API: the widget, and anything else that lets a pupil talk with Syvbot."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path

from bot.chat.circumstances import Incoming
from bot.chat.feedback import rate_answer
from bot.chat.history import read_history
from bot.errors import OriginRefused
from bot.web.context import Address, Context, CurrentContext, OwnAddress
from bot.web.problems import problem_responses
from bot.web.schemas import ChatMessage, ChatReply, Feedback, History, HistoryLine, show_message, show_reply

router = APIRouter(prefix="/api/chat", tags=["chat"])

SessionInPath = Annotated[str, Path(description="The session of an answer.", min_length=1, max_length=100)]
Origin = Annotated[str | None, Header(include_in_schema=False)]


@router.post("", responses=problem_responses(400, 403, 404, 409, 413, 422, 429, 503))
async def send_message(
    message: ChatMessage, context: CurrentContext, address: Address, own: OwnAddress, origin: Origin = None
) -> ChatReply:
    """A pupil's message and its answer. Answers within 8 seconds, with an apology when there is no answer by then."""
    await check_site_origin(context, message.site, origin, own=own)
    outgoing = await context.chat.turns.take(
        Incoming(
            address=address,
            session_id=message.session,
            message_id=message.id,
            text=message.text,
            button=message.button,
            county=message.county,
            municipality=message.municipality,
            language=message.language,
            site_key=message.site,
            origin=origin,
        )
    )
    return show_reply(outgoing)


@router.get("/{session}", responses=problem_responses(403, 404, 422, 503))
async def get_history(session: SessionInPath, context: CurrentContext) -> History:
    """The conversation so far: after a page change, or when an answer was lost on the way."""
    history = await read_history(context.chat.sessions, session)
    lines = []
    for turn in history.turns:
        lines.append(HistoryLine(role="pupil", id=turn.message_id, text=turn.text))
        lines.extend(HistoryLine(role="bot", **dict(show_message(message))) for message in turn.answer)
    return History(session=session, messages=lines, language=history.language)


@router.delete("/{session}", status_code=204, responses=problem_responses(403, 404, 422, 503))
async def forget_conversation(session: SessionInPath, context: CurrentContext) -> None:
    """Deletes the conversation everywhere, at once."""
    await context.chat.forgetter.forget(session)


@router.post("/{session}/feedback", status_code=204, responses=problem_responses(400, 403, 404, 413, 422, 429, 503))
async def give_feedback(session: SessionInPath, feedback: Feedback, context: CurrentContext, address: Address) -> None:
    """A thumb up or down on an answer; giving another replaces it."""
    chat = context.chat
    await chat.limiter.admit_request(
        "feedback", address=address, by_minute=context.settings.messages_per_minute_from_address
    )
    await rate_answer(
        chat.sessions,
        chat.ledger,
        clock=chat.clock,
        session_id=session,
        answer_id=feedback.message,
        rating=feedback.rating,
        comment=feedback.comment or "",
        most_characters=context.settings.message_characters,
    )


async def check_site_origin(context: Context, key: str | None, origin: str | None, *, own: str) -> None:
    """A site that lists its pages is used by those and by our own; OriginRefused for any other."""
    if key is None or origin is None or origin == own:
        return
    site = await context.chat.sites.find(key)
    if site is not None and site.allowed_origins and origin not in site.allowed_origins:
        raise OriginRefused
