"""Finds the button that a pupil answers in words: its title, the beginning of it, or the words that tell it from the others."""

from __future__ import annotations

import os
import re

from bot.guidance.conversation import Conversation, Offer
from bot.guidance.message import OCCUPATION, PROGRAMME, Message
from bot.text.normalise import fold_text

# Shorter beginnings are too often an ordinary word.
SHORTEST_BEGINNING = 5
# Longer than this it is a sentence of its own.
MOST_WORDS = 6
_WORD = re.compile(r"\w+")


def find_typed_choice(message: Message, conversation: Conversation) -> Offer | None:
    """The button whose title was typed, whole or, where a choice is waited for, in what is unmistakable of it."""
    said = fold_text(message.text).strip(" .!?")
    if not said:
        return None
    titles = [(fold_text(offer.title).strip(" .!?"), offer) for offer in conversation.offered if offer.title]
    whole = [offer for title, offer in titles if title == said]
    if whole or conversation.waiting != "choice" or len(said) < SHORTEST_BEGINNING:
        return whole[0] if whole else None
    begun = [offer for title, offer in titles if title.startswith(said)]
    if (
        begun
        or conversation.guessed
        or not conversation.asks_which
        or message.ids_of(OCCUPATION)
        or message.ids_of(PROGRAMME)
    ):
        return begun[0] if len(begun) == 1 else None
    return _find_by_words(said, titles)


def _find_by_words(said: str, titles: list[tuple[str, Offer]]) -> Offer | None:
    """ "Process, på ett pappersbruk" means the title with most of these words, where no other has as many."""
    words = _WORD.findall(said)
    if not titles or len(words) > MOST_WORDS:
        return None
    scored = sorted(((_count_alike(words, title), offer) for title, offer in titles), key=lambda pair: -pair[0])
    (best, offer), *others = scored
    return offer if best and all(count < best for count, _ in others) else None


def _count_alike(words: list[str], title: str) -> int:
    """How many words begin as a word of the title does."""
    return sum(
        any(len(os.path.commonprefix([word, other])) >= SHORTEST_BEGINNING for other in _WORD.findall(title))
        for word in words
    )
