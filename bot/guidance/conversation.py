"""What a conversation remembers between turns: its focus, what was offered, and what the bot last asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from bot.guidance.topics import OUT_OF_SCOPE

# What the bot's last message waits for: nothing, a choice among the offered, or a yes to the first of them.
Waiting = Literal["", "choice", "yes"]


@dataclass(frozen=True)
class Focus:
    """What is being talked about: the last topic and the rows that carry over to the next question."""

    topic: str = ""
    occupation: str | None = None
    place: str | None = None
    employer: str | None = None
    programme: str | None = None
    industry: str | None = None


@dataclass(frozen=True)
class Offer:
    """A way on that was offered as a button: an intent, the row ids it carries, and the title that the pupil saw."""

    intent: str
    entities: Mapping[str, str] = field(default_factory=dict)
    title: str = ""


@dataclass(frozen=True)
class Listed:
    """An item of the last list, so that "den andra" finds it. `key` is its row id."""

    kind: str
    key: str


@dataclass(frozen=True)
class Conversation:
    """The memory of one session. It holds ids and topics only, never a pupil's words.

    `apologies` counts the turns in a row that were not understood; `place_asked` keeps the bot from asking twice for a
    place; `recent` are the last two occupations; `programmes` were set side by side; `form` is the last way to meet
    working life that was asked about (prao, a visit ...), as long as workplaces are talked about; `told` holds remarks
    that are made once a session; `rivals` the other readings of the last message. `language` is what the last answer
    was written in, `language_wished` what the page asked for, `language_heard` what the pupil writes.
    """

    focus: Focus = field(default_factory=Focus)
    waiting: Waiting = ""
    open_topic: str = ""
    offered: tuple[Offer, ...] = ()
    listed: tuple[Listed, ...] = ()
    compared: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    form: str = ""
    recent: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    place_asked: bool = False
    apologies: int = 0
    language: str = ""
    easy: bool = False
    language_chosen: bool = False
    language_wished: str = ""
    language_heard: str = ""
    turns: int = 0
    heard_at: float = 0.0

    @property
    def guessed(self) -> bool:
        """Whether the bot was in doubt and offered its best readings; the last button is then "something else"."""
        return bool(self.offered) and self.offered[-1].intent == OUT_OF_SCOPE

    @property
    def asks_which(self) -> bool:
        """Whether all buttons ask the same about different rows, or are guesses: then "den andra" is a button."""
        intents = {each.intent for each in self.offered}
        return self.waiting == "choice" and (self.guessed or len(intents) == 1)

    def to_slot(self) -> dict[str, Any]:
        """Plain data for the engine's slot, without what is empty."""
        return {key: value for key, value in asdict(self).items() if value not in ("", (), None, False, 0)}

    @classmethod
    def from_slot(cls, data: Mapping[str, Any] | None) -> Conversation:
        """The conversation behind the slot; a missing or foreign value is a new conversation."""
        if not isinstance(data, Mapping):
            return cls()
        known = {key: value for key, value in data.items() if key in cls.__dataclass_fields__}
        for key in ("compared", "programmes", "recent", "interests", "rivals", "told"):
            known[key] = tuple(str(each) for each in known.get(key) or ())
        known["focus"] = Focus(**_only_fields(Focus, known.get("focus")))
        known["offered"] = tuple(Offer(**_only_fields(Offer, each)) for each in known.get("offered") or ())
        known["listed"] = tuple(Listed(**_only_fields(Listed, each)) for each in known.get("listed") or ())
        return cls(**known)

    def with_titles(self, titles: Sequence[str]) -> Conversation:
        """The offers with the titles they were shown under, so that a typed title is as good as a pressed button."""
        titled = tuple(replace(offer, title=title) for offer, title in zip(self.offered, titles, strict=False))
        return replace(self, offered=titled)

    def forgotten_after(self, *, seconds: float, now: float) -> Conversation:
        """Itself, or a new conversation when the pupil has been away longer than a session lasts."""
        if self.heard_at and now - self.heard_at > seconds:
            return Conversation()
        return replace(self, heard_at=now)


def _only_fields(kind: type, data: Any) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key in kind.__dataclass_fields__} if data else {}  # type: ignore[attr-defined]
