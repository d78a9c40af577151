"""Brings the rows of a table in line with what a file holds: adds, changes and retires in bulk, and counts each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, insert, inspect, select, tuple_, update
from sqlalchemy.orm import Session

from bot.regional.ingest.differences import Differences
from bot.regional.models import Base

BATCH = 500


class Missing(Enum):
    """What becomes of rows in scope that the file does not hold."""

    KEEP = "keep"
    RETIRE = "retire"
    DELETE = "delete"


@dataclass(frozen=True)
class Changes:
    """How many rows were added, changed, retired and left as they were."""

    added: int = 0
    changed: int = 0
    retired: int = 0
    unchanged: int = 0

    def __add__(self, other: Changes) -> Changes:
        return Changes(
            self.added + other.added,
            self.changed + other.changed,
            self.retired + other.retired,
            self.unchanged + other.unchanged,
        )

    @property
    def anything(self) -> bool:
        """Whether the database differs from before."""
        return bool(self.added or self.changed or self.retired)


def synchronise_rows(
    session: Session,
    model: type[Base],
    desired: Iterable[Mapping[str, Any]],
    *,
    key: tuple[str, ...],
    scope: ColumnElement[bool] | None = None,
    missing: Missing = Missing.KEEP,
    missing_within: Callable[[RowMapping], bool] | None = None,
    today: dt.date | None = None,
    on_difference: Callable[[tuple[Any, ...]], None] | None = None,
    differences: Differences | None = None,
) -> Changes:
    """Makes the rows of `model` in `scope` equal `desired` (column values by name; the last of equal keys wins).

    `key` names the columns that tell rows apart; `missing` says what happens to rows in scope that `desired` lacks,
    and `missing_within` narrows which of those are meant (such as: those of the file's own source).
    Columns that `desired` does not name keep their values in rows that exist. `on_difference` hears the key of every row
    that was added, changed, retired or deleted, `differences` what was different. A fact row of which neither file nor
    source tells a date gets the day of its first import as the day it was read.
    """
    wanted = {tuple(values[column] for column in key): dict(values) for values in desired}
    table = model.__table__
    primary = [column.name for column in inspect(model).primary_key]
    statement = select(table)
    if scope is not None:
        statement = statement.where(scope)
    existing = {tuple(row[column] for column in key): row for row in session.execute(statement).mappings()}
    retirable = "retired_on" in table.columns
    dated = "retrieved_on" in table.columns
    told = differences or Differences()
    day = today or dt.date.today()

    additions, changes, unchanged = [], [], 0
    hear: Callable[[tuple[Any, ...]], None] = on_difference or (lambda _key: None)
    for row_key, values in wanted.items():
        row = existing.get(row_key)
        if dated:
            _date_row(values, row, day=day)
        if row is None:
            additions.append(values)
            hear(row_key)
            told.add(values)
            continue
        differing = {column: value for column, value in values.items() if row[column] != value}
        if retirable and row["retired_on"] is not None:
            differing["retired_on"] = None
        if differing:
            changes.append({**{column: row[column] for column in primary}, **differing})
            hear(row_key)
            told.change(row, differing)
        else:
            unchanged += 1

    gone = (
        []
        if missing is Missing.KEEP
        else [
            row
            for row_key, row in existing.items()
            if row_key not in wanted
            and (missing_within is None or missing_within(row))
            and not (retirable and row["retired_on"] is not None)
        ]
    )
    for row in gone:
        hear(tuple(row[column] for column in key))
    if missing is Missing.RETIRE:
        for row in gone:
            told.retire(row)
        retirements = [{**{column: row[column] for column in primary}, "retired_on": day} for row in gone]
        _write_rows(session, model, additions=[], changes=retirements)
    elif missing is Missing.DELETE:
        _delete_rows(session, model, primary, gone)

    _write_rows(session, model, additions=additions, changes=changes)
    return Changes(len(additions), len(changes), len(gone), unchanged)


def _date_row(values: dict[str, Any], row: RowMapping | None, *, day: dt.date) -> None:
    """Where neither file nor source tells a date: the one that the row has, or the day on which it was first read."""
    if values.get("published") or values.get("retrieved_on"):
        return
    values.pop("published", None)
    values.pop("retrieved_on", None)
    if row is None or not (row["published"] or row["retrieved_on"]):
        values["retrieved_on"] = day


def _write_rows(
    session: Session, model: type[Base], *, additions: list[dict[str, Any]], changes: list[dict[str, Any]]
) -> None:
    if additions:
        session.execute(insert(model), additions)
    # Rows that change the same columns go in one statement each batch.
    by_columns: dict[frozenset[str], list[dict[str, Any]]] = {}
    for change in changes:
        by_columns.setdefault(frozenset(change), []).append(change)
    for batch in by_columns.values():
        session.execute(update(model), batch)
    session.flush()


def _delete_rows(session: Session, model: type[Base], primary: list[str], rows: list[Any]) -> None:
    columns = [model.__table__.columns[name] for name in primary]
    for start in range(0, len(rows), BATCH):
        keys = [tuple(row[name] for name in primary) for row in rows[start : start + BATCH]]
        session.execute(
            delete(model).where(tuple_(*columns).in_(keys)), execution_options={"synchronize_session": False}
        )


@dataclass
class RowTally:
    """Counts rows as a person does: one whose details (terms, links, contacts) differ is a changed row as well."""

    differing: set[Any] = field(default_factory=set)
    touched: set[Any] = field(default_factory=set)

    def hear_row(self, key: tuple[Any, ...]) -> None:
        """Notes that the row itself differs."""
        self.differing.add(key[0] if len(key) == 1 else key)

    def hear_detail(self, key: tuple[Any, ...]) -> None:
        """Notes that a detail of the row with the key's first part differs."""
        self.touched.add(key[0])

    def complete(self, changes: Changes, *, differences: Differences, label: Callable[[Any], str] = str) -> Changes:
        """The changes with rows added to "changed" where only details differ; `label` names a row by its key."""
        for key in sorted(self.touched - self.differing):
            differences.change_details(label(key))
        only_details = len(self.touched - self.differing)
        return Changes(changes.added, changes.changed + only_details, changes.retired, changes.unchanged - only_details)
