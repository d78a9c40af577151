"""The command line `syvbot`: thin, one function a command; every refusal is a sentence and exit code 1."""

from __future__ import annotations

import datetime as dt
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli_evaluate import RefusingCommand, evaluate
from bot.errors import SyvbotError, describe_for_person
from bot.progress import DelayedProgress
from bot.regional.checkup import Checkup, check_database
from bot.regional.export import export_rows
from bot.regional.gazetteer import write_gazetteer
from bot.regional.ingest.files import ReadingLimits
from bot.regional.ingest.kind import ImportOutcome
from bot.regional.ingest.service import IMPORT_KINDS, ImportRequest, import_file
from bot.regional.prepare import prepare_database
from bot.regional.session import committing, get_engine, reading
from bot.settings import Settings, get_settings

SHOWN_PROBLEMS = 50
SHOWN_DIFFERENCES = 50

app = typer.Typer(
    help="Syvbot: vägledning mot industrin för elever.", no_args_is_help=True, pretty_exceptions_enable=False,
    add_completion=False,
)  # fmt: skip
database_app = typer.Typer(help="Databasen.", no_args_is_help=True)
app.add_typer(database_app, name="db")
app.command(cls=RefusingCommand)(evaluate)
out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)

DataKind = StrEnum("DataKind", {kind: kind for kind in IMPORT_KINDS})  # type: ignore[misc]


def main() -> None:
    """Runs the command line; refusals and known failures become a sentence, never a traceback."""
    try:
        app()
    except SyvbotError as error:
        if "problems" in error.details:
            _tell_problems(error)
        err.print(describe_for_person(error), style="bold red", markup=False)
        sys.exit(1)
    except KeyboardInterrupt:
        err.print("Avbrutet. Ingenting har ändrats.")
        sys.exit(130)


@database_app.command("upgrade")
def upgrade() -> None:
    """Gör databasen klar: tabeller, medföljande fakta och ordlistan för språkförståelsen."""
    settings = get_settings()
    prepare_database(
        get_engine(settings.resolved_database_url), gazetteer=settings.resolved_gazetteer_file, now=dt.datetime.now(dt.UTC),
        tell=lambda line: out.print(line, markup=False, highlight=False),
    )  # fmt: skip
    out.print("Databasen är klar.")


@app.command("import")
def import_data(
    kind: Annotated[DataKind, typer.Argument(help="Vad filen innehåller.")],
    file: Annotated[str, typer.Argument(help="En fil, eller en https-adress hos en tillåten värd.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Visa vad som skulle ändras, men ändra ingenting.")
    ] = False,
    retire_many: Annotated[
        bool, typer.Option("--retire-many", help="Tillåt att de flesta av en källas rader tas ur bruk.")
    ] = False,
) -> None:
    """Läser in en fil, allt eller inget. Är något fel listas varje felaktig rad och ingenting ändras."""
    settings = get_settings()
    engine = get_engine(settings.resolved_database_url)
    request = ImportRequest(kind.value, file, dry_run=dry_run, retire_many=retire_many)
    with DelayedProgress(f"Läser in {file}", console=err) as progress:
        outcome = import_file(
            engine, request, limits=reading_limits(settings), now=dt.datetime.now(dt.UTC), progress=progress.show
        )
    if outcome.changes.anything and not dry_run:
        with reading(engine) as session:
            write_gazetteer(session, path=settings.resolved_gazetteer_file)
    _print_outcome(outcome, dry_run=dry_run)


@app.command()
def start() -> None:
    """Startar Syvbot: porten, språkmotorn och åtgärdsservern. Ctrl-C avslutar."""
    from bot.supervise.start import start as start_everything

    start_everything(get_settings(), tell=_tell)


@app.command()
def train() -> None:
    """Tränar en modell av träningsdata i data/ och lägger den i models/."""
    from bot.training.train import train_model

    trained = train_model(get_settings(), now=dt.datetime.now(dt.UTC))
    out.print(f"Klart: {trained.path.name}, {trained.examples} exempel på {trained.seconds:.0f} s.", markup=False)


@app.command("data-report")
def data_report() -> None:
    """Visar dubbletter, motsägelser och tunna ställen i träningsdata."""
    from bot.training.data_report import run_data_report

    run_data_report(get_settings(), tell=_tell)


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="Frågan, med elevens ord.")],
    county: Annotated[str, typer.Option(help="Länskod, till exempel 14.")] = "",
    municipality: Annotated[str, typer.Option(help="Kommunkod, till exempel 1480.")] = "",
    language: Annotated[str, typer.Option(help="sv, easy eller en.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Hela svaret som JSON.")] = False,
) -> None:
    """Ställer en fråga till den Syvbot som är igång och visar svaret."""
    from bot.dialogue.ask import ask_question, describe_messages_as_json, describe_messages_for_reading
    from bot.dialogue.settings import get_dialogue_settings

    messages = ask_question(
        get_settings(), get_dialogue_settings(), text=text, county=county, municipality=municipality, language=language
    )
    describe = describe_messages_as_json if as_json else describe_messages_for_reading
    _tell(describe(messages))


