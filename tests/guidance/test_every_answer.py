"""Every occupation on every topic in every county, on the shipped facts and in the real texts: a sensible answer, always."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply
from bot.guidance.question import Variant
from bot.guidance.registry import TOPICS, answer_question
from bot.guidance.topics import (
    COMPARE,
    DESCRIPTION,
    EDUCATION,
    EMPLOYERS,
    EXPLORE,
    INDUSTRY_FACTS,
    INTERNSHIP,
    MENTOR,
    OUTLOOK,
    PRAO,
    SALARY,
    SCHOOLS,
    SET_REGION,
    SHORTAGE,
    STUDY_VISIT,
    SUMMER_JOB,
)  # fmt: skip
from bot.regional.migrate import upgrade_database
from bot.regional.models import County, Employer, Industry, Interest, Municipality, Occupation, Programme
from bot.regional.queries.places import SWEDEN, Place, find_place
from bot.regional.seed.shipped import fill_with_shipped_facts
from bot.regional.session import create_database_engine
from bot.text.readability import measure_lix
from tests.conftest import NOW
from tests.guidance.asking_all import Faults, about_occupations, ask_all, make_question
from tests.guidance.judging import find_faults, without_names
from tests.guidance.remembered_queries import keep_rows_in_mind, remembered_queries
from tests.guidance.rendering import Rendered, render

TEN_TOPICS = (
    OUTLOOK, DESCRIPTION, SALARY, EDUCATION, SCHOOLS, EMPLOYERS, STUDY_VISIT, PRAO, INTERNSHIP, SUMMER_JOB,
)  # fmt: skip
# Beside the ten: asked about an occupation too, and sampled.
MORE_TOPICS = (MENTOR, COMPARE)
WITHOUT_OCCUPATION = (
    SHORTAGE,
    EMPLOYERS,
    INDUSTRY_FACTS,
    DESCRIPTION,
    SALARY,
    EDUCATION,
    SCHOOLS,
    PRAO,
    MENTOR,
    COMPARE,
)
VARIANTS: tuple[Variant, ...] = ("sv", "easy", "en")
# One with many employers, an island, one at the edge of the map, one whose name ends in s.
MUNICIPALITIES = ("1480", "0980", "2584", "1490")
# Every ninth, and another ninth in each county, so that all occupations are met in each of the sampled variants.
STRIDE = 9
LIX_LIMITS = {"sv": 42, "easy": 32}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = create_database_engine(f"sqlite:///{tmp_path_factory.mktemp('answers') / 'regional.db'}")
    upgrade_database(engine)
    fill_with_shipped_facts(engine, now=NOW)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session, remembered_queries():
        rows = keep_rows_in_mind(session)
        yield session
        rows.clear()


@pytest.fixture(scope="module")
def occupations(session: Session) -> list[str]:
    return list(session.scalars(select(Occupation.id).where(Occupation.described).order_by(Occupation.id)))


@pytest.fixture(scope="module")
def counties(session: Session) -> list[Place]:
    return [
        find_place(session, f"county:{code}") for code in session.scalars(select(County.code).order_by(County.code))
    ]


@pytest.mark.parametrize("number", range(21))
def test_all_88_occupations_on_ten_topics_in_each_county_in_swedish(
    session: Session, occupations: list[str], counties: list[Place], number: int
) -> None:
    assert (len(occupations), len(counties)) == (88, 21)
    faults = ask_all(session, about_occupations(TEN_TOPICS, "sv", counties[number], occupations))
    assert faults.asked == 88 * 10
    assert not faults.found, str(faults)


@pytest.mark.parametrize("variant", ["easy", "en"])
def test_a_ninth_of_the_occupations_in_each_county_in_easy_swedish_and_english(
    session: Session, occupations: list[str], counties: list[Place], variant: Variant
) -> None:
    questions = (
        each
        for number, county in enumerate(counties)
        for each in about_occupations(TEN_TOPICS, variant, county, occupations[number % STRIDE :: STRIDE])
    )
    faults = ask_all(session, questions)
    assert not faults.found, str(faults)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_country_no_place_and_municipalities_of_all_kinds(
    session: Session, occupations: list[str], variant: Variant
) -> None:
    places = [None, SWEDEN, *(find_place(session, f"municipality:{code}") for code in MUNICIPALITIES)]
    faults = ask_all(
        session,
        (
            each
            for number, place in enumerate(places)
            for each in about_occupations((*TEN_TOPICS, *MORE_TOPICS), variant, place, occupations[number::STRIDE])
        ),
    )
    assert not faults.found, str(faults)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_named_place_that_is_not_in_the_register_is_told(
    session: Session, occupations: list[str], variant: Variant
) -> None:
    faults = Faults()
    for topic, occupation in product(TEN_TOPICS, occupations[::STRIDE]):
        asked = faults.ask(session, make_question(topic, variant, None, occupation, place_named=True))
        if asked and topic in (OUTLOOK, SALARY, SCHOOLS, EMPLOYERS, PRAO):
            assert any(note.response == "utter_note_unknown_place" for note in asked[0].notes), topic
    assert not faults.found, str(faults)


@pytest.mark.parametrize("variant", VARIANTS)
def test_industries_programmes_employers_and_places_without_an_occupation(
    session: Session, counties: list[Place], variant: Variant
) -> None:
    faults = Faults()
    for number, industry in enumerate(session.scalars(select(Industry.id).order_by(Industry.id)).all()):
        for topic, place in product(WITHOUT_OCCUPATION, (None, counties[number % 21])):
            faults.ask(session, make_question(topic, variant, place, industry_id=industry))
    for number, programme in enumerate(session.scalars(select(Programme.id).order_by(Programme.id)).all()):
        for topic in (EDUCATION, SCHOOLS, COMPARE):
            faults.ask(session, make_question(topic, variant, counties[number % 21], programme_id=programme))
    for number, employer in enumerate(session.scalars(select(Employer.id).order_by(Employer.id)).all()[::STRIDE]):
        for topic in (EMPLOYERS, PRAO, INTERNSHIP, SUMMER_JOB):
            faults.ask(session, make_question(topic, variant, counties[number % 21], employer_id=employer))
    for code in session.scalars(select(Municipality.code).order_by(Municipality.code)).all()[::STRIDE]:
        place = find_place(session, f"municipality:{code}")
        for topic in (SET_REGION, SHORTAGE, EMPLOYERS, PRAO):
            faults.ask(session, make_question(topic, variant, place))
    for interest in session.scalars(select(Interest.id).order_by(Interest.id)):
        faults.ask(session, make_question(EXPLORE, variant, counties[0], interests=(interest,)))
    for topic, place in product(TOPICS, (None, *counties)):
        faults.ask(session, make_question(topic, variant, place))
    assert not faults.found, str(faults)


@pytest.mark.parametrize("variant", VARIANTS)
def test_occupations_known_by_name_only(session: Session, counties: list[Place], variant: Variant) -> None:
    ids = list(session.scalars(select(Occupation.id).where(~Occupation.described).order_by(Occupation.id)))
    ids = ids[VARIANTS.index(variant) :: len(VARIANTS)]
    faults = ask_all(
        session,
        (
            each
            for number, occupation in enumerate(ids)
            for each in about_occupations((*TEN_TOPICS, *MORE_TOPICS), variant, counties[number % 21], [occupation])
        ),
    )
    assert not faults.found, str(faults)


@pytest.mark.parametrize("variant", ["sv", "easy"])
def test_rendered_answers_are_as_easy_to_read_as_the_texts_they_are_made_of(
    session: Session, occupations: list[str], counties: list[Place], variant: Variant
) -> None:
    """On the whole, for each topic; without the names of programmes, groups and companies, which nobody can shorten."""
    heavy = {}
    for topic in (*TEN_TOPICS, *MORE_TOPICS):
        texts = []
        for number, county in enumerate(counties):
            for question in about_occupations((topic,), variant, county, occupations[number % 21 :: 21]):
                text = render(answer_question(question, session=session), variant).text
                texts.append(measure_lix(without_names(text)))
        if (mean := sum(texts) / len(texts)) > LIX_LIMITS[variant]:
            heavy[topic] = round(mean, 1)
    assert not heavy


def test_the_judge_sees_what_it_should() -> None:
    """A check that never fails proves nothing."""
    odd = {
        "placeholder": "Lönen är {amount}.", "None": "Lönen är None kronor.", "inner name": "Här finns study_visit.",
        "doubled space": "Här  finns det.", "doubled punctuation": "Här finns det..", "doubled word": "Det är är så.",
        "another language": "Here is what you can do at the company.", "ends without": "Här finns det",
        "space before": "Här finns det .", "empty brackets": "Här finns det ().",
    }  # fmt: skip
    answer = Answer(About(SALARY), (Reply("utter_salary_unknown"),))
    for name, text in odd.items():
        rendered = Rendered(text, (), ("Mer",), ("/ask_salary",), frozenset({"sv"}))
        assert any(fault.startswith(name) for fault in find_faults(answer, rendered, "sv")), name
    english = Rendered("Det är en bra lön för dig och alla.", (), ("More",), (), frozenset({"en"}))
    assert any(fault.startswith("another language") for fault in find_faults(answer, english, "en"))
