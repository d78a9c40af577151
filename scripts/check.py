"""Runs the checks of the project one after the other and prints a summary; exits 1 when any of them failed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
LINT = (
    ("stil", [str(BIN / "ruff"), "check", "."]),
    ("format", [str(BIN / "ruff"), "format", "--check", "."]),
    ("typer", [str(BIN / "mypy")]),
    ("importregler", [str(BIN / "lint-imports"), "--no-cache"]),
)
TESTS = (("tester", [str(BIN / "pytest"), "--durations=15"]),)


def main() -> int:
    """Runs lint, or lint and tests."""
    checks = LINT if sys.argv[1:] == ["lint"] else LINT + TESTS
    results = []
    for name, command in checks:
        print(
            f"\n== {name}: {' '.join(Path(command[0]).name if part == command[0] else part for part in command)}",
            flush=True,
        )
        started = time.monotonic()
        outcome = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
        results.append((name, outcome.returncode == 0, time.monotonic() - started))
    print("\nSammanfattning")
    for name, passed, seconds in results:
        print(f"  {'godkänd' if passed else 'FEL    '}  {name} ({seconds:.0f} s)")
    return 0 if all(passed for _name, passed, _seconds in results) else 1


if __name__ == "__main__":
    sys.exit(main())
