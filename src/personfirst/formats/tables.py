"""A table while it is read: which column a cell is in, what heads it, what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from personfirst.model.document import Block

_ROW_LENGTH = 1_000
_ROW_CELLS = 20
_HEADER_LENGTH = 60
_TRACKED_COLUMNS = 200


@dataclass(slots=True)
class Cell:
    """A cell: its column, counted from 0, whether it is a header, and its blocks' indexes.

    `above` is the header of its column and `others` the text of the row's other cells, once the row
    has ended.
    """

    column: int
    header: bool
    blocks: list[int] = field(default_factory=list)
    above: str = ""
    others: str = ""


@dataclass(slots=True)
class Table:
    """A table whose rows are read one by one; `row` is None between rows."""

    in_head: bool = False
    in_cell: bool = False
    row: list[Cell] | None = None
    _header: dict[int, str] = field(default_factory=dict)
    _rows: int = 0
    _column: int = 0
    _spans: dict[int, int] = field(default_factory=dict)

    def begin_row(self) -> None:
        self.row, self._column = [], 0

    def begin_cell(self, *, header: bool, columns: int, rows: int) -> None:
        """A cell begins in the first column that no cell from above reaches down into."""
        if self.row is None:
            self.begin_row()
        while self._spans.get(self._column, 0):
            self._spans[self._column] -= 1
            self._column += 1
        assert self.row is not None
        self.row.append(Cell(self._column, header))
        self.in_cell = True
        if rows > 1:
            for column in range(self._column, min(self._column + columns, _TRACKED_COLUMNS)):
                self._spans[column] = rows - 1
        self._column += columns

    def end_row(self, blocks: Sequence[Block]) -> list[Cell]:
        """The row's cells that hold text, with what stands above and beside each; cells beside
        which the same stands share it.
        """
        row, self.row = self.row or [], None
        texts = [" ".join(blocks[index].text for index in cell.blocks) for cell in row]
        is_header = self._is_header(row, texts)
        shared = ""
        for position, cell in enumerate(row):
            if cell.blocks:
                cell.above = "" if is_header else self._header.get(cell.column, "")
                others = _others(texts, position)
                shared = cell.others = shared if others == shared else others
                if is_header:
                    self._header[cell.column] = texts[position]
        self._rows += 1
        return [cell for cell in row if cell.blocks]

    def _is_header(self, row: list[Cell], texts: list[str]) -> bool:
        """Whether a row names its columns.

        It does in the table's head, as a first row of header cells, or as a first row that is short
        throughout in a table without header cells; not where a cell ends in a colon, as in
        "Present:", which names its row.
        """
        if self.in_head:
            return True
        if self._rows or not any(texts):
            return False
        if any(cell.header for cell in row):
            return all(cell.header or not cell.blocks for cell in row)
        return len(row) > 1 and not any(
            len(text) > _HEADER_LENGTH or text.endswith(":") for text in texts
        )


def _others(texts: list[str], position: int) -> str:
    """The text of a row's other cells, cut where a row is very long."""
    others: list[str] = []
    length = 0
    first = max(0, position - _ROW_CELLS)
    for index in range(first, min(len(texts), position + _ROW_CELLS)):
        if index != position and texts[index]:
            others.append(texts[index][:_ROW_LENGTH])
            length += len(others[-1])
            if length > _ROW_LENGTH:
                break
    return " | ".join(others)[:_ROW_LENGTH]
