"""Chooses the language to answer in: what the pupil chose, else the language of the message, else as before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.guidance.conversation import Conversation
from bot.guidance.followups import count_own_words
from bot.guidance.message import Message
from bot.guidance.question import Language
from bot.guidance.surroundings import Surroundings
from bot.text.normalise import fold_text

EASY = "easy"
# Understood, and answered in Swedish: only greeting, fallback, help and the way to a human are written in them.
UNDERSTOOD = frozenset({"ar", "so", "uk", "fa", "fi"})
# So short a message is often a name or a loan word and says nothing about its language.
FEWEST_WORDS = 3


@dataclass(frozen=True)
class Tongue:
    """`language` and `easy` choose the text; `heard` is the language of the pupil, for the few texts that exist in it."""

    language: Language
    easy: bool
    heard: str


def choose_tongue(
    message: Message, conversation: Conversation, surroundings: Surroundings
) -> tuple[Tongue, Conversation]:
    """The tongue of this answer, and the conversation that remembers it."""
    conversation = _follow_wish(conversation, surroundings)
    heard = _heard_language(message, conversation)
    language: Language = "en" if conversation.language == "en" else "sv"
    if not conversation.language_chosen and heard in ("sv", "en"):
        language = "en" if heard == "en" else "sv"
    easy = conversation.easy and language == "sv"
    return Tongue(language, easy, heard), replace(conversation, language=language, language_heard=heard)


def _follow_wish(conversation: Conversation, surroundings: Surroundings) -> Conversation:
    """Takes over what the page asks for when it is new; plain Swedish at the start is only the page's default."""
    wish = EASY if surroundings.easy and surroundings.language in ("", "sv") else surroundings.language
    if not wish or wish == conversation.language_wished:
        return conversation
    chosen = wish != "sv" or conversation.language_wished != ""
    return replace(choose_language(conversation, wish, chosen=chosen), language_wished=wish)


def choose_language(conversation: Conversation, wish: str, *, chosen: bool = True) -> Conversation:
    """The conversation after the pupil chose a language; one that is only understood is answered in Swedish."""
    heard = wish if wish in UNDERSTOOD else conversation.language_heard if wish == EASY else ""
    return replace(
        conversation,
        language="en" if wish == "en" else "sv",
        easy=wish == EASY,
        language_chosen=chosen and wish not in UNDERSTOOD,
        language_heard=heard,
    )


def _heard_language(message: Message, conversation: Conversation) -> str:
    before = conversation.language_heard
    if message.pressed or not message.language:
        return before
    if message.language in UNDERSTOOD:
        return message.language
    telling = count_own_words(message) >= FEWEST_WORDS or not before
    return message.language if telling and message.language in ("sv", "en") else before


@lru_cache(maxsize=1)
def _language_names() -> dict[str, tuple[str, ...]]:
    data = YAML(typ="safe").load(Path(__file__).with_name("languages.yml"))
    return {code: tuple(fold_text(str(name)) for name in names) for code, names in data.items()}


def find_asked_language(text: str) -> str | None:
    """The language, or "easy", that the words ask for; None when no known one is named."""
    folded = f" {' '.join(fold_text(text).replace('?', ' ').replace(',', ' ').replace('.', ' ').split())} "
    for code, names in _language_names().items():
        if any(f" {name} " in folded or (len(name) > 5 and name in folded) for name in names):
            return code
    return None
