"""Tables as text, CSV and TSV: a survey's answers, a directory of services, an export.

Cells are read with the header of their column and the rest of their row. Headers are names by which
programs find a column, so they are left to a person. Numbers, dates and addresses are passed over.
An edit that would break a cell apart is refused when it is read again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from personfirst.formats.base import Format
from personfirst.formats.cells import Cell, rows
from personfirst.formats.encoding import decode
from personfirst.formats.flow import Flow
from personfirst.formats.keys import is_key_of_names
from personfirst.formats.values import read_value
from personfirst.model.document import Document, Role

_DELIMITERS = (",", ";", "\t", "|")
_DECLARED = re.compile(r"sep=([^\r\n])(?:\r\n|\r|\n|$)", re.IGNORECASE)
_SAMPLE = 65_536
_SAMPLE_ROWS = 20
_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"\s*(?:[a-z][a-z0-9+.-]{1,20}://\S*|www\.\S+|[^\s@]+@[^\s@]+\.\w+)\s*", re.I)
_LONGEST_ADDRESS = 300
_NUMBER = re.compile(r"[\s$€£+-]*\d[\d\s.,:/%-]*")
_LONGEST_HEADER = 300
_LONGEST_ONLY_HEADER = 60
_LONGEST_NAME = 40


def parse(text: str, path: str) -> Document:
    """Read text that is decoded already."""
    flow = Flow(text)
    declared = _DECLARED.match(text)
    tabs = PurePath(path).suffix.lower() in (".tsv", ".tab")
    delimiter = "\t" if tabs else declared[1] if declared else _delimiter(text)
    _Reader(text, flow, delimiter).read(declared.end() if declared and not tabs else 0)
    return Document(path, FORMAT.name, text, flow.finish())


def read(data: bytes, path: str) -> Document:
    """Read a table in whatever encoding it is in."""
    return parse(decode(data).text, path)


FORMAT = Format("csv", read, parse)


class _Reader:
    """Walks the rows of a table; rows and columns are counted from 1, as spreadsheets do it."""

    def __init__(self, text: str, flow: Flow, delimiter: str) -> None:
        self._text = text
        self._flow = flow
        self._delimiter = delimiter
        self._names: list[str] = []

    def read(self, start: int) -> None:
        table = self._flow.begin_table()
        several = len(list(islice(self._rows(start), 2))) > 1
        for number, cells in enumerate(self._rows(start), 1):
            header = number == 1 and several and self._is_header(cells)
            self._flow.begin_row()
            self._row(number, cells, header=header)
            self._flow.end_row()
            if header:
                self._names = [self._name(cell) for cell in cells]
        self._flow.end_table(table)

    def _rows(self, start: int) -> Iterator[list[Cell]]:
        return rows(self._text, self._delimiter, start)

    def _row(self, number: int, cells: list[Cell], *, header: bool) -> None:
        passed = 0
        for column, cell in enumerate(cells):
            words = self._text[cell.start : cell.rest_end]
            if not _WORD.search(words) or _is_address(words):
                passed += 1
                continue
            if passed:
                self._flow.begin_cell(header=header, columns=passed)
            passed = 0
            self._flow.begin_cell(header=header)
            name = self._names[column] if column < len(self._names) else ""
            fixed = header or is_key_of_names([name])
            label = self._label(number, column, name)
            read_value(self._flow, cell.runs(self._text), Role.CELL, label, fixed=fixed)

    def _label(self, row: int, column: int, name: str) -> str:
        return f"row {row}, column “{name}”" if name else f"row {row}, column {column + 1}"

    def _name(self, cell: Cell) -> str:
        line = " ".join(self._text[cell.start : min(cell.end, cell.start + 400)].split())
        line = line.replace('""', '"')
        return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1].rstrip() + "…"

    def _is_header(self, cells: list[Cell]) -> bool:
        """Whether the first row names the columns: it has no numbers and no texts."""
        said = [self._text[cell.start : cell.end].strip() for cell in cells]
        if any(_NUMBER.fullmatch(one[:60]) or len(one) > _LONGEST_HEADER for one in said):
            return False
        if len(cells) == 1:
            return len(said[0]) <= _LONGEST_ONLY_HEADER and not said[0].endswith((".", "!"))
        return any(said)


def _is_address(words: str) -> bool:
    return len(words) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(words) is not None


def _delimiter(text: str) -> str:
    """The sign that cuts the first rows into cells, as many in each as can be."""
    best, chosen = (0.0, 0), _DELIMITERS[0]
    for sign in _DELIMITERS:
        found = rows(text, sign, 0, min(len(text), _SAMPLE))
        counts = Counter(len(cells) for cells in islice(found, _SAMPLE_ROWS) if cells)
        if not counts:
            continue
        columns, times = counts.most_common(1)[0]
        score = (times / counts.total(), columns)
        if columns > 1 and score > best:
            best, chosen = score, sign
    return chosen
