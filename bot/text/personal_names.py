"""Finds names of persons: introduced ones in seven languages, named relations, and full names; firms and places stay."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from bot.text.name_words import AMBIGUOUS, FIRM_WORDS, FIRMS, ORDINARY, PLACE_FOLLOWS, RELATION, SURNAME, THINGS, TITLE

NAMES = Path(__file__).with_name("data") / "first_names.txt"
_NAME = r"[^\W\d_][^\W\d_'’-]{1,20}(?:[-'’][^\W\d_]{2,20})?"
_NAMES = rf"(?P<name>{_NAME}(?:\s+{_NAME})?)"
_CAPITAL = r"[A-ZÅÄÖ][a-zåäöéüA-ZÅÄÖ]{1,20}(?:-[A-ZÅÄÖ]?[a-zåäöé]{2,20})?"
_CAPITALS = rf"(?P<name>{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}})"
_ARABIC = r"(?P<name>[\u0621-\u064a\u067e-\u06d3]{2,20}(?:\s[\u0621-\u064a\u067e-\u06d3]{2,20})?)"
_MINE = r"(?:min|mitt|mina|våran?|vår|våra|hans|hennes|deras|my|our|his|her)"
# What follows is a name unless it is an ordinary word.
_INTRODUCED = (
    re.compile(
        r"\b(?:(?:jag|ja|jg|jak)\s+(?:heter|hetr|hetter|kallas(?:\s+för)?)|(?:mitt|mit)\s+(?:för|efter|hela\s+)?namn\s+(?:är|e|=|:)|"
        r"(?:namnet|efternamnet|förnamnet)\s+(?:är|e)|(?:hon|han|hen)\s+heter|my\s+(?:full\s+|first\s+|last\s+)?name(?:\s+is|['’]?s)|"
        r"i(?:\s+am|['’]?m)\s+called|(?:namn|förnamn|efternamn|name|nimi|имя|ім['’ʼ]?я|الاسم|نام)\s?[:=]|mag[ac]{1,3}[ae]yg[ua]\s+waa|"
        r"waxaa\s+la\s+i(?:gu)?\s+(?:yiraahdaa|yidhaahdaa|yeeraa)|(?:minun\s+|mun\s+)?nime?ni\s+on|mun\s+nimi\s+on|"
        r"(?:мене|минe|менe)\s+(?:звати|звуть)|меня\s+зовут)\s+" + _NAMES,
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\w)(?:اسمي|إسمي|أسمي)\s+(?:هو\s+)?" + _ARABIC),
    re.compile(r"(?<!\w)(?:انا|أنا)\s+(?P<name>[\u0621-\u064a\u067e-\u06d3]{2,20})(?=\s+و?عمري)"),
    re.compile(r"(?<!\w)(?:اسم من|نام من|اسمم|نامم|اسم مه)\s+" + _ARABIC),
    re.compile(
        r"(?:моє|мое)\s+ім['’ʼ]?я\s*(?:[-–—:]\s*|є\s+)?(?P<name>[А-ЯІЇЄҐ][а-яіїєґ'’ʼ]{1,20}(?:\s[А-ЯІЇЄҐ][а-яіїєґ]{1,20})?)"
    ),
    re.compile(r"(?i:mag[ac]{1,3}[ae]yg[ua])\s+" + _CAPITALS),
    re.compile(r"\b(?:mvh|hälsningar|hälsar|vänligen|hälsn)[ ,/]+" + _NAMES + r"\s*[.!]?$", re.IGNORECASE),
    re.compile(rf"\b(?P<name>{_NAME})\s+heter\s+jag\b", re.IGNORECASE),
)
# "som heter" and "heter" after any word: a name unless a thing or a place is spoken of.
_CALLED = re.compile(r"(?P<before>(?:[\w-]+\s+){1,2})heter\s+" + _NAMES, re.IGNORECASE)
# What follows may be anything, so only known first names count.
_PERHAPS = (
    re.compile(r"\b(?:jag\s+är|ja\s+e|jag\s+e|i\s+am|i['’]?m|mä\s+oon|mä\s+olen|minä\s+olen|olen|oon)\s+" + _NAMES, re.IGNORECASE),
    re.compile(r"\b(?:kallar(?:\s+de|\s+dom)?\s+mig(?:\s+för)?|call\s+me|calls\s+me)\s+" + _NAMES, re.IGNORECASE),
    re.compile(r"(?:^|[\s.!?])//?\s?" + _NAMES + r"(?:\s[A-ZÅÄÖ])?\s*[.!]?$", re.IGNORECASE),
    re.compile(r"\b(?i:det\s+är|här\s+är|jag\s+(?:och|å)|aniga\s+waa|klass(?:en)?,)\s+" + _CAPITALS),
    re.compile(r"(?<!\w)(?:صديقي|صديقتي|اخي|أخي|اختي|أختي|معلمي|معلمتي|استاذي|أستاذي)\s+" + _ARABIC),
    re.compile(rf"^\W*(?:(?:hej|hejsan|tja|hallå|hi|hello)\W+)?(?P<name>{_NAME})\s+här\b", re.IGNORECASE),
    re.compile(rf"{_NAMES}\s+(?:i|från|ur)\s+(?:min|vår|våran|hennes|hans)?\s?(?:parallell)?klass(?:en)?\b", re.IGNORECASE),
    re.compile(rf"{_NAMES}\s+(?:in|from)\s+my\s+class\b", re.IGNORECASE),
    re.compile(rf"{_NAMES}\s+(?:är|e|is)\s+{_MINE}\s+{RELATION}\b", re.IGNORECASE),
    re.compile(rf"\b{_MINE}\s+(?:[\w-]+\s+)?{RELATION}\s+{_NAMES}", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:я|Я)\s*[-–—]?\s*(?P<name>[А-ЯІЇЄҐ][а-яіїєґ'’ʼ]{1,20})"),
    re.compile(r"(?<!\w)من\s+(?P<name>[\u0621-\u064a\u067e-\u06d3]{2,20})\s+(?:هستم|استم)"),
)  # fmt: skip
_RELATED = (
    re.compile(rf"(?i:\b{_MINE}\s+(?:[\w-]+\s+)?{RELATION}(?:\s+(?:som\s+)?heter)?)\s+{_CAPITALS}"),
    re.compile(rf"\b(?i:{TITLE})\s+{_CAPITALS}"),
)
_ALSO = re.compile(rf"\s*(?:,|och|&|and|å|o)\s+(?P<name>{_CAPITAL})")
_FULL = re.compile(
    r"\b(?P<first>[A-ZÅÄÖ][a-zåäöé]{1,20})\s+(?P<last>[A-ZÅÄÖ][a-zåäöé]{2,24}(?:-[A-ZÅÄÖ][a-zåäöé]{2,20})?)\b"
)
_FULL_SMALL = re.compile(rf"\b(?P<first>[^\W\d_]{{2,20}})\s+(?P<last>{SURNAME})\b", re.IGNORECASE)


def find_names(text: str) -> list[tuple[int, int]]:
    """Where names stand in the text, in order, without overlaps."""
    found: set[tuple[int, int]] = set()
    for pattern in _INTRODUCED:
        found.update(_trim(text, *match.span("name")) for match in pattern.finditer(text))
    for match in _CALLED.finditer(text):
        if not _is_thing(match["before"].casefold().split()):
            found.add(_trim(text, *match.span("name")))
    for pattern in _PERHAPS:
        found.update(
            _trim(text, *span) for match in pattern.finditer(text) if (span := _find_known(text, *match.span("name")))
        )
    for pattern in _RELATED:
        for match in pattern.finditer(text):
            found.add(_trim(text, *match.span("name")))
            end = match.end()
            while also := _ALSO.match(text, end):
                found.add(also.span("name"))
                end = also.end()
    for pattern in (_FULL, _FULL_SMALL):
        found.update(match.span() for match in pattern.finditer(text) if _is_person(match))
    return _merge(span for span in found if span[1] > span[0])


def _merge(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _is_thing(words: list[str]) -> bool:
    """Whether the words before "heter" speak of a thing or a place; after "och" it is the writer again."""
    return words[-1] not in ("och", "å", "o") and any(THINGS.search(word) for word in words)


def _is_person(match: re.Match[str]) -> bool:
    """Whether two words are a person: a known first name, and no firm, school or street that bears a person's name."""
    rest = match.string[match.end() :]
    return (
        _is_known(match["first"])
        and (match["first"].casefold() not in AMBIGUOUS or bool(re.fullmatch(SURNAME, match["last"], re.IGNORECASE)))
        and match.group().casefold() not in FIRMS
        and not FIRM_WORDS.match(match["last"])
        and not FIRM_WORDS.match(rest.lstrip())
    )


