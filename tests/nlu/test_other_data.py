"""config.yml serves any Rasa data in any language: a pizza shop in English, without this project's database or gazetteer."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.nlu.engine import ENGINE, PROBE_SECONDS, ROOT, needs_engine

pytestmark = needs_engine
PIZZA = {
    "order_pizza": [
        "I want a pizza", "can I order a large margherita", "two pepperoni pizzas please", "one vegetarian pizza to go",
        "I'd like to order food", "give me a calzone", "could you make me a hawaii", "a small pizza with ham please",
        "we would like three pizzas", "order one family size pizza", "let me get a quattro stagioni", "one pizza with extra cheese",
    ],
    "opening_hours": [
        "when do you open", "what time do you close", "are you open on sundays", "opening hours please", "how late are you open",
        "is the kitchen still open", "do you close early today", "what are your hours", "are you open at christmas",
        "when does the restaurant open tomorrow", "until what time can I come", "open right now?",
    ],
    "delivery": [
        "do you deliver to my address", "how long does delivery take", "is there a delivery fee", "can you bring it to my home",
        "where is my delivery", "my food has not arrived yet", "do you deliver at night", "what does delivery cost",
        "can the driver call me", "how far do you deliver", "when will my order be here", "deliver it to the office please",
    ],
    "allergy": [
        "is it gluten free", "does it contain nuts", "I am allergic to milk", "do you have vegan cheese", "any lactose free options",
        "are there peanuts in the sauce", "which pizzas have no eggs", "can coeliacs eat here", "I can't eat shellfish",
        "is the dough free from wheat", "what allergens are in the pesto", "do you have something without soy",
    ],
    "book_table": [
        "can I book a table", "table for four tonight", "reserve a table for two", "do you have a free table at seven",
        "I want to make a reservation", "we are six people on friday", "booking for saturday evening", "is there room for a big group",
        "a table by the window please", "can we sit outside, we are three", "I need to change my reservation", "cancel my booking",
    ],
    "pay": [
        "can I pay by card", "do you take cash", "how can I pay", "is apple pay accepted", "can we split the bill", "the bill please",
        "I want a receipt", "do you accept gift cards", "can I pay with my phone", "do I pay now or later", "my card was charged twice",
        "can I get an invoice",
    ],
}  # fmt: skip
HELD_OUT = {
    "I would like to order two large pizzas": "order_pizza",
    "what time are you open until on saturday": "opening_hours",
    "how much is the delivery charge": "delivery",
    "is there any gluten in the dough": "allergy",
    "could I reserve a table for five people": "book_table",
    "may I pay with a credit card": "pay",
}


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The held-out sentences, parsed by a model trained with this project's config.yml on that data alone."""
    folder = tmp_path_factory.mktemp("pizza")
    blocks = [
        f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)
        for intent, texts in PIZZA.items()
    ]
    (folder / "nlu.yml").write_text('version: "3.1"\nnlu:\n' + "".join(blocks), encoding="utf-8")
    messages = [{"id": str(number), "text": text} for number, text in enumerate(HELD_OUT)]
    (folder / "in.jsonl").write_text("".join(json.dumps(each) + "\n" for each in messages), encoding="utf-8")
    run_engine(
        folder, "rasa", "train", "nlu", "-c", "config.yml", "-u", str(folder / "nlu.yml"), "--out", str(folder),
        "--fixed-model-name", "pizza",
    )  # fmt: skip
    run_engine(
        folder, "bot.nlu.batch_predict", "--model", str(folder / "pizza.tar.gz"), "--messages", str(folder / "in.jsonl"),
        "--predictions", str(folder / "out.jsonl"),
    )  # fmt: skip
    return [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]


def run_engine(folder: Path, *arguments: str) -> None:
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3",
        "SYVBOT_GAZETTEER_FILE": str(folder / "there-is-none.json"), "SYVBOT_CACHE_DIR": str(folder / "cache"),
    }  # fmt: skip
    outcome = subprocess.run(
        [str(ENGINE), "-m", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        timeout=PROBE_SECONDS,
    )  # fmt: skip
    assert outcome.returncode == 0, (outcome.stderr or outcome.stdout)[-3000:]


def test_new_sentences_are_understood(parsed: list[dict[str, Any]]) -> None:
    assert {each["text"]: each["intent"] for each in parsed} == HELD_OUT


def test_confidences_are_of_the_six_intents_and_sum_to_one(parsed: list[dict[str, Any]]) -> None:
    for each in parsed:
        confidences = {name: confidence for name, confidence in each["ranking"] if name in PIZZA}
        assert set(confidences) == set(PIZZA)
        assert sum(confidences.values()) == pytest.approx(1.0, abs=1e-3)
        assert 0.2 < each["confidence"] <= 1.0


def test_nothing_of_this_project_gets_in(parsed: list[dict[str, Any]]) -> None:
    for each in parsed:
        assert each["entities"] == []
        assert {near["intent"] for near in each["nearest_examples"]} <= set(PIZZA)
