"""The accessibility statement, and the form by which anybody tells of an obstacle."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from bot.chat.safety import find_care
from bot.errors import (
    DatabaseUnavailable,
    FormOutdated,
    MessageEmpty,
    MessageTooLong,
    SyvbotError,
    TooMuchAtOnce,
    describe_for_person,
)
from bot.regional.models import SiteMessage
from bot.text.normalise import clean_text
from bot.text.redaction import redact_personal_data
from bot.web.context import Address, Context, CurrentContext
from bot.web.forms import FormTokens
from bot.web.markup import read_markup
from bot.web.problems import status_of
from bot.web.routes.pages import SiteParameter, find_site, render

router = APIRouter(include_in_schema=False)

PURPOSE = "accessibility form"
KIND = "accessibility"
MOST_CHARACTERS = 2_000
MOST_A_MINUTE = 10


class ObstacleForm(BaseModel):
    """What the form sent."""

    token: str = ""
    text: str = ""
    reply_to: str = ""
    site: str = ""


@router.get("/tillganglighet")
async def show_statement(request: Request, context: CurrentContext, site: SiteParameter = None) -> Response:
    """The statement with an empty form."""
    return show(request, context, site=await find_site(context, site))


@router.post("/tillganglighet")
async def take_message(
    request: Request, context: CurrentContext, address: Address, form: Annotated[ObstacleForm, Form()]
) -> Response:
    """Stores the message; says so only when it is stored."""
    site = await find_site(context, form.site or None)
    try:
        FormTokens(context.chat.identity, context.chat.clock, PURPOSE).check(form.token)
        text, reply_to = check_words(form)
        await context.chat.limiter.admit_request(KIND, address=address, by_minute=MOST_A_MINUTE)
        care = find_care(text, language="sv", message_id=form.token)
        if care is not None:
            return show(request, context, site=site, care=read_markup(care.answer.text))
        await store(context, text, reply_to=reply_to, site_key=site.key if site else None)
    except DatabaseUnavailable:
        problem = "Meddelandet kunde inte sparas just nu. Försök igen om en liten stund."
        return show(request, context, site=site, problem=problem, form=form, status=503)
    except SyvbotError as error:
        told = error if isinstance(error, TooMuchAtOnce | FormOutdated) or status_of(error) < 500 else SyvbotError()
        return show(request, context, site=site, problem=describe_for_person(told), form=form, status=status_of(error))
    return show(request, context, site=site, sent=True)


def check_words(form: ObstacleForm) -> tuple[str, str]:
    """The message and the address to answer to, if one was given."""
    text = clean_text(form.text)
    if not text:
        raise MessageEmpty
    if len(text) > MOST_CHARACTERS:
        raise MessageTooLong(length=len(text), limit=MOST_CHARACTERS)
    return redact_personal_data(text).text, clean_text(form.reply_to)[:160]


async def store(context: Context, text: str, *, reply_to: str, site_key: str | None) -> None:
    """Puts the message where an administrator finds it."""
    moment = context.chat.clock.now()

    def work(session: Session) -> None:
        session.add(SiteMessage(kind=KIND, site_key=site_key, text=text, reply_to=reply_to, created_at=moment))

    await context.chat.ledger.write_now(work)


def show(request: Request, context: Context, *, status: int = 200, **values: object) -> Response:
    """The page with a fresh form."""
    token = FormTokens(context.chat.identity, context.chat.clock, PURPOSE).issue()
    return render(request, context, "accessibility.html", status=status, token=token, most=MOST_CHARACTERS, **values)
