"""What lies in the engine's database while pupils talk: what carries over, and none of their words."""

from __future__ import annotations

import pytest

from tests.conversations.conftest import RunningBot

pytestmark = [pytest.mark.engine, pytest.mark.system, pytest.mark.timeout(1500)]


def test_the_engine_keeps_no_word_of_pupil_or_bot(running_bot: RunningBot) -> None:
    pupil = running_bot.begin(page="https://skolan.se/zorbax")
    answer = pupil.say("Zorbax Quimby undrar vad en svetsare tjänar")
    assert answer.custom["occupation"]["id"] == "svetsare"
    parts = list(running_bot.settings.data_dir.glob("conversations.db*"))
    kept = b"".join(part.read_bytes() for part in parts).lower()
    assert pupil.session_id.encode() in kept
    words = ("zorbax", "quimby", "undrar", "skolan.se", answer.text[:20].lower())
    assert not [word for word in words if word.encode() in kept]


def test_a_long_conversation_is_one_row_and_still_knows_what_it_is_about(running_bot: RunningBot) -> None:
    pupil = running_bot.begin(county="14")
    before = running_bot.store.count_sessions()
    pupil.say("vad gör en svetsare?")
    for _ in range(11):
        assert pupil.say("vad tjänar dom?").custom["occupation"]["id"] == "svetsare"
    assert running_bot.store.count_sessions() == before + 1


def test_a_conversation_that_was_forgotten_begins_anew(running_bot: RunningBot) -> None:
    pupil = running_bot.begin()
    assert pupil.say("vad gör en svetsare?").custom["occupation"]["id"] == "svetsare"
    running_bot.run(running_bot.engine.forget(pupil.session_id))
    answer = pupil.say("vad tjänar dom?")
    assert (answer.custom.get("notice"), answer.custom.get("occupation")) == (None, None)
