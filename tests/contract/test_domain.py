"""The domain, the rules, the training data and the code say the same: every intent, action, slot and response fits together."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from actions.answering import CONVERSATION, FOCUS_SLOTS, ActionAnswer, ActionDefaultFallback
from actions.responses import EASY, HEARD, LANGUAGE
from bot.guidance.message import ABSTAINED
from bot.guidance.registry import TOPICS
from bot.guidance.tongue import UNDERSTOOD
from bot.guidance.topics import INTENTS, NEVER_OFFERED, QUESTIONS, SET_REGION

ROOT = Path(__file__).resolve().parents[2]
# Written in every language that is understood.
IN_EVERY_LANGUAGE = (
    "utter_greet", "utter_talk_to_counsellor", "utter_fallback", "utter_fallback_again", "utter_distress",
    "utter_answer_languages", "utter_change_language",
)  # fmt: skip


def read_yaml(path: Path) -> dict[str, Any]:
    return YAML(typ="safe").load(path)  # type: ignore[no-any-return]


DOMAIN = read_yaml(ROOT / "domain.yml")
RESPONSES: dict[str, list[dict[str, Any]]] = DOMAIN["responses"]


def conditions_of(variation: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((each["name"], each["value"]) for each in variation.get("condition", ()))


def domain_intents() -> set[str]:
    return {next(iter(each)) if isinstance(each, dict) else each for each in DOMAIN["intents"]}


def code_of_guidance() -> str:
    return "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("bot/guidance", "actions")
        for path in (ROOT / folder).rglob("*.py")
    )


def test_the_domain_has_exactly_the_intents_of_the_code() -> None:
    assert domain_intents() == set(INTENTS)


def test_every_intent_has_training_examples_and_no_others_have() -> None:
    assert {path.stem for path in (ROOT / "data" / "nlu").rglob("*.yml")} == set(INTENTS)


def test_every_question_has_a_function_that_answers_it() -> None:
    assert set(TOPICS) == QUESTIONS | {SET_REGION}


def test_every_intent_and_the_abstention_have_one_rule() -> None:
    rules = [rule for path in (ROOT / "data" / "rules").glob("*.yml") for rule in read_yaml(path)["rules"]]
    by_intent = {rule["steps"][0]["intent"]: [step.get("action") for step in rule["steps"][1:]] for rule in rules}
    assert len(rules) == len(by_intent)
    assert by_intent == dict.fromkeys([*INTENTS, ABSTAINED], ["action_answer"])


def test_every_action_of_the_domain_is_there_and_the_engine_s_last_resort_too() -> None:
    assert DOMAIN["actions"] == [ActionAnswer().name()]
    assert ActionDefaultFallback().name() == "action_default_fallback"


def test_the_slots_are_those_that_the_action_sets_and_none_chooses_an_action() -> None:
    assert set(DOMAIN["slots"]) == {CONVERSATION, *FOCUS_SLOTS, LANGUAGE, EASY, HEARD}
    for name, slot in DOMAIN["slots"].items():
        assert slot["influence_conversation"] is False, name
        assert slot["mappings"] == [{"type": "custom"}], name


def test_a_session_ends_after_half_an_hour_and_takes_nothing_over() -> None:
    assert DOMAIN["session_config"] == {"session_expiration_time": 30, "carry_over_slots_to_new_session": False}


@pytest.mark.parametrize("intent", sorted(INTENTS - NEVER_OFFERED | {"out_of_scope"}))
def test_every_intent_that_may_be_offered_has_a_human_title(intent: str) -> None:
    for variation in RESPONSES[f"utter_title_{intent}"]:
        assert "_" not in variation["text"]


@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_every_response_has_one_text_a_variant(name: str) -> None:
    variants = [conditions_of(each) for each in RESPONSES[name]]
    assert variants[-3:] == [((LANGUAGE, "en"),), ((EASY, True),), ()], name
    assert {conditions[0] for conditions in variants[:-3]} <= {(HEARD, each) for each in UNDERSTOOD}
    texts = [each["text"] for each in RESPONSES[name]]
    assert all(text.strip() for text in texts)


@pytest.mark.parametrize("name", IN_EVERY_LANGUAGE)
def test_what_everyone_must_understand_exists_in_every_language(name: str) -> None:
    told = {
        conditions[0][1]
        for conditions in map(conditions_of, RESPONSES[name])
        if conditions and conditions[0][0] == HEARD
    }
    assert told == UNDERSTOOD


@pytest.mark.parametrize("variation", RESPONSES["utter_distress"], ids=lambda each: str(conditions_of(each)))
def test_help_in_distress_names_the_numbers_in_every_language(variation: dict[str, Any]) -> None:
    assert "112" in variation["text"]
    assert "116 111" in variation["text"]


def test_every_response_that_the_code_names_exists() -> None:
    named = set(re.findall(r'"(utter_[a-z0-9_]+)"', code_of_guidance()))
    # A constant may be the beginning of several names (utter_ask_place, utter_ask_place_for_answer).
    missing = {each for each in named if each not in RESPONSES and not any(name.startswith(each) for name in RESPONSES)}
    assert not missing


def test_no_response_lies_unused() -> None:
    code = code_of_guidance()
    literal = set(re.findall(r'"(utter_[a-z0-9_]+)"', code))
    patterns = [
        re.compile(re.sub(r"\\\{[^}]*\\\}|\{[^}]*\}", "[a-z0-9_]+", each))
        for each in re.findall(r'f"(utter_[^"]*)"', code)
    ]
    unused = {
        name for name in RESPONSES if name not in literal and not any(pattern.fullmatch(name) for pattern in patterns)
    }
    assert not unused
