"""Every figure, level, area and year of an answer equals its row, whatever the rows are: hypothesis makes them up."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.guidance.question import Variant
from bot.guidance.topics import COMPARE, OUTLOOK, SALARY, SHORTAGE
from bot.regional.models import Quality
from tests.builders import add_forecast, add_occupation, add_salary
from tests.guidance.asking import EXAMPLES, PLACES, VARIANTS, ask, assert_sourced, facts, is_old, says_old
from tests.guidance.generated_facts import Row, Workplace, forecast_rows, salary_rows, workplaces
from tests.guidance.rendering import Rendered

SITUATIONS = {
    "brist": ("Det är brist på", "brist på folk"),
    "paradox": ("Det finns jobb, men", "svårt att hitta rätt folk"),
    "balans": ("varken lätt eller svårt", "balans"),
    "överskott": ("fler som söker", "fler sökande än jobb"),
}
REASONS = {
    "arbetslöshet": "det finns arbetslösa",
    "deltidsarbete": "jobbar deltid",
    "lämnare": "har börjat med något annat",
}
OUTLOOKS = {"öka": "**öka**", "vara oförändrad": "**vara ungefär lika stort**", "minska": "**minska**"}
BASES = {"nuts2": "flera län i närheten", "nuts1": "en stor del av landet", "nationellt": "hela landet"}
AREAS = {"00": "hela landet", "14": "Västra Götalands län", "13": "Hallands län", "25": "Norrbottens län"}
AREA_OF = {"county:14": "14", "municipality:1480": "14", "county:13": "13", "country:00": "00"}
ORDER = {"brist": 0, "paradox": 1, "balans": 2, "överskott": 3}
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"
MONTHS = tuple(_MONTHS.split())
# The areas of pay: the whole country and two parts of it, in each variant.
PAY_AREAS = {
    "sv": {"00": "hela landet", "SE23": "Västsverige", "SE33": "Övre Norrland"},
    "easy": {"00": "hela Sverige", "SE23": "Västsverige", "SE33": "Övre Norrland"},
    "en": {"00": "Sweden", "SE23": "West Sweden", "SE33": "Upper Norrland"},
}
NO_YEAR = {"sv": "okänt år", "easy": "okänt år", "en": "year not known"}
MIDDLE = {"sv": "median", "easy": "i mitten", "en": "median"}
BEFORE_TAX = {"sv": "före skatt", "easy": "före skatt", "en": "before tax"}


def say_date(published: str) -> str:
    year, _, rest = published.partition("-")
    return f"{MONTHS[int(rest[:2]) - 1]} {year}" if rest else year


def newest_first(rows: list[Row], area: str) -> list[Row]:
    return sorted((row for row in rows if row["area_code"] == area), key=lambda row: row["round"], reverse=True)


@EXAMPLES
@given(rows=forecast_rows(), place=PLACES)
def test_an_outlook_is_the_newest_assessment_of_the_area_or_says_that_there_is_none(
    mapped_engine: Engine, rows: list[Row], place: str
) -> None:
    with facts(mapped_engine) as session:
        for row in rows:
            add_forecast(session, **row)
        answer, rendered = ask(session, OUTLOOK, place)
    area = AREA_OF[place]
    here, country = newest_first(rows, area), newest_first(rows, "00")
    main = next((group[0] for group in (here, country) if group and group[0]["situation"]), None)
    if main is None:
        assert "**ingen bedömning**" in rendered.text
        assert not answer.items
        assert not any(beginning in rendered.text for beginning, _label in SITUATIONS.values())
        return
    beginning, label = SITUATIONS[main["situation"]]
    assert beginning in rendered.text
    assert answer.items[0]["situation"] == label
    assert f'{AREAS[main["area_code"]]} och gruppen "svetsare"' in rendered.text
    assert f"bedömningen i {say_date(main['published'])} (omgång {main['round']})" in rendered.text
    told_levels = [level for level in ("små", "medelstora", "stora") if f"**{level}**" in rendered.text]
    assert told_levels == [main["opportunities"]] * bool(main["opportunities"])
    told_outlooks = [outlook for outlook, words in OUTLOOKS.items() if words in rendered.text]
    assert told_outlooks == [main["outlook"]] * bool(main["outlook"])
    reasons = main["paradox_reasons"].split("|") if main["paradox_reasons"] else []
    assert [reason for reason in REASONS if REASONS[reason] in rendered.text] == sorted(reasons)
    assert ("Det finns ingen bedömning för" in rendered.text) is (main["area_code"] != area)
    newer = country[0] if country and country[0] is not main and country[0]["situation"] else None
    newer = newer if newer and main["area_code"] != "00" and newer["round"] > main["round"] else None
    assert ("En nyare bedömning" in rendered.text) is bool(newer)
    told = [main, *([newer] if newer else [])]
    assert_sourced(answer, told)
    assert says_old(rendered) is any(is_old(row) for row in told)
    expect_caution(rendered, told)
    expect_change(rendered, main, here)


def expect_caution(rendered: Rendered, told: list[Row]) -> None:
    """One caution where a county's assessment rests on a wider area, with the area; none otherwise."""
    wider = [row for row in told if row["area_code"] != "00" and row["widest_basis"] in BASES]
    cautions = [note for note in rendered.notes if "försiktighet" in note]
    assert len(cautions) == len(wider)
    if wider:
        assert BASES[wider[0]["widest_basis"]] in cautions[0]
        assert ("delvis" in cautions[0]) is (wider[0]["basis_share"] == "delvis")


