"""Bring the tables of `docs/accuracy.md` up to date.

Run as `python docs/accuracy.py SCORE.json [--check]`.

The score is that of all corpora: `personfirst score corpora --isolated --output-format json`. With
`--check` nothing is written, and the exit status is 1 where a table is out of date.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
ROUNDS = ROOT / "corpora" / "blind" / "rounds.yaml"
CORPORA = "corpora/"
_TABLE = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_COUNTS = ("right", "wrong", "found", "missed")
_FEWEST = {"rule": 10, "genre": 20}
"""So many findings and labels a row of some tables must stand on."""


def main(file: Path, *, check: bool) -> int:
    """Write or check the page; the exit status."""
    score = json.loads(file.read_text("utf-8"))
    old = PAGE.read_text("utf-8")

    def table(part: re.Match[str]) -> str:
        lines = "".join(f"{line}\n" for line in _tables(part[2], score))
        return f"{part[1]}{lines}{part[3]}"

    new = _TABLE.sub(table, old)
    if new == old:
        return 0
    if check:
        sys.stderr.write(f"{PAGE}: out of date; run python docs/accuracy.py with a new score\n")
        return 1
    PAGE.write_text(new, encoding="utf-8", newline="\n")
    return 0


def _tables(name: str, score: dict[str, Any]) -> Iterator[str]:
    """The lines of a table by its name on the page."""
    if name == "rounds":
        return _rounds(yaml.safe_load(ROUNDS.read_text("utf-8")))
    if name == "release":
        return _release(score)
    if name == "found":
        return _found(score["groups"]["found as"])
    if name == "folders":
        return _folders(score["folders"])
    if name == "filters":
        return _filters(score["filters"])
    if name == "rewrites":
        return _rewrites(score["rewrites"])
    rows = score["groups"][name]
    fewest = _FEWEST.get(name, 0)
    return _groups(name, [one for one in rows if sum(map(one.get, _COUNTS)) >= fewest])


def _rows(heads: str, rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """A table; heads that end in a colon are numbers."""
    names = heads.split(", ")
    yield f"| {' | '.join(name.removesuffix(':') for name in names)} |"
    yield f"| {' | '.join('--:' if name.endswith(':') else '---' for name in names)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _rounds(rounds: list[dict[str, Any]]) -> Iterator[str]:
    def rows() -> Iterator[tuple[str, ...]]:
        for one in rounds:
            lead = (one["round"], str(one["date"]), one["texts"])
            for row in one["figures"]:
                yield (*lead, row["what"], str(row["precision"]), str(row["recall"]))
                lead = ("", "", "")

    return _rows("round, date, texts, what, precision, recall", rows())


def _release(score: dict[str, Any]) -> Iterator[str]:
    """The figures of everything, under the number of the release."""
    whole = {**score["whole"], "name": f"{score['tool']['version']}, all corpora"}
    return _folders([whole])


def _found(tallies: list[dict[str, Any]]) -> Iterator[str]:
    rows = ((*one["name"].split(" as "), str(one["found"])) for one in tallies)
    return _rows("label, found as, labels:", rows)


def _folders(folders: list[dict[str, Any]]) -> Iterator[str]:
    def rows() -> Iterator[tuple[str, ...]]:
        for part in folders:
            name = part["name"].removeprefix(CORPORA)
            lead = (f"`{name}`", str(part["documents"]), f"{part['words']:,}")
            rate = f"{part['false_alarms_per_10000_words']:.1f}"
            for one in part["headlines"]:
                figures = (_figure(one, name) for name in ("precision", "recall", "f1"))
                yield (*lead, one["name"], *figures, rate)
                lead, rate = ("", "", ""), ""

    heads = "folder, documents:, words:, what, precision, recall, F1, false alarms per 10k words:"
    return _rows(heads, rows())


def _figure(headline: dict[str, Any], name: str) -> str:
    """A figure with its interval."""
    if headline[name] is None:
        return "–"
    low, high = headline["intervals"].get(name, (None, None))
    return f"{headline[name]:.3f}" + (f" ({low:.3f} to {high:.3f})" if low is not None else "")


def _groups(title: str, tallies: list[dict[str, Any]]) -> Iterator[str]:
    def rows() -> Iterator[tuple[str, ...]]:
        for one in tallies:
            figures = (one["precision"], one["recall"])
            shown = ("–" if figure is None else f"{figure:.2f}" for figure in figures)
            f1 = _figure(one, "f1")
            yield (one["name"], *shown, f1, *(str(one[count]) for count in _COUNTS))

    return _rows(f"{title}, precision:, recall:, F1, right:, wrong:, found:, missed:", rows())


def _filters(filters: list[dict[str, Any]]) -> Iterator[str]:
    rows = (
        (one["name"], f"{one['precision']:.2f}", str(one["right"]), str(one["wrong"]))
        for one in filters
    )
    return _rows("filter, right in:, rightly:, wrongly:", rows)


def _rewrites(rewrites: dict[str, int]) -> Iterator[str]:
    asked = rewrites["labels"] or 1
    first, some = (f"{rewrites[name] / asked:.0%}" for name in ("first", "any"))
    yield f"Of {rewrites['labels']:,} labels that were found and have rewrites of their reader,"
    yield f"the first suggestion makes one of them word for word in {first}, any suggestion in"
    yield f"{some}; {rewrites['none']:,} have no suggestion. Readers write one to three of many"
    yield "good wordings, so this is a floor and not the share of good suggestions; readings of"
    yield "suggestions by people are in `corpora/rewrites`."


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), check="--check" in sys.argv[2:]))
