"""A readable report on the training data: how much there is of what, and what should be mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import TrainingDataRefused
from bot.settings import PROJECT_ROOT, Settings
from bot.text.gazetteer_file import read_gazetteer_file
from bot.training.data_check import read_domain_names
from bot.training.data_findings import (
    MOST_OF_ONE_PHRASE,
    Conflict,
    Leak,
    ThinSpot,
    Twins,
    find_conflicts,
    find_leaks,
    find_overused_phrases,
    find_thin_spots,
    find_twins,
    read_measuring_texts,
)
from bot.training.examples import DataProblem, Example, read_examples
from bot.training.named_rows import NamedRows, find_named_rows

LANGUAGES = ("sv", "en", "ar", "so", "uk", "fa", "fi")
MEASURING_FILES = ("questions.jsonl", "dialogues.jsonl", "questions_dev.jsonl", "dialogues_dev.jsonl")
SHOWN = 40


@dataclass(frozen=True)
class DataReport:
    """All findings about a set of training examples."""

    examples: tuple[Example, ...]
    twins: tuple[Twins, ...]
    leaks: tuple[Leak, ...]
    conflicts: tuple[Conflict, ...]
    overused: tuple[tuple[str, int], ...]
    thin: tuple[ThinSpot, ...]
    named: NamedRows

    @property
    def is_quiet(self) -> bool:
        """Whether nothing must be mended; conflicts are for a person to judge."""
        return not (
            self.twins or self.leaks or self.thin or self.named.missing_occupations or self.named.missing_counties
        )


def run_data_report(settings: Settings, *, tell: Callable[[str], None], root: Path = PROJECT_ROOT) -> DataReport:
    """Reads the data below `root`, tells every finding in Swedish, and returns them."""
    problems: list[DataProblem] = []
    examples = tuple(read_examples(root / "data" / "nlu", problems=problems))
    if problems:
        raise TrainingDataRefused(count=len(problems), problems=tuple(problems))
    intents, _entities = read_domain_names(root / "domain.yml")
    _version, entries = read_gazetteer_file(settings.resolved_gazetteer_file)
    measuring = {f"{path.parent.name}/{path.name}": read_measuring_texts(path) for path in find_measuring_files(root)}
    named = find_named_rows(examples, entries=entries)
    report = DataReport(
        examples=examples,
        twins=tuple(find_twins(examples)),
        leaks=tuple(find_leaks(examples, measuring=measuring)),
        conflicts=tuple(find_conflicts(examples)),
        overused=tuple(find_overused_phrases(named.phrases)),
        thin=tuple(find_thin_spots(examples, named.phrases, intents=intents, languages=LANGUAGES)),
        named=named,
    )
    for line in describe_data_report(report):
        tell(line)
    return report


def find_measuring_files(root: Path) -> list[Path]:
    """The files to measure with: the project's own, and a sample kept beside the project where there is one."""
    folders = (root / "evaluation", root.parent / "shared" / "eval")
    return [folder / name for folder in folders for name in MEASURING_FILES if (folder / name).is_file()]


def describe_data_report(report: DataReport) -> list[str]:
    """The report line by line."""
    named = report.named
    lines = [*_describe_counts(report.examples), ""]
    lines += _describe_list(
        "Dubbletter (ta bort den andra)", [
            f"{_place(twins.spare)} ”{twins.spare.text}” ≈ {_place(twins.kept)} ”{twins.kept.text}”" for twins in report.twins
        ],
    )  # fmt: skip
    lines += _describe_list(
        "Läckor: står bland det som vi mäter med (ta bort)",
        [f"{_place(leak.example)} ”{leak.example.text}” ≈ {leak.source}, {leak.ratio:.0%}" for leak in report.leaks],
    )
    lines += _describe_list(
        "Nära grannar under olika avsikter (bedöm: är båda rätt?)", [
            f"{each.example.intent} ”{each.example.text}” ({_place(each.example)}) – "
            f"{each.neighbour.intent} ”{each.neighbour.text}” ({_place(each.neighbour)})" for each in report.conflicts
        ],
    )  # fmt: skip
    lines += _describe_list(
        f"Fraser som används mer än {MOST_OF_ONE_PHRASE} gånger med olika namn i",
        [f"{count} gånger: {phrase}" for phrase, count in report.overused],
    )
    lines += _describe_list(
        "Tunna ställen", [
            f"{spot.intent} på {spot.language}: {spot.examples} exempel, {spot.phrases} olika fraser" for spot in report.thin
        ],
    )  # fmt: skip
    lines += _describe_list("Yrken som inget exempel nämner", named.missing_occupations)
    lines += _describe_list("Län som inget exempel nämner", named.missing_counties)
    lines.append(f"Kommuner som nämns: {named.municipalities}")
    lines.append("Inget behöver åtgärdas." if report.is_quiet else "Det finns saker att åtgärda.")
    return lines


def _describe_counts(examples: Sequence[Example]) -> list[str]:
    languages = Counter(example.language or "okänt" for example in examples)
    intents = Counter(example.intent for example in examples)
    return [
        f"{len(examples)} exempel",
        "Språk: " + ", ".join(f"{name} {count} ({count / len(examples):.0%})" for name, count in languages.most_common()),
        "Avsikter: " + ", ".join(f"{name} {count}" for name, count in intents.most_common()),
    ]  # fmt: skip


def _describe_list(title: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return [f"{title}: inga"]
    shown = [f"  {line}" for line in lines[:SHOWN]]
    more = [f"  … och {len(lines) - SHOWN} till"] if len(lines) > SHOWN else []
    return [f"{title}: {len(lines)}", *shown, *more, ""]


def _place(example: Example) -> str:
    return f"{example.file}:{example.line}"
