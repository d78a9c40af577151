"""Runs Rasa in the engine's environment: `python -m bot.dialogue.rasa_server run ...` is `python -m rasa run ...`, only quicker.

For every answer of an action Rasa checks the schema of such answers against the schema of schemas, which always comes out the same
and takes half of the engine's time in a turn. Here a schema is checked once; the answers themselves are checked as ever.
"""

from __future__ import annotations

import importlib
import json
import runpy
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any


def check_schemas_once(library: Any) -> Callable[..., None]:
    """A stand-in for `jsonschema.validate` that remembers the schemas it has met."""

    @lru_cache(maxsize=64)
    def build_validator(schema_as_text: str, kind: Any) -> Any:
        schema = json.loads(schema_as_text)
        kind = kind or library.validators.validator_for(schema)
        kind.check_schema(schema)
        return kind(schema)

    def validate(instance: object, schema: Mapping[str, Any], cls: Any = None, *args: Any, **options: Any) -> None:
        if args or options:
            original(instance, schema, cls, *args, **options)
            return
        error = library.exceptions.best_match(build_validator(json.dumps(schema), cls).iter_errors(instance))
        if error is not None:
            raise error

    original: Callable[..., None] = library.validate
    return validate


def main() -> None:
    """Puts the stand-in in place and becomes Rasa."""
    library = importlib.import_module("jsonschema")
    library.validate = check_schemas_once(library)  # type: ignore[attr-defined]
    runpy.run_module("rasa", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
