"""Takes personal data out of a message before anything reads or keeps it; type tags stand where they stood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.text.personal_names import find_names

_DIGITS_APART = r"[\s.\-–/()]{0,2}"
# Six or eight digits of a date (day + 60 for a samordningsnummer), then four, with or without a sign between. A wrong check digit
# is still somebody's number mistyped, so none is checked.
_PERSONAL_NUMBER = re.compile(
    r"(?<![\d.,])(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|6[1-9]|[78]\d|9[01])\s?[-+–]?\s?\d{4}(?![\d])"
)
_PERSONAL_NUMBER_SPLIT = re.compile(
    r"(?<!\d)(?:19|20)?\d{2}[ .\-](?:0[1-9]|1[0-2])[ .\-](?:[0-2]\d|3[01])[ .\-]{1,3}\d{4}(?!\d)"
)
_EMAIL = re.compile(r"[\w.+%-]{1,64}\s?@\s?[\w-]{1,63}(?:\s?\.\s?[\w-]{2,24}){1,3}", re.IGNORECASE)
_EMAIL_SPELT = re.compile(
    r"[\w.+-]{1,40}(?:\s(?:punkt|dot)\s[\w+-]{1,40}){0,3}\s?[(\[]?(?:snabel-?a|snabela|kanelbulle|\bat\b)[)\]]?\s?"
    r"(?:gmail|hotmail|outlook|icloud|yahoo|live|skola|elev|edu|telia|[\w-]{2,30}(?=\s?(?:punkt|dot|\.)))\s?"
    r"(?:(?:punkt|dot|\.)\s?(?:com|se|nu|net|org|fi|edu))?",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,300}", re.IGNORECASE)
_PROFILE_LINK = re.compile(
    r"\b(?:instagram|tiktok|snapchat|facebook|fb|t|discord|youtube|x|twitter)\.(?:com|me|gg)/[^\s]{1,100}",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.])@[a-z0-9_.]{2,30}(?![\w@])", re.IGNORECASE)
_HANDLE_TOLD = re.compile(
    r"\b(?:snap(?:chat)?|insta(?:gram)?|ig|tiktok|discord|disc|telegram|whatsapp|kik)(?:en|s)?\s?(?::|=|är|e|is|heter|namn(?:et)? är)\s?"
    r"(?P<handle>(?=[\w.#-]{0,29}[\d._#])[\w.#-]{3,30}|(?<=[:=]\s)[\w.#-]{3,30}|(?<=[:=])[\w.#-]{3,30})",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.,])(?<!\d )(?!\d{1,2}[.:]\d{2}\s?[-–])(?:(?:\+|00)\d{1,3}"
    + _DIGITS_APART
    + r"(?:\(0\))?(?:\d"
    + _DIGITS_APART
    + r"){6,11}\d"
    r"|0\d{1,3}" + _DIGITS_APART + r"(?:\d" + _DIGITS_APART + r"){4,8}\d)(?![\d])"
)
_PHONE_TOLD = re.compile(
    r"\b(?:ring(?:a)?|sms(?:a)?|mobil(?:en|nummer)?|tel(?:efon)?(?:nummer)?|nummer|nr|number|call|phone|numero)\b[^\d+]{0,25}"
    r"(?P<number>\+?\d(?:" + _DIGITS_APART + r"\d){6,12})(?!\d)",
    re.IGNORECASE,
)
_HELP_NUMBERS = frozenset({"112", "116111", "116117", "1177", "11313", "11414", "90101", "020222233"})
_STREET = re.compile(
    r"\b(?!riksväg|länsväg|europaväg)(?:[A-ZÅÄÖa-zåäöé][\w'-]{1,30}\s){0,2}?[A-ZÅÄÖa-zåäöé][\w'-]{0,30}?"
    r"(?:gatan|vägen|gränd|gränden|allén|stigen|backen|torget|väg|gata|stråket|leden|ringen|plan|platsen|esplanaden)\s\d{1,4}"
    r"(?:\s?[A-Ha-h]\b)?(?:\s?(?:lgh|lägenhet|våning|tr)\.?\s?\d{1,4})?"
)
_POSTCODE = re.compile(r"(?<![\d.,])(?:SE-?\s?)?[1-9]\d{2}\s\d{2}\s(?=[A-ZÅÄÖ][a-zåäö])")
_ACCOUNT = re.compile(
    r"\b(?:SE\d{2}(?:\s?\d{4}){5}|(?:konto(?:nummer|nr)?|clearing(?:nummer|nr)?|bankgiro|plusgiro|kortnummer)\b[^\d]{0,12}\d[\d\s-]{5,24}\d"
    r"|(?:\d{4}[ -]){3}\d{4})\b",
    re.IGNORECASE,
)
# What looks like a phone number and is money, years or a range.
_AMOUNT_AFTER = re.compile(r"^\s?(?:kr\b|kronor|:-|sek\b|spänn|lax|%|km\b|m\b|kg\b|poäng|p\b|hp\b|\$|€)", re.IGNORECASE)


@dataclass(frozen=True)
class Redacted:
    """The text with tags such as <TELEFON> instead of personal data, and how many of each kind were taken out."""

    text: str
    counts: Mapping[str, int]


def redact_personal_data(text: str) -> Redacted:
    """Replaces personal numbers, phone numbers, e-mail and street addresses, links, handles, accounts and names by tags."""
    counts: Counter[str] = Counter()

    def tagged(
        tag: str, *, keep: Callable[[re.Match[str]], bool] | None = None, group: str = ""
    ) -> Callable[[re.Match[str]], str]:
        def replace(match: re.Match[str]) -> str:
            if keep is not None and keep(match):
                return match.group()
            counts[tag] += 1
            whole, part = match.group(), match.group(group) if group else match.group()
            return whole.replace(part, f"<{tag}>", 1)

        return replace

    text = _LINK.sub(tagged("LÄNK"), text)
    text = _EMAIL.sub(tagged("E-POST"), text)
    text = _EMAIL_SPELT.sub(tagged("E-POST", keep=_is_not_spelt_address), text)
    text = _PROFILE_LINK.sub(tagged("LÄNK"), text)
    text = _ACCOUNT.sub(tagged("KONTO"), text)
    text = _PERSONAL_NUMBER.sub(tagged("PERSONNR"), text)
    text = _PERSONAL_NUMBER_SPLIT.sub(tagged("PERSONNR"), text)
    text = _PHONE_TOLD.sub(tagged("TELEFON", keep=_is_no_phone, group="number"), text)
    text = _PHONE.sub(tagged("TELEFON", keep=_is_no_phone), text)
    text = _STREET.sub(tagged("ADRESS"), text)
    text = _POSTCODE.sub(tagged("ADRESS"), text)
    text = _HANDLE_TOLD.sub(tagged("KONTO", group="handle"), text)
    text = _HANDLE.sub(tagged("KONTO"), text)
    for start, end in reversed(find_names(text)):
        counts["NAMN"] += 1
        text = f"{text[:start]}<NAMN>{text[end:]}"
    return Redacted(text, dict(counts))


def _is_no_phone(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match.group())
    return digits in _HELP_NUMBERS or bool(_AMOUNT_AFTER.match(match.string[match.end() :]))


def _is_not_spelt_address(match: re.Match[str]) -> bool:
    """ "at" is an ordinary English word: without a spelt stop it is no address."""
    found = match.group().casefold()
    return not re.search(r"snabel|kanelbulle", found) and not re.search(r"punkt|dot|\.", found.split(" at ")[-1])
