"""Runs Rasa in the engine's environment: `python -m bot.dialogue.rasa_server run ...` is `python -m rasa run ...`, only quicker.

Things that Rasa does anew at every turn are done once. The schema of an action's answer is checked against the schema of
schemas, which takes half of the engine's time in a turn; the answers are checked as ever. The connection to the actions is kept,
instead of being opened for each call. The order of the model's parts is found (bot.dialogue.graph_run). What a model holds is
searched for garbage once.
"""

from __future__ import annotations

import asyncio
import copy
import ctypes
import gc
import importlib
import runpy
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any

from bot.dialogue.graph_run import run_in_order

# By then the model that was replaced has answered its last message.
SECONDS_TO_REST = 20.0


def check_answers_once(action: Any, library: Any) -> Callable[[Any, Mapping[str, Any]], bool]:
    """A stand-in for Rasa's check of an action's answer: it says quickly that all is well, and leaves it to Rasa to say what is wrong."""
    original: Callable[[Any, Mapping[str, Any]], bool] = action._validate_action_result
    schema = _with_slots_first(action.action_response_format_spec())
    kind = library.validators.validator_for(schema)
    kind.check_schema(schema)
    checker = kind(schema)

    def validate(self: Any, result: Mapping[str, Any]) -> bool:
        return bool(checker.is_valid(result)) or original(self, result)

    return validate


def _with_slots_first(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The same schema in another order: a slot is what nearly every event is, and no event is of two kinds."""
    copied: dict[str, Any] = copy.deepcopy(dict(schema))
    events = copied["properties"]["events"]["items"]
    kinds = events.pop("oneOf")
    events["anyOf"] = sorted(kinds, key=lambda kind: kind["properties"]["event"]["const"] != "slot")
    return copied


def keep_sessions(open_session: Callable[[Any], Any]) -> Callable[[Any], AbstractAsyncContextManager[Any]]:
    """A stand-in for the method that opens a client session for each call to a neighbour: one session a neighbour is kept."""
    kept = "_kept_session"

    @asynccontextmanager
    async def session(self: Any) -> AsyncIterator[Any]:
        loop, found = getattr(self, kept, (None, None))
        if found is None or found.closed or loop is not asyncio.get_running_loop():
            found = open_session(self)
            setattr(self, kept, (asyncio.get_running_loop(), found))
        yield found

    return session


def leave_out_of_collection(load: Callable[..., None], *, after: float = SECONDS_TO_REST) -> Callable[..., None]:
    """A stand-in for the method that loads a model: soon afterwards what it holds is no longer searched for garbage.

    A model is half a million objects that stay; to go through them stops all pupils for 0.3 to 0.45 seconds every few hundred turns. The
    model that is replaced is still in use while the next one loads, so the last search is made a while later.
    """

    def load_model(self: Any, *arguments: Any, **options: Any) -> None:
        gc.unfreeze()
        load(self, *arguments, **options)
        timer = threading.Timer(after, _rest)
        timer.daemon = True
        timer.start()

    return load_model


def _rest() -> None:
    gc.collect()
    gc.freeze()
    # Loading leaves 40 MB behind that glibc would keep; other C libraries have no such call.
    with suppress(AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def main() -> None:
    """Puts the stand-ins in place and becomes Rasa."""
    action = importlib.import_module("rasa.core.actions.action").RemoteAction
    action._validate_action_result = check_answers_once(action, importlib.import_module("jsonschema"))
    endpoint = importlib.import_module("rasa.utils.endpoints").EndpointConfig
    endpoint.session = keep_sessions(endpoint.session)
    runner = importlib.import_module("rasa.engine.runner.dask").DaskGraphRunner
    runner.run = run_in_order(importlib.import_module("rasa.engine.exceptions").GraphRunError)
    agent = importlib.import_module("rasa.core.agent").Agent
    agent.load_model = leave_out_of_collection(agent.load_model)
    runpy.run_module("rasa", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
