"""The facts that ship: complete, true to their sources, readable for a 14-year-old, and marked for what they are."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from bot.regional.gazetteer import write_gazetteer, write_gazetteer_if_stale
from bot.regional.ingest.employers import COLUMNS
from bot.regional.ingest.files import ReadingLimits
from bot.regional.ingest.provenance import Origin
from bot.regional.ingest.service import ImportRequest, import_file
from bot.regional.models import (
    Base,
    Contact,
    County,
    EducationStep,
    Employer,
    Forecast,
    Municipality,
    Occupation,
    OccupationDescription,
    Offer,
    OfferKind,
    Programme,
    Provenance,
    Quality,
    Salary,
    Site,
    Source,
    Term,
)
from bot.regional.seed import shipped
from bot.regional.seed.shipped import fill_with_shipped_facts
from bot.text.readability import measure_lix
from tests.builders import add_map, add_occupation
from tests.conftest import NOW

LIMITS = ReadingLimits(max_megabytes=1, max_rows=100)

ASPECTS = ("does", "day", "tools", "environment", "thrives", "misunderstandings")


@pytest.fixture
def session(shipped_engine: Engine):
    with Session(shipped_engine) as session:
        yield session


def count(session: Session, model: type, *conditions: object) -> int:
    return session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def test_all_of_sweden_is_there(session):
    assert (count(session, County), count(session, Municipality)) == (21, 290)


def test_the_88_occupations_the_real_forecasts_the_ways_and_the_salaries_are_there(session):
    assert count(session, Occupation, Occupation.described) == 88
    assert count(session, Forecast) == 172
    assert count(session, EducationStep) == 216
    assert count(session, Salary) == 295
    assert count(session, Programme) >= 32


def test_known_figures_are_those_of_the_sources(session):
    welders = session.scalars(select(Salary).where(Salary.code == "7212", Salary.level == "ssyk4")).one()
    assert (welders.monthly_sek, welders.statistic, welders.period, welders.quality) == (
        35_500,
        "median",
        "2025",
        Quality.SECONDARY,
    )
    rows = session.scalars(
        select(Forecast).where(Forecast.barometer_id == "3eb4_Lu3_2DT", Forecast.round == "2025-2")
    ).all()
    assert len(rows) == 22
    assert count(session, Forecast, Forecast.situation == "brist") == 74
    assert count(session, Forecast, Forecast.situation == "paradox") == 24


def test_every_occupation_is_described_in_three_variants_and_names_its_words_in_two_languages(session):
    described = select(Occupation).where(Occupation.described)
    for occupation in session.scalars(described):
        assert {each.variant for each in occupation.descriptions} == {"sv", "easy", "en"}, occupation.id
        languages = set(
            session.scalars(select(Term.language).where(Term.entity == "occupation", Term.row_id == occupation.id))
        )
        assert {"sv", "en"} <= languages, occupation.id
        assert occupation.label_plural_sv, occupation.id
        assert len(occupation.interests) >= 5, occupation.id


@pytest.mark.parametrize(("variant", "limit"), [("sv", 42), ("easy", 32)])
def test_descriptions_are_readable(session, variant, limit):
    for row in session.scalars(select(OccupationDescription).where(OccupationDescription.variant == variant)):
        text = " ".join(getattr(row, aspect) for aspect in ASPECTS)
        assert measure_lix(text) <= limit, (row.occupation_id, measure_lix(text))


def test_the_easy_text_is_another_text(session):
    texts = {(row.occupation_id, row.variant): row for row in session.scalars(select(OccupationDescription))}
    for (occupation_id, variant), row in texts.items():
        if variant == "easy":
            plain = texts[occupation_id, "sv"]
            assert all(getattr(row, aspect) != getattr(plain, aspect) for aspect in ASPECTS), occupation_id


def test_at_least_150_real_workplaces_are_spread_over_all_counties_unconfirmed_and_without_contacts(session):
    real = session.scalars(select(Site).where(Site.quality == Quality.UNCONFIRMED)).unique().all()
    assert len(real) >= 150
    assert {site.municipality_code[:2] for site in real} == set(session.scalars(select(County.code)))
    assert not [site.name for site in real if site.contacts or site.offers]


def test_every_county_has_at_least_three_demo_employers_with_every_kind_of_offer(session):
    demo = session.scalars(select(Site).where(Site.quality == Quality.DEMO)).unique().all()
    per_county = Counter(site.municipality_code[:2] for site in demo)
    assert len(per_county) == 21
    assert min(per_county.values()) >= 3
    for code in per_county:
        kinds = {offer.kind for site in demo if site.municipality_code[:2] == code for offer in site.offers}
        assert kinds == set(OfferKind), code


def test_what_is_made_up_says_so_in_its_name_and_uses_addresses_that_nobody_has(session):
    for site in session.scalars(select(Site).where(Site.quality == Quality.DEMO)).unique():
        assert "(demo)" in site.name
        assert site.employer.demo
    emails = session.scalars(select(Contact.email)).all()
    assert emails
    assert all(email.endswith("@example.com") for email in emails)
    assert not session.scalars(select(Employer).where(Employer.demo.is_(False), Employer.org_number.is_not(None))).all()
    assert count(session, Offer) > 100


FACTS = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Provenance)]


def test_the_kinds_of_facts_are_known():
    assert {model.__name__ for model in FACTS} >= {
        "County", "Municipality", "Industry", "Occupation", "OccupationDescription", "Forecast", "Programme", "EducationStep",
        "Offering", "Salary", "Site", "Interest",
    }  # fmt: skip


@pytest.mark.parametrize("model", FACTS)
def test_every_fact_has_a_source_a_date_a_last_day_and_a_quality(session, model):
    complete = count(
        session, model, model.quality.is_not(None), model.source_id.in_(select(Source.id)), model.valid_until.is_not(None),
        (model.published != "") | model.retrieved_on.is_not(None),
    )  # fmt: skip
    assert complete == count(session, model) > 0


@pytest.fixture
def own_county_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Ships one file of employers in Göteborg instead of all that is shipped."""

    def ship(*names: str) -> None:
        path = tmp_path / "14.csv"
        rows = [f",{name},1480,verkstad,,,svetsare,,,,,,,{LISTED},0" for name in names]
        path.write_text("\n".join((",".join(COLUMNS), *rows)), encoding="utf-8")
        origin = Origin(source=LISTED, published="2026-11", quality=Quality.UNCONFIRMED)
        monkeypatch.setattr(shipped, "FACTS", tmp_path)
        monkeypatch.setattr(shipped, "find_shipped_files", lambda: [shipped.ShippedFile("employers", path, origin)])

    return ship


