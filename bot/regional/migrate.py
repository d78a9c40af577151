"""Brings the database's tables up to the newest numbered migration."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

MIGRATIONS = Path(__file__).parent / "migrations"


def migration_config(engine: Engine) -> Config:
    """Alembic's configuration; made in code so that no file has to name an address or a path."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = engine
    return config


def upgrade_database(engine: Engine) -> None:
    """Runs the migrations that the database lacks, each in a transaction of its own; does nothing when it is current."""
    if find_current_revision(engine) != find_newest_revision():
        command.upgrade(migration_config(engine), "head")


def find_current_revision(engine: Engine) -> str | None:
    """The revision that the database is at; None for an empty database."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def find_newest_revision() -> str:
    """The newest revision there is."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    newest = ScriptDirectory.from_config(config).get_current_head()
    if newest is None:
        raise AssertionError("no migrations are shipped")
    return newest
