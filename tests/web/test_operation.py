"""For whoever runs it: alive, ready, counted."""

from __future__ import annotations

import errno
import io
import logging
import shutil
from pathlib import Path

import pytest
import structlog
from sqlalchemy import Engine, create_engine

from bot.dialogue.fake import FakeEngine
from bot.dialogue.protocol import EngineMessage
from bot.web.logs import configure_logs
from tests.gateway import Gateway, open_gateway

pytestmark = pytest.mark.anyio


async def test_it_is_ready_when_a_real_question_was_answered(gateway: Gateway) -> None:
    response = await gateway.client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["parts"] == {"database": True, "disk": True, "engine": True, "safeguarding": True}
    asked = len(gateway.engine.sent)
    assert asked == 1
    assert gateway.engine.forgotten == [gateway.engine.sent[0].session_id]
    await gateway.client.get("/readyz")
    assert len(gateway.engine.sent) == asked


async def test_an_engine_that_listens_but_does_not_answer_is_not_ready(database_engine: Engine, tmp_path: Path) -> None:
    for engine in (
        FakeEngine(healthy=False),
        FakeEngine(failures=[ConnectionError()]),
        FakeEngine(script=lambda _message: ()),
        FakeEngine(script=lambda _message: (EngineMessage("Fel", (), {"notice": "technical"}),)),
    ):
        async with open_gateway(database_engine, tmp_path, engine=engine) as gateway:
            response = await gateway.client.get("/readyz")
            assert (response.status_code, response.json()["parts"]["engine"]) == (503, False)
            assert (await gateway.client.get("/healthz")).status_code == 200


async def test_a_database_that_is_away_or_not_migrated_is_not_ready(tmp_path: Path) -> None:
    empty = create_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    nowhere = create_engine(f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}")
    for database in (empty, nowhere):
        async with open_gateway(database, tmp_path) as gateway:
            response = await gateway.client.get("/readyz")
            assert (response.status_code, response.json()["parts"]["database"]) == (503, False)
        database.dispose()


async def test_a_full_disk_is_not_ready(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1024))
    response = await gateway.client.get("/readyz")
    assert (response.status_code, response.json()["parts"]["disk"]) == (503, False)


async def test_missing_word_lists_are_not_ready(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.chat.safety.find_distress", lambda _text: None)
    response = await gateway.client.get("/readyz")
    assert (response.status_code, response.json()["parts"]["safeguarding"]) == (503, False)


async def test_metrics_are_for_this_machine_or_for_whoever_has_the_token(
    database_engine: Engine, tmp_path: Path
) -> None:
    async with open_gateway(database_engine, tmp_path) as gateway:
        assert (await gateway.client.get("/metrics")).status_code == 404
    async with open_gateway(database_engine, tmp_path, metrics_token="en nyckel") as gateway:
        await gateway.say("Hej")
        assert (await gateway.client.get("/metrics", headers={"authorization": "Bearer fel"})).status_code == 404
        metrics = await gateway.client.get("/metrics", headers={"authorization": "Bearer en nyckel"})
    assert metrics.status_code == 200
    assert 'syvbot_turns_total{outcome="answered"}' in metrics.text
    assert 'route="/api/chat"' in metrics.text
    assert gateway.session not in metrics.text


async def test_a_log_that_cannot_be_written_costs_no_answer(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a full disk, or when whoever collects the lines is gone."""

    class Gone(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

        def flush(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    root = logging.getLogger()
    before, level, configuration = root.handlers, root.level, structlog.get_config()
    monkeypatch.setattr("sys.stderr", Gone())
    try:
        configure_logs("INFO")
        for module in ("bot.chat.turn", "bot.web.middleware"):
            monkeypatch.setattr(f"{module}.log", structlog.get_logger(module))
        logging.getLogger("elsewhere").error("a line")
        assert (await gateway.say("Hej"))["messages"][0]["text"] == "Du skrev: Hej"
        gateway.engine.failures.append(ConnectionError())
        assert (await gateway.say("Hej igen"))["messages"][0]["payload"]["notice"] == "technical"
    finally:
        root.handlers = before
        root.setLevel(level)
        structlog.configure(**configuration)
