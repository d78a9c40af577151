"""The API does what its OpenAPI says, also when it is asked for the strangest things."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis.specs.openapi.checks import positive_data_acceptance
from sqlalchemy import Engine

from bot.dialogue.fake import FakeEngine
from bot.regional.session import create_database_engine
from bot.settings import Settings
from bot.web.app import create_app
from tests.gateway import SECRET


@pytest.fixture
def api_schema(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Any]:
    """The API's own description, over the application itself."""
    shutil.copy(migrated_sqlite, tmp_path / "regional.db")
    database: Engine = create_database_engine(f"sqlite:///{tmp_path / 'regional.db'}")
    settings = Settings(
        data_dir=tmp_path, messages_per_minute=100_000, messages_per_minute_from_address=1_000_000,
        sessions_per_minute_from_address=1_000_000,
    )  # fmt: skip
    app = create_app(settings, engine=FakeEngine(), database=database, secret=SECRET)
    yield schemathesis.openapi.from_asgi("/api/openapi.json", app)
    database.dispose()


@pytest.mark.timeout(240)
def test_every_answer_is_as_described(api_schema: Any) -> None:
    for found in api_schema.get_all_operations():
        operation = found.ok()

        @hypothesis.given(case=operation.as_strategy())
        @hypothesis.settings(max_examples=40, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
        def ask(case: Any) -> None:
            # A text of nothing but blanks fits the schema and is refused all the same: words are no matter of shape.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        ask()


def test_the_description_names_every_route_and_its_problems(api_schema: Any) -> None:
    raw = api_schema.raw_schema
    assert set(raw["paths"]) == {"/api/chat", "/api/chat/{session}", "/api/chat/{session}/feedback", "/api/site"}
    for path in raw["paths"].values():
        for operation in path.values():
            assert operation["description"]
            problems = [answer for status, answer in operation["responses"].items() if int(status) >= 400]
            assert problems
            assert all(set(answer["content"]) == {"application/problem+json"} for answer in problems)
