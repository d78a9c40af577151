"""Measures a model from beginning to end: reads the messages, lets the model answer them, judges, and writes what was found."""

from __future__ import annotations

import datetime as dt
import json
import tarfile
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.errors import DatabaseNotReady, EvaluationFileRefused, FileForbidden, FileIsFolder, FileMissing
from bot.evaluation.about import RowNames
from bot.evaluation.dialogues import Gazetteer, TurnResult, count_right, read_dialogues, run_dialogues
from bot.evaluation.gate import check_dialogues, check_model
from bot.evaluation.learning import count_examples, measure_learning, train_for_measuring
from bot.evaluation.live import running_engine
from bot.evaluation.metrics import measure_accuracy, measure_linked
from bot.evaluation.pictures import LearningPoint
from bot.evaluation.predict import PredictionRun, describe_question_line, predict_questions, write_lines
from bot.evaluation.questions import Question, pair_up, read_predictions, read_questions
from bot.evaluation.report import write_report
from bot.evaluation.result import Comparison, Evaluation, collect_figures
from bot.settings import PROJECT_ROOT, Settings
from bot.text.gazetteer_file import GazetteerDamaged, GazetteerMissing, read_gazetteer_file

Tell = Callable[[str], None]
REPORT_FILE, PREDICTIONS_FILE, METRICS_FILE = "report.html", "predictions.jsonl", "metrics.json"


@dataclass(frozen=True)
class EvaluationRequest:
    """What to measure and where to write; `compare` is another model, its predictions, or a config.yml to train with."""

    model: Path
    folder: Path
    questions: Path | None = None
    dialogues: Path | None = None
    predictions: Path | None = None
    metrics: Path | None = None
    compare: Path | None = None
    learning: bool = False

    @property
    def predictions_file(self) -> Path:
        """Where the predictions go."""
        return self.predictions or self.folder / PREDICTIONS_FILE

    @property
    def metrics_file(self) -> Path:
        """Where the figures go."""
        return self.metrics or self.folder / METRICS_FILE

    @property
    def report_file(self) -> Path:
        """Where the report goes."""
        return self.folder / REPORT_FILE


def evaluate_model(
    settings: Settings, request: EvaluationRequest, *, now: dt.datetime, tell: Tell, root: Path = PROJECT_ROOT
) -> Evaluation:
    """Runs everything that the request asks for; whatever cannot be used is refused before anything takes time."""
    questions = read_questions(request.questions) if request.questions else ()
    dialogues = read_dialogues(request.dialogues) if request.dialogues else []
    for model in (request.model, request.compare):
        refuse_what_is_no_model(model)
    for path in (request.predictions_file, request.metrics_file, request.report_file):
        make_room(path)
    names, gazetteer = read_names(settings)

    run = _predict(settings, questions, model=request.model, tell=tell)
    turns: tuple[TurnResult, ...] = ()
    if dialogues:
        tell(f"Startar Syvbot med {request.model.name} och för {len(dialogues)} samtal …")
        with running_engine(settings, model=request.model) as engine:
            turns = run_dialogues(engine, dialogues=dialogues, gazetteer=gazetteer)
    _write_predictions(request.predictions_file, questions, run, turns, names=names)

    judged = [question for question in questions if question.is_judged]
    pairs = pair_up(judged, dict(run.predictions))
    figures = count_right(turns) if any(turn.wanted_topics for turn in turns) else None
    checks = check_model(pairs, link=gazetteer.link) + (check_dialogues(figures) if figures else ())
    evaluation = Evaluation(
        model=request.model.name, pairs=pairs, checks=checks, linked=measure_linked(pairs, link=gazetteer.link),
        run=run.figures, dialogues=figures, report=request.report_file, predictions=request.predictions_file,
        metrics=request.metrics_file,
    )  # fmt: skip
    if request.compare:
        evaluation = replace(
            evaluation,
            comparison=_compare(settings, judged, other=request.compare, gazetteer=gazetteer, tell=tell, root=root),
        )
    if request.learning and judged:
        points = measure_learning(settings, questions=judged, tell=tell, root=root)
        whole = LearningPoint(1.0, count_examples(root / "data" / "nlu"), measure_accuracy(pairs))
        evaluation = replace(evaluation, learning=(*points, whole))
    _write_json(request.metrics_file, {"measured_at": now.isoformat(), **collect_figures(evaluation)})
    write_report(evaluation, path=request.report_file, now=now)
    return evaluation


def read_names(settings: Settings) -> tuple[RowNames, Gazetteer]:
    """The names of the database's rows, and which rows a surface form stands for; without them nothing can be judged."""
    try:
        _version, entries = read_gazetteer_file(settings.resolved_gazetteer_file)
    except (GazetteerMissing, GazetteerDamaged) as error:
        raise DatabaseNotReady(path=settings.resolved_gazetteer_file) from error
    return {(row.entity, row.id): row.name for row in entries}, Gazetteer.read(settings.resolved_gazetteer_file)


def refuse_what_is_no_model(path: Path | None) -> None:
    """A model is an archive; instead of another model a config or predictions may be given to compare with."""
    if path is None:
        return
    if not path.is_file():
        raise FileMissing(path=path)
    if path.suffix not in (".yml", ".yaml", ".jsonl") and not tarfile.is_tarfile(path):
        raise EvaluationFileRefused(path=path, line=1, what="filen är ingen tränad modell (.tar.gz)")


def make_room(path: Path) -> None:
    """Makes sure that a file can be written, before the minutes that what is to stand in it takes."""
    if path.is_dir():
        raise FileIsFolder(path=path)
    existed = path.exists()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("ab").close()
    except OSError as error:
        raise FileForbidden(path=path) from error
    if not existed:
        path.unlink()


def _predict(settings: Settings, questions: Sequence[Question], *, model: Path, tell: Tell) -> PredictionRun:
    if not questions:
        return PredictionRun({}, None)
    tell(f"Låter {model.name} läsa {len(questions)} meddelanden …")
    return predict_questions(settings, questions=questions, model=model)


def _compare(
    settings: Settings, questions: Sequence[Question], *, other: Path, gazetteer: Gazetteer, tell: Tell, root: Path
) -> Comparison | None:
    if not questions:
        return None
    if other.suffix == ".jsonl":
        run = PredictionRun(read_predictions(other), None)
    elif other.suffix in (".yml", ".yaml"):
        with tempfile.TemporaryDirectory(prefix="syvbot-compare-") as folder:
            tell(f"Tränar en modell att jämföra med av {other.name} …")
            model = train_for_measuring(settings, config=other, nlu=root / "data" / "nlu", folder=Path(folder))
            run = _predict(settings, questions, model=model, tell=tell)
    else:
        run = _predict(settings, questions, model=other, tell=tell)
    pairs = pair_up(questions, dict(run.predictions))
    return Comparison(other.name, pairs, run.figures, check_model(pairs, link=gazetteer.link))


def _write_predictions(
    path: Path, questions: Sequence[Question], run: PredictionRun, turns: Sequence[TurnResult], *, names: RowNames
) -> None:
    lines = [
        describe_question_line(question, run.predictions[question.id], names=names)
        for question in questions
        if question.id in run.predictions
    ]
    write_lines(path, [*lines, *(turn.to_line() for turn in turns)])


def _write_json(path: Path, figures: Mapping[str, Any]) -> None:
    text = json.dumps(figures, ensure_ascii=False, indent=2) + "\n"
    path.write_bytes(text.encode("utf-8", "backslashreplace"))
