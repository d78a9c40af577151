"""What there is to find fault with in training data: twins, leaks, conflicts, overused phrases and thin spots."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.questions import read_json_lines
from bot.training.examples import Example, make_key
from bot.training.similar import find_alike, find_alike_within

# Two messages of some length with one letter between them teach nothing that one does not.
TWIN_RATIO = 0.95
TWIN_WORDS = 4
LEAK_RATIO = 0.9
LEAK_WORDS = 4
CONFLICT_RATIO = 0.88
MOST_EVERYDAY_WORDS = 2
MOST_OF_ONE_PHRASE = 12
FEWEST_EXAMPLES = 12
FEWEST_PHRASES_SHARE = 0.6


@dataclass(frozen=True)
class Twins:
    """Two examples that are the same, or nearly; the second is the one to remove."""

    kept: Example
    spare: Example
    ratio: float


@dataclass(frozen=True)
class Leak:
    """An example that is a measuring text, or nearly; what is learnt by heart is not measured."""

    example: Example
    source: str
    text: str
    ratio: float


@dataclass(frozen=True)
class Conflict:
    """Two examples that are nearly alike but stand under different intents: both may be right, or one is a mistake."""

    example: Example
    neighbour: Example
    ratio: float


@dataclass(frozen=True)
class ThinSpot:
    """An intent that has little to learn from in a language."""

    intent: str
    language: str
    examples: int
    phrases: int


def find_twins(examples: Sequence[Example]) -> list[Twins]:
    """Examples with one intent that are the same after folding, or nearly so when they are long enough to tell."""
    keys = [example.key for example in examples]
    found = []
    for pair in find_alike_within(keys, ratio=TWIN_RATIO):
        kept, spare = examples[pair.first], examples[pair.second]
        same = keys[pair.first] == keys[pair.second]
        if kept.intent == spare.intent and (same or _count_words(spare) >= TWIN_WORDS):
            found.append(Twins(kept, spare, pair.ratio))
    return found


def find_leaks(examples: Sequence[Example], *, measuring: Mapping[str, Sequence[str]]) -> list[Leak]:
    """Examples that stand among the measuring texts: equal after folding, or nearly so when they are long enough."""
    found = []
    keys = [example.key for example in examples]
    for source, texts in measuring.items():
        measured = [make_key(text) for text in texts]
        exact = set(measured)
        found += [
            Leak(example, source, example.text, 1.0)
            for example, key in zip(examples, keys, strict=True)
            if key in exact
        ]
        for pair in find_alike(keys, measured, ratio=LEAK_RATIO):
            example = examples[pair.first]
            if keys[pair.first] not in exact and _count_words(example) >= LEAK_WORDS:
                found.append(Leak(example, source, texts[pair.second], pair.ratio))
    return found


def read_measuring_texts(path: Path) -> tuple[str, ...]:
    """All messages of a file of questions; of one of dialogues those that are more than a word or two."""
    texts: list[str] = []
    for _number, record in read_json_lines(path):
        if "turns" in record:
            # "Ja" and "hej då" in the middle of a conversation are everybody's.
            turns = (str(turn["text"]) for turn in record["turns"])
            texts += [text for text in turns if len(text.split()) > MOST_EVERYDAY_WORDS]
        else:
            texts.append(str(record["text"]))
    return tuple(texts)


def find_conflicts(examples: Sequence[Example]) -> list[Conflict]:
    """Examples that are nearly alike letter by letter, though they stand under different intents."""
    return [
        Conflict(examples[pair.first], examples[pair.second], pair.ratio)
        for pair in find_alike_within([each.key for each in examples], ratio=CONFLICT_RATIO)
        if examples[pair.first].intent != examples[pair.second].intent
    ]


def find_overused_phrases(phrases: Iterable[str]) -> list[tuple[str, int]]:
    """Phrases that differ only in the names put into them, used more often than helps."""
    counts = Counter(phrase for phrase in phrases if "<" in phrase and len(phrase.split()) > 1)
    return [(phrase, count) for phrase, count in counts.most_common() if count > MOST_OF_ONE_PHRASE]


def find_thin_spots(
    examples: Sequence[Example], phrases: Sequence[str], *, intents: Collection[str], languages: Collection[str]
) -> list[ThinSpot]:
    """Intents with few examples in a language, or with examples that are few phrases with other names in them."""
    spots: dict[tuple[str, str], list[str]] = defaultdict(list)
    for example, phrase in zip(examples, phrases, strict=True):
        spots[example.intent, example.language].append(phrase)
    return [
        ThinSpot(intent, language, len(spots[intent, language]), len(set(spots[intent, language])))
        for language in sorted(languages)
        for intent in sorted(intents)
        if len(spots[intent, language]) < FEWEST_EXAMPLES
        or len(set(spots[intent, language])) < FEWEST_PHRASES_SHARE * len(spots[intent, language])
    ]


def _count_words(example: Example) -> int:
    return len(example.key.split())
