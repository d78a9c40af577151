"""Figures: spreads, the machine they were taken on, and the table of what was asked and what was measured."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One line of the report: what was measured, the figure, and what was asked. `most` and `least` are the asked bounds."""

    name: str
    value: float | None
    unit: str = ""
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def missed(self) -> bool:
        """Whether a bound was asked for and is not kept; what could not be measured is not kept."""
        if self.most is None and self.least is None:
            return False
        if self.value is None:
            return True
        return (self.most is not None and self.value > self.most) or (
            self.least is not None and self.value < self.least
        )

    @property
    def asked(self) -> str:
        """The bound in words."""
        if self.most is not None:
            return f"högst {_write(self.most)} {self.unit}".strip()
        return f"minst {_write(self.least)} {self.unit}".strip() if self.least is not None else ""


def print_table(title: str, figures: Sequence[Figure]) -> None:
    """Prints the figures beside what was asked."""
    width = max(len(figure.name) for figure in figures) + 2
    print(f"\n{title}\n  {'mått':<{width}}{'begärt':>18}{'uppmätt':>16}")
    for figure in figures:
        mark = "  MISSAT" if figure.missed else ""
        value = "ej mätt" if figure.value is None else f"{_write(figure.value)} {figure.unit}".strip()
        note = f"  {figure.note}" if figure.note else ""
        print(f"  {figure.name:<{width}}{figure.asked:>18}{value:>16}{mark}{note}")


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def near_worst(values: Sequence[float]) -> float:
    """The 95th percentile."""
    ordered = sorted(values)
    return ordered[max(0, int(len(ordered) * 0.95) - 1)]


def describe_machine() -> str:
    """Cores and load: figures of a busy machine are to be read with care."""
    one, five, fifteen = os.getloadavg()
    return f"{os.cpu_count()} kärnor, last {one:.1f} / {five:.1f} / {fifteen:.1f} (1, 5, 15 min)"


def measure_idle_share(seconds: float = 3.0) -> float:
    """The share of the machine that nobody uses just now."""
    idle, whole = _read_idle()
    time.sleep(seconds)
    later_idle, later_whole = _read_idle()
    return (later_idle - idle) / max(1, later_whole - whole)


def _read_idle() -> tuple[int, int]:
    times = [int(part) for part in Path("/proc/stat").read_text(encoding="utf-8").splitlines()[0].split()[1:9]]
    return times[3] + times[4], sum(times)


def _write(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:.0f}" if abs(number) >= 100 or number == int(number) else f"{number:.1f}"
