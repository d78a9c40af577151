"""The command `syvbot evaluate`: what it is given, what it prints, and its exit codes. The measuring is in bot.evaluation."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from typer.core import TyperCommand

from bot.settings import PROJECT_ROOT, Settings, get_settings

if TYPE_CHECKING:
    from bot.evaluation.result import Evaluation

GATE_NOT_PASSED = 2
# Typer names this class only as the parent of one of its errors.
USAGE_ERROR: Any = typer.BadParameter.__base__
QUESTIONS = PROJECT_ROOT / "evaluation" / "questions.jsonl"
DIALOGUES = PROJECT_ROOT / "evaluation" / "dialogues.jsonl"
out = Console(soft_wrap=True)


class RefusingCommand(TyperCommand):
    """A command that answers options it does not know with 1, as every refusal here, so that 2 has one meaning."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads the options."""
        try:
            return list(super().parse_args(ctx, args))
        except USAGE_ERROR as error:
            error.exit_code = 1
            raise


def evaluate(
    questions: Annotated[Path | None, typer.Option(help="Meddelanden att mäta med, JSONL.")] = None,
    dialogues: Annotated[Path | None, typer.Option(help="Samtal att mäta med, JSONL.")] = None,
    predictions: Annotated[Path | None, typer.Option(help="Dit varje förutsägelse skrivs, JSONL.")] = None,
    metrics: Annotated[Path | None, typer.Option("--json", help="Dit alla siffror skrivs, JSON.")] = None,
    model: Annotated[Path | None, typer.Option(help="Modellen som mäts; annars den nyaste.")] = None,
    compare: Annotated[
        Path | None, typer.Option(help="Jämför med en annan modell, dess förutsägelser (.jsonl) eller en config.yml.")
    ] = None,
    learning: Annotated[
        bool, typer.Option("--learning", help="Rita inlärningskurvan: tränar tre modeller till.")
    ] = False,
    report: Annotated[Path | None, typer.Option(help="Mapp för rapporten; annars var/evaluation/<tid>.")] = None,
) -> None:
    """Mäter en modell och skriver en rapport. Utan frågor och samtal används de i evaluation/.

    Slutar med 0 när målen är nådda (eller inget går att pröva), 2 när något mål inte är nått, 1 när något inte gick.
    """
    from bot.evaluation.run import EvaluationRequest, evaluate_model
    from bot.training.train import find_newest_model

    settings, now = get_settings(), dt.datetime.now(dt.UTC)
    if questions is None and dialogues is None:
        questions, dialogues = QUESTIONS, DIALOGUES
    _prepare(settings, now=now)
    request = EvaluationRequest(
        model=model or find_newest_model(settings),
        folder=report or settings.data_dir / "evaluation" / f"{now.astimezone():%Y%m%d-%H%M%S}",
        questions=questions, dialogues=dialogues, predictions=predictions, metrics=metrics, compare=compare, learning=learning,
    )  # fmt: skip
    evaluation = evaluate_model(settings, request, now=now.astimezone(), tell=_tell)
    print_evaluation(evaluation)
    if evaluation.checks and not evaluation.passed:
        raise typer.Exit(GATE_NOT_PASSED)


def _prepare(settings: Settings, *, now: dt.datetime) -> None:
    """Answers need the facts and the names that a fresh checkout has not made yet."""
    from bot.regional.prepare import prepare_database
    from bot.regional.session import get_engine

    engine = get_engine(settings.resolved_database_url)
    prepare_database(engine, gazetteer=settings.resolved_gazetteer_file, now=now, tell=_tell)


def print_evaluation(evaluation: Evaluation) -> None:
    """The verdict, the gate as a table, and where to read more."""
    from bot.evaluation.metrics import compare_models, measure_accuracy
    from bot.evaluation.wording import judge_checks, show_count, show_interval, show_percent

    verdict = judge_checks(evaluation.checks)
    if evaluation.checks:
        out.print(_make_table(evaluation))
    out.print(f"{verdict.headline}.", style="bold green" if verdict.passed else "bold yellow", highlight=False)
    _tell(" ".join(verdict.sentences))
    if evaluation.pairs:
        accuracy = measure_accuracy(evaluation.pairs)
        _tell(
            f"Rätt avsikt: {show_percent(accuracy.value)} av {show_count(accuracy.total)} meddelanden "
            f"(95 % säkerhet {show_interval(accuracy.interval)})."
        )
    if evaluation.run:
        _tell(f"Tid per meddelande: {evaluation.run.parse_p50_ms:.0f} ms. Minne: {evaluation.run.memory_mb} MB.")
    if evaluation.comparison:
        figures = compare_models(evaluation.pairs, evaluation.comparison.pairs)
        _tell(
            f"{evaluation.comparison.name}: {show_percent(figures['second'])} rätt avsikt "
            f"(bara den här rätt: {figures['only_first_right']}, bara den andra: {figures['only_second_right']})."
        )
    for name, path in (
        ("Rapport", evaluation.report), ("Förutsägelser", evaluation.predictions), ("Siffror", evaluation.metrics)
    ):  # fmt: skip
        _tell(f"{name}: {path}")


def _make_table(evaluation: Evaluation) -> Table:
    from bot.evaluation.names import name_check
    from bot.evaluation.wording import show_check_interval, show_outcome, show_target, show_value

    table = Table("Mål", title=f"Mätning av {evaluation.model}")
    for heading in ("Mätt", "95 % säkerhet"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Krav", no_wrap=True)
    table.add_column("Antal", justify="right")
    table.add_column("Utslag", no_wrap=True)
    for check in evaluation.checks:
        table.add_row(
            name_check(check.name), show_value(check), show_check_interval(check), show_target(check), str(check.count),
            f"{'✓' if check.passed else '✗'} {show_outcome(check)}", style="" if check.passed else "yellow",
        )  # fmt: skip
    return table


def _tell(line: str) -> None:
    out.print(line, markup=False, highlight=False)
