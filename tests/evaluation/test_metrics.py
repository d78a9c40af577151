"""Every figure against a value worked out by hand."""

from __future__ import annotations

import pytest

from bot.evaluation.metrics import (
    EntityScore,
    Share,
    compare_models,
    find_worst_confusions,
    is_right,
    measure_abstention,
    measure_accuracy,
    measure_accuracy_by,
    measure_calibration,
    measure_entities,
    measure_linked,
    measure_refusals,
    measure_refusing,
)
from bot.evaluation.questions import FALLBACK, Question
from tests.evaluation.build import abstain, make_pairs, make_prediction, make_question


def language_of(question: Question) -> str:
    return question.language


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    # Wilson's interval; 8 of 10 and 0 of 10 are the examples of the literature.
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
def test_a_share_has_wilsons_interval(hits: int, total: int, low: float, high: float) -> None:
    assert Share(hits, total).interval == pytest.approx((low, high), abs=1e-4)


def test_nothing_counted_is_a_share_of_nought() -> None:
    assert Share(0, 0).value == 0.0


def test_any_of_the_right_intents_is_right_and_falling_back_is_so_only_out_of_scope() -> None:
    both = make_question(1, "greet", also=("thank",))
    assert is_right((both, make_prediction(1, "thank")))
    assert not is_right((both, make_prediction(1, "deny")))
    assert not is_right((both, make_prediction(1, FALLBACK)))
    assert is_right((make_question(2, "out_of_scope"), make_prediction(2, FALLBACK)))


def test_accuracy_is_counted_for_all_and_for_each_group_the_largest_first() -> None:
    pairs = [
        (make_question(1, language="so"), make_prediction(1)),
        (make_question(2, language="sv"), make_prediction(2, "deny")),
        (make_question(3, language="sv"), make_prediction(3)),
        (make_question(4, language="sv"), make_prediction(4)),
    ]
    assert measure_accuracy(pairs) == Share(3, 4)
    assert list(measure_accuracy_by(pairs, language_of).items()) == [("sv", Share(2, 3)), ("so", Share(1, 1))]


def test_refusals_and_distress_are_counted_each_among_its_own_messages() -> None:
    pairs = make_pairs(
        ("out_of_scope", FALLBACK, 0.1),
        ("out_of_scope", "out_of_scope", 0.9),
        ("out_of_scope", "ask_salary", 0.9),
        ("ask_salary", "out_of_scope", 0.9),
        ("ask_salary", "distress", 0.9),
        ("distress", "distress", 0.9),
        ("distress", FALLBACK, 0.2),
    )
    assert measure_refusals(pairs) == {
        "out_of_scope_refused": Share(2, 3),
        "in_scope_refused": Share(2, 4),
        "distress_recognised": Share(1, 2),
        "distress_false_alarms": Share(1, 5),
    }


def test_an_entity_counts_by_its_folded_words_as_often_as_it_stands() -> None:
    pairs = [
        (
            make_question(1, entities=[("place", "Malmö"), ("place", "Lund"), ("occupation", "svetsare")]),
            make_prediction(1, entities=[("place", "malmö"), ("place", "Malmö"), ("occupation", "svets")]),
        )
    ]
    scores = measure_entities(pairs)
    place = scores["place"]
    assert (place.found_right, place.found, place.wanted) == (1, 2, 2)
    assert (place.precision, place.recall, place.f1) == (0.5, 0.5, 0.5)
    assert scores["occupation"].f1 == 0.0
    assert scores["employer"].f1 == 0.0
    low, high = place.interval
    assert low <= place.f1 <= high


def test_f1_is_the_harmonic_mean() -> None:
    # Precision 3/4, recall 3/6: 2 * 0.75 * 0.5 / 1.25.
    assert EntityScore(found_right=3, found=4, wanted=6).f1 == pytest.approx(0.6)


def test_a_name_is_linked_when_its_row_is_one_that_the_words_stand_for() -> None:
    rows = {("place", "Lund"): frozenset({"municipality:1281"}), ("place", "Malmö"): frozenset({"municipality:1280"})}
    pairs = [
        (
            make_question(1, entities=[("place", "Lund"), ("place", "Malmö"), ("place", "Mallmö"), ("interest", "bilar")]),
            make_prediction(
                1,
                entities=[
                    ("place", "Lund", "municipality:1281"),  # the right row
                    ("place", "Malmö", "county:12"),  # another
                    ("place", "Mallmö", "municipality:1280"),  # misspelt: any row counts
                    ("place", "Kiruna", "municipality:2584"),  # not asked for: not counted
                    ("interest", "bilar", "x"),  # not a kind that is linked
                ],
            ),
        )
    ]  # fmt: skip
    assert measure_linked(pairs, link=lambda entity, value: rows.get((entity, value), frozenset())) == Share(2, 3)
    assert measure_linked(pairs) == Share(3, 3)


