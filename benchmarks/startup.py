"""How long whole processes take, from start to exit: `python benchmarks/startup.py`.

Starting is what a user waits for in an editor, a pre-commit hook or a shell. Each command runs in a
process of its own, in turns, so that a busy moment falls on all of them; the median counts, with
its ratio to `python -c pass` on the same machine, which says more than milliseconds do. Standard
library only. With `--limit` the exit status is 1 if a command is slower than its limit.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

CLEAN = "Naloxone is free at every library. Ask at the desk for a kit and a short lesson.\n"
FLAGGED = "The outreach van serves tenants and addicts on Fifth Street.\n"


@dataclass(frozen=True, slots=True)
class Case:
    """A command to time; `limit` is the most seconds its median may take, or None."""

    name: str
    arguments: tuple[str, ...]
    limit: float | None = None


CASES = (
    Case("python -c pass", ("-c", "pass")),
    Case("import personfirst", ("-c", "import personfirst")),
    Case("import typer", ("-c", "import typer")),
    Case("personfirst --version", ("-m", "personfirst", "--version"), 0.2),
    Case("personfirst check --help", ("-m", "personfirst", "check", "--help"), 0.2),
    Case(
        "check, one clean file",
        ("-m", "personfirst", "check", "--isolated", "--no-cache", "clean.md"),
        0.3,
    ),
    Case(
        "check, one finding",
        ("-m", "personfirst", "check", "--isolated", "--no-cache", "flagged.md"),
    ),
)


def seconds(case: Case, folder: Path) -> float:
    """The wall-clock seconds of one process."""
    started = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, *case.arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    taken = time.perf_counter() - started
    if ran.returncode not in (0, 1):
        raise SystemExit(f"{case.name}: status {ran.returncode}: {ran.stderr.decode()}")
    return taken


def measure(rounds: int) -> dict[str, list[float]]:
    """The seconds of each case in each round, after one round that warms the caches."""
    taken: dict[str, list[float]] = {case.name: [] for case in CASES}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "clean.md").write_text(CLEAN, encoding="utf-8")
        (folder / "flagged.md").write_text(FLAGGED, encoding="utf-8")
        for number in range(rounds + 1):
            for case in CASES:
                spent = seconds(case, folder)
                if number:
                    taken[case.name].append(spent)
    return taken


def main() -> int:
    """Measure, print a table or JSON, and say whether the limits hold."""
    parser = argparse.ArgumentParser(description="Time whole processes of personfirst.")
    parser.add_argument("--rounds", type=int, default=15, help="runs of each command")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--limit", action="store_true", help="fail where a limit is passed")
    options = parser.parse_args()
    taken = measure(options.rounds)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    base = medians[CASES[0].name]
    lines = []
    for case in CASES:
        median, low = medians[case.name], min(taken[case.name])
        limit = f"  limit {case.limit * 1000:.0f}" if case.limit else ""
        lines.append(
            f"{case.name:<26}{median * 1000:7.0f} ms  min {low * 1000:5.0f}"
            f"  x{median / base:5.1f}{limit}"
        )
    if options.json:
        report = {name: {"median": medians[name], "seconds": taken[name]} for name in taken}
        sys.stdout.write(json.dumps({"cpus": os.cpu_count(), "cases": report}, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(lines) + "\n")
    slow = [case.name for case in CASES if case.limit and medians[case.name] > case.limit]
    if slow and options.limit:
        sys.stderr.write(f"slower than the limit: {', '.join(slow)}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
