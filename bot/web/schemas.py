"""The shapes of the Chat API, as OpenAPI shows them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bot.chat.answers import BotMessage
from bot.chat.turn import Outgoing

Language = Literal["sv", "easy", "en", "ar", "so", "uk", "fa", "fi"]
# A little more than the limit of words: white space is folded before it is counted.
LONGEST_RAW_TEXT = 2_000
SessionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]
# An id as a client makes it; a UUID is best.
MessageId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
CountyCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]
MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
SiteKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,39}$")]


class ChatMessage(BaseModel):
    """What a pupil says: `text` or the id of a `button`. The same `id` sent again is the same turn."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"id": "0b0e8a4e-6f0e-4a57-9d3c-3f9f0f3f6f11", "text": "Vad tjänar en svetsare?", "county": "14"}
            ],
            "oneOf": [{"required": ["text"]}, {"required": ["button"]}],
        },
    )

    session: SessionId | None = Field(None, description="From the last answer; left out for a new conversation.")
    id: MessageId | None = Field(
        None, description="Made by the client, unguessable (a UUID); makes sending twice harmless."
    )
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_RAW_TEXT)] | None = None
    button: MessageId | None = Field(None, description="Id of a button that was offered in this conversation.")
    county: CountyCode | None = Field(None, description="Two digits, as Statistics Sweden numbers the counties.")
    municipality: MunicipalityCode | None = Field(None, description="Four digits.")
    language: Language | None = Field(None, description="What the pupil chose; `easy` is easy Swedish.")
    page: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        None, description="Address of the page, without query; used to find its site and not kept."
    )
    site: SiteKey | None = Field(None, description="Key of the site that the page belongs to.")

    @model_validator(mode="after")
    def has_one_of_text_and_button(self) -> ChatMessage:
        """A message is words or a button, not both and not neither."""
        if (self.text is None) == (self.button is None):
            raise ValueError("text or button")
        return self


class Button(BaseModel):
    """A way on."""

    id: str
    title: str


class Payload(BaseModel):
    """What an answer is about, its items, sources and notes. `notice`: "safeguarding", "slow" or "technical"."""

    topic: str | None = None
    occupation: dict[str, Any] | None = None
    place: dict[str, Any] | None = None
    employer: dict[str, Any] | None = None
    programme: dict[str, Any] | None = None
    industry: dict[str, Any] | None = None
    items: list[dict[str, Any]] = []
    sources: list[dict[str, Any]] = []
    notes: list[str] = []
    notice: str | None = None


class Message(BaseModel):
    """One message of an answer. `text` has paragraphs, lines that begin with "- ", **bold** and bare links; never HTML."""

    id: str
    text: str
    buttons: list[Button] = []
    payload: Payload | None = None


class ChatReply(BaseModel):
    """An answer; `session` goes with the next message."""

    session: str
    messages: list[Message]
    language: str


class HistoryLine(Message):
    """A line of the conversation; a pupil's has the id that the client gave it, and text without personal data."""

    role: Literal["pupil", "bot"]


class History(BaseModel):
    """The conversation so far."""

    session: str
    messages: list[HistoryLine]
    language: str


class Feedback(BaseModel):
    """A thumb up or down on an answer."""

    model_config = ConfigDict(extra="forbid")

    message: MessageId = Field(description="Id of the answer.")
    rating: Literal[1, -1]
    comment: Annotated[str, StringConstraints(max_length=LONGEST_RAW_TEXT)] | None = None


class SiteColours(BaseModel):
    """Colours of the form #rrggbb; empty: the built-in ones."""

    primary: str
    on_primary: str


class SiteCounsellor(BaseModel):
    """How to reach the school's counsellor."""

    name: str
    email: str
    phone: str
    hours: str


class SiteSettings(BaseModel):
    """What the widget needs of a site."""

    key: str
    name: str
    greeting: str
    county: str | None
    municipality: str | None
    colors: SiteColours
    counsellor: SiteCounsellor
    starters: list[str]
    languages: list[str]
    test: bool


def show_message(message: BotMessage) -> Message:
    """A message as the world sees it: buttons without what they mean."""
    return Message(
        id=message.id,
        text=message.text,
        buttons=[Button(id=button.id, title=button.title) for button in message.buttons],
        payload=Payload.model_validate(message.payload) if message.payload else None,
    )


def show_reply(outgoing: Outgoing) -> ChatReply:
    """An answer as the world sees it."""
    return ChatReply(
        session=outgoing.session_id,
        messages=[show_message(message) for message in outgoing.messages],
        language=outgoing.language,
    )
