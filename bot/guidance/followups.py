"""Recognises the short follow-ups: a bare name, "den andra", "var?", "mer", in the languages that pupils write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.guidance.message import PLACE, Message
from bot.guidance.topic_words import says_what_was_meant
from bot.text.normalise import fold_text

_WORD = re.compile(r"\w+(?::\w+)?")
# Longer than this it is a sentence of its own, whatever words it is made of.
MOST_WORDS = 12
MOST_WORDS_WITH_BARE_ORDINAL = 3
_POINTERS = frozenset(
    {"ta", "den", "det", "dom", "de", "nummer", "nr", "number", "the", "option", "номер", "رقم", "شماره"}
)


@dataclass(frozen=True)
class FollowupWords:
    """The word lists of followups.yml, folded."""

    fillers: frozenset[str]
    ordinals: dict[str, int]
    beside_ordinals: frozenset[str]
    telling: frozenset[str]
    definite: frozenset[str]
    where: frozenset[str]
    more: frozenset[str]
    acknowledged: frozenset[str]
    abroad: frozenset[str]
    before_abroad: frozenset[str]


@lru_cache(maxsize=1)
def load_followup_words() -> FollowupWords:
    """The lists, read once a process."""
    data = YAML(typ="safe").load(Path(__file__).with_name("followups.yml"))
    return FollowupWords(
        fillers=frozenset(fold_text(word) for words in data["fillers"].values() for word in words.split()),
        ordinals={
            fold_text(word).replace("_", " "): int(number)
            for number, words in data["ordinals"].items()
            for word in str(words).split()
        },
        beside_ordinals=frozenset(fold_text(word) for word in data["beside_ordinals"].split()),
        telling=frozenset(fold_text(word) for word in data["telling"].split()),
        definite=frozenset(fold_text(word) for word in data["definite"].split()),
        where=frozenset(" ".join(_words(phrase)) for phrase in data["where"]),
        more=frozenset(" ".join(_words(phrase)) for phrase in data["more"]),
        acknowledged=frozenset(word for phrase in data["acknowledged"] for word in _words(phrase)),
        abroad=frozenset(fold_text(word) for word in data["abroad"].split()),
        before_abroad=frozenset(data["before_abroad"]),
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(fold_text(text))


def says_only_names(message: Message) -> bool:
    """Whether the message is nothing but names and filler: "och i Skåne då?", "nej, elektriker menade jag"."""
    if not message.mentions or not any(not each.rejected for each in message.mentions):
        return False
    words = _words_outside_mentions(message)
    return len(words) <= MOST_WORDS and all(word in load_followup_words().fillers for word in words)


def asks_only_where(message: Message) -> bool:
    """Bare "var?", also with filler ("var då")."""
    return _is_among(message, load_followup_words().where)


def asks_only_for_more(message: Message) -> bool:
    """Bare "mer", "berätta mer"."""
    return _is_among(message, load_followup_words().more)


def only_acknowledges(message: Message) -> bool:
    """Bare "ok", "jaha", "haha": no question, and no yes to what was offered either."""
    words = _words(message.text)
    return bool(words) and all(word in load_followup_words().acknowledged for word in words)


def names_place_abroad(message: Message) -> bool:
    """Whether a place outside Sweden is asked about ("i Norge", "utomlands") and none in Sweden."""
    lists = load_followup_words()
    words = _words(message.text)
    if any(mention.entity == PLACE for mention in message.mentions):
        return False
    pairs = zip(["", *words], words, strict=False)
    return any(
        word in lists.abroad and (before in lists.before_abroad or len(word) > 8 or len(words) < 3)
        for before, word in pairs
    )


def _is_among(message: Message, phrases: frozenset[str]) -> bool:
    words = _words(message.text)
    if not words or len(words) > MOST_WORDS or message.mentions:
        return False
    kept = [word for word in words if word not in load_followup_words().fillers]
    return " ".join(words) in phrases or " ".join(kept) in phrases


@dataclass(frozen=True)
class Ordinal:
    """Which of what was listed, 0 for the last; `alone` when nothing else is asked about it, `telling` when to hear more."""

    number: int
    alone: bool
    telling: bool = False


def find_ordinal(message: Message) -> Ordinal | None:
    """ "den andra", "nummer två", "berätta mer om den första"; None when no item of a list is pointed at."""
    lists = load_followup_words()
    words = _words(message.text)
    if not words or len(words) > MOST_WORDS:
        return None
    for position, word in enumerate(words):
        number = lists.ordinals.get(word)
        if number is None:
            continue
        pointed = word in lists.definite or position > 0 and words[position - 1] in _POINTERS
        others = words[:position] + words[position + 1 :]
        alone = all(other in lists.beside_ordinals or other in lists.fillers for other in others)
        corrects = alone and says_what_was_meant(message.text)
        if not pointed and not corrects and len(words) > MOST_WORDS_WITH_BARE_ORDINAL:
            continue
        if pointed or alone:
            return Ordinal(number, alone, telling=any(other in lists.telling for other in others))
    return None


def count_own_words(message: Message) -> int:
    """How many words there are beside the names: "and in Gällivare?" has two, whatever language the name sounds like."""
    return len(_words_outside_mentions(message))


def _words_outside_mentions(message: Message) -> list[str]:
    rest, position = [], 0
    for mention in sorted(message.mentions, key=lambda each: each.start):
        rest.append(message.text[position : mention.start])
        position = max(position, mention.end)
    rest.append(message.text[position:])
    # A genitive or case ending left beside a name is no word.
    return [word for word in _words(" ".join(rest)) if word != "s"]
