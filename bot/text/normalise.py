"""Brings text to comparable forms: cleaned for reading, folded for matching, and slugs for ids."""

from __future__ import annotations

import re
import unicodedata

# Letters that pupils drop the marks of, and letters of other keyboards that mean the same.
FOLDED_LETTERS = str.maketrans(
    {"å": "a", "ä": "a", "ö": "o", "é": "e", "è": "e", "ü": "u", "ø": "o", "æ": "a", "ß": "ss"}
)

# Zero-width and bidi control characters carry no meaning in a message, except the joiners that Persian needs.
_INVISIBLE = {
    "\u200b",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202b",
    "\u202c",
    "\u202d",
    "\u202e",
    "\u2060",
    "\u2066",
    "\u2067",
    "\u2068",
    "\u2069",
    "\ufeff",
    "\u00ad",
}
_SPACES = re.compile(r"\s+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def clean_text(text: str) -> str:
    """NFC text without control, surrogate and invisible characters, white space folded to single blanks."""
    visible = (" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text if char not in _INVISIBLE)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", "".join(visible))).strip()


def fold_text(text: str) -> str:
    """Lower case with å, ä, ö and accents as their base letters: "Göteborg" and "goteborg" become one."""
    folded = clean_text(text).casefold().translate(FOLDED_LETTERS)
    return unicodedata.normalize("NFC", folded)


def make_slug(text: str) -> str:
    """An ASCII id out of a name: letters and digits, "_" between."""
    return _NOT_SLUG.sub("_", fold_text(text)).strip("_")
