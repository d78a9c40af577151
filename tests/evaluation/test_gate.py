"""The gate: what is asked for, and that it lets no model through that falls short."""

from __future__ import annotations

import pytest

from bot.evaluation.dialogues import DialogueFigures
from bot.evaluation.gate import SMALLEST_GROUP, Check, check_dialogues, check_model
from bot.evaluation.names import name_check
from bot.evaluation.wording import judge_checks, show_outcome, show_percent, show_target, show_value
from tests.evaluation.build import make_prediction, make_question


def check(
    value: float, *, target: float = 0.9, at_most: bool = False, margin: float = 0.01, name: str = "stil typo"
) -> Check:
    return Check(name, value, target, 100, (value - margin, value + margin), at_most)


@pytest.mark.parametrize(
    ("given", "passed", "certain"),
    [
        (check(0.95), True, True),
        (check(0.9), True, False),
        (check(0.895), False, False),
        (check(0.02, target=0.03, at_most=True, margin=0.005), True, True),
        (check(0.04, target=0.03, at_most=True, margin=0.02), False, False),
    ],
)
def test_a_target_is_met_from_its_side_and_certain_when_the_interval_is(
    given: Check, passed: bool, certain: bool
) -> None:
    assert (given.passed, given.is_certain) == (passed, certain)


def test_every_figure_that_is_asked_for_is_checked_and_small_groups_are_not() -> None:
    pairs = [
        (make_question(number, intent, language=language, style="slang"), make_prediction(number, intent))
        for number, (intent, language) in enumerate(
            [("distress", "sv")] * SMALLEST_GROUP + [("out_of_scope", "en")] * SMALLEST_GROUP + [("greet", "fi")]
        )
    ]
    names = [each.name for each in check_model(pairs)]
    assert names == [
        "rätt avsikt, svenska", "rätt avsikt, alla språk", "språk en", "språk sv", "stil slang", "nöd upptäckt",
        "falska larm om nöd", "utanför ämnet avvisat", "inom ämnet avvisat",
    ]  # fmt: skip
    assert all(each.passed for each in check_model(pairs))


def test_conversations_are_checked_when_there_are_enough_turns() -> None:
    (figure,) = check_dialogues(DialogueFigures(turns=100, topic=95, about=94, both=91, both_where_given=93))
    assert (figure.value, figure.passed) == (0.91, False)
    assert check_dialogues(DialogueFigures(turns=5, topic=5, about=5, both=5, both_where_given=5)) == ()


def test_the_verdict_names_what_is_missing_the_widest_gap_first() -> None:
    checks = [check(0.95), check(0.5, name="stil slang"), check(0.895, name="språk fi"), check(0.8, name="F1 place")]
    verdict = judge_checks(checks)
    assert verdict.passed is False
    assert verdict.sentences[0] == "1 av 4 mål är nådda."
    assert verdict.sentences[1].startswith("Längst kvar är det för slang (50\N{NO-BREAK SPACE}%, målet är minst 90")
    assert "Ett av dem" in verdict.sentences[2]


def test_the_verdict_on_a_good_model_and_on_none() -> None:
    assert judge_checks([check(0.95)]).passed is True
    assert judge_checks([]).passed is None


def test_figures_are_written_as_in_swedish() -> None:
    assert show_percent(0.8868).replace("\N{NO-BREAK SPACE}", " ") == "88,7 %"
    assert show_percent(1.0).replace("\N{NO-BREAK SPACE}", " ") == "100 %"
    score = check(0.90869, target=0.93, name="F1 occupation")
    assert (show_value(score), show_target(score)) == ("0,909", "minst 0,93")
    assert name_check(score.name) == "Hittar yrke (F1)"
    assert show_outcome(check(0.895)) == "inte nått, nära"
