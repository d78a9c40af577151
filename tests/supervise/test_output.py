"""What the processes write is kept without anything that a pupil may have said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.supervise.output import keep_dated_line, keep_event_name, keep_own_line, open_log

WORDS = "jag heter Anna och vill bli svetsare"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (
            json.dumps({"text": WORDS, "event": "rest.message.received.failure", "level": "error"}),
            "error rest.message.received.failure",
        ),
        (json.dumps({"event": f"Received user message '{WORDS}'", "level": "debug"}), "debug rasa"),
        (
            json.dumps(
                {"event": "x.failure", "level": "error", "exception": [{"exc_type": "KeyError", "exc_value": WORDS}]}
            ),
            "error x.failure KeyError",
        ),
        (f"2026-11-23 12:00:00 ERROR    rasa.core  - {WORDS}", "2026-11-23 12:00:00 ERROR"),
        (f"ValueError: {WORDS}", "ValueError"),
        (f"rasa.exceptions.RasaException: {WORDS}", "rasa.exceptions.RasaException"),
        (f'  File "x.py", line 3, in {WORDS}', ""),
        (f"    text = '{WORDS}'", ""),
        (WORDS, ""),
        ("{" + WORDS, ""),
        ("", ""),
    ],
)
def test_of_the_engine_only_event_and_kind_are_kept(line, kept):
    assert keep_event_name(line) == kept


def test_of_the_action_server_its_log_lines_and_the_kind_of_an_error_are_kept():
    line = "2026-11-23 12:00:00 ERROR    actions.answering  - turn failed: id=abc kind=KeyError"
    assert keep_dated_line(line) == line
    assert keep_dated_line("turn failed: id=0a1b kind=KeyError") == "turn failed: id=0a1b kind=KeyError"
    assert keep_dated_line(f"turn failed: id=0a1b kind={WORDS}") == ""
    assert keep_dated_line(f"KeyError: {WORDS}") == "KeyError"
    assert keep_dated_line(f"    {WORDS}") == ""


def test_of_the_gateway_its_json_lines_are_kept():
    assert keep_own_line('{"event": "turn"}') == '{"event": "turn"}'
    assert keep_own_line(WORDS) == ""


def test_the_log_is_a_file_of_limited_size_and_a_full_disk_troubles_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.supervise.output.LARGEST_BYTES", 2000)
    log = open_log("prov", folder=tmp_path / "logs")
    for _ in range(200):
        log.info("%s", "x" * 100)
    assert sum(file.stat().st_size for file in (tmp_path / "logs").iterdir()) < 10_000
    handler = log.handlers[0]

    def fail(*_arguments: object) -> None:
        raise OSError

    monkeypatch.setattr(handler, "shouldRollover", fail)
    log.info("en rad till")
    handler.close()
