"""What stands in the way of starting is told in a sentence that says what to do."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import socket
from pathlib import Path

import pytest

from bot.errors import DiskFull, EngineMissing, EngineRunFailed, LockMissing, PortTaken, describe_for_person
from bot.settings import Settings
from bot.supervise.checks import check_data_folder, check_engine_environment, check_lock, check_ports, is_port_free
from bot.supervise.model import ensure_model
from bot.training.train import TrainedModel


@pytest.mark.parametrize(
    ("setting", "told"),
    [("port", "SYVBOT_PORT"), ("actions_port", "SYVBOT_ACTIONS_PORT"), ("engine_port", "SYVBOT_ENGINE_PORT")],
)
def test_a_taken_port_is_named_with_the_setting_that_changes_it(setting, told):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        ports = {"port": free_port(), "actions_port": free_port(), "engine_port": free_port(), setting: taken}
        with pytest.raises(PortTaken) as refused:
            check_ports(Settings(**ports))
    sentence = describe_for_person(refused.value)
    assert str(taken) in sentence
    assert told in sentence
    assert is_port_free("127.0.0.1", taken)


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DiskFull) as refused:
        check_data_folder(tmp_path)
    assert "disken är full" in describe_for_person(refused.value)


def test_a_nearly_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=7 * 2**20))
    with pytest.raises(DiskFull) as refused:
        check_data_folder(tmp_path)
    assert "7 MB" in describe_for_person(refused.value)


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path):
    path = tmp_path / "var"
    path.write_text("en fil", encoding="utf-8")
    with pytest.raises(DiskFull):
        check_data_folder(path)


def test_a_good_data_folder_is_made_and_left_clean(tmp_path: Path):
    check_data_folder(tmp_path / "ny")
    assert list((tmp_path / "ny").iterdir()) == []


def test_a_missing_engine_environment_is_told(tmp_path: Path):
    with pytest.raises(EngineMissing) as refused:
        check_engine_environment(tmp_path / ".venv-engine" / "bin" / "python")
    assert "make run" in describe_for_person(refused.value)


def test_a_model_that_is_there_is_used(tmp_path: Path):
    (tmp_path / "syvbot.tar.gz").write_bytes(b"x")
    assert ensure_model(Settings(models_dir=tmp_path), tell=print) == tmp_path / "syvbot.tar.gz"


def test_without_a_model_one_is_trained_and_the_person_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    told: list[str] = []

    def train(settings: Settings, *, now: dt.datetime) -> TrainedModel:
        return TrainedModel(settings.models_dir / f"{now:%Y}.tar.gz", examples=1, seconds=1.0)

    monkeypatch.setattr("bot.supervise.model.train_model", train)
    assert ensure_model(Settings(models_dir=tmp_path), tell=told.append).parent == tmp_path
    assert told == ["Det finns ingen tränad modell än. Tränar en nu; det tar några minuter …"]


def test_a_training_that_fails_says_why_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def train(_settings: Settings, *, now: dt.datetime) -> TrainedModel:
        raise EngineRunFailed(doing="träningen", told=str(now.year))

    monkeypatch.setattr("bot.supervise.model.train_model", train)
    with pytest.raises(EngineRunFailed):
        ensure_model(Settings(models_dir=tmp_path), tell=print)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_several_engines_without_redis_are_refused_with_what_to_do():
    check_lock(Settings(redis_url=""), engines=1)
    check_lock(Settings(redis_url="redis://127.0.0.1"), engines=2)
    with pytest.raises(LockMissing) as refused:
        check_lock(Settings(redis_url=""), engines=2)
    assert "SYVBOT_REDIS_URL" in describe_for_person(refused.value)


def test_each_engine_needs_its_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(PortTaken):
            check_ports(Settings(port=free_port(), actions_port=free_port(), engine_port=taken - 1), engines=2)
