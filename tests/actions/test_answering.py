"""The action behind every intent, through the objects of the action server and on shipped facts."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from ruamel.yaml import YAML
from sqlalchemy import Engine

from actions import answering
from actions.answering import ActionAnswer
from actions.model_responses import ModelResponses
from bot.dialogue.settings import DialogueSettings
from bot.guidance.topics import INTENTS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def domain() -> dict[str, Any]:
    return YAML(typ="safe").load(ROOT / "domain.yml")  # type: ignore[no-any-return]


@pytest.fixture
def action(shipped_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> ActionAnswer:
    monkeypatch.setattr(answering, "get_engine", lambda _url, **_options: shipped_engine)
    return ActionAnswer()


class Pupil:
    """A pupil in front of the action: keeps the slots from one message to the next as the engine does."""

    def __init__(
        self, action: ActionAnswer, domain: Mapping[str, Any], metadata: Mapping[str, Any] | None = None
    ) -> None:
        self.action = action
        self.domain = domain
        self.metadata = dict(metadata or {})
        self.slots: dict[str, Any] = {}
        self.events: list[dict[str, Any]] = []

    def say(
        self, text: str, intent: str, *entities: Mapping[str, Any], confidence: float = 0.95, language: str = "sv"
    ) -> dict[str, Any]:
        latest = {
            "text": text,
            "intent": {"name": intent, "confidence": confidence},
            "intent_ranking": [{"name": intent, "confidence": confidence}],
            "entities": [
                {
                    "start": max(text.find(str(each["value"])), 0),
                    "end": max(text.find(str(each["value"])), 0) + len(str(each["value"])),
                    **each,
                }
                for each in entities
            ],
            "language": language,
            "metadata": self.metadata,
        }
        tracker = Tracker("pupil", self.slots, latest, [], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        self.events = asyncio.run(self.action.run(dispatcher, tracker, self.domain))
        self.slots.update({event["name"]: event["value"] for event in self.events if event["event"] == "slot"})
        assert len(dispatcher.messages) == 1
        return dispatcher.messages[0]

    def press(self, payload: str, intent: str, **entities: str) -> dict[str, Any]:
        return self.say(payload, intent, *({"entity": key, "value": value} for key, value in entities.items()))


SVETSARE = {"entity": "occupation", "value": "svetsare", "id": "svetsare"}


def test_an_answer_has_text_payload_and_buttons_with_human_titles(action: ActionAnswer, domain: dict[str, Any]) -> None:
    message = Pupil(action, domain).say("vad tjänar en svetsare", "ask_salary", SVETSARE)
    assert "kr" in message["text"]
    assert message["custom"]["topic"] == "ask_salary"
    assert message["custom"]["occupation"]["id"] == "svetsare"
    assert message["custom"]["sources"]
    assert message["buttons"]
    for button in message["buttons"]:
        assert button["payload"].startswith("/")
        assert "_" not in button["title"]
        assert not button["title"].startswith("utter")


def test_the_occupation_carries_over_to_the_next_question(action: ActionAnswer, domain: dict[str, Any]) -> None:
    pupil = Pupil(action, domain)
    pupil.say("vad gör en svetsare", "ask_occupation_description", SVETSARE)
    message = pupil.say("vad tjänar dom", "ask_salary")
    assert message["custom"]["occupation"]["id"] == "svetsare"
    assert pupil.slots["occupation"] == "svetsare"
    assert pupil.slots["topic"] == "ask_salary"


def test_the_page_s_municipality_is_the_place_when_none_is_named(action: ActionAnswer, domain: dict[str, Any]) -> None:
    pupil = Pupil(action, domain, {"county": "14", "municipality": "1488"})
    message = pupil.say("vilka företag finns det", "ask_employers")
    assert message["custom"]["place"]["code"] == "1488"


@pytest.mark.parametrize(
    "metadata", [{"municipality": "9999"}, {"county": "xx"}, {"county": 14, "site": "nonsense", "today": "soon"}]
)
def test_odd_surroundings_do_no_harm(action: ActionAnswer, domain: dict[str, Any], metadata: dict[str, Any]) -> None:
    assert Pupil(action, domain, metadata).say("vilka jobb behöver folk", "ask_shortage_occupations")["text"]


@pytest.mark.parametrize("intent", sorted(INTENTS))
@pytest.mark.parametrize("language", ["sv", "easy", "en", "ar"])
def test_every_intent_has_an_answer_in_every_language(
    action: ActionAnswer, domain: dict[str, Any], intent: str, language: str
) -> None:
    message = Pupil(action, domain, {"language": language}).say(
        "…", intent, language="en" if language == "en" else "sv"
    )
    assert message["text"].strip()
    assert "{" not in message["text"]
    assert "None" not in message["text"]
    assert message["custom"].get("notice") != "technical", message["text"]


def test_english_words_with_no_language_chosen_are_answered_in_english(
    action: ActionAnswer, domain: dict[str, Any]
) -> None:
    pupil = Pupil(action, domain)
    message = pupil.say(
        "what does a welder do", "ask_occupation_description", {**SVETSARE, "value": "welder"}, language="en"
    )
    assert message["custom"]["language"] == "en"
    assert pupil.slots["language"] == "en"


@pytest.mark.parametrize("language", ["ar", "so", "uk", "fa", "fi"])
def test_a_language_that_is_only_understood_hears_which_languages_answers_come_in_once(
    action: ActionAnswer, domain: dict[str, Any], language: str
) -> None:
    pupil = Pupil(action, domain)
    texts = [pupil.say("…", "ask_salary", SVETSARE, language=language)["text"] for _ in range(2)]
    remark = next(
        each["text"] for each in domain["responses"]["utter_answer_languages"]
        if each.get("condition", [{}])[0].get("value") == language
    )  # fmt: skip
    assert texts[0].startswith(remark)
    assert remark not in texts[1]


def test_help_in_distress_comes_alone_and_nothing_is_remembered(action: ActionAnswer, domain: dict[str, Any]) -> None:
    pupil = Pupil(action, domain)
    pupil.say("vad gör en svetsare", "ask_occupation_description", SVETSARE)
    message = pupil.say("jag orkar inte mer", "distress", confidence=0.4)
    assert all(number in message["text"] for number in ("112", "116 111"))
    assert message["buttons"] == []
    assert message["custom"]["notice"] == "safeguarding"
    assert (pupil.slots["occupation"], pupil.slots["topic"]) == (None, None)


def test_the_school_s_counsellor_is_named_when_the_page_tells(action: ActionAnswer, domain: dict[str, Any]) -> None:
    site = {"site": {"counsellor": {"name": "Syv-expeditionen", "email": "syv@example.com", "hours": "vardagar 8–16"}}}
    text = Pupil(action, domain, site).say("jag vill prata med syv", "talk_to_counsellor")["text"]
    assert all(part in text for part in ("Syv-expeditionen", "syv@example.com", "vardagar 8–16"))
    assert "None" not in text


def test_not_understood_twice_in_a_row_brings_a_human_first(action: ActionAnswer, domain: dict[str, Any]) -> None:
    pupil = Pupil(action, domain)
    first = pupil.say("blö", "ask_salary", confidence=0.05)
    second = pupil.say("blä", "ask_salary", confidence=0.05)
    assert first["text"] != second["text"]
    assert second["buttons"][0]["payload"] == "/talk_to_counsellor"


def test_a_wrong_answer_offers_the_other_readings(action: ActionAnswer, domain: dict[str, Any]) -> None:
    pupil = Pupil(action, domain)
    latest = {"name": "ask_prao", "confidence": 0.2}
    pupil.say("vad gäller", "ask_salary", confidence=0.7)
    assert pupil.slots["conversation"].get("rivals") is None
    pupil.slots["conversation"] = {**pupil.slots["conversation"], "rivals": [latest["name"]]}
    message = pupil.say("fel svar", "give_feedback_negative")
    assert message["buttons"][0]["payload"] == "/ask_prao"


def test_a_failing_database_ends_in_a_sentence_and_a_logged_id(
    domain: dict[str, Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        answering,
        "get_settings",
        lambda: type("S", (), {"resolved_database_url": f"sqlite:///{tmp_path / 'empty.db'}", "session_minutes": 30})(),
    )
    message = Pupil(ActionAnswer(), domain).say("vad tjänar Kalle Karlsson", "ask_salary", SVETSARE)
    assert message["text"] == domain["responses"]["utter_technical_problem"][-1]["text"]
    assert message["custom"]["notice"] == "technical"
    assert message["custom"]["problem"] in caplog.text
    assert "Kalle" not in caplog.text


def test_a_slow_answer_is_given_up_in_time(domain: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "get_dialogue_settings", lambda: DialogueSettings(action_seconds=0.05))
    monkeypatch.setattr(answering, "answer_turn", lambda *_: time.sleep(0.4))
    message = Pupil(ActionAnswer(), domain).say("vad tjänar en svetsare", "ask_salary")
    assert message["custom"]["notice"] == "technical"


def test_when_no_texts_are_to_be_had_it_still_ends_in_a_sentence(
    action: ActionAnswer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere = ModelResponses(models=tmp_path / "models", domain=tmp_path / "domain.yml")
    monkeypatch.setattr(answering, "get_model_responses", lambda: nowhere)
    message = Pupil(action, {}).say("vad tjänar en svetsare", "ask_salary", SVETSARE)
    assert message["text"] == answering.LAST_RESORT


def test_a_long_conversation_is_remembered_in_slots_that_do_not_grow(
    action: ActionAnswer, domain: dict[str, Any]
) -> None:
    pupil = Pupil(action, domain)
    sizes = []
    for _ in range(12):
        pupil.say("vad tjänar en svetsare", "ask_salary", SVETSARE)
        sizes.append(len(json.dumps(pupil.slots)))
    assert {event["event"] for event in pupil.events} == {"slot"}
    assert max(sizes[1:]) < sizes[1] + 20
    assert pupil.say("och vad gör dom", "ask_occupation_description")["custom"]["occupation"]["id"] == "svetsare"


def test_no_word_of_a_pupil_ends_up_in_a_slot(action: ActionAnswer, domain: dict[str, Any]) -> None:
    # The engine keeps the slots, and only them.
    text = "Zorbax Quimby undrar om svetsare och Blåtorp"
    unlinked = [
        {"entity": entity, "value": "Blåtorp", "id": None} for entity in ("place", "employer", "programme", "interest")
    ]
    for intent in domain["intents"]:
        name = intent if isinstance(intent, str) else next(iter(intent))
        for confidence in (0.95, 0.3):
            pupil = Pupil(action, domain, {"page": "https://skolan.se/zorbax"})
            pupil.say("vad tjänar en svetsare", "ask_salary", SVETSARE)
            pupil.say(text, name, SVETSARE, *unlinked, confidence=confidence)
            kept = json.dumps(pupil.slots, ensure_ascii=False).casefold()
            assert not [word for word in ("zorbax", "quimby", "undrar", "blåtorp", "skolan.se") if word in kept], name


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE occupations; --", "100 % {place} {0} %s", "\u202e\u0000", "å" * 500, "/restart"]
)
def test_hostile_words_are_only_words(action: ActionAnswer, domain: dict[str, Any], text: str) -> None:
    named = {"entity": "occupation", "value": text, "id": None}
    message = Pupil(action, domain).say(text, "ask_salary", named)
    assert message["text"].strip()
    assert message["custom"].get("notice") != "technical"
