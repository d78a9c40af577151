"""Texts out of the model's archive: those of the model that understood the message, also while one takes another's place."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import os
import tarfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor
from ruamel.yaml import YAML
from sqlalchemy import Engine

from actions import answering, model_responses
from actions.answering import ActionAnswer
from actions.model_responses import ModelResponses, read_metadata
from bot.regional.session import create_database_engine

ROOT = Path(__file__).resolve().parents[2]
PROJECT = ROOT / "domain.yml"


def write_archive(path: Path, model_id: str, texts: dict[str, Any], *, age: float = 0.0) -> Path:
    """A model as the engine packs it, metadata after the components; `age` in seconds."""
    path.parent.mkdir(exist_ok=True)
    parts = {
        "components/kernel.npz": os.urandom(20_000),
        "metadata.json": json.dumps({"model_id": model_id, "domain": {"responses": texts}}).encode(),
    }
    with tarfile.open(path, "w:gz") as tar:
        for name, content in parts.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    moment = time.time() - age
    os.utime(path, (moment, moment))
    return path


def texts_saying(text: str) -> dict[str, Any]:
    return {"utter_goodbye": [{"text": text}]}


def said(responses: ModelResponses, model_id: str | None) -> str:
    return str(responses.find(model_id)["utter_goodbye"][-1]["text"])


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def responses(models: Path) -> ModelResponses:
    return ModelResponses(models=models, domain=PROJECT)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The archives that were read, in order."""
    names: list[str] = []

    def read_and_note(archive: Path) -> dict[str, Any]:
        names.append(archive.name)
        return read_metadata(archive)

    monkeypatch.setattr(model_responses, "read_metadata", read_and_note)
    return names


@pytest.fixture
def project_text() -> str:
    return str(YAML(typ="safe").load(PROJECT)["responses"]["utter_goodbye"][-1]["text"])


def test_each_turn_has_the_texts_of_the_model_that_understood_it(
    responses: ModelResponses, models: Path, reads: list[str]
) -> None:
    write_archive(models / "old.tar.gz", "old", texts_saying("Hej då!"), age=60)
    assert said(responses, "old") == "Hej då!"
    write_archive(models / "new.tar.gz", "new", texts_saying("Vi ses!"))
    for _ in range(5):
        assert (said(responses, "new"), said(responses, "old")) == ("Vi ses!", "Hej då!")
    assert reads == ["old.tar.gz", "new.tar.gz"]


def test_the_last_two_models_are_kept_and_an_older_one_is_found_again(
    responses: ModelResponses, models: Path, reads: list[str]
) -> None:
    for number in range(3):
        write_archive(models / f"{number}.tar.gz", str(number), texts_saying(f"nummer {number}"), age=100 - number)
        assert said(responses, str(number)) == f"nummer {number}"
    reads.clear()
    assert [said(responses, each) for each in "21210"] == [f"nummer {each}" for each in "21210"]
    assert reads == ["0.tar.gz"]


def test_a_model_whose_archive_is_deleted_while_it_runs_keeps_its_texts(
    responses: ModelResponses, models: Path
) -> None:
    archive = write_archive(models / "a.tar.gz", "a", texts_saying("Hej då!"))
    said(responses, "a")
    archive.unlink()
    assert said(responses, "a") == "Hej då!"


def test_a_model_that_no_archive_has_speaks_the_project_s_texts_and_the_log_says_so_once(
    responses: ModelResponses, models: Path, reads: list[str], project_text: str, caplog: pytest.LogCaptureFixture
) -> None:
    write_archive(models / "a.tar.gz", "a", texts_saying("Hej då!"))
    assert [said(responses, "elsewhere") for _ in range(3)] == [project_text] * 3
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "elsewhere" in caplog.text
    assert reads == ["a.tar.gz"]
    write_archive(models / "b.tar.gz", "elsewhere", texts_saying("Nu är jag här."))
    assert said(responses, "elsewhere") == "Nu är jag här."


def test_without_a_model_or_a_folder_the_project_s_texts_are_spoken(
    responses: ModelResponses, project_text: str
) -> None:
    assert said(responses, None) == project_text
    assert said(responses, "a") == project_text


