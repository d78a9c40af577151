"""Brings the items and sources of an answer into what a page shows; the same kinds and words as the widget's cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bot.web.markup import find_safe_address

MOST_ITEMS = 60
CARDS = frozenset({"employer", "occupation", "school", "programme", "step"})
KINDS = CARDS | {"fact", "salary", "comparison"}
TRUST = {
    "demo": "Exempel – inte en riktig arbetsgivare",
    "unconfirmed": "Allmänt känd arbetsplats – inte bekräftad av företaget",
    "general": "Allmän kunskap – kan skilja sig där du bor",
}
SOURCE_QUALITY = {
    "secondary": "uppgift i andra hand",
    "general": "allmän kunskap",
    "unconfirmed": "inte bekräftad",
    "demo": "påhittat exempel",
}


@dataclass(frozen=True)
class Link:
    """A label, and where it leads when it may be followed."""

    label: str
    address: str = ""


@dataclass(frozen=True)
class Card:
    """An item with a title: lines to read, labelled values, links."""

    title: str
    lines: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()
    trust: str = ""


@dataclass(frozen=True)
class Table:
    """A comparison."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Group:
    """Neighbouring items of one kind: cards, or one table."""

    kind: str
    cards: tuple[Card, ...] = ()
    table: Table | None = None


def group_items(items: Iterable[Any]) -> Iterator[Group]:
    """Items as groups to show; a kind that is not known is nothing."""
    known = [item for item in items if isinstance(item, Mapping) and item.get("kind") in KINDS][:MOST_ITEMS]
    for kind, group in groupby(known, key=_kind_of):
        if kind == "comparison":
            yield from (Group(kind, table=_make_table(item)) for item in group)
        else:
            yield Group(kind, tuple(_make_card(kind, item) for item in group))


def describe_sources(sources: Iterable[Any]) -> tuple[Link, ...]:
    """ "Arbetsförmedlingen, Yrkesbarometern 2025", each with a link where it has one."""
    links = []
    for source in sources:
        if not isinstance(source, Mapping) or not (_say(source.get("name")) or _say(source.get("publisher"))):
            continue
        name, publisher, year = (
            _say(source.get("name")),
            _say(source.get("publisher")),
            _say(source.get("published"))[:4],
        )
        label = ", ".join(part for part in ("" if name.startswith(publisher) else publisher, name) if part)
        if year and year not in label:
            label = f"{label} {year}"
        quality = SOURCE_QUALITY.get(_say(source.get("quality")), "")
        if quality and quality not in label.lower():
            label = f"{label} ({quality})"
        links.append(Link(label, find_safe_address(source.get("url"))))
    return tuple(links)


def _make_card(kind: str, item: Mapping[str, Any]) -> Card:
    if kind == "salary":
        return _make_salary(item)
    if kind == "fact":
        return Card("", values=((_say(item.get("label")), _say(item.get("value"))),))
    details = " · ".join(_all_said(item, "industry", "orientation", "level", "length"))
    lines = [_where(item), details, _say(item.get("reason")) or _say(item.get("note"))]
    offers = (
        ", ".join(filter(None, (_say(offer) for offer in item.get("offers") or ())))
        if _is_list(item.get("offers"))
        else ""
    )
    values = [
        ("Nu", _say(item.get("situation"))),
        ("Framåt", _say(item.get("forecast"))),
        ("Program", _say(item.get("programme"))),
    ]
    values.append(("Erbjuder", offers))
    links = list(_contact_links(item.get("contact")))
    site = item.get("website") or item.get("url")
    title = _say(item.get("name")) or _say(item.get("label"))
    if address := find_safe_address(site):
        links.append(Link(f"Webbplats: {title}", address))
    if isinstance(item.get("contact"), Mapping):
        who = _say(item["contact"].get("role")) or _say(item["contact"].get("name"))
        values.append(("Kontakt", ", ".join(filter(None, (who, _say(item["contact"].get("hours")))))))
    else:
        values.append(("Kontakt", _say(item.get("contact"))))
    trust = TRUST.get("demo" if item.get("demo") else _say(item.get("quality")), "")
    return Card(
        title,
        tuple(line for line in lines if line),
        tuple((label, value) for label, value in values if value),
        tuple(links),
        trust,
    )


def _make_salary(item: Mapping[str, Any]) -> Card:
    monthly = _grouped(item.get("monthly_sek")) or "–".join(
        filter(None, (_grouped(item.get("low")), _grouped(item.get("high"))))
    )
    hourly = _say(item.get("hourly_sek")).replace(".", ",")
    figure = _say(item.get("value"))
    figure = figure or (f"{monthly} kr i månaden" if monthly else f"{hourly} kr i timmen" if hourly else "")
    about = " · ".join(_all_said(item, "statistic", "area", "period"))
    lines = tuple(line for line in (figure, about, _say(item.get("note"))) if line)
    return Card(_say(item.get("label")), lines)


def _make_table(item: Mapping[str, Any]) -> Table:
    columns = tuple(_say(column) for column in item.get("columns") or ()) if _is_list(item.get("columns")) else ()
    rows = []
    for row in (item.get("rows") or ()) if _is_list(item.get("rows")) else ():
        if isinstance(row, Mapping):
            cells = [_say(cell) or "–" for cell in row.get("cells") or ()] if _is_list(row.get("cells")) else []
            cells += ["–"] * (len(columns) - len(cells))
            rows.append((_say(row.get("label")), tuple(cells[: len(columns)])))
    return Table(_say(item.get("label")) or "Jämförelse", columns, tuple(rows[:MOST_ITEMS]))


def _contact_links(contact: Any) -> Iterator[Link]:
    if not isinstance(contact, Mapping):
        return
    email, phone = _say(contact.get("email")), _say(contact.get("phone"))
    if email:
        yield Link(email, find_safe_address(f"mailto:{email}"))
    if phone:
        yield Link(phone, find_safe_address("tel:" + "".join(char for char in phone if char in "+0123456789")))


def _where(item: Mapping[str, Any]) -> str:
    km = item.get("distance_km")
    far = ""
    if isinstance(km, int | float) and km >= 0:
        far = "nära dig" if round(km) < 1 else f"{round(km)} km bort"
    return " · ".join(filter(None, (_say(item.get("municipality")), far)))


def _grouped(amount: Any) -> str:
    return f"{round(amount):,}".replace(",", "\u00a0") if isinstance(amount, int | float) else _say(amount)


def _all_said(item: Mapping[str, Any], *names: str) -> list[str]:
    return [said for name in names if (said := _say(item.get(name)))]


def _say(value: Any) -> str:
    return str(value).strip()[:2000] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _kind_of(item: Mapping[str, Any]) -> str:
    return str(item["kind"])