def _find_known(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The part of the words that begins with a known first name."""
    words = list(re.finditer(r"[^\s,.!?]+", text[start:end]))
    for word in words:
        if word.group().casefold() in PLACE_FOLLOWS:
            break
        if _is_known(word.group()):
            return start + word.start(), end
    return None


def _is_known(word: str) -> bool:
    folded = word.casefold()
    if folded in AMBIGUOUS and word == folded:
        return False
    return folded in load_first_names() or ("-" in folded and folded.split("-")[0] in load_first_names())


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the name ends: nothing of an ordinary word, and a further word only when it is written as a name."""
    words = list(re.finditer(r"\S+", text[start:end]))
    if not words or words[0].group().casefold() in ORDINARY:
        return start, start
    last = words[0]
    for word in words[1:]:
        written = word.group()
        caseless = written.lower() == written.upper()
        named = written[0].isupper() or re.fullmatch(SURNAME, written, re.IGNORECASE) or _is_known(written)
        if written.casefold() in ORDINARY or not (named or (caseless and written[0] != "و")):
            break
        last = word
    return start, start + last.end()


@lru_cache(maxsize=1)
def load_first_names() -> frozenset[str]:
    """First names that are common among pupils in Sweden, in lower case."""
    lines = NAMES.read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.casefold().split())
