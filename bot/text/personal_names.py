"""Finds names of persons: introduced ones in seven languages, named relations, and full names; firms and places stay."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

NAMES = Path(__file__).with_name("data") / "first_names.txt"
_NAME = r"[^\W\d_][^\W\d_'’-]{1,20}(?:[-'’][^\W\d_]{2,20})?"
_INTRODUCED = re.compile(
    r"\b(?:jag\s+heter|ja\s+heter|mitt\s+namn\s+(?:är|e)|namnet\s+är|hon\s+heter|han\s+heter|hen\s+heter|som\s+heter|my\s+name\s+is|"
    r"my\s+name'?s|i\s+am\s+called|magacaygu\s+waa|magacaygu|nimeni\s+on|mun\s+nimi\s+on|минe\s+звати|мене\s+звати|мене\s+звуть|"
    r"меня\s+зовут)\s+(?P<name>" + _NAME + r"(?:\s+" + _NAME + r")?)",
    re.IGNORECASE,
)
_INTRODUCED_ARABIC = re.compile(
    r"(?:اسمي|انا اسمي|اسم من|نام من|اسمم)\s+(?P<name>[\u0600-\u06ff]{2,20}(?:\s[\u0600-\u06ff]{2,20})?)"
)
_SIGNED = re.compile(
    r"(?:/|\b(?:hälsningar|mvh|hälsar|vänliga hälsningar)[ ,/]+)(?P<name>[A-ZÅÄÖ][a-zåäöé]{2,20})\s*[.!]?$"
)
_RELATION = re.compile(
    r"\b(?:min|mitt|våran?|vår|hans|hennes|my|our)\s+(?:bästa\s+)?(?:kompis|vän|polare|klasskompis|bror|brorsa|syster|syrra|kusin|pojkvän|flickvän|"
    r"kille|tjej|mamma|pappa|morbror|farbror|moster|faster|lärare|mentor|syv|rektor|tränare|granne|friend|brother|sister|teacher)\s+"
    r"(?:heter\s+|som\s+heter\s+)?(?P<name>[A-ZÅÄÖ][a-zåäöé]{2,20})\b"
)
_TITLE = re.compile(
    r"\b(?:läraren|mentorn|rektorn|rektor|syv(?:en)?|magister|fröken|tränaren|grannen|herr|fru|mr|mrs|ms)\s+(?P<name>[A-ZÅÄÖ][a-zåäöé]{2,20})\b"
)
_FULL = re.compile(
    r"\b(?P<first>[A-ZÅÄÖ][a-zåäöé]{1,20})\s+(?P<last>[A-ZÅÄÖ][a-zåäöé]{2,24}(?:-[A-ZÅÄÖ][a-zåäöé]{2,20})?)\b"
)
# Words that follow "jag heter" or a relation and are no name.
_ORDINARY = frozenset(
    "inte något nåt samma det den så som och men också typ ju vad hur jobbar arbetar går är har vill kan på i från med till the a an not".split()  # noqa: SIM905
)
_NOT_LAST_NAMES = frozenset(
    {
        "Energi",
        "Electric",
        "Industri",
        "Industry",
        "Group",
        "Steel",
        "Bruk",
        "Verkstad",
        "Kommun",
        "Gymnasium",
        "Skola",
        "Trucks",
        "Cars",
        "Penta",
        "Buses",
    }
)


def find_names(text: str) -> list[tuple[int, int]]:
    """Where names stand in the text, in order, without overlaps."""
    found: set[tuple[int, int]] = set()
    for pattern in (_INTRODUCED, _INTRODUCED_ARABIC, _SIGNED, _RELATION, _TITLE):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            end = _end_before_ordinary_words(text, start, end)
            if end > start:
                found.add((start, end))
    known = load_first_names()
    for match in _FULL.finditer(text):
        if match["first"].casefold() in known and match["last"] not in _NOT_LAST_NAMES:
            found.add(match.span())
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _end_before_ordinary_words(text: str, start: int, end: int) -> int:
    """Where the name ends: a second word belongs to it only when it is written as one."""
    words = list(re.finditer(r"\S+", text[start:end]))
    if not words or words[0].group().casefold() in _ORDINARY:
        return start
    latin = words[0].group().isascii() or words[0].group()[0].isalpha()
    if len(words) > 1 and (words[1].group().casefold() in _ORDINARY or (latin and not words[1].group()[0].isupper())):
        return start + words[0].end()
    return end


@lru_cache(maxsize=1)
def load_first_names() -> frozenset[str]:
    """First names that are common in Sweden, in lower case."""
    lines = NAMES.read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.casefold().split())
