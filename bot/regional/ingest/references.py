"""Resolves what a cell refers to (municipality, industry, occupations, programme) to ids that exist, or notes a problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.regional.ingest.fields import Cells
from bot.regional.models import Industry, Municipality, Occupation, Programme
from bot.text.normalise import fold_text


@dataclass(frozen=True)
class References:
    """The ids that rows may refer to, read once an import."""

    municipalities: Mapping[str, str]
    industries: Mapping[str, str]
    occupations: frozenset[str]
    occupations_by_ssyk: Mapping[str, tuple[str, ...]]
    programmes: frozenset[str]

    def municipality(self, cells: Cells, column: str) -> str:
        """A municipality's code; spreadsheets eat the leading zero, so "114" is read as "0114"."""
        value = cells.text(column)
        code = value.zfill(4) if value.isascii() and value.isdigit() else value
        if code not in self.municipalities:
            cells.problems.add(line=cells.row.line, column=column, value=value,
                               expected="en kommunkod med fyra siffror som finns, till exempel 1480")  # fmt: skip
        return code

    def industry(self, cells: Cells, column: str) -> str | None:
        """An industry's id, by id or by Swedish or English name; None where the cell is empty."""
        value = cells.text(column)
        found = self.industries.get(fold_text(value))
        if value and found is None:
            known = ", ".join(sorted(set(self.industries.values())))
            cells.problems.add(line=cells.row.line, column=column, value=value, expected=f"en bransch: {known}")
        return found

    def occupations_of(self, part: str) -> tuple[str, ...]:
        """The occupations behind an id or a four-digit SSYK code; empty where there are none."""
        if part in self.occupations:
            return (part,)
        return self.occupations_by_ssyk.get(part, ())

    def occupation_ids(self, cells: Cells, column: str) -> tuple[str, ...]:
        """Occupation ids for a "|"-separated list of ids and SSYK codes."""
        found: dict[str, None] = {}
        for part in cells.listed(column):
            ids = self.occupations_of(part)
            if not ids:
                cells.problems.add(line=cells.row.line, column=column, value=part,
                                   expected="ett yrkes-id (svetsare) eller en SSYK-kod (7212) som finns")  # fmt: skip
            found |= dict.fromkeys(ids)
        return tuple(found)

    def programme(self, cells: Cells, column: str) -> str:
        """A programme's id."""
        value = cells.text(column)
        if value not in self.programmes:
            cells.problems.add(line=cells.row.line, column=column, value=value,
                               expected="ett utbildnings-id som finns, till exempel in_svetsteknik")  # fmt: skip
        return value


def read_references(session: Session) -> References:
    """The references as the database holds them now."""
    municipalities = session.execute(select(Municipality.code, Municipality.county_code)).all()
    industries: dict[str, str] = {}
    for industry in session.scalars(select(Industry)):
        industries |= {fold_text(name): industry.id for name in (industry.id, industry.name_sv, industry.name_en)}
    by_ssyk: dict[str, list[str]] = {}
    ids = []
    for occupation_id, ssyk in session.execute(select(Occupation.id, Occupation.ssyk).order_by(Occupation.id)):
        ids.append(occupation_id)
        if ssyk:
            by_ssyk.setdefault(ssyk, []).append(occupation_id)
    return References(
        municipalities=dict(municipalities),
        industries=industries,
        occupations=frozenset(ids),
        occupations_by_ssyk={ssyk: tuple(found) for ssyk, found in by_ssyk.items()},
        programmes=frozenset(session.scalars(select(Programme.id))),
    )
