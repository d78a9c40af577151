"""The report: one page that needs nothing else, holds the figures, and shows any message as it was written."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.dialogues import DialogueFigures, TurnResult
from bot.evaluation.gate import check_dialogues, check_model
from bot.evaluation.metrics import Share, measure_linked
from bot.evaluation.pictures import LearningPoint
from bot.evaluation.predict import RunFigures
from bot.evaluation.report import render_report, write_report
from bot.evaluation.result import Comparison, Evaluation
from tests.evaluation.build import make_prediction, make_question

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
RUN = RunFigures(messages=40, load_seconds=14.0, parse_p50_ms=12.0, parse_p95_ms=30.0, memory_mb=850)
NASTY = "<script>alert(1)</script> & \u202eabc \ud83d {{ 7*7 }}"
VOID = {"meta", "link", "br", "img", "input", "hr"}


def make_evaluation(**changes: Any) -> Evaluation:
    """Forty messages of which four are misread, and a conversation."""
    entities = [("place", "Lund", "municipality:1281")]
    pairs = [
        (
            make_question(n, "ask_salary", entities=[("place", "Lund")]),
            make_prediction(n, "ask_salary", 0.9, entities=entities),
        )
        for n in range(20)
    ]
    pairs += [(make_question(n, "out_of_scope"), make_prediction(n, "out_of_scope", 0.8)) for n in range(20, 36)]
    pairs += [(make_question(36, "ask_salary", text=NASTY), make_prediction(36, "greet", 0.97))]
    pairs += [(make_question(n, "ask_salary"), make_prediction(n, "ask_mentor", 0.5)) for n in range(37, 40)]
    turn = TurnResult(
        "samtal-7", 2, "och i Skåne då", {}, "ask_salary", {"place": {"kind": "county", "code": "12", "name": "Skåne län"}},
        "svar", True, False, False, ("ask_schools",), {"occupation": "svetsare"},
    )  # fmt: skip
    figures = DialogueFigures(20, 19, 18, 17, 18, (turn,))
    evaluation = Evaluation(
        model="syvbot-prov.tar.gz", pairs=pairs, checks=check_model(pairs) + check_dialogues(figures),
        linked=measure_linked(pairs), run=RUN, dialogues=figures, predictions=Path("p.jsonl"), metrics=Path("m.json"),
    )  # fmt: skip
    return replace(evaluation, **changes)


@pytest.fixture(scope="module")
def page() -> str:
    return render_report(make_evaluation(), now=NOW)


class Outline(HTMLParser):
    """Checks that elements close in order, and gathers what pages are judged by."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.figures: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        self.ids += [facts["id"]] if facts.get("id") else []
        self.links += [str(facts[key]) for key in ("href", "src", "xlink:href") if key in facts]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if facts.get("role") == "img":
            self.figures.append(facts.get("aria-label") or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    return parser


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\N{NO-BREAK SPACE}", " ")


def test_the_verdict_the_figures_and_the_worst_mistakes_can_be_read(page: str) -> None:
    told = plain(page)
    assert "Modellen håller inte måttet än" in told
    assert "90 av 100 meddelanden förstås rätt ( 90 %" in told.replace("rätt (90", "rätt ( 90")
    assert "syvbot-prov.tar.gz" in told
    assert "12 ms" in told
    assert "Utanför ämnet avvisat" in told
    assert "lön mentor 3 meddelande 37" in told
    assert "100 % leder" in told.replace("leder 100 %", "100 % leder")
    assert "samtal-7" in told
    assert "Skåne län" in told


def test_the_surest_mistake_comes_first(page: str) -> None:
    table = page[page.index("de säkraste misstagen först") :]
    assert table.index("97") < table.index("meddelande 37")


def test_messages_are_shown_and_never_run(page: str) -> None:
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page


def test_the_page_needs_nothing_from_outside(page: str) -> None:
    parsed = outline(page)
    assert [link for link in parsed.links if not link.startswith("#")] == []
    assert not re.search(r"@import|url\((?!#)", page)
    assert "<img" not in page


def test_the_page_is_well_formed_with_ids_once_and_headings_in_order(page: str) -> None:
    parsed = outline(page)
    assert parsed.open == []
    assert len(parsed.ids) == len(set(parsed.ids))
    assert parsed.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(parsed.headings, parsed.headings[1:], strict=False))
    assert {link[1:] for link in parsed.links if link.startswith("#")} <= set(parsed.ids)


def test_every_picture_has_words_and_a_table(page: str) -> None:
    parsed = outline(page)
    assert len(parsed.figures) == 4
    assert all(len(label) > 30 for label in parsed.figures)
    assert page.count("Samma sak som tabell") == len(parsed.figures)


def test_pictures_take_the_colours_of_the_page_in_light_and_dark(page: str) -> None:
    assert "prefers-color-scheme:dark" in page
    assert "var(--chart-blue, #0072B2)" in page


def test_curve_and_comparison_are_there_when_asked_for(page: str) -> None:
    assert "Hjälper fler exempel?" not in page
    assert "Jämfört med" not in page
    evaluation = make_evaluation()
    other = [(question, make_prediction(0, "greet", 0.6)) for question, _prediction in evaluation.pairs]
    full = render_report(
        replace(
            evaluation,
            comparison=Comparison("config-annan.yml", other, None, check_model(other)),
            learning=(LearningPoint(0.5, 4000, Share(30, 40)), LearningPoint(1.0, 8000, Share(36, 40))),
        ),
        now=NOW,
    )
    told = plain(full)
    assert "Hjälper fler exempel?" in told
    assert "8 000 90 %" in told
    assert "Jämfört med config-annan.yml" in told
    assert "syvbot-prov.tar.gz är bättre" in told
    assert outline(full).open == []


def test_a_faultless_model_and_one_without_messages_have_reports_too() -> None:
    evaluation = make_evaluation()
    right = [pair for pair in evaluation.pairs if pair[0].intent == pair[1].intent]
    assert "Inget meddelande misstolkades" in render_report(
        replace(evaluation, pairs=right, checks=check_model(right)), now=NOW
    )
    empty = render_report(
        replace(evaluation, pairs=[], checks=(), linked=Share(0, 0), run=None, dialogues=None, predictions=None),
        now=NOW,
    )
    assert "För lite för ett omdöme" in empty
    assert outline(empty).open == []


def test_the_file_can_be_written_whatever_the_messages_hold(tmp_path: Path) -> None:
    path = tmp_path / "ny" / "report.html"
    write_report(make_evaluation(), path=path, now=NOW)
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
