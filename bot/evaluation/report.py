"""The report of an evaluation: one HTML page that needs nothing else, for counsellors and developers alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.evaluation.dialogues import ABOUT, TurnResult
from bot.evaluation.gate import Check
from bot.evaluation.metrics import (
    Pair,
    Share,
    compare_models,
    find_worst_confusions,
    is_right,
    measure_accuracy,
    measure_accuracy_by,
    measure_entities,
)
from bot.evaluation.names import ENTITY_NAMES, LANGUAGE_NAMES, STYLE_NAMES, name_check, name_intent
from bot.evaluation.questions import Question
from bot.evaluation.report_figures import draw_confusion_figure, draw_learning_figure, draw_report_figures
from bot.evaluation.result import Comparison, Evaluation
from bot.evaluation.wording import (
    judge_checks,
    show_check_interval,
    show_count,
    show_decimal,
    show_interval,
    show_outcome,
    show_percent,
    show_target,
    show_value,
)

TEMPLATES = Path(__file__).with_name("templates")
SHOWN_MISTAKES = 40
SHOWN_DIFFERING = 12
# What the scale of a figure that should be small ends at, in targets.
SCALE_OF_SMALL = 3.0


@dataclass(frozen=True)
class Bar:
    """A measured share on a line, all in percent of its length: value, interval, and the target where there is one."""

    value: float
    low: float
    high: float
    target: float | None = None


@dataclass(frozen=True)
class GroupRow:
    """How one language, style or intent does."""

    name: str
    share: Share
    bar: Bar


@dataclass(frozen=True)
class Misread:
    """A message that was misread; `right` and `read_as` are names of intents, `second` is the next best reading."""

    text: str
    right: str
    read_as: str
    confidence: float
    second: str
    kind: str


def write_report(evaluation: Evaluation, *, path: Path, now: dt.datetime) -> None:
    """Writes the page; half a surrogate pair, which no encoding takes, becomes a question mark."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(render_report(evaluation, now=now).encode("utf-8", "replace"))


def render_report(evaluation: Evaluation, *, now: dt.datetime) -> str:
    """The page as HTML."""
    pairs = evaluation.pairs
    mistakes = [describe_mistake(pair) for pair in evaluation.mistakes]
    return _make_environment().get_template("report.html").render(
        evaluation=evaluation, now=now, verdict=judge_checks(evaluation.checks), accuracy=measure_accuracy(pairs),
        checks=[(check, draw_check_bar(check)) for check in evaluation.checks],
        languages=group_rows(pairs, _get_language, names=LANGUAGE_NAMES),
        styles=group_rows(pairs, _get_style, names=STYLE_NAMES),
        intents=sorted(group_rows(pairs, _get_intent), key=_by_value),
        confusions=draw_confusion_figure(pairs), worst=find_worst_confusions(pairs),
        figures=draw_report_figures(pairs), learning=draw_learning_figure(evaluation.learning),
        mistakes=mistakes[:SHOWN_MISTAKES], more_mistakes=mistakes[SHOWN_MISTAKES:],
        entities=measure_entities(pairs), comparison=describe_comparison(evaluation),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _make_environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        percent=show_percent, decimal=show_decimal, count=show_count, interval=show_interval, value=show_value,
        target=show_target, check_interval=show_check_interval, outcome=show_outcome, intent=name_intent,
        check_name=name_check, entity=_name_entity, wanted=describe_wanted, answered=describe_answered,
    )  # fmt: skip
    return environment


def group_rows(
    pairs: Sequence[Pair], key: Callable[[Question], str], *, names: Mapping[str, str] | None = None
) -> list[GroupRow]:
    """Accuracy by language, style or intent, largest group first; messages that do not tell are left out."""
    return [
        GroupRow(_capitalise((names or {}).get(name, name_intent(name))), share, draw_bar(share))
        for name, share in measure_accuracy_by(pairs, key).items()
        if name
    ]


