"""Says lists of employers: names with distance, what they offer, whom to ask for, and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.guidance.answer import Reply
from bot.guidance.sources import note_expired, note_places
from bot.guidance.whereabouts import say_how_far
from bot.guidance.words import Words
from bot.regional.queries.employers import EmployerNear, KnownEmployer

MOST_TOLD = 4
# The ring of bot.regional.queries.places that is the asked place itself.
HERE = 0


def describe_employer(known: KnownEmployer) -> Mapping[str, Any]:
    """The employer of an answer's About."""
    return {"id": known.id, "name": known.name}


def list_employers(employers: Sequence[EmployerNear], words: Words) -> str:
    """A list of names with place and distance; the cards beside it hold the rest."""
    return "\n".join(
        f"- {say_how_far(f'**{each.name}**', each.municipality, each.km, words)}" for each in employers[:MOST_TOLD]
    )


def say_here_and_further(
    response: str, values: Mapping[str, str], employers: Sequence[EmployerNear], words: Words
) -> list[Reply]:
    """`response` lists those in the place that it names; those further away are told apart, never as if they were there."""
    told = employers[:MOST_TOLD]
    here, further = [each for each in told if each.ring == HERE], [each for each in told if each.ring != HERE]
    replies = [Reply(response, {**values, "employers": list_employers(here, words)})]
    if further:
        replies.append(Reply("utter_employers_further", {"employers": list_employers(further, words)}))
    return replies


def say_offers(employers: Sequence[EmployerNear], name: str, words: Words) -> list[Reply]:
    """What an employer takes pupils for, or that this is not known."""
    kinds = dict.fromkeys(offer.kind.value for each in employers for offer in each.offers)
    if not kinds:
        return [Reply("utter_employer_offers_unknown", {"employer": name})]
    offers = words.join([words.say("offer", kind) for kind in kinds])
    return [Reply("utter_employer_offers", {"employer": name, "offers": offers})]


def say_contacts(employers: Sequence[EmployerNear]) -> list[Reply]:
    """The way to an employer: the counsellor carries the request to the role that consents to be reached."""
    # A made-up employer may only be shown as the way when all are made up, in a demonstration.
    candidates = [each for each in employers if not each.demo] or list(employers)
    reachable = next((each for each in candidates if each.contacts), None)
    if reachable is None:
        return [Reply("utter_contact_unknown")]
    return [Reply("utter_contact_role", {"employer": reachable.name, "role": reachable.contacts[0].role})]


def note_employers(employers: Sequence[EmployerNear], words: Words) -> tuple[Reply, ...]:
    """Says that what is listed is older than it should be, unconfirmed, or made up for demonstration."""
    sources = [each.source for each in employers]
    return (*note_expired(sources, words), *note_places(sources, kind="employers"))
