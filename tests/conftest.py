"""Fixtures that all tests share: databases of both kinds, a trained model, and a clock that stands still."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, text

from bot.dialogue.processes import ENGINE_PYTHON
from bot.regional.migrate import upgrade_database
from bot.regional.models import Base
from bot.regional.seed.shipped import fill_with_shipped_facts
from bot.regional.session import create_database_engine
from bot.settings import PROJECT_ROOT

TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
BACKENDS = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))
TRAINING_SECONDS = 900.0
POSTGRES = os.environ.get("SYVBOT_TEST_POSTGRES", "postgresql://127.0.0.1:5432/postgres")


@pytest.fixture
def today() -> dt.date:
    """The day that tests live on."""
    return TODAY


@pytest.fixture
def now() -> dt.datetime:
    """The moment that tests live in."""
    return NOW


def require_server(reason: str) -> None:
    """Where CI is set a missing server is a failure; elsewhere the tests that need it are skipped, loudly."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason} CI kör mot riktiga servrar: starta den och kör om.", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """An empty PostgreSQL database of this test run's own."""
    name = f"syvbot_test_{uuid.uuid4().hex[:12]}"
    try:
        with psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
    except psycopg.OperationalError as error:
        require_server(f"PostgreSQL svarar inte på {POSTGRES} ({str(error).splitlines()[0]}).")
    yield POSTGRES.rsplit("/", 1)[0] + f"/{name}"
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    engine = create_database_engine(f"sqlite:///{path}")
    upgrade_database(engine)
    with engine.begin() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> Iterator[Engine]:
    """A migrated PostgreSQL database."""
    engine = create_database_engine(postgres_url)
    upgrade_database(engine)
    yield engine
    engine.dispose()


@pytest.fixture(params=BACKENDS)
def database_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A migrated, empty database; every test that uses it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "regional.db"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        engine = create_database_engine(f"sqlite:///{path}")
        yield engine
        engine.dispose()
        return
    engine = request.getfixturevalue("migrated_postgres")
    empty_database(engine)
    yield engine


def empty_database(engine: Engine) -> None:
    """Takes all rows out of all tables and lets numbering begin anew. TRUNCATE would make every file of every table anew."""
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            if not connection.execute(table.delete()).rowcount:
                continue
            for column in table.primary_key:
                if column.autoincrement is True or (column.autoincrement == "auto" and column.type.python_type is int):
                    connection.execute(
                        text("SELECT setval(name, 1, false) FROM pg_get_serial_sequence(:table, :column) AS name "
                             "WHERE name IS NOT NULL"),
                        {"table": table.name, "column": column.name},
                    )  # fmt: skip


@pytest.fixture(scope="session", params=BACKENDS)
def shipped_engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database with all shipped facts, for tests that only read."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'regional.db'}"
        name = ""
    else:
        request.getfixturevalue("postgres_url")
        name = f"syvbot_shipped_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(POSTGRES, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
        url = POSTGRES.rsplit("/", 1)[0] + f"/{name}"
    engine = create_database_engine(url)
    upgrade_database(engine)
    fill_with_shipped_facts(engine, now=NOW)
    yield engine
    engine.dispose()
    if name:
        with psycopg.connect(POSTGRES, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def trained_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model that SYVBOT_TEST_MODEL names, else the newest in models/, else one trained here once."""
    if not ENGINE_PYTHON.exists() or not (PROJECT_ROOT / "config.yml").exists():
        pytest.skip("Motorns miljö eller config.yml finns inte.")
    given = os.environ.get("SYVBOT_TEST_MODEL")
    kept = [Path(given)] if given else sorted((PROJECT_ROOT / "models").glob("*.tar.gz"), key=_get_age)
    if kept:
        return kept[-1]
    folder = tmp_path_factory.mktemp("model")
    command = [
        str(ENGINE_PYTHON),
        "-m",
        "rasa",
        "train",
        "--out",
        str(folder),
        "--fixed-model-name",
        "trained",
        "--quiet",
    ]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT_ROOT), "RASA_TELEMETRY_ENABLED": "false"}
    subprocess.run(
        command, cwd=PROJECT_ROOT, env=environment, check=True, timeout=TRAINING_SECONDS, capture_output=True
    )
    return folder / "trained.tar.gz"


def _get_age(path: Path) -> float:
    return path.stat().st_mtime