def draw_bar(share: Share) -> Bar:
    """A share on a line from 0 to 100 %."""
    low, high = share.interval
    return Bar(100 * share.value, 100 * low, 100 * high)


def draw_check_bar(check: Check) -> Bar:
    """A figure of the gate with its target; what should be small is drawn on a shorter scale, else nothing would be seen."""
    end = max(SCALE_OF_SMALL * check.target, check.interval[1]) if check.at_most else 1.0
    value, low, high, target = (100 * each / end for each in (check.value, *check.interval, check.target))
    return Bar(value, low, high, target)


def describe_mistake(pair: Pair) -> Misread:
    """A misread message in words."""
    question, prediction = pair
    others = [(name, confidence) for name, confidence in prediction.ranking if name != prediction.intent]
    kinds = (LANGUAGE_NAMES.get(question.language, question.language), STYLE_NAMES.get(question.style, question.style))
    return Misread(
        text=question.text,
        right=" eller ".join(
            name_intent(each) for each in (question.intent, *sorted(question.right - {question.intent}))
        ),
        read_as=name_intent(prediction.intent),
        confidence=prediction.confidence,
        second=f"{name_intent(others[0][0])} ({show_percent(others[0][1], digits=0)})" if others else "",
        kind=", ".join(kind for kind in kinds if kind),
    )


def describe_comparison(evaluation: Evaluation) -> dict[str, object] | None:
    """The other model beside this one: figures, the gate, and examples of what only one of them understands."""
    other = evaluation.comparison
    if other is None:
        return None
    theirs = {check.name: check for check in other.checks}
    return {
        "other": other,
        **compare_models(evaluation.pairs, other.pairs),
        "checks": [(check, theirs[check.name]) for check in evaluation.checks if check.name in theirs],
        "ours": _find_only_right(evaluation.pairs, other.pairs)[:SHOWN_DIFFERING],
        "theirs": _find_only_right(other.pairs, evaluation.pairs)[:SHOWN_DIFFERING],
        "verdict": _judge_comparison(evaluation, other),
    }


def _judge_comparison(evaluation: Evaluation, other: Comparison) -> str:
    compared = compare_models(evaluation.pairs, other.pairs)
    better, worse = int(compared["only_first_right"]), int(compared["only_second_right"])
    if compared["p_value"] >= 0.05:
        return "Skillnaden kan bero på slumpen: samma meddelanden räcker inte för att säga vilken som är bättre."
    return f"{evaluation.model if better > worse else other.name} är bättre, och skillnaden är för stor för att vara slump."


def _find_only_right(pairs: Sequence[Pair], other: Sequence[Pair]) -> list[Misread]:
    return [describe_mistake(b) for a, b in zip(pairs, other, strict=True) if is_right(a) and not is_right(b)]


def describe_wanted(turn: TurnResult) -> str:
    """What a turn should have been answered with."""
    about = [
        f"{ENTITY_NAMES[kind]}: {turn.wanted_about[kind] or 'inget'}" for kind in ABOUT if kind in turn.wanted_about
    ]
    return "; ".join([" eller ".join(name_intent(topic) for topic in turn.wanted_topics), *about])


def describe_answered(turn: TurnResult) -> str:
    """What a turn was answered with."""
    about = [f"{ENTITY_NAMES[kind]}: {row.get('label') or row.get('name')}" for kind, row in turn.about.items() if row]
    return "; ".join([name_intent(turn.topic) or "inget svar", *about])


def _capitalise(name: str) -> str:
    return name[:1].upper() + name[1:]


def _name_entity(entity: str) -> str:
    return _capitalise(ENTITY_NAMES.get(entity, entity))


def _by_value(row: GroupRow) -> tuple[float, str]:
    return row.share.value, row.name


def _get_language(question: Question) -> str:
    return question.language


def _get_style(question: Question) -> str:
    return question.style


def _get_intent(question: Question) -> str:
    return question.intent
