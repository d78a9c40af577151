"""The pictures of a report, each with the table that tells the same to those who would rather read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.metrics import (
    Pair,
    find_worst_confusions,
    measure_abstention,
    measure_calibration,
    measure_refusing,
)
from bot.evaluation.names import name_intent
from bot.evaluation.pictures import (
    LearningPoint,
    Picture,
    draw_abstention,
    draw_calibration,
    draw_confusions,
    draw_learning,
    draw_refusals,
)
from bot.evaluation.wording import show_count, show_interval, show_percent

ALL = 10_000


@dataclass(frozen=True)
class ReportFigure:
    """A picture, what to look for in it, and its twin as a table; `numbers` tells how many of the columns hold figures."""

    picture: Picture
    reading: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int


def draw_report_figures(pairs: Sequence[Pair]) -> tuple[ReportFigure, ...]:
    """Calibration and the two curves of abstention, as far as the messages allow."""
    if not pairs:
        return ()
    drawn = (_draw_calibration(pairs), _draw_abstention(pairs), _draw_refusals(pairs))
    return tuple(figure for figure in drawn if figure)


def draw_confusion_figure(pairs: Sequence[Pair]) -> ReportFigure | None:
    """What is taken for what; None without mistakes."""
    picture = draw_confusions(pairs)
    if picture is None:
        return None
    return ReportFigure(
        picture,
        "Läs en rad i taget: till vänster står vad eleven menade, nedanför vad modellen trodde. Mörkare ruta, fler misstag.",
        ("Rätt var", "Modellen trodde", "Antal"),
        tuple(
            (name_intent(right), name_intent(wrong), str(count))
            for right, wrong, count, _example in find_worst_confusions(pairs, most=ALL)
        ),
        numbers=1,
    )


def draw_learning_figure(points: Sequence[LearningPoint]) -> ReportFigure | None:
    """How much more examples help; None when it was not asked for."""
    picture = draw_learning(points)
    if picture is None:
        return None
    return ReportFigure(
        picture,
        "Stiger linjen fortfarande längst till höger lönar det sig att skriva fler exempel; planar den ut behövs något annat.",
        ("Exempel att lära av", "Rätt avsikt", "95 % säkerhet"),
        tuple(
            (show_count(point.examples), show_percent(point.accuracy.value), show_interval(point.accuracy.interval))
            for point in points
        ),
        numbers=3,
    )


def _draw_calibration(pairs: Sequence[Pair]) -> ReportFigure:
    bins, _error = measure_calibration(pairs)
    return ReportFigure(
        draw_calibration(pairs),
        "Nära den streckade linjen går det att lita på hur säker modellen säger sig vara. Över linjen är den för försiktig, "
        "under är den för säker.",
        ("Säkerhet", "Meddelanden", "Säkerhet i snitt", "Rätt"),
        tuple(
            (show_interval((each.low, each.high)), str(each.count), show_percent(each.confidence), show_percent(each.accuracy))
            for each in bins
        ),
        numbers=4,
    )  # fmt: skip


def _draw_abstention(pairs: Sequence[Pair]) -> ReportFigure:
    return ReportFigure(
        draw_abstention(pairs),
        "Den heldragna linjen visar hur rätt svaren blir, den streckade hur många som får ett svar alls.",
        ("Minsta säkerhet", "Får svar", "Rätt av dem som får svar"),
        tuple(tuple(show_percent(value) for value in point) for point in measure_abstention(pairs)),
        numbers=3,
    )


def _draw_refusals(pairs: Sequence[Pair]) -> ReportFigure | None:
    picture = draw_refusals(pairs)
    if picture is None:
        return None
    return ReportFigure(
        picture,
        "Längst upp till vänster är bäst: allt som ligger utanför avvisas, och ingen som frågar om rätt sak blir avvisad.",
        ("Gräns", "Avvisas med rätta", "Avvisas fast det hör till ämnet"),
        tuple(tuple(show_percent(value) for value in point) for point in measure_refusing(pairs)),
        numbers=3,
    )
