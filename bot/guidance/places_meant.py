"""Finds the place that a question is about: the named, else the talked about, else the page's; regions with many parts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from bot.errors import UnknownPlace
from bot.guidance.answer import Answer, Reply, Suggestion
from bot.guidance.message import PLACE
from bot.guidance.surroundings import Surroundings
from bot.guidance.topics import QUESTIONS
from bot.guidance.understanding import Understanding
from bot.regional.queries.names import find_alias_name
from bot.regional.queries.places import Place, find_place, find_places_behind_alias

ALIAS = "alias:"
MOST_PARTS_OFFERED = 2


@dataclass(frozen=True)
class PlaceMeant:
    """`place` None: nothing is known. `known` False: what was named is no place of ours. `region_name` and `parts`: a region
    such as Småland that lies in several counties, of which `place` is the first."""

    place: Place | None
    known: bool = True
    region_name: str = ""
    parts: tuple[Place, ...] = ()

    def explain(self, answer: Answer, understanding: Understanding) -> Answer:
        """The answer with a word on which part of a region it is for, and the other parts as buttons."""
        if not self.parts or self.place is None or understanding.topic not in QUESTIONS:
            return answer
        note = Reply("utter_note_part_of_region", {"region": self.region_name, "place": self.place.name})
        carried = {
            kind: str(value)
            for kind in ("occupation", "industry", "programme", "employer")
            if (value := getattr(understanding.focus, kind))
        }
        others = tuple(
            Suggestion(
                Reply("utter_title_place", {"place": part.name}), understanding.topic, {**carried, PLACE: part.id}
            )
            for part in self.parts[:MOST_PARTS_OFFERED]
        )
        return replace(answer, notes=(*answer.notes, note), suggestions=(*answer.suggestions[:2], *others))


def find_place_meant(session: Session, understanding: Understanding, surroundings: Surroundings) -> PlaceMeant:
    """The place by id; an id that the database lacks counts as unknown, never as an error."""
    if understanding.place_unknown:
        return PlaceMeant(None, known=False)
    place_id = understanding.focus.place
    if place_id is None:
        page = surroundings.place_id
        try:
            return PlaceMeant(find_place(session, page) if page else None)
        except UnknownPlace:
            return PlaceMeant(None)
    try:
        if not place_id.startswith(ALIAS):
            return PlaceMeant(find_place(session, place_id))
        alias_id = place_id.removeprefix(ALIAS)
        first, *rest = find_places_behind_alias(session, alias_id)
        region = find_alias_name(session, alias_id=alias_id) if rest else None
    except (UnknownPlace, ValueError):
        return PlaceMeant(None, known=False)
    return PlaceMeant(first, region_name=region or "", parts=tuple(rest))
