"""Tables of AsciiDoc: where their cells stand and how they fall into rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from personfirst.formats.cells import rows
from personfirst.formats.stretch import Line

Range = tuple[int, int]

_SEPARATOR = re.compile(
    r"""(?<!\\)(?:(?<![^\s|])
        (?P<times>\d{1,2}(?:\.\d{1,2})?[+*]|\.\d{1,2}\+)?
        (?:[<^>](?:\.[<^>])?|\.[<^>])?(?P<style>[adehlmsv]?))?\|""",
    re.VERBOSE,
)
_COLUMNS = re.compile(r"cols\s*=\s*(?:\"([^\"]*)\"|([^,\]\s]*))")
_REPEATED = re.compile(r"(\d{1,2})\*")
_HEADER = re.compile(
    r"%header|options\s*=\s*\"?[^\]]*\bheader|opts\s*=\s*\"?[^\]]*\bheader|%.*\bheader"
)
_DELIMITED = re.compile(r"format\s*=\s*\"?(csv|tsv|dsv)")
_DELIMITERS = {"csv": ",", "tsv": "\t", "dsv": ":"}
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs, as ranges of the text, and how many columns it takes."""

    paragraphs: tuple[tuple[Range, ...], ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table: its rows, and whether the first of them is its head."""

    rows: tuple[tuple[Cell, ...], ...]
    head: bool


def table(text: str, lines: Sequence[Line], delimiter: str, attributes: str) -> Drawn:
    """The table on some lines, without the lines that delimit it; there is one line at least."""
    start, end = lines[0].begin, lines[-1].end
    written = _DELIMITED.search(attributes)
    named = _COLUMNS.search(attributes)
    columns = _count(named[1] or named[2] or "") if named else 0
    blank_second = len(lines) > 2 and lines[1].blank and not lines[0].blank
    head = _HEADER.search(attributes) is not None
    if written or delimiter[0] in ",:":
        sign = _DELIMITERS[written[1]] if written else delimiter[0]
        return Drawn(tuple(_delimited(text, sign, start, end)), head or blank_second)
    first = next((line for line in lines if not line.blank), lines[0])
    cells = list(_cells(text, lines, start, end))
    if not columns:
        columns = sum(1 for _ in _SEPARATOR.finditer(text, first.begin, first.end))
    return Drawn(tuple(_rows(cells, min(max(columns, 1), _MOST_COLUMNS))), head or blank_second)


def _count(columns: str) -> int:
    """How many columns a `cols` attribute names: `1,2a,3` or `3*`."""
    parts = [part for part in re.split(r"[,;]", columns[:2_000]) if part.strip()]
    repeated = (_REPEATED.match(part.strip()) for part in parts)
    return sum(int(found[1]) if found else 1 for found in repeated)


def _delimited(text: str, sign: str, start: int, end: int) -> Iterator[tuple[Cell, ...]]:
    for row in rows(text, sign, start, end, spaced=True):
        if row:
            yield tuple(Cell((((cell.start, cell.end),),)) for cell in row)


def _cells(text: str, lines: Sequence[Line], start: int, end: int) -> Iterator[Cell]:
    at = 0
    separators = _SEPARATOR.finditer(text, start, end)
    before = next(separators, None)
    while before is not None:
        behind = next(separators, None)
        last = behind.start() if behind else end
        while (
            at + 1 < len(lines)
            and lines[at].end < before.end()
            and lines[at + 1].begin <= before.end()
        ):
            at += 1
        paragraphs: list[list[Range]] = [[]]
        index = at
        while index < len(lines) and lines[index].begin < last:
            first, until = max(lines[index].start, before.end()), min(lines[index].end, last)
            words = text[first:until]
            if words.strip():
                first += len(words) - len(words.lstrip())
                paragraphs[-1].append((first, first + len(words.strip())))
            elif paragraphs[-1]:
                paragraphs.append([])
            index += 1
        yield Cell(
            tuple(tuple(one) for one in paragraphs if one and before["style"] != "l"),
            _columns(before["times"] or ""),
        )
        before = behind


def _columns(times: str) -> int:
    """How many columns a cell takes: `2+` is two, `.3+` is one that is three rows high."""
    found = re.match(r"\d+", times)
    return max(1, int(found[0])) if found else 1


def _rows(cells: Sequence[Cell], columns: int) -> Iterator[tuple[Cell, ...]]:
    row: list[Cell] = []
    width = 0
    for cell in cells:
        row.append(cell)
        width += cell.columns
        if width >= columns:
            yield tuple(row)
            row, width = [], 0
    if row:
        yield tuple(row)
