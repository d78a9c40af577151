"""A database of conversations of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from bot.regional.session import create_database_engine
from tests.conftest import BACKENDS


@pytest.fixture(params=BACKENDS)
def conversations_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without conversations."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'conversations.db'}"
        return
    url = make_url(request.getfixturevalue("postgres_url")).set(drivername="postgresql+psycopg")
    yield url.render_as_string(hide_password=False)
    engine = create_database_engine(url.render_as_string(hide_password=False))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS engine_conversations, events"))
    engine.dispose()
