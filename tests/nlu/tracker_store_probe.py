"""Engine environment: what Rasa gets back from the store of conversations that endpoints.yml names, turn after turn."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from rasa.core.agent import Agent
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.constants import SESSION_START_METADATA_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Restarted, SessionStarted, SlotSet, UserUttered
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy import create_engine, text

DOMAIN = Domain.load("domain.yml")
REMEMBERED = {"place": "county:14", "topic": "ask_salary", "easy_language": True, "conversation": {"turns": 1}}


class Broker:
    """Hears what a broker of events would."""

    def __init__(self) -> None:
        self.published: list[str] = []

    def publish(self, event: dict[str, Any]) -> None:
        self.published.append(str(event["event"]))


def main() -> None:
    """Reads {"url", "folder", "words"}; the environment is the one that the engine is started with."""
    task = json.load(sys.stdin)
    sys.stdout.write(json.dumps(asyncio.run(look(task))))


async def look(task: dict[str, Any]) -> dict[str, Any]:
    """All that the tests ask about."""
    chosen = TrackerStore.create(AvailableEndpoints.read_endpoints("endpoints.yml").tracker_store)
    store = Agent(domain=DOMAIN, tracker_store=chosen).tracker_store
    answer: dict[str, Any] = {"kind": type(chosen).__name__}
    answer["unknown"] = await store.retrieve("abc") is None
    await store.get_or_create_tracker("abc", append_action_listen=False)
    answer["before_a_word"] = list(await store.keys())

    await take_turn(store, "abc", task["words"], REMEMBERED, metadata={"page": task["words"]})
    answer["row"] = read_row(task["url"], "abc")
    answer["second_turn"] = describe(await store.retrieve("abc"))
    await take_turn(store, "abc", task["words"], {"place": None, "conversation": {"turns": 2}})
    answer["third_turn"] = describe(await store.retrieve("abc"))
    answer["senders"] = list(await store.keys())
    answer["exists"] = [await store.exists(sender) for sender in ("abc", "xyz")]
    answer["full"] = describe(await store.retrieve_full_tracker("abc"))

    answer["other_model"] = await understand_with_another_model(store)
    answer["idle"] = [await is_known_after(store, task["url"], minutes=minutes) for minutes in (29, 31)]
    answer["restarted"] = await restart(store)
    answer["events"] = await listen_to_broker(task["url"])
    answer["away"] = await work_with_damaged_file(Path(task["folder"]) / "damaged.db")
    answer["unusable"] = try_to_create("mysql://127.0.0.1/syvbot")
    return answer


async def take_turn(
    store: TrackerStore, sender: str, words: str, slots: dict[str, Any], *, metadata: dict[str, Any] | None = None
) -> None:
    """A turn with the events that Rasa's processor adds to a tracker."""
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    if not tracker.events:
        for event in (
            SlotSet(SESSION_START_METADATA_SLOT, metadata), SessionStarted(), ActionExecuted("action_listen"),
        ):  # fmt: skip
            tracker.update(event, DOMAIN)
    intent, entity = {"name": "ask_salary", "confidence": 0.9}, {"entity": "employer", "value": words}
    tracker.update(UserUttered(words, intent, [entity], metadata=metadata), DOMAIN)
    for event in (
        ActionExecuted("action_answer"), BotUttered(f"Du skrev {words}"),
        *(SlotSet(key, value) for key, value in slots.items()), ActionExecuted("action_listen"),
    ):  # fmt: skip
        tracker.update(event, DOMAIN)
    await store.save(tracker)


def describe(tracker: Any) -> dict[str, Any]:
    """What Rasa reads off a tracker before it goes on."""
    slots = tracker.current_slot_values()
    return {
        "slots": {name: slots[name] for name in ("place", "topic", "language", "easy_language", "conversation")},
        "starts_anew": not tracker.applied_events()
        or MessageProcessor._has_session_expired(SimpleNamespace(domain=DOMAIN), tracker),
        "latest_action": tracker.latest_action_name,
        "to_do": tracker.followup_action,
        "kinds": sorted({event.type_name for event in tracker.events}),
        "older_than_now": all(event.timestamp < time.time() for event in tracker.events),
        "metadata": slots[SESSION_START_METADATA_SLOT],
    }


async def understand_with_another_model(store: TrackerStore) -> list[str]:
    """The slots after a change to a model that knows but one of them."""
    store.domain = Domain.from_dict({"slots": {"topic": {"type": "text", "mappings": [{"type": "custom"}]}}})
    tracker = await store.retrieve("abc")
    store.domain = DOMAIN
    return sorted(name for name, value in tracker.current_slot_values().items() if value)


async def is_known_after(store: TrackerStore, url: str, *, minutes: int) -> bool:
    """Whether the conversation goes on after a silence."""
    run(url, "UPDATE engine_conversations SET last_turn_at = :at", at=time.time() - minutes * 60)
    return await store.retrieve("abc") is not None


async def restart(store: TrackerStore) -> dict[str, Any]:
    """The conversation after Rasa's own restart."""
    await take_turn(store, "again", "hej", REMEMBERED)
    tracker = await store.retrieve("again")
    tracker.update(Restarted(), DOMAIN)
    tracker.update(ActionExecuted("action_listen"), DOMAIN)
    await store.save(tracker)
    return describe(await store.retrieve("again"))


async def listen_to_broker(url: str) -> list[str]:
    """What is told of the second of two turns."""
    broker = Broker()
    store = TrackerStore.create(make_endpoint(url), domain=DOMAIN, event_broker=broker)
    await take_turn(store, "heard", "hej", {"topic": "greet"})
    broker.published.clear()
    await take_turn(store, "heard", "hej", {"topic": "greet"})
    return broker.published


async def work_with_damaged_file(path: Path) -> dict[str, Any]:
    """Turns behind Rasa's fail-safe while the database cannot be read, and after."""
    store = FailSafeTrackerStore(TrackerStore.create(make_endpoint(f"sqlite:///{path}"), domain=DOMAIN))
    await take_turn(store, "abc", "hej", REMEMBERED)
    for part in path.parent.glob("damaged.db*"):
        part.unlink()
    path.write_bytes(b"not a database" * 200)
    await take_turn(store, "abc", "hej", REMEMBERED)
    # What Rasa makes to put whole conversations in, when a store tells it of an error.
    kept_by_rasa = store._fallback_tracker_store is not None
    path.unlink()
    await take_turn(store, "abc", "hej", {"place": "county:1"})
    return {"words_in_memory": kept_by_rasa, "afterwards": describe(await store.retrieve("abc"))["slots"]["place"]}


def try_to_create(url: str) -> str:
    """The store that an address gives, or the error."""
    try:
        return type(TrackerStore.create(make_endpoint(url), domain=DOMAIN)).__name__
    except Exception as error:
        return type(error).__name__


def make_endpoint(url: str) -> EndpointConfig:
    """The store of endpoints.yml at another address."""
    return EndpointConfig(url, type="bot.dialogue.slot_tracker_store.SlotTrackerStore")


def read_row(url: str, sender: str) -> list[Any]:
    """The whole row as it lies in the database."""
    engine = create_engine(url, future=True)
    with engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM engine_conversations WHERE sender_id = :s"), {"s": sender}).one()
    engine.dispose()
    return list(row)


def run(url: str, statement: str, **values: Any) -> None:
    """A statement from outside."""
    engine = create_engine(url, future=True)
    with engine.begin() as connection:
        connection.execute(text(statement), values)
    engine.dispose()


if __name__ == "__main__":
    main()
