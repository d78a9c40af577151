"""Chooses one occupation for each assessed group: Arbetsförmedlingen assesses wider groups than pupils ask about."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from bot.regional.queries.occupations import OccupationFacts
from bot.regional.queries.outlook import ShortageOccupation
from bot.text.normalise import fold_text


def choose_representatives(
    listed: Sequence[ShortageOccupation], occupations: dict[str, OccupationFacts]
) -> list[ShortageOccupation]:
    """Of each group the occupation whose name is nearest to the group's, in the order of the list.

    Underhållsmekaniker stands for "Underhållsmekaniker och maskinreparatörer", not materialprovare, who are counted in it.
    """
    groups: dict[str, list[ShortageOccupation]] = {}
    for each in listed:
        if each.occupation_id in occupations:
            groups.setdefault(each.assessment.barometer_name, []).append(each)
    return [
        max(members, key=lambda each: (_likeness(group, occupations[each.occupation_id]), each.occupation_id))
        for group, members in groups.items()
    ]


def _likeness(group: str, occupation: OccupationFacts) -> float:
    name, of_group = fold_text(occupation.label_plural_sv or occupation.label_sv), fold_text(group)
    if of_group.startswith(name):
        return 2.0
    return SequenceMatcher(None, name, of_group).ratio()
