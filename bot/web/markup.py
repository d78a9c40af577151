"""Reads the closed mini-markup of an answer (paragraph, list, bold, bare link) for pages; the widget does the same by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LONGEST_ADDRESS = 500
_BARE_LINK = re.compile(r"((?:https?://|mailto:|tel:)[^\s<>\"'`{}|\\^]{1,500})")
_CLOSING = re.compile(r"[.,;:!?)\]*]{1,20}$")
_BOLD = re.compile(r"\*\*([^*]{1,2000})\*\*")
_PLAIN_START = re.compile(r"^(https?://(www\.)?|mailto:|tel:)")
_ITEM = re.compile(r"\s{0,20}[-•] (.*)")
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


@dataclass(frozen=True)
class Piece:
    """A run of text; `address` makes it a link, `strong` bold."""

    text: str
    strong: bool = False
    address: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph (lines) or a list (items)."""

    kind: Literal["paragraph", "list"]
    lines: tuple[tuple[Piece, ...], ...]


def read_markup(text: str) -> tuple[Block, ...]:
    """The blocks of a text; whatever else it holds stays the characters that it is made of."""
    blocks: list[tuple[Literal["paragraph", "list"], list[tuple[Piece, ...]]]] = []
    is_open = False
    for line in _INVISIBLE.sub("", text).split("\n"):
        item = _ITEM.match(line)
        kind: Literal["paragraph", "list"] = "list" if item else "paragraph"
        if not line.strip():
            is_open = False
            continue
        if not is_open or blocks[-1][0] != kind:
            blocks.append((kind, []))
            is_open = True
        blocks[-1][1].append(tuple(_read_pieces(item[1] if item else line)))
    return tuple(Block(kind, tuple(lines)) for kind, lines in blocks)


def find_safe_address(address: object) -> str:
    """The address when it may be a link, else "": a scheme of the list, and no user name that could pass for a host."""
    if (
        not isinstance(address, str)
        or len(address) > LONGEST_ADDRESS
        or re.search(r"\s", address)
        or _INVISIBLE.search(address)
    ):
        return ""
    try:
        parts = urlsplit(address)
        named = parts.username or parts.password
    except ValueError:
        return ""
    if parts.scheme not in SCHEMES or named:
        return ""
    return address if parts.hostname or (parts.scheme in ("mailto", "tel") and parts.path) else ""


def shorten_address(address: str) -> str:
    """An address as people read it."""
    return _PLAIN_START.sub("", address).rstrip("/")


def _read_pieces(line: str) -> Iterator[Piece]:
    for place, part in enumerate(_BARE_LINK.split(line)):
        if place % 2 == 0:
            for turn, piece in enumerate(_BOLD.split(part)):
                if piece:
                    yield Piece(piece, strong=turn % 2 == 1)
            continue
        closing = _CLOSING.search(part)
        address, tail = (part[: closing.start()], closing[0]) if closing else (part, "")
        yield Piece(shorten_address(address), address=find_safe_address(address))
        if tail:
            yield Piece(tail)
