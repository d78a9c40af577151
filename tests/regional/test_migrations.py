"""The numbered migrations make exactly the tables that the models describe."""

from __future__ import annotations

import re

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine

from bot.regional.migrate import MIGRATIONS, find_current_revision, find_newest_revision, upgrade_database
from bot.regional.models import Base


def test_migrated_tables_are_those_of_the_models(database_engine: Engine):
    with database_engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_a_current_database_does_nothing(database_engine: Engine):
    upgrade_database(database_engine)
    assert find_current_revision(database_engine) == find_newest_revision()


def test_migrations_are_numbered_by_hand_without_gaps():
    names = sorted(path.name for path in (MIGRATIONS / "versions").glob("*.py") if path.name != "__init__.py")
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    assert all(re.fullmatch(r"\d{4}_[a-z_]+\.py", name) for name in names)


def test_an_sqlite_database_writes_ahead_and_keeps_foreign_keys(database_engine: Engine):
    if database_engine.dialect.name == "sqlite":
        with database_engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
