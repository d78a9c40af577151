"""Draws the pictures of an evaluation as SVG text: readable in black and white, for colour-blind eyes, and with Swedish titles."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from bot.evaluation.metrics import (
    CalibrationBin,
    Pair,
    Share,
    is_right,
    measure_abstention,
    measure_calibration,
    measure_refusals,
    measure_refusing,
)
from bot.evaluation.names import name_intent
from bot.text.normalise import make_slug

# Two of Okabe and Ito's colours, which all kinds of colour vision tell apart, and greys.
BLUE, VERMILLION, GREY, INK = "#0072B2", "#B34700", "#8A949B", "#18272D"
_SHADES = LinearSegmentedColormap.from_list("mistakes", ["#FFFFFF", "#F6C9A8", "#B34700", "#5C2100"])
_STYLE = {
    # Text stays text: it can be searched, zoomed and read aloud.
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 11,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titleweight": "bold",
    "axes.titlesize": 13,
    "axes.titlelocation": "left",
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": "#E3E8EA",
    "axes.axisbelow": True,
    "axes.facecolor": "none",
}
# A page may give the drawing colours of its own, as in the dark; alone it keeps these.
_PAGE_COLOURS = {
    INK.lower(): "currentColor",
    BLUE.lower(): f"var(--chart-blue, {BLUE})",
    VERMILLION.lower(): f"var(--chart-red, {VERMILLION})",
    GREY.lower(): f"var(--chart-grey, {GREY})",
    "#e3e8ea": "var(--chart-grid, #E3E8EA)",
}
# As many as can be read on one page; the rest are right most of the time.
MOST_CONFUSED = 24
_ID = re.compile(r'(?<![\w-])id="|href="#|url\(#')


@dataclass(frozen=True)
class Picture:
    """A drawing, its title, and what it shows in words for those who do not see it."""

    title: str
    svg: str
    description: str


@dataclass(frozen=True)
class LearningPoint:
    """How much of the training data was used, how many examples that is, and how well the model then did."""

    part: float
    examples: int
    accuracy: Share


def draw_confusions(pairs: Sequence[Pair]) -> Picture | None:
    """Which intents are taken for which others; None when there is no mistake."""
    counts = Counter(
        (question.intent, prediction.intent) for question, prediction in pairs if not is_right((question, prediction))
    )
    if not counts:
        return None
    weights: Counter[str] = Counter()
    for (right, wrong), count in counts.items():
        weights[right] += count
        weights[wrong] += count
    names = sorted(name for name, _count in weights.most_common(MOST_CONFUSED))
    table = np.array([[counts.get((right, wrong), 0) for wrong in names] for right in names])
    title = "Vad som tas för vad"
    with mpl.rc_context({**_STYLE, "svg.hashsalt": title}):
        size = 3.2 + 0.36 * len(names)
        figure, axes = _make_figure(size + 0.6, size)
        # Drawn, not painted, and only where there are mistakes, so that it is sharp and lies on any ground.
        axes.pcolormesh(np.ma.masked_equal(table, 0), cmap=_SHADES, vmin=0, vmax=max(4, int(table.max())))
        axes.set_aspect("equal")
        axes.invert_yaxis()
        for row, column in zip(*np.nonzero(table), strict=True):
            ink = "white" if table[row, column] > max(4, int(table.max())) * 0.6 else "black"
            axes.text(column + 0.5, row + 0.5, str(table[row, column]), ha="center", va="center", color=ink)
        labels = [name_intent(name) for name in names]
        axes.set_xticks(np.arange(len(names)) + 0.5, labels, rotation=60, ha="right", rotation_mode="anchor")
        axes.set_yticks(np.arange(len(names)) + 0.5, labels)
        axes.set_xticks(np.arange(len(names) + 1), minor=True)
        axes.set_yticks(np.arange(len(names) + 1), minor=True)
        axes.grid(which="minor")
        axes.tick_params(which="both", length=0)
        axes.set(xlabel="Modellen trodde", ylabel="Rätt var", title=title)
        (right, wrong), most = counts.most_common(1)[0]
        told = f"Vanligast: ”{name_intent(right)}” togs för ”{name_intent(wrong)}” ({most} gånger)."
        return Picture(title, _write_svg(figure, name=title), told)


def draw_calibration(pairs: Sequence[Pair]) -> Picture:
    """Whether the model is right as often as it is sure."""
    bins, error = measure_calibration(pairs)
    title = "Är modellen så säker som den borde vara?"
    with mpl.rc_context({**_STYLE, "svg.hashsalt": title}):
        figure, axes = _make_figure(6.4, 4.6)
        axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", label="lika säker som rätt")
        axes.plot([each.confidence for each in bins], [each.accuracy for each in bins], color=BLUE)
        axes.scatter(
            [each.confidence for each in bins], [each.accuracy for each in bins], color=BLUE, zorder=3,
            s=[30 + 400 * each.count / len(pairs) for each in bins], label="modellen (större prick: fler meddelanden)",
        )  # fmt: skip
        _show_shares(axes, both=True)
        axes.set(
            xlabel="Så säker var modellen", ylabel="Så ofta hade den rätt", title=title, xlim=(0, 1.03), ylim=(0, 1.05)
        )
        axes.legend(frameon=False, loc="upper left")
        return Picture(title, _write_svg(figure, name=title), _describe_calibration(bins, error))


def _describe_calibration(bins: Sequence[CalibrationBin], error: float) -> str:
    leaning = sum((each.confidence - each.accuracy) * each.count for each in bins)
    kind = "för säker" if leaning > 0 else "för osäker"
    return f"I snitt skiljer {_percent(error)} mellan hur säker modellen är och hur ofta den har rätt; den är oftast {kind}."


def draw_abstention(pairs: Sequence[Pair]) -> Picture:
    """What is won and lost by not answering when in doubt."""
    curve = measure_abstention(pairs)
    title = "Om modellen avstår när den är osäker"
    bounds = [bound for bound, _share, _accuracy in curve]
    with mpl.rc_context({**_STYLE, "svg.hashsalt": title}):
        figure, axes = _make_figure(6.4, 4.6)
        axes.plot(bounds, [accuracy for *_rest, accuracy in curve], color=BLUE, label="rätt, av dem som får svar")
        axes.plot(
            bounds, [share for _bound, share, _accuracy in curve], color=VERMILLION, linestyle="--", label="får svar"
        )
        _show_shares(axes, both=True)
        axes.set(xlabel="Så säker måste modellen vara", ylabel="Andel meddelanden", title=title, ylim=(0, 1.05))
        axes.legend(frameon=False, loc="lower left")
        half = curve[len(curve) // 2]
        told = f"Krävs minst {_percent(half[0])} säkerhet får {_percent(half[1])} svar, och {_percent(half[2])} av dem rätt."
        return Picture(title, _write_svg(figure, name=title), told)


def draw_refusals(pairs: Sequence[Pair]) -> Picture | None:
    """What lies outside against what is refused by mistake; None when no message lies outside."""
    curve = measure_refusing(pairs)
    if not curve:
        return None
    refusals = measure_refusals(pairs)
    now_outside, now_inside = refusals["out_of_scope_refused"].value, refusals["in_scope_refused"].value
    title = "Det som ligger utanför ämnet"
    with mpl.rc_context({**_STYLE, "svg.hashsalt": title}):
        figure, axes = _make_figure(6.4, 4.6)
        axes.plot([inside for *_rest, inside in curve], [outside for _bound, outside, _inside in curve], color=BLUE,
                  marker=".", label="andra gränser för att avvisa")  # fmt: skip
        axes.scatter([now_inside], [now_outside], color=VERMILLION, marker="D", s=70, zorder=3, label="som det är nu")
        axes.axhline(0.92, color=GREY, linestyle=":", label="målen: minst 92 %, högst 3 %")
        axes.axvline(0.03, color=GREY, linestyle=":")
        _show_shares(axes, both=True)
        axes.set(xlabel="Avvisas fast det hör till ämnet", ylabel="Avvisas med rätta", title=title, ylim=(0, 1.05),
                 xlim=(-0.005, max(0.1, now_inside * 1.5)))  # fmt: skip
        axes.legend(frameon=False, loc="lower right")
        told = f"Nu avvisas {_percent(now_outside)} av det som ligger utanför och {_percent(now_inside)} av det som hör till."
        return Picture(title, _write_svg(figure, name=title), told)


def draw_learning(points: Sequence[LearningPoint]) -> Picture | None:
    """How much more examples help; None with fewer than two points."""
    if len(points) < 2:
        return None
    title = "Hjälper fler exempel?"
    with mpl.rc_context({**_STYLE, "svg.hashsalt": title}):
        figure, axes = _make_figure(6.4, 4.6)
        examples = [point.examples for point in points]
        values = [point.accuracy.value for point in points]
        axes.fill_between(
            examples, [point.accuracy.interval[0] for point in points], [point.accuracy.interval[1] for point in points],
            color=BLUE, alpha=0.15, linewidth=0, label="95 % säkerhet",
        )  # fmt: skip
        axes.plot(examples, values, color=BLUE, marker="o", label="rätt avsikt")
        for count, value in zip(examples, values, strict=True):
            axes.annotate(_percent(value), (count, value), textcoords="offset points", xytext=(0, 9), ha="center")
        _show_shares(axes, both=False)
        low = min(point.accuracy.interval[0] for point in points)
        axes.set(xlabel="Exempel att lära av", ylabel="Rätt avsikt", title=title, ylim=(max(0.0, low - 0.05), 1.02))
        axes.legend(frameon=False, loc="lower right")
        told = f"Från {examples[0]} till {examples[-1]} exempel går det från {_percent(values[0])} till {_percent(values[-1])}."
        return Picture(title, _write_svg(figure, name=title), told)


def _make_figure(width: float, height: float) -> tuple[Figure, Axes]:
    # Not through pyplot: it keeps every figure in memory and is not made for servers.
    figure = Figure(figsize=(width, height), layout="constrained")
    figure.patch.set_alpha(0)
    return figure, figure.subplots()


def _show_shares(axes: Axes, *, both: bool) -> None:
    axes.yaxis.set_major_formatter(FuncFormatter(_format_share))
    if both:
        axes.xaxis.set_major_formatter(FuncFormatter(_format_share))
    axes.grid(visible=True)


def _format_share(value: float, _position: int) -> str:
    return _percent(value)


def _percent(share: float) -> str:
    digits = 1 if 0 < share < 0.1 and abs(round(share * 100) - share * 100) > 1e-6 else 0
    return f"{share * 100:.{digits}f} %".replace(".", ",")


def _write_svg(figure: Figure, *, name: str) -> str:
    written = io.StringIO()
    figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = written.getvalue()
    # Inside a page only the element itself is wanted, and ids that no other picture has.
    text = _ID.sub(rf"\g<0>{make_slug(name)}-", text[text.index("<svg") :])
    return re.sub("|".join(_PAGE_COLOURS), _take_page_colour, text)


def _take_page_colour(found: re.Match[str]) -> str:
    return _PAGE_COLOURS[found.group()]
