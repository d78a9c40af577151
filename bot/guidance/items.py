"""Makes the items of an answer: what the widget shows as cards and tables. Shapes: DESIGN.md, payload."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from bot.guidance.names import title_occupation
from bot.guidance.question import Question
from bot.guidance.words import Words
from bot.regional.models import OfferKind
from bot.regional.queries.education import OfferingNear, ProgrammeFacts, Step
from bot.regional.queries.employers import EmployerNear
from bot.regional.queries.names import find_industry_names
from bot.regional.queries.occupations import OccupationFacts
from bot.regional.queries.outlook import Assessment

Item = Mapping[str, Any]
OFFER_ORDER = tuple(OfferKind)


def employer_item(employer: EmployerNear, words: Words, *, session: Session) -> Item:
    """A workplace: what it offers, and the role to ask for where consent is given. E-mail and phone stay with the counsellor."""
    industry = find_industry_names(session, industry_id=employer.industry_id) if employer.industry_id else None
    offered = {offer.kind for offer in employer.offers}
    item: dict[str, Any] = {
        "kind": "employer",
        "name": employer.name,
        "municipality": employer.municipality,
        "industry": (industry.name_en if words.variant == "en" else industry.name_sv) if industry else "",
        "offers": [words.say("offer", kind.value) for kind in OFFER_ORDER if kind in offered],
        "quality": employer.source.quality.value,
    }
    if employer.km is not None:
        item["distance_km"] = round(employer.km)
    if employer.website:
        item["website"] = employer.website
    if employer.contacts:
        item["contact"] = employer.contacts[0].role
    if employer.demo:
        item["demo"] = True
    return item


def occupation_item(
    occupation: OccupationFacts,
    question: Question,
    words: Words,
    *,
    assessment: Assessment | None = None,
    reason: str = "",
) -> Item:
    """An occupation, why it is suggested, and how it stands where it is assessed."""
    item: dict[str, Any] = {
        "kind": "occupation",
        "id": occupation.id,
        "label": title_occupation(occupation, question.language),
    }
    if reason:
        item["reason"] = reason
    if assessment is not None and assessment.situation is not None:
        item["situation"] = words.say("situation", assessment.situation)
    if assessment is not None and assessment.outlook is not None:
        item["forecast"] = words.say("outlook_label", assessment.outlook)
    return item


def school_item(offering: OfferingNear) -> Item:
    """A provider of a programme."""
    item: dict[str, Any] = {
        "kind": "school",
        "name": offering.provider,
        "municipality": offering.municipality,
        "programme": offering.programme,
        "quality": offering.source.quality.value,
    }
    if offering.km is not None:
        item["distance_km"] = round(offering.km)
    if offering.website:
        item["url"] = offering.website
    return item


def programme_item(programme: ProgrammeFacts, words: Words) -> Item:
    """A programme or orientation."""
    item = {
        "kind": "programme",
        "name": programme.name_sv,
        "level": words.say_or_keep("level", programme.level),
        "length": words.say_or_keep("length", programme.length),
    }
    if programme.orientation_sv:
        item["orientation"] = programme.orientation_sv
    return item


def step_item(step: Step, words: Words) -> Item:
    """A step on the way to an occupation."""
    item = {
        "kind": "step",
        "order": step.order,
        "level": words.say_or_keep("level", step.level),
        "name": step.name,
        "length": words.say_or_keep("length", step.length),
    }
    # Notes exist in Swedish only; a text in the wrong language is worse than none.
    if step.note and words.variant != "en":
        item["note"] = step.note
    return item


def salary_item(*, label: str, amount: str, unit: str, statistic: str, period: str, area: str) -> Item:
    """A figure on pay; `value` is the amount with its unit, as it is read aloud."""
    return {
        "kind": "salary", "label": label, "amount": amount, "unit": unit, "statistic": statistic, "period": period,
        "area": area, "value": f"{amount} {unit}",
    }  # fmt: skip


def fact_item(label: str, value: str) -> Item:
    """A single fact."""
    return {"kind": "fact", "label": label, "value": value}
