"""Facts made up by hypothesis, as plain values, and the rows that they become. What a test expects is read from the values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from sqlalchemy.orm import Session

from bot.regional.models import (
    EducationStep,
    OccupationDescription,
    Offering,
    OfferKind,
    Programme,
    ProgrammeLink,
    Quality,
)
from tests.builders import PROVENANCE, add_site
from tests.conftest import TODAY

Row = dict[str, Any]
PUBLISHED = ("2024", "2025-12", "2026-06", "2026-06-15")
QUALITIES = (Quality.OFFICIAL, Quality.SECONDARY, Quality.GENERAL, Quality.UNCONFIRMED)
REASONS = ("arbetslöshet", "deltidsarbete", "lämnare")
# Names without digits, so that every figure of an answer can be traced to a row.
NAMES = st.text(alphabet="abcdefghijklmnoprstuvyåäö", min_size=3, max_size=9).map(str.capitalize)
VALIDITY = st.sampled_from((None, TODAY - dt.timedelta(days=1), TODAY, TODAY + dt.timedelta(days=40)))


def provenance(qualities: tuple[Quality, ...] = QUALITIES) -> st.SearchStrategy[Row]:
    """Where a row comes from: date, validity and quality."""
    return st.fixed_dictionaries(
        {"published": st.sampled_from(PUBLISHED), "valid_until": VALIDITY, "quality": st.sampled_from(qualities)}
    )


@st.composite
def forecast_rows(draw: st.DrawFn) -> list[Row]:
    """Forecasts of one occupation for a county and the country in up to three rounds, as the publisher may give them."""
    keys = draw(
        st.lists(
            st.tuples(st.sampled_from(("14", "00", "25")), st.sampled_from(("2025-1", "2025-2", "2026-1"))),
            unique=True, max_size=6,
        )
    )  # fmt: skip
    rows = []
    for area, round_ in keys:
        situation = draw(st.sampled_from((None, "brist", "paradox", "balans", "överskott")))
        reasons = draw(st.lists(st.sampled_from(REASONS), unique=True, max_size=3)) if situation == "paradox" else []
        rows.append(
            {
                "area_code": area, "round": round_, "situation": situation, "paradox_reasons": "|".join(reasons),
                "opportunities": situation and draw(st.sampled_from((None, "små", "medelstora", "stora"))),
                "outlook": situation and draw(st.sampled_from((None, "öka", "vara oförändrad", "minska"))),
                "widest_basis": draw(st.sampled_from((None, "län", "nuts2", "nuts1", "nationellt"))),
                "basis_share": draw(st.sampled_from((None, "delvis", "helt"))),
                **draw(provenance((Quality.OFFICIAL, Quality.SECONDARY))),
            }
        )  # fmt: skip
    return rows


@st.composite
def salary_rows(draw: st.DrawFn) -> list[Row]:
    """Figures for an occupation's group, its wider group and its branch, at every level of detail an import allows."""
    keys = draw(
        st.lists(
            st.tuples(
                st.sampled_from((("ssyk4", "7212"), ("ssyk3", "721"), ("sni", "25"), ("sni", "C"))),
                st.sampled_from(("total", "women", "men")),
                st.sampled_from(("00", "SE23", "SE33")),
                st.sampled_from(("mean", "median", "mean_hourly_workers", "mean_monthly_salaried")),
                st.sampled_from(("", "2024", "2025-02")),
            ),
            unique=True, max_size=8,
        )
    )  # fmt: skip
    rows = []
    for number, ((level, code), sex, area, statistic, period) in enumerate(keys):
        monthly = draw(st.integers(20_000, 99_999))
        hourly = draw(st.decimals("100.00", "499.99", places=2)) if statistic == "mean_hourly_workers" else None
        rows.append(
            {
                "level": level, "code": code, "name": f"{draw(NAMES)} {chr(97 + number)}", "sex": sex, "area_code": area,
                "statistic": statistic, "period": period, "monthly_sek": None if hourly else monthly, "hourly_sek": hourly,
                **draw(provenance()),
            }
        )  # fmt: skip
    return rows


