"""The engine's start: schemas are checked once, answers each time. The library itself lives in the engine's environment."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.dialogue.rasa_server import check_schemas_once

SCHEMA = {"type": "object", "properties": {"events": {"type": "array"}}}


class Kind:
    """A validator of the library, which finds fault with whatever is not a dictionary."""

    checked: list[Any]

    def __init__(self, schema: Any) -> None:
        self.schema = schema

    @classmethod
    def check_schema(cls, schema: Any) -> None:
        cls.checked.append(schema)
        if schema.get("type") == "nothing":
            raise KeyError("type")

    def iter_errors(self, instance: object) -> list[Exception]:
        return [] if isinstance(instance, dict) else [ValueError("not an object")]


@pytest.fixture
def library() -> Any:
    """What is used of jsonschema."""
    Kind.checked = []
    calls: list[Any] = []
    return SimpleNamespace(
        calls=calls,
        validate=lambda *arguments, **options: calls.append((arguments, options)),
        validators=SimpleNamespace(validator_for=lambda _schema: Kind),
        exceptions=SimpleNamespace(best_match=lambda errors: next(iter(errors), None)),
    )


def test_a_schema_is_checked_once_however_often_it_is_used(library: Any) -> None:
    validate = check_schemas_once(library)
    for _ in range(3):
        validate({"events": []}, dict(SCHEMA))
    assert Kind.checked == [SCHEMA]
    validate({}, {"type": "object"})
    assert len(Kind.checked) == 2


def test_an_answer_of_another_shape_is_refused_each_time(library: Any) -> None:
    validate = check_schemas_once(library)
    for _ in range(2):
        with pytest.raises(ValueError, match="not an object"):
            validate([], SCHEMA)


def test_a_schema_that_is_none_is_refused_each_time(library: Any) -> None:
    validate = check_schemas_once(library)
    for _ in range(2):
        with pytest.raises(KeyError):
            validate({}, {"type": "nothing"})


def test_other_ways_to_call_it_go_to_the_library_itself(library: Any) -> None:
    check_schemas_once(library)({}, SCHEMA, None, format_checker="x")
    assert library.calls == [(({}, SCHEMA, None), {"format_checker": "x"})]
    assert Kind.checked == []
