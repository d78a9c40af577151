"""Finds the topic that a pupil names outright when setting the bot right: "nej jag menar vad dom GÖR, inte lön"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.text.normalise import fold_text

FILE = Path(__file__).with_name("topic_words.yml")


@dataclass(frozen=True)
class TopicWords:
    """The patterns of topic_words.yml, each for whole words of a folded text."""

    topics: Mapping[str, re.Pattern[str]]
    markers: re.Pattern[str]
    negated: re.Pattern[str]
    listing: re.Pattern[str]
    there: re.Pattern[str]
    distance: re.Pattern[str]
    them: re.Pattern[str]
    changed_mind: re.Pattern[str]
    forget: re.Pattern[str]
    programme: re.Pattern[str]
    work_after: re.Pattern[str]
    within: re.Pattern[str]
    addressed: re.Pattern[str]
    it: re.Pattern[str]
    home: re.Pattern[str]


@lru_cache(maxsize=1)
def load_topic_words() -> TopicWords:
    """The lists, read once a process."""
    data = YAML(typ="safe").load(FILE)
    every = [word for words in data["topics"].values() for word in words]
    return TopicWords(
        topics={topic: re.compile(_any_of(words)) for topic, words in data["topics"].items()},
        markers=re.compile(_any_of(data["markers"])),
        negated=re.compile(_any_of(data["negators"]) + r"\s+" + _any_of(every)),
        listing=re.compile(_any_of(data["listing"])),
        there=re.compile(_any_of(data["there"])),
        distance=re.compile(_any_of(data["distance"])),
        them=re.compile(_any_of(data["them"])),
        changed_mind=re.compile(_any_of(data["changed_mind"])),
        forget=re.compile(_any_of(data["forget"])),
        programme=re.compile(_any_of(data["programme"])),
        work_after=re.compile(_any_of(data["work_after"])),
        within=re.compile(_any_of(data["within"])),
        addressed=re.compile(_any_of(data["addressed"])),
        it=re.compile(_any_of(data["it"])),
        home=re.compile(_any_of(data["home"])),
    )


def _any_of(words: list[str]) -> str:
    return r"\b(?:" + "|".join(re.escape(fold_text(word)) for word in words) + r")\b"


def find_topics_said(text: str) -> tuple[str, ...]:
    """The topics that the words name, without those that are denied."""
    lists = load_topic_words()
    wanted = lists.negated.sub(" ", fold_text(text))
    return tuple(topic for topic, pattern in lists.topics.items() if pattern.search(wanted))


def find_corrected_topic(text: str) -> str | None:
    """The one topic that was meant, where the pupil says so; None when none or several could be."""
    if not says_what_was_meant(text):
        return None
    said = find_topics_said(text)
    return said[0] if len(said) == 1 else None


def asks_for_list(text: str) -> bool:
    """Whether several are asked for: "vilka jobb"."""
    return bool(load_topic_words().listing.search(fold_text(text)))


def says_there(text: str) -> bool:
    """Whether the words point back at where was talked about: "där", "hos dem"."""
    return bool(load_topic_words().there.search(fold_text(text)))


def says_what_was_meant(text: str) -> bool:
    """Whether the pupil sets something right: "jag menar", "I meant"."""
    return bool(load_topic_words().markers.search(fold_text(text)))


def asks_how_far(text: str) -> bool:
    """ "Hur långt är det dit?", "finns det nåt närmare?" """
    return bool(load_topic_words().distance.search(fold_text(text)))


def says_them(text: str) -> bool:
    """Whether those who do the work are spoken of: "vad tjänar dom"."""
    return bool(load_topic_words().them.search(fold_text(text)))


def says_changed_mind(text: str) -> bool:
    """Whether another is wanted in the place of what was asked about: "eller vänta, X låter bättre"."""
    return bool(load_topic_words().changed_mind.search(fold_text(text)))


def says_to_forget(text: str) -> bool:
    """Whether what was talked about is to be left: "glöm det", "strunta i det"."""
    return bool(load_topic_words().forget.search(fold_text(text)))


def asks_for_programme(text: str) -> bool:
    """Whether a programme or an education is spoken of: "vilka program"."""
    return bool(load_topic_words().programme.search(fold_text(text)))


def asks_what_work(text: str) -> bool:
    """ "Vad kan man jobba med sen?" """
    return bool(load_topic_words().work_after.search(fold_text(text)))


def says_within(text: str) -> bool:
    """Whether an industry is narrowed down to: "finns nåt inom trä"."""
    return bool(load_topic_words().within.search(fold_text(text)))


def speaks_to_the_bot(text: str) -> bool:
    """ "Får du betalt?" """
    return bool(load_topic_words().addressed.search(fold_text(text)))


def says_it(text: str) -> bool:
    """Whether the words point back at the occupation that was talked about: "tar robotar över det?"."""
    return bool(load_topic_words().it.search(fold_text(text)))


def says_home(text: str) -> bool:
    """Whether a place is told as where the pupil lives: "jag bor i Lund"."""
    return bool(load_topic_words().home.search(fold_text(text)))
