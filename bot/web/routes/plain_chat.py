"""The chat without JavaScript: a form, answered with the whole conversation. No cookie: the session travels in the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel

from bot.chat.answers import BotMessage
from bot.chat.circumstances import Incoming
from bot.chat.history import read_history
from bot.chat.sites import LANGUAGES, Site
from bot.chat.turn import Outgoing
from bot.errors import (
    DatabaseUnavailable,
    FormOutdated,
    SessionUnknown,
    SyvbotError,
    TooMuchAtOnce,
    describe_for_person,
)
from bot.web.cards import describe_sources, group_items
from bot.web.context import Address, Context, CurrentContext
from bot.web.forms import FormTokens
from bot.web.markup import read_markup
from bot.web.problems import status_of
from bot.web.routes.pages import SiteParameter, find_site, render

router = APIRouter(include_in_schema=False)

PURPOSE = "chat form"
LANGUAGE_NAMES = {
    "sv": "Svenska", "easy": "Lätt svenska", "en": "English", "ar": "العربية", "so": "Soomaali", "uk": "Українська",
    "fa": "فارسی", "fi": "Suomi",
}  # fmt: skip
STARTERS = (
    "Vilka jobb behöver folk där jag bor?",
    "Jag vet inte vad jag vill bli",
    "Hur hittar jag en plats för prao?",
    "Vad tjänar en svetsare?",
)


class PlainForm(BaseModel):
    """What the form sent."""

    token: str = ""
    session: str = ""
    text: str = ""
    button: str = ""
    starter: str = ""
    action: str = ""
    language: str = ""
    site: str = ""


@dataclass(frozen=True)
class Line:
    """A line of the conversation as the page shows it."""

    role: str
    text: str = ""
    blocks: tuple[Any, ...] = ()
    groups: tuple[Any, ...] = ()
    sources: tuple[Any, ...] = ()
    notes: tuple[str, ...] = ()
    buttons: tuple[Any, ...] = ()
    notice: str = ""
    language: str = "sv"


@dataclass(frozen=True)
class View:
    """What the page shows beside the conversation."""

    lines: tuple[Line, ...] = ()
    session: str = ""
    problem: str = ""
    said: str = ""
    text: str = ""
    language: str = "sv"
    status: int = 200
    site: Site | None = None


@router.get("/chatt")
async def show_chat(request: Request, context: CurrentContext, site: SiteParameter = None) -> Response:
    """The empty form."""
    return show(request, context, View(site=await find_site(context, site)))


@router.post("/chatt")
async def take_form(
    request: Request, context: CurrentContext, address: Address, form: Annotated[PlainForm, Form()]
) -> Response:
    """A message, a button or the wish to clear; the conversation comes back."""
    site = await find_site(context, form.site or None)
    language = form.language if form.language in LANGUAGES else "sv"
    try:
        nonce = tokens_of(context).check(form.token)
        if form.action == "clear":
            return await clear(request, context, form, site=site, language=language)
        outgoing = await say(context, form, address=address, nonce=nonce, site=site, language=language)
    except SyvbotError as error:
        told = error if isinstance(error, TooMuchAtOnce | FormOutdated) or status_of(error) < 500 else SyvbotError()
        lines = await read_lines(context, form.session)
        view = View(
            lines,
            form.session,
            describe_for_person(told),
            text=form.text,
            language=language,
            status=status_of(error),
            site=site,
        )
        return show(request, context, view)
    lines = await read_lines(context, outgoing.session_id, newest=outgoing)
    return show(request, context, View(lines, outgoing.session_id, language=language, site=site))


async def say(
    context: Context, form: PlainForm, *, address: str, nonce: str, site: Site | None, language: str
) -> Outgoing:  # fmt: skip
    """The turn; when the conversation has ended meanwhile, the same words begin a new one."""
    turns = context.chat.turns
    words = form.starter or form.text
    incoming = Incoming(
        address=address, session_id=form.session or None, message_id=nonce, text=None if form.button else words,
        button=form.button or None, language=language, site_key=site.key if site else None,
    )  # fmt: skip
    try:
        return await turns.take(incoming)
    except SessionUnknown:
        if form.button:
            raise
        return await turns.take(
            Incoming(
                address=address, message_id=nonce, text=words, language=language, site_key=site.key if site else None
            )
        )  # fmt: skip


async def clear(request: Request, context: Context, form: PlainForm, *, site: Site | None, language: str) -> Response:
    """Deletes the conversation, and says so only when it is done."""
    try:
        await context.chat.forgetter.forget(form.session)
    except SessionUnknown:
        pass
    except DatabaseUnavailable:
        problem = "Chatten kunde inte rensas just nu. Försök igen om en liten stund."
        lines = await read_lines(context, form.session)
        return show(request, context, View(lines, form.session, problem, language=language, status=503, site=site))
    return show(request, context, View(said="Chatten är rensad.", language=language, site=site))


async def read_lines(context: Context, session_id: str, *, newest: Outgoing | None = None) -> tuple[Line, ...]:
    """The conversation as lines; an answer whose words are not kept is shown this once."""
    lines: list[Line] = []
    shown: set[str] = set()
    try:
        history = await read_history(context.chat.sessions, session_id)
    except SyvbotError:
        history = None
    for turn in history.turns if history else ():
        lines.append(Line("pupil", text=turn.text))
        for message in turn.answer:
            shown.add(message.id)
            lines.append(make_line(message, turn.language))
    if newest is not None:
        lines.extend(make_line(message, newest.language) for message in newest.messages if message.id not in shown)
    return tuple(lines)


def make_line(message: BotMessage, language: str) -> Line:
    """An answer as the page shows it."""
    payload = message.payload
    return Line(
        "bot",
        blocks=read_markup(message.text),
        groups=tuple(group_items(payload.get("items") or ())),
        sources=describe_sources(payload.get("sources") or ()),
        notes=tuple(str(note) for note in payload.get("notes") or ()),
        buttons=message.buttons,
        notice=str(payload.get("notice") or ""),
        language="sv" if language == "easy" else language,
    )


def show(request: Request, context: Context, view: View) -> Response:
    """The page with a fresh form."""
    starters = (view.site.starters if view.site else ()) or STARTERS
    return render(
        request, context, "chat.html", status=view.status, view=view, site=view.site, token=tokens_of(context).issue(),
        starters=() if view.lines else starters[:4], languages=LANGUAGE_NAMES, most=context.settings.message_characters,
        rtl=view.language in ("ar", "fa"),
    )  # fmt: skip


def tokens_of(context: Context) -> FormTokens:
    """The tokens of this form."""
    return FormTokens(context.chat.identity, context.chat.clock, PURPOSE)
