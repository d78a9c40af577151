"""Says where: places with their preposition, distances, and the question where the pupil lives."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply, Suggestion
from bot.guidance.question import Question
from bot.guidance.words import Words
from bot.regional.queries.names import find_short_county_name
from bot.regional.queries.places import SWEDEN, Place, find_place

# Municipalities that are islands take "på" in Swedish: Ekerö, Värmdö, Lidingö, Gotland, Öckerö, Tjörn, Orust, Hammarö.
ISLANDS = frozenset({"0125", "0120", "0186", "0980", "1407", "1419", "1421", "1761"})
# The counties where most pupils live; anyone else writes their place or takes the whole country.
OFFERED_PLACES = ("county:01", "county:14", "county:12")


def name_place(place: Place, words: Words, *, session: Session) -> str:
    """The place's name: "Göteborg", "Västra Götalands län", "hela landet"."""
    if place.kind == "country":
        return words.say("place", "country_name")
    if place.kind == "county" and words.variant == "en":
        short = find_short_county_name(session, county_code=place.code)
        return words.say("place", "county", place=short) if short else place.name
    return place.name


def say_in_place(place: Place, words: Words, *, session: Session) -> str:
    """The place with its preposition: "i Göteborg", "på Gotland", "i hela landet"."""
    if place.kind == "country":
        return words.say("place", "country")
    preposition = "on" if place.code in ISLANDS and place.kind == "municipality" else "in"
    return words.say("place", preposition, place=name_place(place, words, session=session))


def say_near_place(place: Place, words: Words, *, session: Session) -> str:
    """ "i Göteborg eller nära"; a county or the country already holds what is near."""
    return _say_around(place, "near", words, session=session)


def say_in_county(place: Place, words: Words, *, session: Session) -> str:
    """ "i Göteborg eller i länet"; of a county only "i Blekinge län"."""
    return _say_around(place, "in_or_county", words, session=session)


def _say_around(place: Place, around: str, words: Words, *, session: Session) -> str:
    in_place = say_in_place(place, words, session=session)
    return words.say("place", around, in_place=in_place) if place.kind == "municipality" else in_place


def find_county_place(place: Place, *, session: Session) -> Place:
    """The county that the place lies in; the country stays the country."""
    return find_place(session, f"county:{place.county_code}") if place.county_code else SWEDEN


def say_how_far(name: str, municipality: str, km: float | None, words: Words) -> str:
    """ "SKF, Göteborg, 12 km bort"; without a distance only where it is."""
    if km is None or round(km) < 1:
        return f"{name}, {words.say('place', 'here', place=municipality)}"
    return f"{name}, {words.say('place', 'away', place=municipality, km=str(round(km)))}"


def ask_for_place(question: Question, about: About, *, session: Session) -> Answer:
    """Asks where the pupil lives, with places to tap that ask the same again."""
    carried = carry_entities(question)
    offered = [find_place(session, place_id) for place_id in OFFERED_PLACES if _exists(place_id, session=session)]
    return Answer(
        about,
        (Reply("utter_ask_place_for_answer"),),
        suggestions=(
            *(
                Suggestion(
                    Reply("utter_way_place", {"place": place.name}), question.topic, {**carried, "place": place.id}
                )
                for place in offered
            ),
            Suggestion(Reply("utter_way_whole_country"), question.topic, {**carried, "place": SWEDEN.id}),
        ),
    )


def _exists(place_id: str, *, session: Session) -> bool:
    kind, _, code = place_id.partition(":")
    return find_short_county_name(session, county_code=code) is not None if kind == "county" else True


def carry_entities(question: Question) -> dict[str, str]:
    """What the question is about, as entities of a button that asks on about the same."""
    about = {
        "occupation": question.occupation_id,
        "industry": question.industry_id,
        "programme": question.programme_id,
        "employer": str(question.employer_id) if question.employer_id is not None else None,
    }
    return {kind: value for kind, value in about.items() if value}


def note_unknown_place(question: Question) -> tuple[Reply, ...]:
    """A word on a named place that is not in the register: the answer is then for the whole country."""
    return (Reply("utter_note_unknown_place"),) if question.place_named and question.place is None else ()