def test_the_commonest_mistake_comes_first_with_its_first_example() -> None:
    pairs = make_pairs(
        ("greet", "thank", 0.5), ("deny", "affirm", 0.5), ("greet", "thank", 0.5), ("greet", "greet", 0.9)
    )
    assert find_worst_confusions(pairs) == [
        ("greet", "thank", 2, "meddelande 0"),
        ("deny", "affirm", 1, "meddelande 1"),
    ]
    assert len(find_worst_confusions(pairs, most=1)) == 1


def test_calibration_is_the_mean_gap_between_sureness_and_being_right() -> None:
    # 0.95 twice, both right: gap 0.05. 0.65 twice, one right: gap 0.15. Mean over four: 0.10.
    pairs = make_pairs(
        ("greet", "greet", 0.95), ("deny", "deny", 0.95), ("thank", "thank", 0.65), ("thank", "greet", 0.65)
    )
    bins, error = measure_calibration(pairs)
    assert error == pytest.approx(0.10)
    assert [(each.count, round(each.accuracy, 2)) for each in bins] == [(2, 0.5), (2, 1.0)]


def test_a_model_that_is_wholly_sure_counts_in_the_last_bin() -> None:
    bins, error = measure_calibration(make_pairs(("greet", "greet", 1.0)))
    assert [(each.low, each.high, each.count) for each in bins] == [(0.9, 1.0, 1)]
    assert error == 0.0


def test_an_abstaining_model_is_measured_by_its_best_guess() -> None:
    pairs = [(make_question(1), abstain(1, "greet", 0.15)), (make_question(2), make_prediction(2, "deny", 0.85))]
    curve = {round(bound, 2): (answered, right) for bound, answered, right in measure_abstention(pairs)}
    assert curve[0.0] == (1.0, 0.5)
    assert curve[0.5] == (0.5, 0.0)
    # Nobody is answered: none is answered wrongly.
    assert curve[0.95] == (0.0, 1.0)


def test_refusing_follows_the_confidence_in_out_of_scope() -> None:
    pairs = [
        (make_question(1, "out_of_scope"), make_prediction(1, "out_of_scope", 0.8)),
        (make_question(2, "out_of_scope"), make_prediction(2, "greet", 0.9, ranking=[("greet", 0.9), ("out_of_scope", 0.1)])),
        (make_question(3, "greet"), make_prediction(3, "greet", 0.7, ranking=[("greet", 0.7), ("out_of_scope", 0.3)])),
    ]  # fmt: skip
    curve = {round(bound, 2): (outside, inside) for bound, outside, inside in measure_refusing(pairs)}
    assert curve[0.05] == (1.0, 1.0)
    assert curve[0.2] == (0.5, 1.0)
    assert curve[0.5] == (0.5, 0.0)
    assert measure_refusing(pairs[2:]) == []


def test_two_models_are_compared_message_by_message() -> None:
    right, wrong = ("greet", "greet", 0.9), ("greet", "deny", 0.9)
    first = make_pairs(*[right] * 6, *[wrong] * 2)
    second = make_pairs(*[wrong] * 6, right, wrong)
    figures = compare_models(first, second)
    assert (figures["only_first_right"], figures["only_second_right"]) == (6, 1)
    assert (figures["first"], figures["second"]) == (0.75, 0.125)
    # Sign test: 2 * (C(7,0) + C(7,1)) / 2^7.
    assert figures["p_value"] == pytest.approx(16 / 128)
    assert compare_models(first, first)["p_value"] == 1.0


def test_nothing_to_measure_is_no_error() -> None:
    assert measure_accuracy([]) == Share(0, 0)
    assert measure_calibration([]) == ([], 0.0)
    assert measure_entities([])["place"].f1 == 0.0
    assert measure_linked([]) == Share(0, 0)
    assert measure_refusing([]) == []
    assert measure_abstention([])[0] == (0.0, 0.0, 1.0)
