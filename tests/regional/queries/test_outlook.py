"""Where people are lacking, as a pupil asks it."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.regional.queries.outlook import find_occupation_outlook, find_shortage_occupations
from bot.regional.queries.places import SWEDEN, find_place
from tests.builders import add_forecast, add_map, add_occupation


@pytest.fixture
def session(database_engine: Engine):
    with Session(database_engine) as session:
        add_map(session)
        add_occupation(session)
        yield session


def outlook(session: Session, today: dt.date, place: str = "municipality:1480"):
    return find_occupation_outlook(session, occupation_id="svetsare", place=find_place(session, place), today=today)


def test_a_municipality_gets_the_assessment_of_its_county(session, today):
    add_forecast(session)
    found = outlook(session, today)
    assert (found.assessment.situation, found.assessment.area_code) == ("brist", "14")


def test_the_national_assessment_stands_beside_the_county_one(session, today):
    add_forecast(session)
    add_forecast(session, area_code="00", situation="balans", opportunities="medelstora")
    assert outlook(session, today).national.situation == "balans"


def test_for_the_whole_country_there_is_no_second_national_assessment(session, today):
    add_forecast(session, area_code="00")
    found = outlook(session, today, place="country:00")
    assert found.assessment.area_code == "00"
    assert found.national is None


def test_the_newest_round_is_told_and_the_change_since_the_round_before(session, today):
    add_forecast(session, round="2025-2", situation="balans", opportunities="medelstora")
    add_forecast(session)
    found = outlook(session, today)
    assert (found.assessment.round, found.previous.round, found.change) == ("2026-1", "2025-2", "better")


def test_rounds_without_an_assessment_are_not_compared(session, today):
    add_forecast(session, round="2025-2", situation=None, opportunities=None, outlook=None)
    add_forecast(session)
    assert outlook(session, today).change is None


def test_no_assessment_is_something_that_the_result_says(session, today):
    add_forecast(session, situation=None, opportunities=None, outlook=None)
    assert outlook(session, today).assessment.assessed is False


def test_an_occupation_without_rows_has_no_assessment_but_knows_its_barometer_occupation(session, today):
    found = outlook(session, today)
    assert found.assessment is None
    assert found.barometer_names == ("svetsare",)


def test_an_assessment_that_rests_on_a_wider_area_says_so(session, today):
    add_forecast(session, widest_basis="nuts1", basis_share="delvis")
    assessment = outlook(session, today).assessment
    assert assessment.rests_on_wider_area
    assert assessment.partly


def test_the_reason_behind_a_paradox_is_kept(session, today):
    add_forecast(session, situation="paradox", paradox_reasons="arbetslöshet|lämnare")
    assert outlook(session, today).assessment.paradox_reasons == ("arbetslöshet", "lämnare")


def test_an_assessment_past_its_last_day_is_expired_the_day_after(session):
    add_forecast(session, valid_until=dt.date(2026, 12, 31))
    assert outlook(session, dt.date(2026, 12, 31)).assessment.source.expired is False
    assert outlook(session, dt.date(2027, 1, 1)).assessment.source.expired is True


def test_a_row_known_only_by_name_belongs_to_the_occupation_with_that_name(session, today):
    add_forecast(session, barometer_id="", barometer_key="namn:svetsare")
    assert outlook(session, today).assessment.situation == "brist"


def test_shortage_comes_before_paradox_and_balance_is_not_listed(session, today):
    for occupation, situation in (("smed", "paradox"), ("gjutare", "balans")):
        add_occupation(session, occupation)
        add_forecast(session, occupation, situation=situation)
    add_forecast(session)
    found = find_shortage_occupations(session, place=find_place(session, "county:14"), today=today)
    assert [each.occupation_id for each in found.occupations] == ["svetsare", "smed"]


def test_a_county_without_known_shortages_gets_those_of_the_country_and_is_told(session, today):
    add_forecast(session, area_code="00")
    found = find_shortage_occupations(session, place=find_place(session, "county:25"), today=today)
    assert (found.asked_area_code, found.area_code, len(found.occupations)) == ("25", "00", 1)


def test_only_the_newest_round_decides_what_is_a_shortage(session, today):
    add_forecast(session, round="2025-2")
    add_forecast(session, situation="balans", opportunities="medelstora")
    assert find_shortage_occupations(session, place=find_place(session, "county:14"), today=today).occupations == ()


def test_shortages_can_be_asked_for_one_industry(session, today):
    add_forecast(session)
    assert find_shortage_occupations(session, place=SWEDEN, today=today, industry_id="gruva").occupations == ()
    place = find_place(session, "county:14")
    assert find_shortage_occupations(session, place=place, today=today, industry_id="verkstad").occupations
