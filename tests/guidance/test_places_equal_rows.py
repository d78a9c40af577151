"""Employers, contacts, schools, ways and descriptions are told as their rows are, whatever the rows are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from bot.guidance.question import Variant
from bot.guidance.topics import DESCRIPTION, EDUCATION, EMPLOYERS, PRAO, SCHOOLS
from bot.regional.models import Municipality, Quality
from bot.regional.queries.places import distance_in_km
from tests.conftest import TODAY
from tests.guidance.asking import EXAMPLES, PLACES, VARIANTS, ask, assert_sourced, facts, is_old, says_old
from tests.guidance.generated_facts import (
    Row,
    Workplace,
    add_description,
    add_programme,
    add_steps,
    school_rows,
    step_rows,
    workplaces,
)
from tests.guidance.rendering import Rendered

OFFERS = {
    "study_visit": "studiebesök",
    "prao": "prao",
    "apl": "APL",
    "lia": "LIA",
    "summer_job": "sommarjobb",
    "mentor": "samtal med någon i yrket",
}
IN_COUNTY = {"county:14": "14", "county:13": "13"}


def offers_of(workplace: Workplace) -> list[str]:
    """The words for what a workplace offers, in the order they are told."""
    return [word for kind, word in OFFERS.items() if kind in {str(offer) for offer in workplace.offers}]


def expect_notes_on_workplaces(rendered: Rendered, told: list[Workplace]) -> None:
    notes = " ".join(rendered.notes)
    assert ("påhittade" in notes) is any(each.demo for each in told)
    assert ("inte bekräftat" in notes) is any(each.provenance["quality"] is Quality.UNCONFIRMED for each in told)
    assert says_old(rendered) is any(is_old(each.provenance) for each in told)


@EXAMPLES
@given(found=workplaces(), place=PLACES, topic=st.sampled_from((EMPLOYERS, PRAO)))
def test_employers_are_told_as_their_rows_are(
    mapped_engine: Engine, found: list[Workplace], place: str, topic: str
) -> None:
    with facts(mapped_engine) as session:
        for each in found:
            each.add(session)
        answer, rendered = ask(session, topic, place, text="hur kontaktar jag dem")
        seats = {row.code: (row.name, row.lat, row.lon) for row in session.scalars(select(Municipality))}
    by_name = {each.name: each for each in found}
    told = [by_name[item["name"]] for item in answer.items]
    assert {name for name in by_name if name in rendered.text} <= {each.name for each in told}
    for item, each in zip(answer.items, told, strict=True):
        name, *where = seats[each.municipality]
        assert item["municipality"] == name
        assert item["offers"] == offers_of(each)
        assert item["quality"] == each.provenance["quality"].value
        assert item.get("demo", False) is each.demo
        assert item.get("contact") == (each.role if each.reachable else None)
        if place == "municipality:1480":
            assert item["distance_km"] == round(distance_in_km(*seats["1480"][1:], *where))
        else:
            assert "distance_km" not in item
    assert "praktik@example.com" not in rendered.all_text + repr(answer.items)
    assert {each.role for each in found if each.role in rendered.text} <= {each.role for each in told if each.reachable}
    expect_notes_on_workplaces(rendered, told)
    if topic == PRAO and "Här finns prao" in rendered.text:
        offering = rendered.text.split("Här finns prao")[1].split("De här")[0]
        assert all("prao" in each.offers for name, each in by_name.items() if name in offering)
    if topic == EMPLOYERS and "Här finns arbetsplatser" in rendered.text and place in IN_COUNTY:
        in_county = rendered.text.split("Här finns arbetsplatser")[1].split("Lite längre bort")[0]
        assert all(each.municipality[:2] == IN_COUNTY[place] for name, each in by_name.items() if name in in_county)


@EXAMPLES
@given(found=workplaces())
def test_a_named_employer_s_contact_is_told_only_while_consent_holds(
    mapped_engine: Engine, found: list[Workplace]
) -> None:
    with facts(mapped_engine) as session:
        ids = [each.add(session) for each in found]
        answers = [
            ask(session, EMPLOYERS, occupations=(), employer_id=each, text="hur kontaktar jag dem") for each in ids
        ]
    for each, (answer, rendered) in zip(found, answers, strict=True):
        assert each.name in rendered.text
        assert (each.role in rendered.text) is each.reachable
        assert "Så når du dem" in rendered.text
        assert [item["name"] for item in answer.items] == [each.name]
        assert all(word in rendered.text for word in offers_of(each))
        expect_notes_on_workplaces(rendered, [each])


@EXAMPLES
@given(rows=school_rows(), place=PLACES)
def test_schools_are_told_as_their_rows_are(mapped_engine: Engine, rows: list[Row], place: str) -> None:
    with facts(mapped_engine) as session:
        add_programme(session, "Provprogrammet", rows)
        answer, rendered = ask(session, SCHOOLS, place)
        names = {row.code: row.name for row in session.scalars(select(Municipality))}
    assert "Provprogrammet" in rendered.text
    if not rows:
        assert "Vi har ingen säker lista" in rendered.text
        return
    by_provider = {row["provider"]: row for row in rows}
    assert {item["name"] for item in answer.items} == set(by_provider)
    for item in answer.items:
        row = by_provider[item["name"]]
        assert item["municipality"] == names[row["municipality_code"]]
        assert f"**{item['name']}**: Provprogrammet, {item['municipality']}" in rendered.text
    notes = " ".join(rendered.notes)
    assert ("påhittat" in notes) is any(row["quality"] is Quality.DEMO for row in rows)
    assert ("inte bekräftat" in notes) is any(row["quality"] is Quality.UNCONFIRMED for row in rows)
    assert says_old(rendered) is any(is_old(row) for row in rows)
    assert_sourced(answer, rows)


@EXAMPLES
@given(rows=step_rows())
def test_the_way_is_told_as_its_steps_are(mapped_engine: Engine, rows: list[Row]) -> None:
    with facts(mapped_engine) as session:
        add_steps(session, rows)
        answer, rendered = ask(session, EDUCATION)
    assert [item["name"] for item in answer.items] == [row["name"] for row in rows]
    for row in rows:
        told = next(part for part in rendered.text.split("\n\n") if f"**{row['name']}**" in part)
        assert f"({row['length']})" in told
    assert bool(rows) is ("Vi har ingen säker väg" not in rendered.text)
    assert says_old(rendered) is any(is_old(row) for row in rows)
    assert_sourced(answer, rows)


@EXAMPLES
@given(variant=VARIANTS, old=st.booleans(), text=st.text(alphabet="abcåäö {}%'\"0123456789", min_size=1, max_size=60))
def test_a_description_is_its_row_word_for_word(mapped_engine: Engine, variant: Variant, old: bool, text: str) -> None:
    with facts(mapped_engine) as session:
        add_description(session, variant, does=text, valid_until=TODAY.replace(year=2020) if old else None)
        _answer, rendered = ask(session, DESCRIPTION, variant=variant)
    assert text in rendered.text
    assert f"Day {variant}." in rendered.text
    assert any("2020" in note for note in rendered.notes) is old
