"""Judges a written answer: is it a sensible one, in the right language, with a source, a date and a next step?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.guidance.answer import Answer
from bot.guidance.question import Variant
from bot.guidance.topics import INTENTS
from bot.guidance.words import words_for
from tests.guidance.rendering import Rendered

VARIANTS: tuple[Variant, ...] = ("sv", "easy", "en")
# Longer than this is more than a phone shows at once with a little scrolling.
LONGEST = {"sv": 1000, "easy": 800, "en": 1000}
LONGEST_TITLE = 90
ODD = (
    ("placeholder", re.compile(r"[{}]")),
    ("None", re.compile(r"\bNone\b|\bnull\b|\bnan\b")),
    ("inner name", re.compile(r"\w_\w|utter_|\b(?:nuts[12]|ssyk[34]|sni)\b")),
    ("doubled space", re.compile(r"(?<=\S) {2,}(?=\S)")),
    ("doubled punctuation", re.compile(r"[,;:!?]{2,}|[,;:!?]\.|\.[,;:!?]|(?<!\.)\.\.(?!\.)")),
    ("space before punctuation", re.compile(r"\w +[,.;:!?](?=\s|$)", re.MULTILINE)),
    ("empty brackets or stress", re.compile(r"\(\s*\)|\*{4}|\"\"|: *\.|\*\*\s+\*\*")),
    ("doubled word", re.compile(r"\b(\w+) \1\b", re.IGNORECASE)),
    ("doubled paragraph", re.compile(r"(?:^|\n\n)([^\n]{12,})\n\n(?:.*\n\n)?\1(?:\n\n|$)", re.DOTALL)),
)  # fmt: skip
_SWEDISH = "och att det är som för på av med inte till du din ditt en ett den vi kan har när eller om hur vad var så också från"
_ENGLISH = "the and of is are with for to you your that this it not they we can has have when or if how what where from by at be"
SWEDISH, ENGLISH = frozenset(_SWEDISH.split()), frozenset(_ENGLISH.split())
# Words that both languages have say nothing.
_BOTH = SWEDISH & ENGLISH
# Names are in the language of whoever bears them: programmes in bold, groups in quotes, list entries.
_NAMES = re.compile(r"\*\*[^*]*\*\*|\"[^\"]*\"|\([^)]*\)|^- .*$", re.MULTILINE)
_WORD = re.compile(r"[a-zåäöA-ZÅÄÖ]+")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n")


def find_faults(answer: Answer, rendered: Rendered, variant: Variant) -> Iterator[str]:
    """What is wrong with the answer; nothing when it is a sensible one."""
    yield from _judge_text(rendered, variant)
    yield from _judge_sources(answer, rendered)
    yield from _judge_ways_on(answer, rendered)


def _judge_text(rendered: Rendered, variant: Variant) -> Iterator[str]:
    if not rendered.text.strip():
        yield "empty text"
    if len(rendered.text) > LONGEST[variant]:
        yield f"longer than {LONGEST[variant]} characters"
    if not rendered.variants <= {variant}:
        yield f"a response in another variant: {sorted(rendered.variants)}"
    for part in (rendered.text, *rendered.notes, *rendered.titles):
        if not part.strip():
            yield "empty part"
        for name, pattern in ODD:
            if found := pattern.search(part):
                yield f"{name}: {part[max(0, found.start() - 25) : found.end() + 25]!r}"
        for sentence in find_foreign_sentences(part, variant):
            yield f"another language: {sentence!r}"
    if rendered.text and not rendered.text.rstrip().endswith((".", "?", "!")):
        yield f"ends without a full stop: {rendered.text[-40:]!r}"


def without_names(text: str) -> str:
    """The text without what is named in it: bold, quoted and listed names, and remarks in brackets."""
    return _NAMES.sub(" ", text)


def find_foreign_sentences(text: str, variant: Variant) -> list[str]:
    """Sentences with more little words of the other language than of the answer's."""
    own, other = (ENGLISH, SWEDISH) if variant == "en" else (SWEDISH, ENGLISH)
    found = []
    for sentence in _SENTENCE.split(without_names(text)):
        words = {word.lower() for word in _WORD.findall(sentence)} - _BOTH
        if len(words & other) > max(1, len(words & own)):
            found.append(sentence)
    return found


def _judge_sources(answer: Answer, rendered: Rendered) -> Iterator[str]:
    if not answer.sources and tells_a_fact(answer):
        yield "a fact without a source"
    for source in answer.sources:
        if not source.name.strip():
            yield "a source without a name"
        if not (source.published or source.retrieved_on or _says_that_the_year_is_unknown(rendered)):
            yield f"a source without a date: {source.name}"


def _says_that_the_year_is_unknown(rendered: Rendered) -> bool:
    """Where the source itself states no date the text says so; none may be invented."""
    return any(words_for(variant).say("salary", "period_unknown") in rendered.text for variant in VARIANTS)


def tells_a_fact(answer: Answer) -> bool:
    """Whether the answer says anything of the world; a mere question back, or that nothing is known, does not."""
    asks = (
        "utter_ask_",
        "utter_interests_question_",
        "utter_interests_begin",
        "utter_region_",
        "utter_form_tell_place",
    )
    return any(not reply.response.startswith(asks) and not reply.response.endswith("_next") for reply in answer.replies)


def _judge_ways_on(answer: Answer, rendered: Rendered) -> Iterator[str]:
    if not rendered.titles:
        yield "no way on"
    if len(set(rendered.titles)) < len(rendered.titles):
        yield f"the same button twice: {rendered.titles}"
    for title in rendered.titles:
        if len(title) > LONGEST_TITLE:
            yield f"long title: {title!r}"
    for each in answer.suggestions:
        if each.intent not in INTENTS:
            yield f"a way on that is no intent: {each.intent}"