def expect_change(rendered: Rendered, main: Row, here: list[Row]) -> None:
    """The change since the last round of the same area, where both rounds made an assessment."""
    change = re.search(r"(bättre än|sämre än|detsamma som) i omgången före \((\S+)\)", rendered.text)
    before = here[1] if main in here and len(here) > 1 else None
    if before is None or before["situation"] is None:
        assert change is None
        return
    step = ORDER[main["situation"]] - ORDER[before["situation"]]
    assert change is not None
    assert change[1] == ("detsamma som" if step == 0 else "bättre än" if step < 0 else "sämre än")
    assert change[2] == before["round"]


@EXAMPLES
@given(rows=forecast_rows(), situation=st.sampled_from(("brist", "paradox", "balans", None)))
def test_a_shortage_list_holds_only_what_lacks_people(
    mapped_engine: Engine, rows: list[Row], situation: str | None
) -> None:
    with facts(mapped_engine) as session:
        add_occupation(session, "smed", ssyk="7221")
        for row in rows:
            add_forecast(session, **row)
        add_forecast(session, "smed", situation=situation, round="2026-1")
        answer, rendered = ask(session, SHORTAGE, occupations=())
    newest = next(iter(newest_first(rows, "14")), None)
    lacking = {"svetsare"} if newest and newest["situation"] in ("brist", "paradox") else set()
    lacking |= {"smed"} if situation in ("brist", "paradox") else set()
    if lacking:
        assert {item["id"] for item in answer.items} == lacking
        assert "Västra Götalands län" in rendered.text
        first = rendered.text.split("En nyare bedömning")[0]
        assert {name for name in ("svetsare", "smed") if name in first} == lacking
    elif answer.items:
        assert "Vi har ingen egen lista" in rendered.text
        assert "hela landet" in rendered.text


def figures_in(text: str) -> set[str]:
    """Amounts of money, without blanks: "35 500" as "35500"."""
    found = re.findall(r"\d{1,3}(?:[\u00a0,]\d{3})+|\d{3}[.,]\d{2}\b", text)
    return {without_blanks(each) for each in found}


def without_blanks(amount: str) -> str:
    return re.sub(r"[\s,](?=\d{3}\b)", "", amount)


def amount_of(row: Row, variant: Variant = "sv") -> str:
    amount = str(row["monthly_sek"] or row["hourly_sek"])
    return amount if variant == "en" else amount.replace(".", ",")


@EXAMPLES
@given(rows=salary_rows(), place=PLACES, variant=VARIANTS)
def test_every_figure_on_pay_is_a_row_s_and_says_what_it_is_a_figure_of(
    mapped_engine: Engine, rows: list[Row], place: str, variant: Variant
) -> None:
    with facts(mapped_engine) as session:
        for row in rows:
            add_salary(session, **row)
        answer, rendered = ask(session, SALARY, place, variant)
    by_label = {row["name"]: row for row in rows}
    told = [by_label[item["label"].split(",")[0]] for item in answer.items]
    amounts = {amount_of(row, variant) for row in told}
    assert figures_in(rendered.text) == amounts
    assert {without_blanks(item["amount"]) for item in answer.items} == amounts
    for row in told:
        assert PAY_AREAS[variant][row["area_code"]] in rendered.text
        assert (row["period"][:4] or NO_YEAR[variant]) in rendered.text
    of_one_occupation = [row for row in told if row["level"] != "sni"]
    assert len({(row["statistic"], row["period"]) for row in of_one_occupation}) <= 1
    assert (MIDDLE[variant] in rendered.text) is any(row["statistic"] == "median" for row in told)
    if not told:
        assert not re.search(r"\d", rendered.text)
        return
    assert BEFORE_TAX[variant] in rendered.text
    assert_sourced(answer, told)
    if variant == "sv":
        assert says_old(rendered) is any(is_old(row) for row in told)
        second_hand = any("andra hand" in note for note in rendered.notes)
        assert second_hand is any(row["quality"] is Quality.SECONDARY for row in told)


@EXAMPLES
@given(rows=forecast_rows(), salaries=salary_rows(), found=workplaces())
def test_a_comparison_s_cells_are_rows_and_made_up_employers_are_not_counted(
    mapped_engine: Engine, rows: list[Row], salaries: list[Row], found: list[Workplace]
) -> None:
    with facts(mapped_engine) as session:
        add_occupation(session, "smed", ssyk="9999")
        for row in rows:
            add_forecast(session, **row)
        for row in salaries:
            add_salary(session, **row)
        for each in found:
            each.add(session)
        answer, rendered = ask(session, COMPARE, occupations=("svetsare", "smed"))
    cells = {row["label"]: row["cells"] for row in answer.items[0]["rows"]}
    assert cells["Lön"][1] == "ingen uppgift"
    assert figures_in(cells["Lön"][0]) <= {amount_of(row) for row in salaries if row["level"] != "sni"}
    by_area = (next(iter(newest_first(rows, area)), None) for area in ("14", "00"))
    main = next((row for row in by_area if row and row["situation"]), None)
    if main is None:
        assert cells["Läget"][0] == "ingen bedömning"
    else:
        assert SITUATIONS[main["situation"]][1] in cells["Läget"][0]
        assert main["round"] in cells["Läget"][0]
        expect_caution(rendered, [main])
    real = sum(not each.demo and each.municipality[:2] == "14" for each in found)
    assert cells["Arbetsgivare"][0].startswith(f"{real} " if real else "ingen")


@pytest.mark.parametrize("variant", ["sv", "easy", "en"])
def test_values_are_never_read_as_placeholders(mapped_engine: Engine, variant: Variant) -> None:
    with facts(mapped_engine) as session:
        add_salary(session, name="Grupp {amount} %s {0}")
        _answer, rendered = ask(session, SALARY, variant=variant)
    assert "{amount} %s {0}" in rendered.text
