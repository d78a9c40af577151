"""A pupil's thumb up or down on an answer, with a redacted comment."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from bot.chat.clock import Clock
from bot.chat.counts import count_rating
from bot.chat.ledger import Ledger
from bot.chat.session import SessionStore
from bot.errors import AnswerUnknown, MessageTooLong, SessionUnknown
from bot.regional.models import ChatTurn
from bot.text.normalise import clean_text
from bot.text.redaction import redact_personal_data
from bot.text.safeguarding import find_distress


async def rate_answer(
    sessions: SessionStore, ledger: Ledger, *, clock: Clock, session_id: str, answer_id: str, rating: int, comment: str,
    most_characters: int,
) -> None:  # fmt: skip
    """Notes the rating; rating again replaces it. Nothing is kept for an answer whose words are not kept."""
    live = await sessions.find(session_id)
    if live is None:
        raise SessionUnknown
    turn = live.find_turn_of_answer(answer_id)
    if turn is None:
        raise AnswerUnknown
    cleaned = clean_text(comment)
    if len(cleaned) > most_characters:
        raise MessageTooLong(length=len(cleaned), limit=most_characters)
    # Words of distress are kept nowhere, so not as a comment either.
    kept_comment = "" if not cleaned or find_distress(cleaned) else redact_personal_data(cleaned).text
    rated = replace(turn, rating=rating, comment=kept_comment or turn.comment)
    live.remember(rated)
    sessions.touch(live)
    if not turn.kept:
        return
    moment, place = clock.now(), live.circumstances.place()

    def work(session: Session) -> None:
        row = session.get(ChatTurn, rated.id)
        if row is None:
            return
        # What was counted follows from the row, so that doing this again changes nothing.
        counted, row.rating, row.comment, row.rated_at = row.rating, rated.rating, rated.comment, moment
        if counted != rated.rating:
            count_rating(session, rated, place=place, before=counted)

    await ledger.write(work)
