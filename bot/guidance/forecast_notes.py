"""Tells what to mind about forecasts: that they have run out, or rest on a wider area than they are for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.guidance.answer import Reply
from bot.guidance.sources import note_expired, note_quality
from bot.guidance.words import Words
from bot.regional.queries.outlook import Assessment


def note_forecasts(assessments: Sequence[Assessment], words: Words) -> tuple[Reply, ...]:
    """The cautions of the assessments, each once."""
    sources = [each.source for each in assessments]
    notes = list(note_expired(sources, words))
    wider = {each.widest_basis: each for each in assessments if each.rests_on_wider_area and each.widest_basis}
    for basis, assessment in wider.items():
        response = "utter_note_partly_wider_area" if assessment.partly else "utter_note_wider_area"
        notes.append(Reply(response, {"basis": words.say("basis", basis)}))
        break  # one caution on this is enough, also for a list
    notes.extend(note_quality(sources))
    return tuple(notes)
