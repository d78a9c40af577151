"""Engine environment: Rasa with the stand-ins of bot.dialogue.rasa_server, and its lock in Redis, as the engine uses them."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from typing import Any

import jsonschema
import redis
from aiohttp import web
from rasa.core.actions.action import RemoteAction
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

from bot.dialogue.rasa_server import check_answers_once, keep_sessions, leave_out_of_collection

SLOT = {"event": "slot", "timestamp": None, "name": "topic", "value": "ask_salary"}
ANSWERS: dict[str, Any] = {
    "slots": {"events": [SLOT, {**SLOT, "value": None}], "responses": [{"text": "Hej"}]},
    "another kind of event": {"events": [{"event": "restart", "timestamp": None}], "responses": []},
    "nothing": {"events": [], "responses": []},
    "a slot without a name": {"events": [{"event": "slot", "value": 1}], "responses": []},
    "an event of no kind": {"events": [{"event": "party"}], "responses": []},
    "responses that are none": {"events": [], "responses": "Hej"},
}


def main() -> None:
    """Reads {"redis": address or ""}."""
    task = json.load(sys.stdin)
    found: dict[str, Any] = {"answers": check_answers(), "calls": asyncio.run(call_twice())}
    found["searched"] = load_twice()
    if task["redis"]:
        found["locks"] = asyncio.run(lock(task["redis"]))
    sys.stdout.write(json.dumps(found))


def check_answers() -> dict[str, list[str]]:
    """What Rasa's own check and the stand-in say of each answer: an empty text when it is taken."""
    action = RemoteAction("action_answer", EndpointConfig("http://127.0.0.1:1"))
    quick = check_answers_once(RemoteAction, jsonschema)

    def say(check: Any, answer: Any) -> str:
        try:
            return "" if check(action, answer) else "refused"
        except jsonschema.ValidationError as error:
            return str(error.message)

    return {name: [say(RemoteAction._validate_action_result, it), say(quick, it)] for name, it in ANSWERS.items()}


def load_twice() -> dict[str, int]:
    """How many objects are left out of the searches for garbage before and after a model came to rest, and while the next one loads."""

    class Agent:
        model: list[list[int]]

        def load(self) -> None:
            self.while_loading = gc.get_freeze_count()
            self.model = [[number] for number in range(10_000)]

    load = leave_out_of_collection(Agent.load, after=0.05)
    agent = Agent()
    before = gc.get_freeze_count()
    load(agent)
    time.sleep(1.0)
    rested = gc.get_freeze_count()
    load(agent)
    time.sleep(1.0)
    return {"before": before, "rested": rested, "while loading": agent.while_loading, "again": gc.get_freeze_count()}


async def call_twice() -> dict[str, int]:
    """How many connections two calls to the actions take, before and after."""
    seen: set[Any] = set()

    async def answer(request: web.Request) -> web.Response:
        seen.add(request.transport)
        return web.json_response({})

    app = web.Application()
    app.router.add_post("/webhook", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
    found = {}
    original = EndpointConfig.session
    for name, session in (("as Rasa does", original), ("kept", keep_sessions(original))):
        EndpointConfig.session = session
        endpoint = EndpointConfig(address)
        seen.clear()
        for _ in range(2):
            await endpoint.request("post", json={})
        found[name] = len(seen)
    await endpoint.__dict__["_kept_session"][1].close()
    EndpointConfig.session = original
    await runner.cleanup()
    return found


async def lock(address: str) -> dict[str, Any]:
    """What the lock keeps apart, and how often it asks Redis."""
    place = redis.Redis.from_url(address)
    where = place.connection_pool.connection_kwargs
    options = {"port": where["port"], "db": where["db"], "key_prefix": "syvbottest", "socket_timeout": 1}

    def open_store(**other: Any) -> Any:
        kind = "bot.dialogue.redis_lock_store.SingleRedisLockStore"
        return LockStore.create(EndpointConfig(where["host"], type=kind, **{**options, **other}))

    first, second = open_store(), open_store()
    inside: list[str] = []

    async def take(store: Any, name: str, conversation: str) -> None:
        async with store.lock(conversation, 5):
            inside.append(f"{name} in")
            await asyncio.sleep(0.1)
            inside.append(f"{name} out")

    await asyncio.gather(take(first, "a", "one"), take(second, "b", "one"))
    order = list(inside)
    inside.clear()
    asked: list[str] = []
    execute = first.red.execute_command
    first.red.execute_command = lambda *words, **more: (asked.append(str(words[0])), execute(*words, **more))[1]
    await asyncio.gather(take(first, "a", "one"), take(second, "b", "two"))
    first.red.execute_command = execute
    found: dict[str, Any] = {"same": order, "others": list(inside), "left behind": len(place.keys("syvbottest*"))}
    found["asked"] = asked
    # An engine that was killed leaves its lock behind, which ends by itself.
    held = first.lock("three", 0.3)
    await held.__aenter__()
    began = time.monotonic()
    async with second.lock("three", 5):
        found["after a killed engine"] = round(time.monotonic() - began, 1)
    await held.__aexit__(None, None, None)
    try:
        async with open_store(port=1).lock("four", 1):
            found["away"] = "taken"
    except LockError:
        found["away"] = "LockError"
    return found


if __name__ == "__main__":
    main()
