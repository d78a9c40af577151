"""Checks that any entity extractor must pass; each gives the faults it found as sentences. Engine environment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rasa.shared.nlu.constants import ENTITIES, TEXT

from tests.nlu.components import make_message

NEEDED = ("entity", "value", "start", "end", "extractor")


@dataclass(frozen=True)
class ExtractorCase:
    """An extractor, the tokenizer before it, and the texts to try it on."""

    extractor: Any
    tokenizer: Any
    texts: Sequence[str]

    def find(self, text: str) -> list[dict[str, Any]]:
        """The entities of a text."""
        (message,) = self.extractor.process(self.tokenizer.process([make_message(text)]))
        return list(message.get(ENTITIES) or [])


def check_extractor(case: ExtractorCase) -> list[str]:
    """The faults that any of the checks below finds."""
    checks = (check_spans, check_repeatability, check_earlier_entities, check_no_text)
    return [fault for check in checks for fault in check(case)]


def check_spans(case: ExtractorCase) -> Iterator[str]:
    """Every entity has its parts, and its words stand in the text where it says; there is something to find at all."""
    if not any(case.find(text) for text in case.texts):
        yield "nothing is found in any text"
    for text in case.texts:
        for entity in case.find(text):
            if missing := [key for key in NEEDED if key not in entity]:
                yield f"{text!r}: {missing} missing"
            elif not 0 <= entity["start"] < entity["end"] <= len(text):
                yield f"{text!r}: span {entity['start']}-{entity['end']}"
            elif text[entity["start"] : entity["end"]] != entity["value"]:
                yield f"{text!r}: {entity['value']!r} is not what stands there"


def check_repeatability(case: ExtractorCase) -> Iterator[str]:
    """A text gives the same entities every time."""
    for text in case.texts:
        if case.find(text) != case.find(text):
            yield f"{text!r} differs the second time"


def check_earlier_entities(case: ExtractorCase) -> Iterator[str]:
    """What another extractor found before is kept."""
    earlier = {"entity": "earlier", "value": "x", "start": 0, "end": 1, "extractor": "another"}
    for text in case.texts:
        (message,) = case.tokenizer.process([make_message(text)])
        message.set(ENTITIES, [earlier])
        case.extractor.process([message])
        if earlier not in message.get(ENTITIES):
            yield f"{text!r}: what was found before is gone"


def check_no_text(case: ExtractorCase) -> Iterator[str]:
    """A message without a text, or with an empty one, has no entities and gives no error."""
    for text in (None, ""):
        (message,) = case.extractor.process([make_message(text)])
        if message.get(ENTITIES):
            yield f"entities in {message.get(TEXT)!r}"
