"""Where a conversation stands: site, place, language; how messages change it, and what the engine is told of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.chat.apologies import Contact
from bot.chat.sites import Site


@dataclass(frozen=True)
class Incoming:
    """A message as it came in: words or a button. `address` serves the limits and goes no further."""

    address: str
    session_id: str | None = None
    message_id: str | None = None
    text: str | None = None
    button: str | None = None
    county: str | None = None
    municipality: str | None = None
    language: str | None = None
    site_key: str | None = None
    origin: str | None = None
    test: bool = False


@dataclass(frozen=True)
class Circumstances:
    """Where a conversation stands: site, place, language, and whether it is a test."""

    site_key: str | None = None
    county_code: str | None = None
    municipality_code: str | None = None
    language: str = "sv"
    test: bool = False

    def place(self) -> dict[str, Any]:
        """The columns that every turn repeats."""
        return {
            "site_key": self.site_key,
            "county_code": self.county_code,
            "municipality_code": self.municipality_code,
            "test": self.test,
        }


def begin_circumstances(incoming: Incoming, site: Site | None) -> Circumstances:
    """What a conversation's first message and its page's site say; the message comes before the site."""
    county = incoming.county or (site.county_code if site else None)
    municipality = incoming.municipality or (site.municipality_code if site else None)
    return Circumstances(
        site_key=site.key if site else None,
        county_code=county or (municipality[:2] if municipality else None),
        municipality_code=municipality,
        language=incoming.language or "sv",
        test=incoming.test or bool(site and site.test),
    )


def follow_message(circumstances: Circumstances, incoming: Incoming) -> Circumstances:
    """The circumstances with what a later message says of place and language."""
    changes: dict[str, Any] = {}
    if incoming.municipality:
        changes.update(
            municipality_code=incoming.municipality, county_code=incoming.county or incoming.municipality[:2]
        )
    elif incoming.county and incoming.county != circumstances.county_code:
        changes.update(municipality_code=None, county_code=incoming.county)
    if incoming.language:
        changes.update(language=incoming.language)
    return replace(circumstances, **changes) if changes else circumstances


def describe_for_engine(circumstances: Circumstances, contact: Contact) -> dict[str, Any]:
    """What the engine is told beside the words: place, language, and the counsellor to name."""
    easy = circumstances.language == "easy"
    metadata: dict[str, Any] = {"language": "sv" if easy else circumstances.language, "easy": easy}
    if circumstances.county_code:
        metadata["county"] = circumstances.county_code
    if circumstances.municipality_code:
        metadata["municipality"] = circumstances.municipality_code
    if contact != Contact():
        metadata["site"] = {
            "counsellor": {"name": contact.name, "email": contact.email, "phone": contact.phone, "hours": contact.hours}
        }
    return metadata
