"""What a pupil is told after an import: the new figure half a second later, though everything else is answered from memory."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from ruamel.yaml import YAML
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions import answering
from actions.answering import ActionAnswer
from bot.regional.ingest.employers import COLUMNS
from bot.regional.ingest.files import ReadingLimits
from bot.regional.ingest.service import ImportRequest, import_file
from bot.regional.remembered import Memory
from tests.builders import add_map, add_occupation
from tests.conftest import NOW
from tests.statements import heard_statements

ROOT = Path(__file__).resolve().parents[2]
SVETSARE = {"entity": "occupation", "value": "svetsare", "id": "svetsare", "start": 0, "end": 8}
GOTEBORG = {"entity": "place", "value": "Göteborg", "id": "municipality:1480", "start": 0, "end": 8}
EMPLOYERS = ",".join(COLUMNS) + "\n"
SVETSVERKET = (
    ",Svetsverket,1480,verkstad,20,,svetsare,prao,Praktiksamordnare,,,2026-11-30,2026-09-15,Regionens register,0\n"
)
PLATVERKET = ",Plåtverket,1480,verkstad,20,,svetsare,prao,,,,,2026-09-15,Regionens register,0\n"
ROSTVERKET = ",Rostverket,1481,verkstad,20,,svetsare,prao,,,,,2026-09-15,Regionens register,0\n"


class Installation:
    """An action server, and someone at the region who imports files beside it."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine = engine
        self.folder = folder
        self.domain: dict[str, Any] = YAML(typ="safe").load(ROOT / "domain.yml")

    def asks(self, intent: str, *entities: dict[str, Any], today: str = "2026-11-23") -> dict[str, Any]:
        """One message of a new pupil."""
        latest = {
            "text": "…", "intent": {"name": intent, "confidence": 0.95}, "language": "sv", "metadata": {"today": today},
            "intent_ranking": [{"name": intent, "confidence": 0.95}], "entities": list(entities),
        }  # fmt: skip
        tracker = Tracker("pupil", {}, latest, [], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        asyncio.run(ActionAnswer().run(dispatcher, tracker, self.domain))
        message: dict[str, Any] = dispatcher.messages[0]
        assert message["custom"].get("notice") != "technical"
        return message

    def imports(self, kind: str, content: str) -> None:
        path = self.folder / f"{kind}.csv"
        path.write_text(content, encoding="utf-8")
        limits = ReadingLimits(max_megabytes=50, max_rows=200_000)
        import_file(self.engine, ImportRequest(kind, str(path)), limits=limits, now=NOW)
        # So long an answer may be behind the data.
        time.sleep(answering.UNASKED_SECONDS)


@pytest.fixture
def installation(database_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    with Session(database_engine) as session:
        add_map(session)
        add_occupation(session)
        session.commit()
    monkeypatch.setattr(answering, "get_engine", lambda _url, **_options: database_engine)
    return Installation(database_engine, tmp_path)


def salary(amount: int) -> str:
    columns = "level,code,name,sex,area_code,statistic,period,monthly_sek,hourly_sek,source,quality\n"
    return f"{columns}ssyk4,7212,Svetsare,total,00,mean,2026,{amount},,Lönerna,official\n"


def test_a_changed_wage_is_told_half_a_second_later(installation: Installation) -> None:
    for amount, told in ((35_100, "35\N{NO-BREAK SPACE}100"), (36_200, "36\N{NO-BREAK SPACE}200")):
        installation.imports("salaries", salary(amount))
        for _ in range(2):
            assert told in installation.asks("ask_salary", SVETSARE)["text"]


def test_a_source_that_moved_is_told_half_a_second_later(installation: Installation) -> None:
    columns, row = salary(35_100).splitlines()

    def addresses() -> set[str]:
        return {each["url"] for each in installation.asks("ask_salary", SVETSARE)["custom"]["sources"]}

    for address in ("https://example.org/gammal", "https://example.org/ny"):
        installation.imports("salaries", f"{columns},source_url\n{row},{address}\n")
        assert addresses() == {address}


def test_a_retired_workplace_is_not_told_half_a_second_later(installation: Installation) -> None:
    def names() -> set[str]:
        return {each["name"] for each in installation.asks("ask_employers", SVETSARE, GOTEBORG)["custom"]["items"]}

    installation.imports("employers", EMPLOYERS + SVETSVERKET + PLATVERKET + ROSTVERKET)
    assert names() == {"Svetsverket", "Plåtverket", "Rostverket"}
    installation.imports("employers", EMPLOYERS + SVETSVERKET + ROSTVERKET)
    assert names() == {"Svetsverket", "Rostverket"}


def test_a_contact_whose_consent_has_passed_is_not_shown_the_day_after(installation: Installation) -> None:
    def contacts(today: str) -> list[str]:
        items = installation.asks("ask_prao", SVETSARE, GOTEBORG, today=today)["custom"]["items"]
        return [each["contact"] for each in items if "contact" in each]

    installation.imports("employers", EMPLOYERS + SVETSVERKET)
    assert contacts("2026-11-30") == ["Praktiksamordnare"]
    assert contacts("2026-12-01") == []


@pytest.mark.parametrize(
    "intent", ["ask_salary", "ask_employers", "ask_prao", "ask_occupation_outlook", "ask_study_visit"]
)
@pytest.mark.parametrize(("unasked_seconds", "queries"), [(0.0, 1), (3600.0, 0)])
def test_a_question_asked_again_takes_a_query_for_the_version_of_the_data_at_most(
    installation: Installation, intent: str, unasked_seconds: float, queries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "_memory", Memory(megabytes=4, unasked_seconds=unasked_seconds))
    installation.imports("salaries", salary(35_100))
    installation.imports("employers", EMPLOYERS + SVETSVERKET + PLATVERKET)
    told = installation.asks(intent, SVETSARE, GOTEBORG)
    with heard_statements(installation.engine) as statements:
        assert installation.asks(intent, SVETSARE, GOTEBORG)["text"] == told["text"]
    assert len(statements) == queries
