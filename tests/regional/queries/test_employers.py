"""Employers near a pupil, in the order that a pupil can reach them."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.regional.models import Offer, OfferKind, Quality
from bot.regional.queries.employers import find_employers_near, find_sites_of_employer
from bot.regional.queries.places import SWEDEN, distance_in_km, find_place
from tests.builders import add_map, add_occupation, add_site


@pytest.fixture
def session(database_engine: Engine):
    with Session(database_engine) as session:
        add_map(session)
        add_occupation(session)
        yield session


def names(session: Session, today: dt.date, place: str = "municipality:1480", **options) -> list[str]:
    return [
        each.name for each in find_employers_near(session, place=find_place(session, place), today=today, **options)
    ]


def test_own_municipality_then_distance_then_county_then_neighbouring_county(session, today):
    for name, code in (("Halmstads verkstad", "1380"), ("Trollhättans verkstad", "1488"), ("Kungsbacka verkstad", "1384"),
                       ("Mölndals verkstad", "1481"), ("Göteborgs verkstad", "1480")):  # fmt: skip
        add_site(session, name, code)
    assert names(session, today) == [
        "Göteborgs verkstad", "Mölndals verkstad", "Kungsbacka verkstad", "Trollhättans verkstad", "Halmstads verkstad",
    ]  # fmt: skip


def test_the_distance_is_said_in_kilometres(session, today):
    add_site(session, "Mölndals verkstad", "1481")
    (found,) = find_employers_near(session, place=find_place(session, "municipality:1480"), today=today)
    assert found.km == pytest.approx(6, abs=1)


def test_asking_from_a_county_says_no_distance(session, today):
    add_site(session, "Mölndals verkstad", "1481")
    (found,) = find_employers_near(session, place=find_place(session, "county:14"), today=today)
    assert found.km is None
    assert found.ring == 0


def test_employers_in_counties_further_away_are_not_shown_unless_asked_for(session, today):
    add_site(session, "Kiruna gruva", "2584")
    assert names(session, today) == []
    assert names(session, today, farthest_ring=4) == ["Kiruna gruva"]


def test_the_whole_country_is_in_reach_when_no_place_is_known(session, today):
    add_site(session, "Kiruna gruva", "2584")
    assert [each.name for each in find_employers_near(session, place=SWEDEN, today=today)] == ["Kiruna gruva"]


def test_only_employers_with_the_occupation_are_shown(session, today):
    add_occupation(session, "smed")
    add_site(session, "Smedjan", "1480", occupations=("smed",))
    add_site(session, "Verkstaden", "1480")
    assert names(session, today, occupation_id="smed") == ["Smedjan"]


def test_only_employers_with_the_asked_offer_are_shown_and_a_paused_one_is_not(session, today):
    add_site(session, "Tar emot", "1480", offers=(OfferKind.PRAO,))
    paused = add_site(session, "Pausad", "1480", offers=(OfferKind.PRAO,))
    session.get(Offer, (paused.id, OfferKind.PRAO)).paused = True
    session.flush()
    assert names(session, today, offer=OfferKind.PRAO) == ["Tar emot"]


def test_a_contact_is_shown_until_the_last_day_of_its_consent_and_not_the_day_after(session):
    add_site(session, "Verkstaden", "1480", consent_until=dt.date(2026, 11, 23))
    place = find_place(session, "municipality:1480")
    (on_the_day,) = find_employers_near(session, place=place, today=dt.date(2026, 11, 23))
    (day_after,) = find_employers_near(session, place=place, today=dt.date(2026, 11, 24))
    assert on_the_day.contacts[0].role == "Praktiksamordnare"
    assert day_after.contacts == ()


def test_demo_employers_come_last_at_the_same_distance_and_are_marked(session, today):
    add_site(session, "Alfa (demo)", "1480", quality=Quality.DEMO)
    add_site(session, "Riktiga verkstaden", "1480", quality=Quality.UNCONFIRMED)
    found = find_employers_near(session, place=find_place(session, "municipality:1480"), today=today)
    assert [(each.name, each.demo) for each in found] == [("Riktiga verkstaden", False), ("Alfa (demo)", True)]


def test_a_retired_site_is_never_shown(session, today):
    add_site(session, "Nedlagda verkstaden", "1480", retired_on=dt.date(2026, 1, 1))
    assert names(session, today) == []


def test_all_sites_of_one_employer_are_found_however_far(session, today):
    site = add_site(session, "Gruvbolaget", "2584")
    place = find_place(session, "municipality:1480")
    (found,) = find_sites_of_employer(session, employer_id=site.employer_id, place=place, today=today)
    assert found.municipality == "Kiruna"


def test_the_distance_from_gothenburg_to_kiruna_is_that_of_the_map():
    assert distance_in_km(57.71, 11.97, 67.86, 20.23) == pytest.approx(1210, abs=15)
