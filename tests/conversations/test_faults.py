"""What a pupil meets when the parts behind the bot fail. Runs last: it stops the action server."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from bot.dialogue.processes import describe_actions_process
from bot.dialogue.settings import DialogueSettings
from bot.errors import EngineSilent
from tests.conversations.conftest import RunningBot, start, wait_for

pytestmark = [pytest.mark.engine, pytest.mark.system, pytest.mark.timeout(1500)]


def test_a_database_that_is_gone_is_told_in_a_sentence(running_bot: RunningBot) -> None:
    database = Path(running_bot.settings.data_dir) / "regional.db"
    away = database.with_suffix(".away")
    pupil = running_bot.begin()
    # The file is emptied rather than moved: an open connection keeps a moved file alive.
    content = database.read_bytes()
    os.replace(database, away)
    try:
        answer = pupil.say("Vad tjänar en svetsare?")
        assert answer.text.strip()
    finally:
        os.replace(away, database)
        assert database.read_bytes()[:16] == content[:16]


def test_a_dead_action_server_is_a_failure_that_the_gateway_sees_and_it_comes_back(
    running_bot: RunningBot, tmp_path: Path
) -> None:
    pupil = running_bot.begin()
    pupil.say("Vad gör en svetsare?")
    # With its workers: one that is left would go on answering on the same port.
    os.killpg(running_bot.actions.pid, signal.SIGKILL)
    running_bot.actions.wait(timeout=30)
    with pytest.raises(EngineSilent):
        pupil.say("vad tjänar dom?")
    log = tmp_path / "actions.log"
    running_bot.actions = start(describe_actions_process(running_bot.settings, DialogueSettings()), log=log)
    wait_for(f"http://127.0.0.1:{running_bot.settings.actions_port}/health", running_bot.actions, log=log)
    assert pupil.say("vad tjänar en svetsare?").custom["topic"] == "ask_salary"
