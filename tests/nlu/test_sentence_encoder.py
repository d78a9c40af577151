"""The sentence encoder: the same vectors as the engine that its weights come with, for every kind of text; clear errors."""

from __future__ import annotations

from typing import Any

import pytest

from tests.nlu.engine import needs_engine, run_probe

pytestmark = needs_engine
TEXTS = (
    "vad tjänar en svetsare i Söderhamn", "bror va e grejen me cnc 😂😂", "kan man praoa i åk 8??", "Å",
    "how do I become an electrician", "كم راتب اللحام؟", "مصاحبه با جوشکار", "скільки заробляє зварювальник",
    "mitä hitsaaja tekee", "sidee lagu noqdaa korontoyaqaan", "z̸̡a̷͜l̵̛g̶o̷ svetsare", "ﬁrma ①② ｆｕｌｌ", "  två  mellanslag ",
    "svetsare " * 60, "jobb " * 700,
)  # fmt: skip


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the probe found."""
    return run_probe("encoder_probe", {"folder": str(tmp_path_factory.mktemp("weights")), "texts": TEXTS})


def test_each_text_has_the_vector_that_the_weights_own_engine_gives(seen: dict[str, Any]) -> None:
    unlike = {text[:30]: cosine for text, cosine in zip(TEXTS, seen["alike"], strict=True) if cosine < 0.99}
    assert unlike == {}


def test_texts_are_cut_into_as_many_pieces(seen: dict[str, Any]) -> None:
    assert [ours for ours, _theirs in seen["pieces"]] == [theirs for _ours, theirs in seen["pieces"]]


def test_vectors_are_of_unit_length_and_the_same_each_time(seen: dict[str, Any]) -> None:
    assert seen["lengths"] == pytest.approx([1.0, 1.0], abs=1e-5)
    assert seen["again"]


def test_weights_of_another_kind_or_cut_short_are_refused(seen: dict[str, Any]) -> None:
    assert "WeightsDamaged" in seen["damaged"]["other"]
    assert "WeightsDamaged" in seen["damaged"]["cut"]
