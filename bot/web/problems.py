"""Turns every failure into problem details (RFC 9457): a kind sentence for a person, the detail for the log only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from bot.errors import (
    AnswerUnknown,
    ButtonUnknown,
    DatabaseNotReady,
    DatabaseUnavailable,
    EngineCrowded,
    InputRefused,
    OriginRefused,
    SessionUnknown,
    SiteUnknown,
    SyvbotError,
    TooManyMessages,
    TooManyWaiting,
    TooMuchAtOnce,
    describe_for_person,
)

# An error's own entry holds for its descendants, as in WHAT_A_PERSON_SEES.
STATUS: Mapping[type[SyvbotError], int] = {
    SyvbotError: 500,
    InputRefused: 422,
    SessionUnknown: 404,
    AnswerUnknown: 404,
    ButtonUnknown: 409,
    SiteUnknown: 404,
    OriginRefused: 403,
    TooMuchAtOnce: 429,
    TooManyWaiting: 429,
    TooManyMessages: 429,
    EngineCrowded: 503,
    DatabaseUnavailable: 503,
    DatabaseNotReady: 503,
}
SECONDS_TO_WAIT: Mapping[type[SyvbotError], int] = {TooMuchAtOnce: 3, DatabaseUnavailable: 3, DatabaseNotReady: 10}
TITLES: Mapping[int, str] = {
    400: "Går inte att läsa",
    403: "Inte tillåtet",
    404: "Finns inte",
    405: "Går inte att göra så",
    406: "Går inte att svara så",
    409: "Gäller inte längre",
    413: "För stort",
    415: "Fel sorts innehåll",
    422: "Går inte att använda",
    429: "För mycket på en gång",
    500: "Något gick fel",
    503: "Inte tillgängligt just nu",
}
SENTENCES: Mapping[int, str] = {
    400: "Meddelandet går inte att läsa: det ska vara JSON i UTF-8.",
    404: "Sidan finns inte.",
    405: "Den här adressen tar inte emot en sådan fråga.",
    413: "Meddelandet är för stort.",
    500: "Något gick fel hos oss. Försök igen om en liten stund.",
}
CONTENT_TYPE = "application/problem+json"


class Problem(BaseModel):
    """Problem details as in RFC 9457. `request` is the id by which the log tells what happened."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    request: str = ""
    errors: list[dict[str, Any]] | None = Field(None, description="The fields that are wrong, where that is known.")


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For a route's OpenAPI: the problems it can answer with."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": TITLES[status], "content": {CONTENT_TYPE: {"schema": schema}}} for status in statuses
    }


def make_problem(
    request: Request, status: int, detail: str, *, wait: int | None = None, errors: list[dict[str, Any]] | None = None
) -> Response:
    """A problem as an answer."""
    problem = Problem(
        title=TITLES.get(status, "Fel"),
        status=status,
        detail=detail,
        request=str(getattr(request.state, "request_id", "")),
        errors=errors,
    )
    headers = {"Retry-After": str(wait)} if wait else {}
    content = jsonable_encoder(problem, exclude_none=True)
    return JSONResponse(content, status_code=status, headers=headers, media_type=CONTENT_TYPE)


def status_of(error: SyvbotError) -> int:
    """The HTTP status of an error: its own or its nearest ancestor's."""
    return next(STATUS[ancestor] for ancestor in type(error).__mro__ if ancestor in STATUS)


def seconds_to_wait(error: SyvbotError) -> int | None:
    """How long to wait before trying again, where that helps."""
    if isinstance(error, TooManyMessages):
        return int(str(error.details["seconds"]))
    return next((SECONDS_TO_WAIT[ancestor] for ancestor in type(error).__mro__ if ancestor in SECONDS_TO_WAIT), None)


def register_problems(app: FastAPI, *, show_page: Callable[[Request, int, str], Response]) -> None:
    """Sets the one mapping from known failures to answers; the unforeseen ones are met by the outermost middleware.

    `show_page` tells a person with a browser that a page is missing.
    """

    async def refuse(request: Request, error: Exception) -> Response:
        assert isinstance(error, SyvbotError)
        status = status_of(error)
        # A driver's own words help whoever runs this, not whoever reads the answer.
        sentence = describe_for_person(error) if status < 500 or isinstance(error, TooMuchAtOnce) else SENTENCES[500]
        return make_problem(request, status, sentence, wait=seconds_to_wait(error))

    async def explain_invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        if any(each["type"] == "json_invalid" for each in error.errors()):
            return make_problem(request, 400, SENTENCES[400])
        # Neither what was sent nor the library's context goes back: both can hold anything.
        errors = [
            {"field": ".".join(str(part) for part in each["loc"][1:]), "reason": each["type"]}
            for each in error.errors()
        ]
        return make_problem(request, 422, _sentence_for(errors), errors=errors)

    async def answer_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        status = error.status_code
        sentence = SENTENCES.get(status, TITLES.get(status, "Det gick inte."))
        if "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/"):
            return show_page(request, status, sentence)
        response = make_problem(request, status, sentence)
        response.headers.update(error.headers or {})
        return response

    app.add_exception_handler(SyvbotError, refuse)
    app.add_exception_handler(RequestValidationError, explain_invalid)
    app.add_exception_handler(HTTPException, answer_http)


def _sentence_for(errors: list[dict[str, Any]]) -> str:
    reasons = {(error["field"], error["reason"]) for error in errors}
    if ("text", "string_too_long") in reasons:
        return "Meddelandet är för långt. Skriv kortare eller dela upp det."
    if any(field in ("", "text") for field, _reason in reasons):
        return "Skriv en fråga först."
    return "Något i meddelandet har fel form."