@pytest.mark.parametrize("broken", [b"", b"no archive", gzip.compress(b"no tar"), "half", "no metadata", "no texts"])
def test_what_is_no_whole_archive_is_passed_by_and_read_when_it_is_whole(
    responses: ModelResponses, models: Path, project_text: str, broken: bytes | str
) -> None:
    write_archive(models / "whole.tar.gz", "a", texts_saying("Hej då!"), age=60)
    path = write_archive(models / "broken.tar.gz", "b", {} if broken == "no texts" else texts_saying("Vi ses!"))
    whole = path.read_bytes()
    if isinstance(broken, bytes):
        path.write_bytes(broken)
    elif broken == "half":
        path.write_bytes(whole[: len(whole) // 2])
    elif broken == "no metadata":
        with tarfile.open(path, "w:gz"):
            pass
    assert said(responses, "b") == project_text
    assert said(responses, "a") == "Hej då!"
    write_archive(path, "b", texts_saying("Vi ses!"), age=-1)
    assert said(responses, "b") == "Vi ses!"


def test_of_many_turns_at_once_one_reads(responses: ModelResponses, models: Path, reads: list[str]) -> None:
    write_archive(models / "a.tar.gz", "a", texts_saying("Hej då!"))
    with ThreadPoolExecutor(max_workers=8) as pupils:
        assert set(pupils.map(lambda _: said(responses, "a"), range(40))) == {"Hej då!"}
    assert reads == ["a.tar.gz"]


def test_the_archive_that_the_engine_packs_has_the_texts(trained_model: Path) -> None:
    metadata = read_metadata(trained_model)
    assert metadata["model_id"]
    assert metadata["domain"]["responses"]["utter_technical_problem"][-1]["text"]


class ActionServer:
    """The action server's own executor with both actions, called as the engine calls it, over two models that say different."""

    def __init__(self, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        texts = YAML(typ="safe").load(PROJECT)["responses"]
        self.texts = texts
        for number, model_id in enumerate(("first", "second")):
            changed = {name: [{**each, "text": f"[{model_id}] {each['text']}"} for each in texts[name]]
                       for name in ("utter_goodbye", "utter_technical_problem")}  # fmt: skip
            write_archive(models / f"{model_id}.tar.gz", model_id, texts | changed, age=10 - number)
        found = ModelResponses(models=models, domain=PROJECT)
        monkeypatch.setattr(answering, "get_model_responses", lambda: found)
        self.executor = ActionExecutor()
        self.executor.register_action(ActionAnswer)

    def call(self, intent: str, *, model: str, **more: Any) -> dict[str, Any]:
        understood = {
            "text": "hej då", "intent": {"name": intent, "confidence": 0.95}, "language": "sv", "metadata": {},
            "intent_ranking": [{"name": intent, "confidence": 0.95}], "entities": [],
        }  # fmt: skip
        heard = {"event": "user", "text": "hej då", "metadata": {"model_id": model}, "parse_data": understood}
        call = {
            "next_action": "action_answer", "sender_id": "pupil", "version": "3.6.21",
            "tracker": {
                "sender_id": "pupil", "slots": {}, "latest_message": understood, "events": [heard], "paused": False,
                "followup_action": None, "active_loop": {}, "latest_action_name": "action_listen",
            },
            **more,
        }  # fmt: skip
        result = asyncio.run(self.executor.run(call))
        assert result is not None
        message: dict[str, Any] = result.responses[0]
        return message


@pytest.fixture
def server(models: Path, shipped_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> ActionServer:
    monkeypatch.setattr(answering, "get_engine", lambda _url, **_options: shipped_engine)
    return ActionServer(models, monkeypatch)


def test_a_call_without_a_domain_is_answered_in_the_texts_of_its_model(server: ActionServer) -> None:
    for model in ("first", "second", "first"):
        message = server.call("goodbye", model=model)
        assert message["text"].startswith(f"[{model}] ")
        assert message["custom"]["understood"]["model"] == model


def test_texts_that_come_with_a_call_are_taken_for_that_call_alone(server: ActionServer) -> None:
    own = {"responses": server.texts | texts_saying("Från en annan maskin.")}
    assert server.call("goodbye", model="first", domain=own)["text"] == "Från en annan maskin."
    assert server.call("goodbye", model="first")["text"].startswith("[first] ")


def test_an_apology_is_in_the_texts_of_the_model_as_well(
    server: ActionServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = create_database_engine(f"sqlite:///{tmp_path / 'gone.db'}")
    monkeypatch.setattr(answering, "get_engine", lambda _url, **_options: gone)
    message = server.call("ask_shortage_occupations", model="second")
    assert message["text"].startswith("[second] ")
    assert message["custom"]["notice"] == "technical"
    assert [each["payload"] for each in message["buttons"]] == ["/talk_to_counsellor"]
    gone.dispose()


def test_the_engine_is_told_not_to_send_the_domain() -> None:
    assert YAML(typ="safe").load(ROOT / "endpoints.yml")["action_endpoint"]["enable_selective_domain"] is True
