"""Queries that remember: asked again they cost nothing, and whatever changes in the data is seen at the next turn."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from bot.errors import DatabaseNotReady, UnknownPlace
from bot.regional.ingest.files import ReadingLimits
from bot.regional.ingest.service import ImportRequest, import_file
from bot.regional.models import DataLoad, Occupation, Salary
from bot.regional.queries.employers import find_employers_near
from bot.regional.queries.names_in_text import find_rows_named
from bot.regional.queries.occupations import find_occupation, list_described_occupations
from bot.regional.queries.places import SWEDEN, find_place
from bot.regional.queries.salaries import find_salary
from bot.regional.remembered import Memory, remembered, remembered_each, weigh
from bot.regional.session import create_database_engine, reading
from tests.builders import add_map, add_occupation, add_salary, add_site
from tests.conftest import NOW, TODAY
from tests.statements import heard_statements

LIMITS = ReadingLimits(max_megabytes=50, max_rows=200_000)
SALARIES = "level,code,name,sex,area_code,statistic,period,monthly_sek,hourly_sek,source,quality\n"


@pytest.fixture
def memory() -> Memory:
    return Memory(megabytes=4)


def note_load(session: Session, *, number: int | None = None) -> None:
    """What every import writes at its end."""
    session.add(
        DataLoad(
            id=number, kind="salaries", file="f", origin="imported", checksum="c", loaded_at=NOW, rows=1, added=1, changed=0,
            retired=0,
        )
    )  # fmt: skip


@pytest.fixture
def engine(database_engine: Engine) -> Engine:
    """A small database that something was loaded into."""
    with Session(database_engine) as session:
        add_map(session)
        add_occupation(session)
        add_salary(session, monthly_sek=35_000)
        add_site(session, "Svetsverket", "1480", consent_until=TODAY)
        note_load(session)
        session.commit()
    return database_engine


def find_pay(engine: Engine, memory: Memory | None) -> int | None:
    with reading(engine, memory=memory) as session:
        figures = find_salary(session, occupation_id="svetsare", place=SWEDEN, today=TODAY).figures
        return figures[0].monthly_sek if figures else None


def test_what_was_asked_before_costs_one_query_however_much_is_asked(engine: Engine, memory: Memory) -> None:
    def ask_much() -> list[Any]:
        with reading(engine, memory=memory) as session:
            place = find_place(session, "municipality:1480")
            return [
                find_occupation(session, occupation_id="svetsare", today=TODAY),
                list_described_occupations(session, today=TODAY),
                find_employers_near(session, place=place, today=TODAY, occupation_id="svetsare"),
                find_salary(session, occupation_id="svetsare", place=place, today=TODAY),
            ]

    with heard_statements(engine) as first:
        told = ask_much()
    with heard_statements(engine) as again:
        assert ask_much() == told
    assert len(first) > 6
    assert len(again) == 1
    assert "data_loads" in again[0]


def test_a_session_without_a_memory_asks_the_database_every_time(engine: Engine, memory: Memory) -> None:
    find_pay(engine, memory)
    with heard_statements(engine) as statements:
        find_pay(engine, None)
        find_pay(engine, None)
    assert len([each for each in statements if "salaries" in each]) == 2
    assert not [each for each in statements if "data_loads" in each]


def test_a_session_that_asks_nothing_costs_nothing(engine: Engine, memory: Memory) -> None:
    with heard_statements(engine) as statements, reading(engine, memory=memory):
        pass
    assert statements == []


@dataclass
class Region:
    """Someone at the region who imports a file, as `syvbot import` does it."""

    engine: Engine
    folder: Path

    def imports(self, kind: str, content: str, **options: bool) -> None:
        path = self.folder / f"{kind}.csv"
        path.write_text(content, encoding="utf-8")
        import_file(self.engine, ImportRequest(kind, str(path), **options), limits=LIMITS, now=NOW)


@pytest.fixture
def region(engine: Engine, tmp_path: Path) -> Region:
    return Region(engine, tmp_path)


def pay(amount: int, *, code: str = "7212") -> str:
    return f"ssyk4,{code},Svetsare,total,00,mean,2026,{amount},,Lönerna,official\n"


def test_an_imported_figure_is_told_at_the_next_turn(engine: Engine, memory: Memory, region: Region) -> None:
    assert find_pay(engine, memory) == 35_000
    region.imports("salaries", SALARIES + pay(36_000))
    assert find_pay(engine, memory) == 36_000
    region.imports("salaries", SALARIES + pay(37_000))
    assert find_pay(engine, memory) == 37_000


def test_a_figure_that_its_source_no_longer_has_is_gone_at_the_next_turn(
    engine: Engine, memory: Memory, region: Region
) -> None:
    region.imports("salaries", SALARIES + pay(36_000) + pay(1, code="1111") + pay(2, code="2222"))
    assert find_pay(engine, memory) == 36_000
    region.imports("salaries", SALARIES + pay(1, code="1111") + pay(2, code="2222"))
    assert find_pay(engine, memory) == 35_000


def test_a_dry_run_and_a_refused_file_change_nothing_of_what_is_remembered(
    engine: Engine, memory: Memory, region: Region
) -> None:
    find_pay(engine, memory)
    region.imports("salaries", SALARIES + pay(36_000), dry_run=True)
    with heard_statements(engine) as statements:
        assert find_pay(engine, memory) == 35_000
    assert len(statements) == 1


def test_consent_that_ends_today_is_gone_tomorrow(engine: Engine, memory: Memory) -> None:
    def contacts(today: dt.date) -> list[str]:
        with reading(engine, memory=memory) as session:
            found = find_employers_near(session, place=SWEDEN, today=today)
            return [contact.role for each in found for contact in each.contacts]

    assert contacts(TODAY)
    assert contacts(TODAY + dt.timedelta(days=1)) == []
    assert contacts(TODAY)


def test_a_load_that_ends_after_a_newer_one_is_seen(engine: Engine, memory: Memory) -> None:
    """Two imports at once: the one that took its number first is done last."""
    with Session(engine) as session:
        note_load(session, number=9)
        session.commit()
    assert find_pay(engine, memory) == 35_000
    with Session(engine) as session:
        session.execute(update(Salary).values(monthly_sek=36_000))
        note_load(session, number=8)
        session.commit()
    assert find_pay(engine, memory) == 36_000


def test_a_turn_under_way_neither_keeps_old_rows_for_new_data_nor_is_cut_in_two(engine: Engine, memory: Memory) -> None:
    with reading(engine, memory=memory) as before:
        find_place(before, "county:14")
        with Session(engine) as session:
            session.execute(update(Salary).values(monthly_sek=36_000))
            note_load(session)
            session.commit()
        assert find_pay(engine, memory) == 36_000
        # What this turn finds now stays on the shelf of the data that it began with.
        find_occupation(before, occupation_id="svetsare", today=TODAY)
    with heard_statements(engine) as statements, reading(engine, memory=memory) as after:
        find_occupation(after, occupation_id="svetsare", today=TODAY)
    assert any("occupations" in each for each in statements)
    assert find_pay(engine, memory) == 36_000


def test_many_turns_at_once_never_tell_an_old_figure_after_an_import(engine: Engine, memory: Memory) -> None:
    with ThreadPoolExecutor(max_workers=6) as pupils:
        for amount in range(36_000, 36_008):
            asked = [pupils.submit(find_pay, engine, memory) for _ in range(12)]
            with Session(engine) as session:
                session.execute(update(Salary).values(monthly_sek=amount))
                note_load(session)
                session.commit()
            asked_after = [pupils.submit(find_pay, engine, memory) for _ in range(12)]
            assert {each.result() for each in asked_after} == {amount}
            assert {each.result() for each in asked} <= {amount, amount - 1, 35_000}


def test_rows_changed_by_hand_are_seen_within_minutes(engine: Engine) -> None:
    clock = [0.0]
    memory = Memory(megabytes=4, seconds=300, clock=lambda: clock[0])
    find_pay(engine, memory)
    with Session(engine) as session:
        session.execute(update(Salary).values(monthly_sek=36_000))
        session.commit()
    assert find_pay(engine, memory) == 35_000
    clock[0] = 301
    assert find_pay(engine, memory) == 36_000


def test_many_who_ask_within_the_same_moment_ask_for_the_version_of_the_data_once(engine: Engine) -> None:
    clock = [0.0]
    memory = Memory(megabytes=4, unasked_seconds=0.5, clock=lambda: clock[0])
    find_pay(engine, memory)
    with Session(engine) as session:
        session.execute(update(Salary).values(monthly_sek=36_000))
        note_load(session)
        session.commit()
    with heard_statements(engine) as statements:
        assert {find_pay(engine, memory) for _ in range(5)} == {35_000}
    assert statements == []
    clock[0] = 0.5
    assert find_pay(engine, memory) == 36_000


def test_another_database_is_asked_for_its_version_though_the_first_was_asked_a_moment_ago(
    engine: Engine, migrated_sqlite: Path, tmp_path: Path
) -> None:
    memory = Memory(megabytes=4, unasked_seconds=3600)
    assert find_pay(engine, memory) == 35_000
    other = create_database_engine(f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'other.db')}")
    assert find_pay(other, memory) is None
    other.dispose()


def test_of_several_rows_only_those_are_asked_for_that_were_not_met_before(engine: Engine, memory: Memory) -> None:
    asked: list[tuple[int, ...]] = []

    @remembered_each
    def double(_session: Session, numbers: tuple[int, ...], *, more: int) -> dict[int, int]:
        asked.append(numbers)
        return {number: 2 * number + more for number in numbers if number != 4}

    with reading(engine, memory=memory) as session:
        assert double(session, (1, 2), more=0) == {1: 2, 2: 4}
    with reading(engine, memory=memory) as session:
        assert double(session, (2, 3, 4), more=0) == {2: 4, 3: 6}
        assert double(session, (2, 3, 4), more=1) == {2: 5, 3: 7}
        assert double(session, (3,), more=0) == {3: 6}
    with reading(engine) as session:
        assert double(session, (3,), more=0) == {3: 6}
    assert asked == [(1, 2), (3, 4), (2, 3, 4), (3,)]


def test_a_database_that_nothing_was_loaded_into_is_asked_every_time(database_engine: Engine, memory: Memory) -> None:
    def find() -> Any:
        with reading(database_engine, memory=memory) as session:
            return find_occupation(session, occupation_id="svetsare", today=TODAY)

    assert find() is None
    with Session(database_engine) as session:
        add_map(session)
        add_occupation(session)
        session.commit()
    assert find() is not None
    with Session(database_engine) as session:
        session.execute(update(Occupation).values(label_sv="Annat"))
        session.commit()
    assert find().label_sv == "Annat"


def test_another_database_with_the_same_loads_has_its_own_answers(
    engine: Engine, memory: Memory, migrated_sqlite: Path, tmp_path: Path
) -> None:
    other = create_database_engine(f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'other.db')}")
    with Session(other) as session:
        add_map(session)
        add_occupation(session)
        add_salary(session, monthly_sek=11_000)
        note_load(session)
        session.commit()
    assert (find_pay(engine, memory), find_pay(other, memory), find_pay(engine, memory)) == (35_000, 11_000, 35_000)
    other.dispose()


def test_a_database_that_is_not_ready_is_told_as_ever(memory: Memory, tmp_path: Path) -> None:
    empty = create_database_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(DatabaseNotReady):
        find_pay(empty, memory)
    empty.dispose()


def test_words_of_pupils_are_not_remembered(engine: Engine, memory: Memory) -> None:
    with reading(engine, memory=memory) as session:
        find_occupation(session, occupation_id="mitt hemliga yrke", today=TODAY)
        with pytest.raises(UnknownPlace):
            find_place(session, "municipality:mitt hemliga hem")
        find_rows_named(session, entity="industry", text="mitt hemliga liv")
    with reading(engine, memory=memory) as session:
        find_occupation(session, occupation_id="svetsare", today=TODAY)
    assert "hemliga" not in repr(vars(memory.shelf))
    assert "svetsare" in repr(vars(memory.shelf))


@remembered
def find_much(_session: Session, *, number: int) -> tuple[str, ...]:
    """A result of some ten kilobytes."""
    return tuple(f"{number:0100d}" for _ in range(70))


def test_memory_stays_bounded_and_keeps_what_is_asked_for_most(engine: Engine) -> None:
    memory = Memory(megabytes=1)
    with reading(engine, memory=memory) as session:
        kept = find_much(session, number=0)
        for number in range(1, 1_000):
            find_much(session, number=number)
            assert find_much(session, number=0) is kept
    entries, size = memory.shelf.size
    assert 50 < entries < 200
    assert size <= 1024 * 1024


def test_a_result_larger_than_the_whole_memory_is_told_and_not_kept(engine: Engine) -> None:
    memory = Memory(megabytes=0)
    with reading(engine, memory=memory) as session:
        assert len(find_much(session, number=1)) == 70
    assert memory.shelf.size == (0, 0)


def row() -> Occupation:
    return Occupation(id="svetsare")


@pytest.mark.parametrize("changeable", [lambda: [1], lambda: {"a": 1}, lambda: ([1],), row, lambda: (row(),)])
def test_only_plain_values_that_cannot_change_are_remembered(changeable: Callable[[], Any]) -> None:
    with pytest.raises(TypeError):
        weigh(changeable())
