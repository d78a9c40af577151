"""Inserts that say what to do when the row is there: one statement where the session would need several.

The statements of a turn are built once for each kind of database, since building them costs more than running them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.regional.models import Base


def add_unless_there(session: Session, model: type[Base], row: dict[str, Any]) -> bool:
    """Adds the row; False when one with its key is there already."""
    statement = _insert_unless_there(session.get_bind().dialect.name, model)
    return session.execute(statement, row).first() is not None


def add_or_replace(session: Session, model: type[Base], row: dict[str, Any], *, but: tuple[str, ...] = ()) -> None:
    """Adds the row, or brings the one with its key up to date, all columns but some."""
    statement = _insert_or_replace(session.get_bind().dialect.name, model, tuple(row), but)
    session.execute(statement, row)


def count_up(session: Session, model: type[Base], key: dict[str, Any], more: dict[str, int]) -> None:
    """Adds to a row's numbers, or begins it; two processes never lose each other's count."""
    statement = _insert_or_count(session.get_bind().dialect.name, model, tuple(more))
    session.execute(statement, {**key, **more})


@lru_cache(maxsize=32)
def _insert_unless_there(dialect: str, model: type[Base]) -> Any:
    return _insert(dialect, model).on_conflict_do_nothing().returning(*_table_of(model).primary_key.columns)


@lru_cache(maxsize=32)
def _insert_or_replace(dialect: str, model: type[Base], columns: tuple[str, ...], but: tuple[str, ...]) -> Any:
    statement, key = _insert(dialect, model), [column.name for column in _table_of(model).primary_key.columns]
    changing = {name: statement.excluded[name] for name in columns if name not in (*key, *but)}
    return statement.on_conflict_do_update(index_elements=key, set_=changing)


@lru_cache(maxsize=32)
def _insert_or_count(dialect: str, model: type[Base], numbers: tuple[str, ...]) -> Any:
    table, statement = _table_of(model), _insert(dialect, model)
    key = [column.name for column in table.primary_key.columns]
    counted = {name: table.c[name] + statement.excluded[name] for name in numbers}
    return statement.on_conflict_do_update(index_elements=key, set_=counted)


def _insert(dialect: str, model: type[Base]) -> Any:
    return sqlite.insert(_table_of(model)) if dialect == "sqlite" else postgresql.insert(_table_of(model))


def _table_of(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table
