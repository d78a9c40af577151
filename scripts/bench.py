"""Runs every benchmark (scripts/bench_*.py), or those named, and prints their figures beside the targets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent


def main() -> int:
    """Each benchmark is a process of its own, so that memory and caches do not leak from one to the next."""
    wanted = sys.argv[1:]
    failed = 0
    for script in sorted(SCRIPTS.glob("bench_*.py")):
        name = script.stem.removeprefix("bench_")
        if wanted and name not in wanted:
            continue
        print(f"\n== {name}", flush=True)
        environment = {**os.environ, "PYTHONPATH": str(SCRIPTS.parent)}
        failed += subprocess.run([sys.executable, str(script)], env=environment, check=False).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