@dataclass(frozen=True)
class Workplace:
    """An employer's site, with a contact whose consent may have passed."""

    name: str
    municipality: str
    offers: tuple[OfferKind, ...]
    consent_until: dt.date | None
    role: str
    provenance: Row

    @property
    def demo(self) -> bool:
        return self.provenance["quality"] is Quality.DEMO

    @property
    def reachable(self) -> bool:
        """Whether the contact may be shown today: consent holds to the end of its last day."""
        return self.consent_until is not None and self.consent_until >= TODAY

    def add(self, session: Session) -> int:
        site = add_site(
            session,
            self.name,
            self.municipality,
            offers=self.offers,
            consent_until=self.consent_until,
            **self.provenance,
        )
        if site.contacts:
            site.contacts[0].role = self.role
        session.flush()
        return site.employer_id


@st.composite
def workplaces(draw: st.DrawFn) -> list[Workplace]:
    """Up to five workplaces: confirmed, unconfirmed, made up, old, with and without consent."""
    found = []
    for number, name in enumerate(draw(st.lists(NAMES, unique_by=str.lower, max_size=5))):
        where = draw(provenance((Quality.OFFICIAL, Quality.UNCONFIRMED, Quality.DEMO)))
        found.append(
            Workplace(
                name=f"{name} {'demo' if where['quality'] is Quality.DEMO else 'verk'}",
                municipality=draw(st.sampled_from(("1480", "1481", "1488", "1384", "2584"))),
                offers=tuple(draw(st.lists(st.sampled_from(tuple(OfferKind)), unique=True, max_size=4))),
                consent_until=draw(VALIDITY),
                role=f"Roll {chr(97 + number)}",
                provenance=where,
            )
        )
    return found


@st.composite
def school_rows(draw: st.DrawFn) -> list[Row]:
    """Offerings of one programme: provider, place, and whether it is a made-up example."""
    providers = draw(st.lists(NAMES, unique=True, max_size=4))
    return [
        {
            "provider": f"{provider}skolan", "municipality_code": draw(st.sampled_from(("1480", "1488", "2584"))),
            **draw(provenance((Quality.OFFICIAL, Quality.UNCONFIRMED, Quality.DEMO))),
        }
        for provider in providers
    ]  # fmt: skip


def add_programme(session: Session, name: str, offerings: list[Row], **values: Any) -> None:
    """A programme that leads to SSYK 7212, and who gives it."""
    session.add(Programme(id="prov", name_sv=name, level="gymnasium", length="3 år", **PROVENANCE | values))
    session.flush()
    session.add(ProgrammeLink(programme_id="prov", ssyk="7212"))
    for row in offerings:
        session.add(Offering(programme_id="prov", demo=row["quality"] is Quality.DEMO, **PROVENANCE | row))
    session.flush()


@st.composite
def step_rows(draw: st.DrawFn) -> list[Row]:
    """Steps on the way to an occupation."""
    names = draw(st.lists(NAMES, unique=True, max_size=4))
    levels = ("gymnasium", "yrkesvux", "yh", "hogskola", "certifikat", "erfarenhet")
    return [
        {
            "step_order": order, "name": f"{name}programmet", "level": draw(st.sampled_from(levels)),
            "length": draw(st.sampled_from(("1 år", "3 år", "ca 2 år"))), **draw(provenance()),
        }
        for order, name in enumerate(names, start=1)
    ]  # fmt: skip


def add_steps(session: Session, rows: list[Row]) -> None:
    """The steps to the occupation svetsare."""
    session.add_all(EducationStep(occupation_id="svetsare", note="", **PROVENANCE | row) for row in rows)
    session.flush()


def add_description(session: Session, variant: str, **values: Any) -> None:
    """What the work of a svetsare is like."""
    names = ("does", "day", "tools", "environment", "thrives", "misunderstandings")
    aspects = {each: f"{each.capitalize()} {variant}." for each in names}
    session.add(OccupationDescription(occupation_id="svetsare", variant=variant, **PROVENANCE | aspects | values))
    session.flush()
