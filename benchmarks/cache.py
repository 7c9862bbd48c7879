"""What the cache saves on a folder of pages: `python benchmarks/cache.py`.

Checks 200 Markdown files in a process of its own: without the cache, with an empty one, and with
one that knows all files. The median of each counts, and their ratios, which say more than seconds
do on another machine. Standard library only.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CLEAN = "Naloxone is free at every library. Ask at desk {number} for a kit and a short lesson.\n"
FLAGGED = "The outreach van {number} serves tenants and addicts on Fifth Street.\n"
PARAGRAPHS = 20


def seconds(folder: Path, *arguments: str) -> float:
    """The wall-clock seconds of one check of the folder."""
    command = [sys.executable, "-m", "personfirst", "check", "--isolated", "--quiet", "."]
    started = time.perf_counter()
    ran = subprocess.run(
        [*command, *arguments], cwd=folder, capture_output=True, check=False, text=True
    )
    taken = time.perf_counter() - started
    if ran.returncode not in (0, 1):
        raise SystemExit(f"status {ran.returncode}: {ran.stderr}")
    return taken


def write_pages(folder: Path, files: int, flagged: int) -> None:
    """Pages of 20 paragraphs, of which every `flagged`-th has something to find; 0 for none."""
    for number in range(files):
        text = CLEAN.format(number=number) + "\n"
        last = FLAGGED.format(number=number) if flagged and number % flagged == 0 else ""
        (folder / f"page{number}.md").write_text(text * PARAGRAPHS + last, encoding="utf-8")


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description="Time checks with and without the cache.")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each kind")
    parser.add_argument("--files", type=int, default=200, help="how many pages")
    arguments = parser.parse_args()
    head = f"{arguments.files} pages, median of {arguments.rounds}, and times the warm run"
    sys.stdout.write(f"{head}\n")
    for name, flagged in (("all clean", 0), ("one in ten with a finding", 10)):
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home, "pages")
            cache = Path(home, "cache")
            folder.mkdir()
            write_pages(folder, arguments.files, flagged)
            taken: dict[str, list[float]] = {"no cache": [], "cold": [], "warm": []}
            seconds(folder, "--no-cache")
            for _ in range(arguments.rounds):
                shutil.rmtree(cache, ignore_errors=True)
                taken["no cache"].append(seconds(folder, "--no-cache"))
                taken["cold"].append(seconds(folder, "--cache-dir", str(cache)))
                taken["warm"].append(seconds(folder, "--cache-dir", str(cache)))
        medians = {kind: statistics.median(values) for kind, values in taken.items()}
        cells = (
            f"{kind} {one:.2f} s ({one / medians['warm']:.1f})" for kind, one in medians.items()
        )
        sys.stdout.write(f"{name}: {', '.join(cells)}\n")


if __name__ == "__main__":
    main()
