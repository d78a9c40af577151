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
    """The patterns of topic_words.yml, each for whole words of a folded text: of topics, of denied topics, and of the other lists."""

    topics: Mapping[str, re.Pattern[str]]
    negated: re.Pattern[str]
    lists: Mapping[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def load_topic_words() -> TopicWords:
    """The lists, read once a process."""
    data = YAML(typ="safe").load(FILE)
    topics = data.pop("topics")
    every = [word for words in topics.values() for word in words]
    return TopicWords(
        topics={topic: re.compile(_any_of(words)) for topic, words in topics.items()},
        negated=re.compile(_any_of(data.pop("negators")) + r"\s+" + _any_of(every)),
        lists={name: re.compile(_any_of(words)) for name, words in data.items()},
    )


def _says(text: str, name: str) -> bool:
    """Whether the text has a word of a list."""
    return bool(load_topic_words().lists[name].search(fold_text(text)))


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
    return _says(text, "listing")


def says_there(text: str) -> bool:
    """Whether the words point back at where was talked about: "där", "hos dem"."""
    return _says(text, "there")


def says_what_was_meant(text: str) -> bool:
    """Whether the pupil sets something right: "jag menar", "I meant"."""
    return _says(text, "markers")


def asks_how_far(text: str) -> bool:
    """ "Hur långt är det dit?", "finns det nåt närmare?" """
    return _says(text, "distance")


def says_them(text: str) -> bool:
    """Whether those who do the work are spoken of: "vad tjänar dom"."""
    return _says(text, "them")


def says_changed_mind(text: str) -> bool:
    """Whether another is wanted in the place of what was asked about: "eller vänta, X låter bättre"."""
    return _says(text, "changed_mind")


def says_to_forget(text: str) -> bool:
    """Whether what was talked about is to be left: "glöm det", "strunta i det"."""
    return _says(text, "forget")


def asks_for_programme(text: str) -> bool:
    """Whether a programme or an education is spoken of: "vilka program"."""
    return _says(text, "programme")


def asks_for_occupations(text: str) -> bool:
    """ "Vad kan man jobba som där?" """
    return _says(text, "occupations_there")


def says_where_school_is(text: str) -> bool:
    """ "Skolan ligger i Surahammar": no school is asked for."""
    return _says(text, "school_lies")


def asks_which_of_two(text: str) -> bool:
    """ "Vilket är lättast att få jobb som?" after two that were set side by side."""
    return _says(text, "which_of_two")


def says_goes_to_school(text: str) -> bool:
    """ "Går på gymnasiet i Kiruna": where one is, no question."""
    return _says(text, "goes_to_school") and "?" not in text


def asks_what_work(text: str) -> bool:
    """ "Vad kan man jobba med sen?" """
    return _says(text, "work_after")


def says_within(text: str) -> bool:
    """Whether an industry is narrowed down to: "finns nåt inom trä"."""
    return _says(text, "within")


def says_if_moved(text: str) -> bool:
    """ "Om man flyttar till Norrköping då?" """
    return _says(text, "if_moved")


def asks_for_anything(text: str) -> bool:
    """ "Nåt nära Gislaved?" """
    return _says(text, "anything_there")


def says_of_them(text: str) -> bool:
    """Whether those that were talked about last are weighed: "vem av dom tjänar mest"."""
    return _says(text, "of_them")


def says_same_as(text: str) -> bool:
    """ "Är det samma sak som laborant?" """
    return _says(text, "same_as")


def speaks_to_the_bot(text: str) -> bool:
    """ "Får du betalt?" """
    return _says(text, "addressed")


def asks_to_get_in(text: str) -> bool:
    """ "Är det svårt att komma in?" """
    return _says(text, "getting_in")


def asks_whether_there(text: str) -> bool:
    """ "Finns det i Uddevalla?", "går det att läsa i Kiruna?" """
    return _says(text, "given_there")


def says_otherwise(text_before: str) -> bool:
    """Whether what follows is only second best: "annars Eskilstuna"."""
    return _says(text_before, "otherwise")


def says_denied(text: str) -> bool:
    """ "Nä inte elektriker i hus, mer typ fabrik": something is not meant."""
    return _says(text, "denied")


def says_nearby(text: str) -> bool:
    """ "Finns det nån utbildning i närheten?" """
    return _says(text, "nearby")


def doubts_the_answer(text: str) -> bool:
    """ "Stämmer inte, min pappa är gjutare och har inte så." """
    return _says(text, "doubting")


def says_to_move(text: str) -> bool:
    """ "Måste man flytta då?" """
    return _says(text, "moving")


def says_it(text: str) -> bool:
    """Whether the words point back at the occupation that was talked about: "tar robotar över det?"."""
    return _says(text, "it")


def says_home(text: str) -> bool:
    """Whether a place is told as where the pupil lives: "jag bor i Lund"."""
    return _says(text, "home")