LISTED = "Allmänt känd"


def names_in_use(engine: Engine) -> dict[str, Quality]:
    with Session(engine) as session:
        return {
            row.name: row.quality for row in session.scalars(select(Site).where(Site.retired_on.is_(None))).unique()
        }


@pytest.fixture
def small_engine(database_engine: Engine) -> Engine:
    with Session(database_engine) as session:
        add_map(session)
        add_occupation(session)
        session.commit()
    return database_engine


def test_a_workplace_that_a_new_version_no_longer_lists_is_taken_out_of_use(small_engine, own_county_files):
    own_county_files("Verket", "Nedlagda bruket")
    fill_with_shipped_facts(small_engine, now=NOW)
    own_county_files("Verket")
    fill_with_shipped_facts(small_engine, now=NOW)
    assert set(names_in_use(small_engine)) == {"Verket"}


def test_a_new_version_leaves_alone_what_the_region_has_imported_itself(small_engine, own_county_files, tmp_path):
    own_county_files("Verket")
    fill_with_shipped_facts(small_engine, now=NOW)
    file = tmp_path / "egna.csv"
    row = ",Verket,1480,verkstad,40,,svetsare,prao,Praktiksamordnare,p@example.com,,2027-06-30,2026-09-15,Regionen,0"
    file.write_text("\n".join((",".join(COLUMNS), row)), encoding="utf-8")
    import_file(small_engine, ImportRequest("employers", str(file)), limits=LIMITS, now=NOW)
    own_county_files("Verket", "Nya verket")
    fill_with_shipped_facts(small_engine, now=NOW)
    assert names_in_use(small_engine) == {"Verket": Quality.OFFICIAL, "Nya verket": Quality.UNCONFIRMED}
    with Session(small_engine) as session:
        assert session.scalar(select(func.count()).select_from(Contact)) == 1


def test_loading_again_does_nothing(shipped_engine):
    assert fill_with_shipped_facts(shipped_engine, now=NOW + dt.timedelta(days=1)) == 0


def test_the_gazetteer_names_every_row_by_its_id(session, tmp_path):
    path = tmp_path / "gazetteer.json"
    write_gazetteer(session, path=path)
    entries = json.loads(path.read_text(encoding="utf-8"))["entries"]
    by_id = {(entry["entity"], entry["id"]): entry for entry in entries}
    assert by_id["place", "municipality:1480"]["name"] == "Göteborg"
    assert "gbg" in str(by_id["place", "municipality:1480"]) or any("gbg" in str(entry["terms"]) for entry in entries)
    assert "svetsaren" in by_id["occupation", "svetsare"]["terms"]["sv"]
    assert by_id["place", "alias:smaland"]["targets"] == ["county:06", "county:07", "county:08"]
    assert {entry["entity"] for entry in entries} == {
        "occupation", "place", "employer", "programme", "industry", "interest", "education_level"
    }  # fmt: skip


def test_a_missing_or_damaged_gazetteer_is_written_anew_and_a_current_one_is_not(session, tmp_path):
    path = tmp_path / "gazetteer.json"
    assert write_gazetteer_if_stale(session, path=path)
    assert not write_gazetteer_if_stale(session, path=path)
    path.write_text("{ trasig")
    assert write_gazetteer_if_stale(session, path=path)
