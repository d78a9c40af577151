"""What an occupation pays, at the nearest level of detail there is."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.regional.queries.places import SWEDEN, find_place
from bot.regional.queries.salaries import find_industry_salaries, find_salary, find_salary_range
from tests.builders import PROVENANCE, add_map, add_occupation, add_salary


@pytest.fixture
def session(database_engine: Engine):
    with Session(database_engine) as session:
        add_map(session)
        add_occupation(session)
        yield session


def test_the_occupation_group_in_the_whole_country_comes_first(session, today):
    add_salary(session)
    add_salary(session, level="ssyk3", code="721", area_code="SE23", monthly_sek=31_000)
    found = find_salary(session, occupation_id="svetsare", place=find_place(session, "county:14"), today=today)
    assert (found.level, found.area_code, found.figures[0].monthly_sek) == ("ssyk4", "00", 35_000)


def test_without_it_the_wider_group_in_the_part_of_the_country_is_told_for_women_and_men(session, today):
    for sex, amount in (("men", 33_000), ("women", 32_000)):
        add_salary(session, level="ssyk3", code="721", area_code="SE23", sex=sex, monthly_sek=amount, period="2020")
    found = find_salary(session, occupation_id="svetsare", place=find_place(session, "municipality:1380"), today=today)
    assert (found.level, found.area_code) == ("ssyk3", "SE23")
    assert {figure.sex: figure.monthly_sek for figure in found.figures} == {"women": 32_000, "men": 33_000}


def test_a_figure_for_another_part_of_the_country_is_never_used_for_here(session, today):
    add_salary(session, level="ssyk3", code="721", area_code="SE33")
    assert (
        find_salary(session, occupation_id="svetsare", place=find_place(session, "county:14"), today=today).figures
        == ()
    )


def test_without_a_place_the_lowest_and_highest_of_the_areas_can_be_told(session, today):
    for area, amount in (("SE23", 31_000), ("SE33", 34_000)):
        add_salary(session, level="ssyk3", code="721", area_code=area, monthly_sek=amount)
    assert find_salary(session, occupation_id="svetsare", place=SWEDEN, today=today).figures == ()
    assert [each.monthly_sek for each in find_salary_range(session, occupation_id="svetsare", today=today)] == [
        31_000,
        34_000,
    ]


def test_a_dated_figure_goes_before_one_without_a_year(session, today):
    add_salary(session, period="", monthly_sek=37_000)
    add_salary(session, period="2024", monthly_sek=34_000)
    found = find_salary(session, occupation_id="svetsare", place=SWEDEN, today=today)
    assert [figure.period for figure in found.figures] == ["2024"]


def test_an_occupation_without_a_code_has_no_salary(session, today):
    add_occupation(session, "batbyggare", ssyk="", described=False)
    assert find_salary(session, occupation_id="batbyggare", place=SWEDEN, today=today).figures == ()


def test_a_branch_gets_the_narrowest_published_branch_that_covers_it(session, today):
    from bot.regional.models import IndustrySni

    session.add(IndustrySni(industry_id="verkstad", sni_code="25"))
    add_salary(session, level="sni", code="C", monthly_sek=48_000)
    add_salary(session, level="sni", code="25-30+33", name="Verkstadsindustri", monthly_sek=49_000)
    (figure,) = find_industry_salaries(session, industry_id="verkstad", today=today)
    assert figure.name == "Verkstadsindustri"
    assert PROVENANCE["published"] == figure.source.published