@app.command()
def purge() -> None:
    """Raderar sparad text som är äldre än inställningen, och samtal som ingen avslutade, och visar hur mycket."""
    from bot.chat.retention import purge_old_turns
    from bot.dialogue.settings import get_dialogue_settings
    from bot.dialogue.trackers import open_conversation_store

    settings, now = get_settings(), dt.datetime.now(dt.UTC)
    with committing(get_engine(settings.resolved_database_url)) as session:
        purged = purge_old_turns(session, now=now, keep=dt.timedelta(days=settings.retention_days))
    store = open_conversation_store(settings, get_dialogue_settings())
    store.prepare()
    idle = store.forget_idle(before=(now - dt.timedelta(minutes=settings.session_minutes)).timestamp())
    store.close()
    out.print(
        f"Raderat: {purged.turns} chattomgångar, {purged.site_messages} hanterade meddelanden och "
        f"{idle} samtal som ingen avslutade."
    )


def _tell(line: str) -> None:
    out.print(line, markup=False, highlight=False)


def _tell_problems(error: SyvbotError) -> None:
    """Lists the first of an error's problems, each on a line."""
    problems = error.details["problems"]
    assert isinstance(problems, tuple)
    for problem in problems[:SHOWN_PROBLEMS]:
        err.print(problem.describe(), markup=False, highlight=False)
    if len(problems) > SHOWN_PROBLEMS:
        err.print(f"… och {int(str(error.details['count'])) - SHOWN_PROBLEMS} till.")


def _print_outcome(outcome: ImportOutcome, *, dry_run: bool) -> None:
    changes = outcome.changes
    head = "Skulle ge" if dry_run else "Klart"
    out.print(
        f"{head}: {changes.added} nya, {changes.changed} ändrade, {changes.retired} tagna ur bruk, "
        f"{changes.unchanged} oförändrade ({outcome.rows} rader)."
    )
    for remark in outcome.remarks:
        out.print(remark, markup=False)
    if dry_run:
        for line in outcome.differences[:SHOWN_DIFFERENCES]:
            _tell(f"  {line}")
        more = changes.added + changes.changed + changes.retired - SHOWN_DIFFERENCES
        if more > 0:
            _tell(f"  … och {more} till.")
        _tell("Ingenting har ändrats.")


@app.command("export")
def export_data(
    kind: Annotated[DataKind, typer.Argument(help="Vad som ska skrivas.")],
    file: Annotated[Path, typer.Argument(help="Filen: .csv eller .xlsx; prognoser .json.")],
) -> None:
    """Skriver alla rader av en sort till en fil som `syvbot import` läser tillbaka oförändrad."""
    with reading(get_engine(get_settings().resolved_database_url)) as session:
        count = export_rows(session, kind=kind.value, path=file)
    out.print(f"Klart: {count} rader till {file}.", markup=False)


@app.command()
def doctor() -> None:
    """Visar hur installationen mår: databas, data, modeller, portar, vad som snart går ut, och vad som är fel."""
    from bot.supervise.checkup import check_models, check_ports_in_use

    settings = get_settings()
    with reading(get_engine(settings.resolved_database_url)) as session:
        checkup = check_database(session, gazetteer=settings.resolved_gazetteer_file, now=dt.datetime.now(dt.UTC))
    _print_checkup(checkup, settings=settings)
    models, ports = check_models(settings), check_ports_in_use(settings)
    _print_table("Modeller", ("Modell", "Tränad", "Läge"), models.rows)
    _print_table("Portar", ("Process", "Port", "Läge"), ports.rows)
    problems = (*checkup.problems, *models.problems, *ports.problems)
    for remark in checkup.remarks:
        _tell(f"• {remark}")
    for problem in problems:
        out.print(f"FEL: {problem}", style="bold red", markup=False)
    out.print("Allt ser bra ut." if not problems else f"{len(problems)} fel.")
    if problems:
        raise typer.Exit(1)


def _print_table(title: str, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    table = Table(*columns, title=title)
    for row in rows:
        table.add_row(*row)
    out.print(table)


def _print_checkup(checkup: Checkup, *, settings: Settings) -> None:
    backend = "PostgreSQL" if settings.database_url.startswith("postgresql") else "SQLite (inbyggd)"
    out.print(f"Databas: {backend}")
    counts = Table("Vad", "Antal", title="Innehåll")
    for name, count in checkup.counts.items():
        counts.add_row(name, str(count))
    ages = Table("Data", "Senaste fil", "Inläst", "Dagar sedan", title="Ålder")
    for age in checkup.ages:
        ages.add_row(age.kind, age.file, f"{age.loaded_at:%Y-%m-%d}", str(age.days))
    out.print(counts, ages)


def reading_limits(settings: Settings) -> ReadingLimits:
    """The limits for files that people hand in."""
    return ReadingLimits(
        max_megabytes=settings.import_max_megabytes,
        max_rows=settings.import_max_rows,
        hosts=tuple(settings.import_hosts),
    )


if __name__ == "__main__":
    main()
