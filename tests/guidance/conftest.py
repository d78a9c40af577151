"""Fixtures for answers on made-up facts."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.builders import add_map, add_occupation


@pytest.fixture
def mapped_engine(database_engine: Engine) -> Engine:
    """A database with a map and one occupation."""
    with Session(database_engine) as session, session.begin():
        add_map(session)
        add_occupation(session, industry_id="verkstad")
    return database_engine
