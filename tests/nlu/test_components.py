"""Tokenizer, language identifier, featurizer and extractor on messages built by hand, without a trained model."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.nlu.engine import needs_engine, run_probe

pytestmark = needs_engine
TEXTS = [
    "Vad tjänar en CNC-operatör i Söderhamn?",
    "18-åring söker AB:s lärlingsplats t.ex. på Scania",
    "🔥🔥 svets",
    "   ",
    "كم يكسب اللحام؟",
    "Hur blir man svetsare",
    "‮abc",
]
SPOKEN = {
    "vad tjänar en svetsare i västerås": "sv",
    "how do I become a welder": "en",
    "كم يكسب اللحام في السويد": "ar",
    "sidee ku noqon karaa injineer": "so",
    "скільки заробляє зварник": "uk",
    "چقدر حقوق می‌گیرد جوشکار": "fa",
    "paljonko hitsaaja ansaitsee": "fi",
    "12": "sv",
    "how much does a welder earn \ud83d": "en",
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the components did, out of one start of the engine's Python."""
    folder = tmp_path_factory.mktemp("components")
    gazetteer = folder / "gazetteer.json"
    entries = [
        {"entity": "place", "id": "municipality:2182", "name": "Söderhamn", "terms": {}},
        {"entity": "employer", "id": "7", "name": "Scania", "terms": {}},
    ]
    gazetteer.write_text(json.dumps({"format": 1, "version": "1", "entries": entries}), encoding="utf-8")
    task = {
        "folder": str(folder), "texts": TEXTS, "dimension": 384, "spoken": [*SPOKEN, None],
        "alike": ["vad tjänar en svetsare", "lön för svetsare", "jag är ledsen och vill gråta"],
        "extractor": ["bot.nlu.gazetteer_extractor.GazetteerEntityExtractor", {"file": str(gazetteer)}],
    }  # fmt: skip
    return run_probe("component_probe", task, environment={"SYVBOT_CACHE_DIR": "", "SYVBOT_GAZETTEER_FILE": ""})


def test_compounds_with_hyphens_and_abbreviations_are_one_token_and_signs_are_apart(seen: dict[str, Any]) -> None:
    words = [[token for token, _start, _end in tokens] for tokens in seen["tokens"]]
    assert words[0] == ["Vad", "tjänar", "en", "CNC-operatör", "i", "Söderhamn", "?"]
    assert words[1][:4] == ["18-åring", "söker", "AB:s", "lärlingsplats"]
    assert "t.ex" in words[1]
    assert words[2] == ["🔥🔥", "svets"]


def test_tokens_stand_where_they_say(seen: dict[str, Any]) -> None:
    for text, tokens in zip(TEXTS, seen["tokens"], strict=True):
        assert all(text[start:end] == token for token, start, end in tokens)


def test_a_message_of_blanks_has_a_token_so_that_it_is_parsed(seen: dict[str, Any]) -> None:
    assert len(seen["tokens"][TEXTS.index("   ")]) == 1


def test_each_of_the_seven_languages_is_told_and_what_does_not_tell_is_swedish(seen: dict[str, Any]) -> None:
    assert dict(zip(SPOKEN, seen["languages"], strict=False)) == SPOKEN
    assert seen["languages"][-1] is None


def test_the_featurizer_passes_every_check(seen: dict[str, Any]) -> None:
    assert seen["featurizer"] == []


def test_the_extractor_passes_every_check(seen: dict[str, Any]) -> None:
    assert seen["extractor"] == []


def test_vectors_of_one_meaning_are_nearer_than_those_of_two(seen: dict[str, Any]) -> None:
    same, other = seen["alike"]
    assert same > other


def test_vectors_are_kept_on_disk(seen: dict[str, Any]) -> None:
    assert seen["cached"] == ["vectors.sqlite"]


def test_a_message_that_comes_again_is_not_encoded_again_and_its_words_are_not_kept(seen: dict[str, Any]) -> None:
    assert seen["encoded"] == {
        "first_and_again": len(set(TEXTS)), "same": True, "kept_at_most": 2, "words_kept": False,
    }  # fmt: skip


def test_a_damaged_cache_costs_time_and_nothing_else(seen: dict[str, Any]) -> None:
    assert seen["damaged_cache"] == []


def test_an_encoder_that_there_is_not_stops_the_start_with_the_ones_there_are(seen: dict[str, Any]) -> None:
    assert "EncoderUnusable" in seen["unknown_encoder"]
    assert "e5" in seen["unknown_encoder"]


def test_the_weights_have_a_fingerprint_that_stays(seen: dict[str, Any]) -> None:
    first, second = seen["fingerprints"]
    assert first == second
    assert len(first) >= 8
