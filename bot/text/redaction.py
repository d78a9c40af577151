"""Takes personal data out of a message before anything reads or keeps it; type tags stand where they stood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.text.personal_names import find_names, load_first_names

# Digits of Arabic and Persian keyboards are read as the others.
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_DIGITS_APART = r"[\s.\-–/()]{0,2}"
# Six or eight digits of a date (day + 60 for a samordningsnummer), then four, with or without a sign between. A wrong check digit
# is still somebody's number mistyped, so none is checked.
_PERSONAL_NUMBER = re.compile(
    r"(?<![\d.,])(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|6[1-9]|[78]\d|9[01])\s?[-+–_]?\s?\d{4}(?![\d])"
)
# Ten digits in a row that begin as a mobile number are one, also where they could be a date: only the tag differs.
_MOBILE = re.compile(r"(?<![\d.,])07[02369]\d{7}(?!\d)")
_PERSONAL_NUMBER_SPLIT = re.compile(
    r"(?<!\d)(?:19|20)?\d{2}[ .\-/](?:0[1-9]|1[0-2])[ .\-/](?:[0-2]\d|3[01]|6[1-9]|[78]\d|9[01])[ .\-/]{1,3}\d{4}(?!\d)"
)
_PERSONAL_NUMBER_END = re.compile(
    r"\b(?:(?:fyra|4|tre)\s+sista|sista\s+(?:fyra|4|tre))(?:\s+siffror(?:na)?)?(?:\s+i\s+\w+)?\s*(?:är|e|:|=)?\s*(?P<digits>\d{3,4})\b",
    re.IGNORECASE,
)
# "0 7 0 1 2 ...": a number of ten or twelve digits, each on its own.
_DIGITS_ALONE = re.compile(r"(?<![\d.,])\d(?:[ .\-]\d){9}(?:[ .\-]\d[ .\-]\d)?(?![ .\-]?\d)")
_SPELT_DIGIT = r"(?:noll|ett|en|två|tva|tre|fyra|fem|sex|sju|åtta|atta|nio|\d{1,4})"
_DIGITS_SPELT = re.compile(rf"\bnoll(?:[\s,-]+{_SPELT_DIGIT}){{4,12}}\b", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}\s?@\s?[\w-]{1,63}(?:\s?\.\s?[\w-]{2,24}){1,3}", re.IGNORECASE)
_PROVIDER = r"(?:gmail|hotmail|outlook|icloud|yahoo|protonmail|live|skola|elev|edu|telia)"
_STOP = r"\s?[(\[{]?\s?(?:\bpunkt\b|\bdot\b|\.)\s?[)\]}]?\s?"
_AT = r"(?:snabel-?\s?a|kanelbulle|alfakrull|\bat\b|\bät\b|@)"
_AT_SPELT = re.compile(_AT, re.IGNORECASE)
_EMAIL_SPELT = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,40}}(?:{_STOP}[\w+-]{{1,40}}){{0,3}}\s?[(\[{{]?\s?{_AT}\s?[)\]}}]?\s?"
    rf"(?:{_PROVIDER}|[\w-]{{2,30}}(?={_STOP}))(?:{_STOP}[\w-]{{2,30}}){{0,2}}(?:(?:{_STOP}|\s)(?:com|se|nu|net|org|fi|edu)\b)?",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,300}", re.IGNORECASE)
_PROFILE_LINK = re.compile(
    r"\b(?:instagram|tiktok|snapchat|facebook|fb|t|wa|discord|youtube|x|twitter|linkedin|twitch|threads|bereal|roblox|linktr|github)"
    r"\.(?:com|me|gg|ee|net|tv)/[^\s]{1,100}",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.])@[a-z0-9_.]{2,30}(?![\w@])", re.IGNORECASE)
_APP = (
    r"(?:snap(?:chat)?|insta(?:gram)?|ig|tiktok|discord|disc|telegram|whatsapp|kik|roblox|steam|psn|xbox|fortnite|twitch|bereal|viber|signal|"
    r"användarnamn(?:et)?|username|gamertag|nick)"
)
_HANDLE_TOLD = re.compile(
    rf"\b{_APP}(?:en|s)?\s?(?::|=|är|e|is|heter|namn(?:et)? är)\s?"
    r"(?P<handle>(?=[\w.#-]{0,29}[\d._#])[\w.#-]{3,30}|(?<=[:=]\s)[\w.#-]{3,30}|(?<=[:=])[\w.#-]{3,30})",
    re.IGNORECASE,
)
_HANDLE_MINE = re.compile(
    rf"\b(?:min|mitt|mit|my)\s+{_APP}\s+(?:är|e|is|heter)\s+(?P<handle>[\w.#-]{{3,30}})"
    r"(?=\s*[.!,]?\s*$|\s*[,.!]|\s+(?:och|å|and)\b)",
    re.IGNORECASE,
)
_HANDLE_BARE = re.compile(
    rf"\b(?:{_APP}|(?:snapa|adda|följ|add)\s+(?:mig|me))\s+"
    r"(?P<handle>(?=[a-zåäö.]{3,}[._]?\d|[a-z0-9]+[._][a-z0-9])[\w.]{4,30}|(?P<named>[a-zåäö]{7,30}))(?!\w)",
    re.IGNORECASE,
)
_NO_HANDLE = frozenset(
    "min mitt bara inte hackad låst trasig privat hemlig hemligt borta full kul bra dålig nere stängd öppen bäst bättre".split()  # noqa: SIM905
)
_PHONE = re.compile(
    r"(?<![\w.,])(?<!\d )(?!\d{1,2}[.:]\d{2}\s?[-–])(?:(?:\+|00)\d{1,3}"
    + _DIGITS_APART
    + r"(?:\(0\))?(?:\d"
    + _DIGITS_APART
    + r"){6,11}\d"
    r"|[oO]7[02369]" + _DIGITS_APART + r"(?:\d" + _DIGITS_APART + r"){6}\d"
    r"|0\d{1,3}[\s.\-–/()]{0,3}(?:\d" + _DIGITS_APART + r"){4,8}\d)(?![\d])"
)
_PHONE_TOLD = re.compile(
    r"\b(?:ring(?:a)?|sms(?:a)?|mobil(?:en|nummer)?|tel(?:efon)?(?:nummer)?|nummer|nr|number|call|phone|numero)\b[^\d+]{0,25}"
    r"(?P<number>\+?\d(?:" + _DIGITS_APART + r"\d){6,12})(?!\d)",
    re.IGNORECASE,
)
_HELP_NUMBERS = frozenset({"112", "116111", "116117", "1177", "11313", "11414", "90101", "020222233"})
# The third digit of a firm's number is at least 2, so it is no date and no phone: "556012-5790".
_ORG_NUMBER = re.compile(r"(?:16)?[235-9]\d[2-9]\d{3}-?\d{4}$")
_STREET_WORD = (
    r"(?:gatan|vägen|gränd|gränden|allén|stigen|backen|torget|väg|gata|stråket|leden|ringen|plan|platsen|esplanaden)"
)
_HOUSE = r"\s\d{1,4}(?:\s?[A-Ha-h]\b)?(?:\s?(?:lgh|lägenhet|våning|tr)\.?\s?\d{1,4})?"
_STREET = re.compile(
    r"\b(?!riksväg|länsväg|europaväg|motorväg|järnväg)(?:[A-ZÅÄÖa-zåäöé][\w'-]{1,30}\s){0,2}?[A-ZÅÄÖa-zåäöé][\w'-]{0,30}?"
    + _STREET_WORD + _HOUSE
    + r"|\b(?:(?:lilla|stora|gamla|nya|norra|södra|östra|västra|övre|nedre|inre|yttre)\s|[A-ZÅÄÖ][a-zåäö]{2,20}\s)"
    + rf"(?i:{_STREET_WORD})" + _HOUSE
    + r"|\b[A-ZÅÄÖ][a-zåäö]{2,20}(?:g|v)\.\s?\d{1,3}\b|\b[Bb]ox\s\d{1,5}(?=,|\s\d{3}\s\d{2}\b)"
)  # fmt: skip
_HOME = re.compile(r"\bbor\s+på\s+(?P<street>[A-ZÅÄÖ][a-zåäö]{2,25}\s\d{1,3}(?:\s?[A-Ha-h]\b)?)(?!\d)")
_POSTCODE = re.compile(r"(?<![\d.,])(?:SE-?\s?)?[1-9]\d{2}\s\d{2}\s(?=[A-ZÅÄÖ][a-zåäö])")
_ACCOUNT = re.compile(
    r"\b(?:SE\d{2}(?:\s?\d{4}){5}|(?:konto(?:nummer|nr)?|clearing(?:nummer|nr)?|bankgiro|plusgiro|kortnummer)\b[^\d]{0,12}\d[\d\s-]{5,24}\d"
    r"|(?:\d{4}[ -]){3}\d{4})\b",
    re.IGNORECASE,
)
# What looks like a phone number or a house and is money, years or a range.
_AMOUNT_AFTER = re.compile(
    r"^\s?(?:kr\b|kronor|:-|sek\b|spänn|lax|%|km\b|mil\b|m\b|min\b|minuter|timm|år\b|kg\b|poäng|p\b|hp\b|\$|€)",
    re.IGNORECASE,
)


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
            start, end = match.span(group) if group else match.span()
            return f"{match.string[match.start() : start]}<{tag}>{match.string[end : match.end()]}"

        return replace

    original, text = text, text.translate(_DIGITS)
    text = _LINK.sub(tagged("LÄNK"), text)
    text = _EMAIL.sub(tagged("E-POST"), text)
    if _AT_SPELT.search(text):
        text = _EMAIL_SPELT.sub(tagged("E-POST", keep=_is_not_spelt_address), text)
    text = _PROFILE_LINK.sub(tagged("LÄNK"), text)
    text = _ACCOUNT.sub(tagged("KONTO"), text)
    text = _MOBILE.sub(tagged("TELEFON"), text)
    text = _PERSONAL_NUMBER.sub(tagged("PERSONNR"), text)
    text = _PERSONAL_NUMBER_SPLIT.sub(tagged("PERSONNR"), text)
    text = _PERSONAL_NUMBER_END.sub(tagged("PERSONNR"), text)
    text = _DIGITS_ALONE.sub(tagged("PERSONNR"), text)
    text = _DIGITS_SPELT.sub(tagged("TELEFON"), text)
    text = _PHONE_TOLD.sub(tagged("TELEFON", keep=_is_no_phone, group="number"), text)
    text = _PHONE.sub(tagged("TELEFON", keep=_is_no_phone), text)
    text = _STREET.sub(tagged("ADRESS", keep=_is_amount), text)
    text = _HOME.sub(tagged("ADRESS", keep=_is_amount, group="street"), text)
    text = _POSTCODE.sub(tagged("ADRESS"), text)
    text = _HANDLE_TOLD.sub(tagged("KONTO", group="handle"), text)
    text = _HANDLE_MINE.sub(tagged("KONTO", keep=_is_no_handle, group="handle"), text)
    text = _HANDLE_BARE.sub(tagged("KONTO", keep=_is_no_handle, group="handle"), text)
    text = _HANDLE.sub(tagged("KONTO"), text)
    for start, end in reversed(find_names(text)):
        counts["NAMN"] += 1
        text = f"{text[:start]}<NAMN>{text[end:]}"
    return Redacted(text if counts else original, dict(counts))


def _is_amount(match: re.Match[str]) -> bool:
    return bool(_AMOUNT_AFTER.match(match.string[match.end() :]))


def _is_no_phone(match: re.Match[str]) -> bool:
    number = match.groupdict().get("number") or match.group()
    return re.sub(r"\D", "", number) in _HELP_NUMBERS or bool(_ORG_NUMBER.match(number)) or _is_amount(match)


def _is_no_handle(match: re.Match[str]) -> bool:
    """Ordinary words about an app; a bare word is an account only when it begins with a first name: "insta annasvensson"."""
    handle = match["handle"].casefold()
    if "named" in match.groupdict() and match["named"]:
        return not any(handle[:length] in load_first_names() and length < len(handle) for length in (4, 5, 6))
    return handle in _NO_HANDLE


def _is_not_spelt_address(match: re.Match[str]) -> bool:
    """ "at" is an ordinary English word: without a spelt stop it is no address."""
    found = match.group().casefold()
    if re.search(r"snabel|kanelbulle|alfakrull|@", found):
        return False
    domain = re.split(r"\b[aä]t\b", found)[-1]
    return not re.search(r"punkt|dot|\.", domain)
