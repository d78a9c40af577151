"""The three bands: sure, less sure, unsure."""

from __future__ import annotations

import pytest

from bot.guidance.doubt import Thresholds, judge, readings_to_offer
from bot.guidance.topics import NEVER_OFFERED
from tests.guidance.messages import press, say

THRESHOLDS = Thresholds()


@pytest.mark.parametrize(
    ("intent", "confidence", "others", "band"),
    [
        ("ask_salary", 0.9, (), "sure"),
        ("ask_salary", 0.45, (("ask_prao", 0.1),), "sure"),
        ("ask_salary", 0.45, (("ask_prao", 0.4),), "choice"),
        ("ask_salary", 0.3, (("ask_prao", 0.2),), "choice"),
        ("ask_salary", 0.1, (), "unsure"),
        ("greet", 0.4, (("ask_prao", 0.3),), "sure"),
        ("insult", 0.3, (("bot_challenge", 0.25),), "unsure"),
        ("distress", 0.31, (("ask_salary", 0.3),), "sure"),
        ("out_of_scope", 0.3, (("insult", 0.2),), "sure"),
    ],
)
def test_bands(intent: str, confidence: float, others: tuple[tuple[str, float], ...], band: str) -> None:
    assert judge(say("x", intent, confidence=confidence, others=others), thresholds=THRESHOLDS) == band


def test_an_abstention_is_never_sure_of_a_question() -> None:
    message = say("x", "ask_salary", confidence=0.6, others=(("ask_prao", 0.3),), abstained=True)
    assert judge(message, thresholds=THRESHOLDS) == "choice"


def test_a_pressed_button_is_sure() -> None:
    assert judge(press("ask_salary"), thresholds=THRESHOLDS) == "sure"


def test_a_message_without_any_reading_is_unsure() -> None:
    assert judge(say("x", "ask_salary", confidence=0.0), thresholds=THRESHOLDS) == "unsure"


@pytest.mark.parametrize("intent", sorted(NEVER_OFFERED))
def test_some_intents_are_never_offered_as_a_guess(intent: str) -> None:
    message = say("x", intent, confidence=0.3, others=(("ask_salary", 0.25), ("ask_prao", 0.2)))
    assert readings_to_offer(message, thresholds=THRESHOLDS) == ("ask_salary", "ask_prao")


def test_at_most_three_readings_are_offered() -> None:
    others = (("ask_prao", 0.2), ("ask_schools", 0.15), ("ask_mentor", 0.12), ("ask_employers", 0.11))
    assert len(readings_to_offer(say("x", "ask_salary", confidence=0.25, others=others), thresholds=THRESHOLDS)) == 3
