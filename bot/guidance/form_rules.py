"""Chooses the rules to tell on a way to meet working life, out of what a message asks about."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.guidance.asked import find_asked
from bot.guidance.question import Question
from bot.guidance.rules import USUAL, Rule, find_rules

# More sides at once no longer fit on a phone's screen.
MOST_SIDES = 2


def choose_sides(question: Question, *, among: str) -> list[str]:
    """The sides that are asked about and that something is known of."""
    return [side for side in find_asked(question.text, among=among) if find_rules(among, side)][:MOST_SIDES]


def choose_rules(topic: str, sides: Sequence[str]) -> tuple[Rule, ...]:
    """The rules on the sides, else the usual ones, each once."""
    rules = [rule for side in sides or [USUAL] for rule in find_rules(topic, side)]
    return tuple({rule.response: rule for rule in rules}.values())


def answers_rule_only(question: Question, sides: Sequence[str], leads_to_employers: Collection[str]) -> bool:
    """Whether only a rule is asked about: no work, company or place is named, and no place to be is looked for."""
    named = question.occupations or question.industry_id or question.employer_id or question.place_named
    return bool(sides) and not named and not set(sides) & set(leads_to_employers)
