"""Keeps free text from being read as a command by the dialogue engine."""

from __future__ import annotations

# Rasa reads a message that starts with "/" as an intent by name; the division slash looks the same and is not one.
COMMAND_PREFIX = "/"
HARMLESS_SLASH = "\u2215"


def neutralise_command_prefix(text: str) -> str:
    """The same text, of the same length, that no longer starts with a command's slash."""
    body = text.lstrip()
    if not body.startswith(COMMAND_PREFIX):
        return text
    slashes = len(body) - len(body.lstrip(COMMAND_PREFIX))
    return text[: len(text) - len(body)] + HARMLESS_SLASH * slashes + body[slashes:]
