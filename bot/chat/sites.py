"""The sites that the chat stands on: found by key or by the page's origin, and checked when they are saved."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.chat.apologies import Contact
from bot.chat.clock import Clock
from bot.chat.ledger import Ledger
from bot.errors import DatabaseUnavailable, SiteSettingRefused, UnknownPlace
from bot.regional.models import ChatSite, County, Municipality

LANGUAGES = ("sv", "easy", "en", "ar", "so", "uk", "fa", "fi")
KEEPS_SECONDS = 20.0
LEAST_TEXT_CONTRAST = 4.5
LEAST_PART_CONTRAST = 3.0
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


@dataclass(frozen=True)
class Site:
    """The settings of one site."""

    key: str
    name: str
    county_code: str | None = None
    municipality_code: str | None = None
    greeting: str = ""
    color_primary: str = ""
    color_on_primary: str = ""
    counsellor_name: str = ""
    counsellor_email: str = ""
    counsellor_phone: str = ""
    opening_hours: str = ""
    starters: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    allowed_origins: tuple[str, ...] = ()
    test: bool = False

    @property
    def contact(self) -> Contact:
        """The site's counsellor."""
        return Contact(self.counsellor_name, self.counsellor_email, self.counsellor_phone, self.opening_hours)


class SiteBook:
    """All sites, read anew now and then; while the database is away, those that were known."""

    def __init__(self, ledger: Ledger, *, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock
        self._sites: Mapping[str, Site] = {}
        self._read_at: float | None = None

    async def find(self, key: str) -> Site | None:
        """The site with this key."""
        return (await self._all()).get(key)

    async def find_by_origin(self, origin: str) -> Site | None:
        """The only site that allows this origin; None when there is none, or when several share it."""
        sites = [site for site in (await self._all()).values() if origin in site.allowed_origins]
        return sites[0] if len(sites) == 1 else None

    async def knows_origin(self, origin: str) -> bool:
        """Whether any site allows this origin."""
        return any(origin in site.allowed_origins for site in (await self._all()).values())

    def forget(self) -> None:
        """Reads the sites anew at the next question: after one was changed."""
        self._read_at = None

    async def _all(self) -> Mapping[str, Site]:
        moment = self._clock.monotonic()
        if self._read_at is None or moment - self._read_at > KEEPS_SECONDS:
            self._read_at = moment
            with contextlib.suppress(DatabaseUnavailable):
                self._sites = await self._ledger.read(read_sites)
        return self._sites


def read_sites(session: Session) -> dict[str, Site]:
    """All sites by key."""
    return {row.key: _site_of(row) for row in session.scalars(select(ChatSite).order_by(ChatSite.key))}


def save_site(session: Session, site: Site) -> None:
    """Adds or changes a site; SiteSettingRefused when a setting cannot be used."""
    check_site(site)
    if site.county_code and session.get(County, site.county_code) is None:
        raise UnknownPlace(code=site.county_code)
    if site.municipality_code and session.get(Municipality, site.municipality_code) is None:
        raise UnknownPlace(code=site.municipality_code)
    values: dict[str, Any] = asdict(site)
    session.merge(
        ChatSite(**{name: list(value) if isinstance(value, tuple) else value for name, value in values.items()})
    )


def remove_site(session: Session, key: str) -> bool:
    """Removes a site; tells whether there was one."""
    row = session.get(ChatSite, key)
    if row is not None:
        session.delete(row)
        session.flush()
    return row is not None


def check_site(site: Site) -> None:
    """SiteSettingRefused for the first setting that cannot be used."""
    if not _KEY.fullmatch(site.key):
        raise SiteSettingRefused(setting="nyckel", reason="använd 2-40 tecken ur a-z, 0-9 och bindestreck")
    if not site.name.strip():
        raise SiteSettingRefused(setting="namn", reason="det är tomt")
    if site.color_primary or site.color_on_primary:
        _check_colours(site.color_primary, site.color_on_primary)
    for language in site.languages:
        if language not in LANGUAGES:
            raise SiteSettingRefused(
                setting="språk", reason=f"{language} finns inte; välj bland {', '.join(LANGUAGES)}"
            )
    for origin in site.allowed_origins:
        if normalise_origin(origin) != origin:
            raise SiteSettingRefused(
                setting="sidor", reason=f"{origin} ska se ut som https://skolan.se, utan snedstreck sist"
            )


def normalise_origin(origin: str) -> str | None:
    """Scheme, host and port of a page's address; None when it is no web address."""
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("https", "http") or not parts.hostname:
        return None
    return f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port else "")


def measure_contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2 between two colours of the form #rrggbb."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _check_colours(primary: str, on_primary: str) -> None:
    if not (_COLOUR.fullmatch(primary) and _COLOUR.fullmatch(on_primary)):
        raise SiteSettingRefused(setting="färger", reason="skriv båda som #rrggbb")
    text, part = measure_contrast(primary, on_primary), measure_contrast(primary, "#ffffff")
    if text < LEAST_TEXT_CONTRAST:
        raise SiteSettingRefused(setting="färger", reason=f"kontrasten är {text:.1f}:1 och behöver vara minst 4,5:1")
    if part < LEAST_PART_CONTRAST:
        raise SiteSettingRefused(
            setting="färger", reason=f"kontrasten mot vitt är {part:.1f}:1 och behöver vara minst 3:1"
        )


def _luminance(colour: str) -> float:
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _site_of(row: ChatSite) -> Site:
    values: dict[str, Any] = {field.name: getattr(row, field.name) for field in fields(Site)}
    for name in ("starters", "languages", "allowed_origins"):
        values[name] = tuple(values[name])
    return Site(**values)
