"""The gazetteer follows its file, and a damaged file never takes the place of a good one."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

import pytest

from bot.text.gazetteer_file import GazetteerDamaged, GazetteerMissing
from bot.text.watched_gazetteer import WatchedGazetteer


def write_file(path: Path, *names: str) -> None:
    """A gazetteer file with these municipalities, newer than the one before."""
    entries = [
        {"entity": "place", "id": f"municipality:{number}", "name": name, "terms": {}}
        for number, name in enumerate(names)
    ]
    part = path.with_suffix(".part")
    part.write_text(json.dumps({"format": 1, "version": "-".join(names), "entries": entries}), encoding="utf-8")
    part.replace(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one place."""
    path = tmp_path / "gazetteer.json"
    write_file(path, "Karlskrona")
    return path


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that a test turns."""
    now = [100.0]
    monkeypatch.setattr("bot.text.watched_gazetteer.time.monotonic", lambda: now[0])
    return now


def list_places(watched: WatchedGazetteer) -> list[str]:
    """What it finds in a message with both places."""
    return [each.value for each in watched.get().find("jobb i Karlskrona eller Arvika")]


def test_a_changed_file_is_read_within_a_second(path: Path, clock: list[float]) -> None:
    watched = WatchedGazetteer(path, required=True)
    write_file(path, "Karlskrona", "Arvika")
    assert list_places(watched) == ["Karlskrona"]
    clock[0] += 1.1
    assert list_places(watched) == ["Karlskrona", "Arvika"]
    assert watched.version == "Karlskrona-Arvika"


def test_an_unchanged_file_is_not_read_again(path: Path, clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    watched = WatchedGazetteer(path, required=True)
    monkeypatch.setattr("bot.text.watched_gazetteer.read_gazetteer_file", lambda _path: pytest.fail("read again"))
    clock[0] += 5
    assert list_places(watched) == ["Karlskrona"]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"format": 2}', '{"format": 1, "version": "x", "entries": [{"entity": "x"}]}']
)
def test_a_damaged_new_file_leaves_the_old_one_and_is_reported_once(
    path: Path, clock: list[float], caplog: pytest.LogCaptureFixture, content: str
) -> None:
    watched = WatchedGazetteer(path, required=True)
    path.write_text(content, encoding="utf-8")
    os.utime(path, ns=(1, 1))
    for _ in range(3):
        clock[0] += 2
        assert list_places(watched) == ["Karlskrona"]
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_a_file_that_has_gone_leaves_the_old_one(path: Path, clock: list[float]) -> None:
    watched = WatchedGazetteer(path, required=True)
    path.unlink()
    clock[0] += 2
    assert list_places(watched) == ["Karlskrona"]


def test_a_missing_file_is_an_empty_gazetteer_until_it_comes(tmp_path: Path, clock: list[float]) -> None:
    path = tmp_path / "gazetteer.json"
    watched = WatchedGazetteer(path, required=False)
    assert list_places(watched) == []
    write_file(path, "Arvika")
    clock[0] += 2
    assert list_places(watched) == ["Arvika"]


def test_a_missing_file_that_is_required_stops_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GazetteerMissing, match="syvbot db upgrade"):
        WatchedGazetteer(tmp_path / "gazetteer.json", required=True)


@pytest.mark.parametrize(
    "content", ["", "\x00", '{"format": 1, "entries": []}', '{"format": 1, "version": "x", "entries": 3}']
)
def test_a_damaged_file_stops_the_start(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gazetteer.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GazetteerDamaged, match=r"gazetteer\.json"):
        WatchedGazetteer(path, required=False)
