"""What a pupil is told when no answer came: a plain sentence, a way to a human, and a button that tries again.

Texts stand in Swedish, easy Swedish and English; in any other language both easy Swedish and English are given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.answers import AGAIN, BotMessage, Button, new_id
from bot.regional.models import TurnOutcome

NOTICE = {TurnOutcome.LATE: "slow", TurnOutcome.BROKEN: "technical", TurnOutcome.EMPTY: "technical"}


@dataclass(frozen=True)
class Contact:
    """How a pupil reaches a counsellor; empty where the site does not say."""

    name: str = ""
    email: str = ""
    phone: str = ""
    hours: str = ""


_WHAT_HAPPENED: Mapping[TurnOutcome, Mapping[str, str]] = {
    TurnOutcome.LATE: {
        "sv": "Jag hann inte hitta ett svar den här gången. Försök gärna igen om en liten stund.",
        "easy": "Det tog för lång tid. Jag har inget svar nu. Försök igen om en stund.",
        "en": "I did not manage to find an answer in time. Please try again in a moment.",
    },
    TurnOutcome.BROKEN: {
        "sv": "Något krånglar hos mig just nu, så jag kan inte svara. Försök gärna igen om en liten stund.",
        "easy": "Något är fel hos mig. Jag kan inte svara nu. Försök igen om en stund.",
        "en": "Something is not working on my side, so I cannot answer right now. Please try again in a moment.",
    },
    # An engine that says nothing has failed on the way: the pupil's words are not to blame.
    TurnOutcome.EMPTY: {
        "sv": "Jag fick inte fram något svar just nu. Försök gärna igen om en liten stund.",
        "easy": "Jag fick inget svar nu. Det är inte ditt fel. Försök igen om en stund.",
        "en": "I could not get an answer right now. Please try again in a moment.",
    },
}
_REACH: Mapping[str, tuple[str, str]] = {
    "sv": ("Du kan också prata med {who}: {how}", "Du kan också prata med skolans studie- och yrkesvägledare (syv)."),
    "easy": (
        "Du kan också prata med {who}: {how}",
        "Du kan också prata med syv på din skola. Syv hjälper dig att välja.",
    ),
    "en": ("You can also talk to {who}: {how}", "You can also talk to the guidance counsellor (syv) at your school."),
}
_COUNSELLOR = {"sv": "skolans syv", "easy": "syv på din skola", "en": "your school's counsellor"}


def make_apology(outcome: TurnOutcome, *, language: str, contact: Contact, retry: str) -> BotMessage:
    """The message for a turn without an answer; pressing its button sends `retry` once more."""
    variants = (language,) if language in AGAIN else ("easy", "en")
    paragraphs = []
    for variant in variants:
        paragraphs.append(f"{_WHAT_HAPPENED[outcome][variant]}\n\n{_way_to_a_human(variant, contact)}")
    title = " / ".join(AGAIN[variant] for variant in variants)
    return BotMessage(
        new_id(), "\n\n".join(paragraphs), (Button(new_id(), title, retry),), {"notice": NOTICE[outcome]}
    )  # fmt: skip


def _way_to_a_human(variant: str, contact: Contact) -> str:
    with_contact, without = _REACH[variant]
    # mailto: and tel: become links in the widget.
    dialled = "".join(sign for sign in contact.phone if sign in "+0123456789")
    ways = [
        f"tel:{dialled}" if dialled else "",
        f"mailto:{contact.email}" if contact.email else "",
    ]
    how = ", ".join(way for way in ways if way)
    if not how:
        return without
    return with_contact.format(who=contact.name or _COUNSELLOR[variant], how=how)
