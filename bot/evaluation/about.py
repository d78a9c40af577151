"""What a message is about, out of the entities that were found in it: the shape of a payload in DESIGN.md, section 3."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.evaluation.dialogues import ABOUT
from bot.evaluation.questions import PredictedEntity

OCCUPATION, PLACE = "occupation", "place"
# Names by entity type and row.
RowNames = Mapping[tuple[str, str], str]


def describe_about(entities: Sequence[PredictedEntity], *, names: RowNames) -> dict[str, dict[str, Any] | None]:
    """Occupation, place, employer, programme and industry; of several the last, which is the one that is meant."""
    meant = {each.entity: each for each in entities if each.id and not each.rejected}
    return {kind: _describe_row(meant[kind], names=names) if kind in meant else None for kind in ABOUT}


def _describe_row(entity: PredictedEntity, *, names: RowNames) -> dict[str, Any]:
    name = names.get((entity.entity, entity.id), entity.value)
    if entity.entity == PLACE:
        kind, _colon, code = entity.id.partition(":")
        return {"kind": kind, "code": code, "name": name}
    # The entity carries no SSYK code, and one that is guessed would be worse than none.
    return (
        {"id": entity.id, "ssyk": None, "label": name}
        if entity.entity == OCCUPATION
        else {"id": entity.id, "name": name}
    )
