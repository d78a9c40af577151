"""Processor time and memory of a process and all that it started."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Memory:
    """Megabytes: `resident` counts shared pages in every process, `proportional` shares them out."""

    resident: float
    proportional: float


def list_tree(pid: int) -> tuple[int, ...]:
    """The process and its descendants."""
    found = [pid]
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="utf-8").split():
                found += list_tree(int(child))
    except OSError:
        pass
    return tuple(dict.fromkeys(found))


def read_processor_seconds(pid: int) -> float:
    """What the tree has used, in user and kernel mode."""
    ticks = 0
    for each in list_tree(pid):
        try:
            fields = Path(f"/proc/{each}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def read_memory(pid: int) -> Memory:
    """What the tree holds."""
    resident = proportional = 0
    for each in list_tree(pid):
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="utf-8").splitlines()
        except OSError:
            continue
        sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:]}
        resident += sizes.get("Rss", 0)
        proportional += sizes.get("Pss", 0)
    return Memory(resident / 1024, proportional / 1024)
