"""How long whole processes take on made-up prose, beside their peers: `python -m benchmarks.speed`.

Every command checks the same folders, in turns, so that a busy moment falls on all. Measured are
the clock, the processor and the peak memory of the process and those it starts; medians count, and
the ratio to ripgrep with our own trigger words, pair by pair. Peers are looked for on the PATH and
left out where they are not there. Then, without peers, how time and memory grow with bytes
(10, 100 and 1,000 MB), with files, and with rules (`benchmarks/scaling.py`). `--write` makes
`docs/performance.md`; `--small` leaves out what takes long. Linux and macOS only.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.process import OURS, Spent, run
from benchmarks.prose import write_file, write_folder
from benchmarks.scaling import scaling

DOCS = Path(__file__).parents[1] / "docs" / "performance.md"
CLEAN = "Naloxone is free at every library. Ask at the desk for a kit and a short lesson.\n"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Something to check, how it is made, and whether slow peers are spared."""

    name: str
    make: Callable[[Path], object]
    large: bool = False


CORPORA = (
    Corpus("one tiny clean file", lambda at: (at / "a.md").write_text(CLEAN, encoding="utf-8")),
    Corpus("100 files, 1 % flagged", lambda at: write_folder(at, 100, flagged=1)),
    Corpus("100 files, ambiguous words", lambda at: write_folder(at, 100, ambiguous=50)),
    Corpus("100 files, dense", lambda at: write_folder(at, 100, flagged=50)),
    Corpus("2,000 files, clean", lambda at: write_folder(at, 2_000, ambiguous=0), large=True),
    Corpus(
        "2,000 files, on other things",
        lambda at: write_folder(at, 2_000, on_drugs=False),
        large=True,
    ),
    Corpus("2,000 files, 1 % flagged", lambda at: write_folder(at, 2_000, flagged=1), large=True),
    Corpus(
        "2,000 HTML files, 1 % flagged",
        lambda at: write_folder(at, 2_000, flagged=1, html=True),
        large=True,
    ),
    Corpus("one file of 5 MB", lambda at: write_file(at / "a.md", 5_000_000), large=True),
)
SLOW = ("alex", "write-good", "proselint")
"""Run once on large corpora, however many rounds there are."""
SPARED = ("textlint",)
"""Not run on large corpora: minutes for each."""
_VERSION = re.compile(r"\d+(?:\.\d+)+")


def peers(words: Path) -> dict[str, Sequence[str]]:
    """The commands of the peers that are there by name; one searches for `words`."""
    every: dict[str, Sequence[str]] = {
        "ripgrep": ("rg", "-i", "-w", "-F", "-c", "-f", str(words), "."),
        "typos": ("typos", "."),
        "codespell": ("codespell", "."),
        "alex": ("alex", "."),
        "write-good": ("sh", "-c", "find . -type f | xargs write-good"),
        "textlint": ("textlint", "--rule", "alex", "."),
        "proselint": ("proselint", "check", "."),
        "vale": ("vale", "."),
    }
    return {name: command for name, command in every.items() if shutil.which(_program(name))}


def _program(peer: str) -> str:
    return {"ripgrep": "rg"}.get(peer, peer)


def commands(home: Path) -> dict[str, Sequence[str]]:
    """The commands to compare by name; each is given the folder as its working directory."""
    words = home / "triggers.txt"
    apart = multiprocessing.get_context("spawn").Process(target=_write_triggers, args=(words,))
    apart.start()
    apart.join()
    cache = home / "cache"
    return {
        "personfirst": (*OURS, "--no-cache", "."),
        "personfirst, known files": (*OURS, "--cache-dir", str(cache), "."),
        **peers(words),
    }


def _write_triggers(file: Path) -> None:
    """Our own trigger words, a line each: those of the rarest place of each expression of a term.
    In a process of its own: a small parent leaves small children room to show their own peak of
    memory.
    """
    from personfirst.rulebook.ruleset import load_ruleset

    gates = load_ruleset().gates
    terms = {str(pattern) for patterns in gates.terms.values() for pattern in patterns}
    rarest = {
        str(at) for at, places in enumerate(gates.places) if not terms.isdisjoint(places.split())
    }
    each = zip(gates.needles, gates.sets, strict=True)
    triggers = [needle for needle, sets in each if not rarest.isdisjoint(sets.split())]
    file.write_text("\n".join(triggers), encoding="utf-8")


