"""Jupyter notebooks: the Markdown cells. Code, raw cells and outputs are not read.

A notebook is JSON that holds Markdown, so it is read as a transcript and not changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from personfirst.formats.base import Format
from personfirst.formats.commonmark import read_markdown
from personfirst.formats.encoding import decode
from personfirst.formats.stretch import LINE_END
from personfirst.formats.transcript import Transcript
from personfirst.model.document import Document, Role, Suppression
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Problem
from personfirst.model.text import Span, locate

_CELLS_OF_OLD = "worksheets"


def read(data: bytes, path: str) -> Document:
    """Read a notebook of any version; cells are counted from 1, those with code too."""
    transcript = Transcript()
    cells: list[Document] = []
    problems: list[Problem] = []
    heading = ""
    for number, markdown in _cells(_loaded(data)):
        cell = _under(heading, read_markdown(markdown, path, FORMAT.name))
        headings = [one.text for one in cell.blocks if one.role is Role.HEADING]
        heading = headings[-1] if headings else heading
        cells.append(cell)
        transcript.take(cell, f"cell {number}")
        problems += (Problem(path, f"cell {number}: {one.reason}") for one in cell.problems)
    document = transcript.finish(path, FORMAT.name, data, tuple(problems))
    return replace(document, suppressions=tuple(_suppressions(document, cells)))


FORMAT = Format("notebook", read)


def _under(heading: str, cell: Document) -> Document:
    """A cell whose first blocks stand under a heading of a cell above."""
    blocks = (one if one.heading else replace(one, heading=heading) for one in cell.blocks)
    return replace(cell, blocks=tuple(blocks))


def _suppressions(document: Document, cells: Iterable[Document]) -> Iterator[Suppression]:
    """What comments in the cells silence, line by line of the transcript."""
    blocks = iter(document.blocks)
    for cell in cells:
        for block, taken in zip(cell.blocks, islice(blocks, len(cell.blocks)), strict=True):
            if not cell.suppressions:
                continue
            first, _ = document.lines.place(taken.pieces[0].anchor.start)
            for number, start in enumerate(_line_starts(block.text), first):
                place = locate(block.pieces, Span(start, start + 1))
                line, _ = cell.lines.place(place.start)
                for one in cell.suppressions:
                    if one.first <= line <= one.last:
                        yield replace(one, first=number, last=number, line=number)


def _line_starts(text: str) -> list[int]:
    starts = [0, *(found.end() for found in LINE_END.finditer(text))]
    return [start for start in starts if start < len(text)]


def _loaded(data: bytes) -> Any:
    text = decode(data).text
    if not text.strip():
        return {}
    try:
        return json.loads(text)
    except RecursionError as error:
        raise UnreadableDocumentError("is nested too deep for a notebook") from error
    except ValueError as error:
        reason = "is not valid JSON: open it in Jupyter and save it again"
        raise UnreadableDocumentError(reason) from error


def _cells(notebook: Any) -> Iterator[tuple[int, str]]:
    """The number and the Markdown of each cell that holds some."""
    if not isinstance(notebook, dict):
        raise UnreadableDocumentError("is JSON, but no notebook")
    sheets = notebook.get(_CELLS_OF_OLD)
    holders = [notebook, *(sheets if isinstance(sheets, list) else ())]
    cells = [
        cell
        for holder in holders
        if isinstance(holder, dict) and isinstance(holder.get("cells"), list)
        for cell in holder["cells"]
    ]
    for number, cell in enumerate(cells, 1):
        if not isinstance(cell, dict):
            continue
        source = cell.get("source")
        lines = source if isinstance(source, list) else [source]
        text = "".join(line for line in lines if isinstance(line, str))
        if cell.get("cell_type") == "markdown":
            yield number, text
        elif cell.get("cell_type") == "heading":
            yield number, f"# {text}"