def versions() -> str:
    """What is compared, with its version, and what of ours takes part in the time."""
    ours = ", ".join(f"{name} {version(name)}" for name in ("spacy", "typer", "ahocorasick-rs"))
    said = [f"personfirst {version('personfirst')} (with {ours})"]
    for name in peers(Path()):
        found = (_version_of(_program(name), way) for way in ("--version", "version"))
        said.append(f"{name} {next(filter(None, found), 'of an unknown version')}")
    return f"Compared: {', '.join(said)}."


def _version_of(name: str, way: str) -> str:
    told = subprocess.run((name, way), capture_output=True, text=True, check=False)
    found = None if told.returncode else _VERSION.search(told.stdout)
    return found[0] if found else ""


def measure(rounds: int, limit: float, *, large: bool) -> list[tuple[str, str, list[Spent]]]:
    """For each corpus and command what each round took; nothing where it was too slow."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        compared = commands(home)
        for corpus in CORPORA:
            if corpus.large and not large:
                continue
            folder = home / "corpus"
            folder.mkdir()
            corpus.make(folder)
            spent: dict[str, list[Spent]] = {one: [] for one in compared}
            run(compared["personfirst, known files"], folder, limit)
            for number in range(rounds):
                for one, command in compared.items():
                    once = corpus.large and one in SLOW
                    if (corpus.large and one in SPARED) or (once and number):
                        continue
                    taken = run(command, folder, limit)
                    if taken:
                        spent[one].append(taken)
            found += [(corpus.name, one, taken) for one, taken in spent.items()]
            shutil.rmtree(folder)
            sys.stderr.write(f"{corpus.name}\n")
    return found


def table(found: Sequence[tuple[str, str, list[Spent]]]) -> str:
    """The figures as Markdown."""
    lines = [
        "| | wall s | processor s | peak MB | times ripgrep |",
        "| --- | --- | --- | --- | --- |",
    ]
    floors: dict[str, list[Spent]] = {
        corpus: taken for corpus, one, taken in found if one == "ripgrep"
    }
    before = ""
    for corpus, one, taken in found:
        if corpus != before:
            lines.append(f"| **{corpus}** | | | | |")
            before = corpus
        if not taken:
            lines.append(f"| {one} | not run, or too slow | | | |")
            continue
        wall, cpu, peak = (
            statistics.median(getattr(spent, part) for spent in taken)
            for part in ("wall", "cpu", "peak")
        )
        pairs = list(zip(taken, floors.get(corpus, ()), strict=False))
        ratio = statistics.median(ours.wall / floor.wall for ours, floor in pairs) if pairs else 0
        lines.append(f"| {one} | {wall:.2f} | {cpu:.2f} | {peak:.0f} | {ratio:.0f} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, and print a table or write it into the documentation."""
    parser = argparse.ArgumentParser(description="Time personfirst and its peers.")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each command")
    parser.add_argument("--limit", type=float, default=300, help="seconds until one is given up")
    parser.add_argument("--small", action="store_true", help="leave out 5 MB and more")
    parser.add_argument("--write", action="store_true", help="put the table into docs")
    options = parser.parse_args()
    machine = (
        f"Measured with Python {platform.python_version()} on {platform.system()} "
        f"({platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} "
        f"at the start), median of {options.rounds}. {versions()}\n"
    )
    figures = table(measure(options.rounds, options.limit, large=not options.small))
    growth = scaling(options.limit, large=not options.small)
    text = f"{machine}\n{figures}\n{growth}"
    if not options.write:
        sys.stdout.write(text)
        return
    page = DOCS.read_text(encoding="utf-8")
    head, _, rest = page.partition("<!-- figures -->\n")
    _, _, tail = rest.partition("<!-- end of figures -->")
    DOCS.write_text(
        f"{head}<!-- figures -->\n\n{text}\n<!-- end of figures -->{tail}", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
