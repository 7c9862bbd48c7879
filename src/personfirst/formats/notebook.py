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
from personfirst.model.document import Block, Document, Role
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.report import Problem
from personfirst.model.suppression import Suppression, Written
from personfirst.model.text import Span, locate

_CELLS_OF_OLD = "worksheets"


def read(data: bytes, path: str) -> Document:
    """Read a notebook of any version; cells are counted from 1, those with code too."""
    transcript = Transcript()
    cells: list[tuple[Document, dict[int, int]]] = []
    problems: list[Problem] = []
    heading = ""
    for number, markdown in _cells(_loaded(data)):
        cell = _under(heading, read_markdown(markdown, path, FORMAT.name))
        headings = [one.text for one in cell.blocks if one.role is Role.HEADING]
        heading = headings[-1] if headings else heading
        cells.append((cell, _written(transcript, cell)))
        transcript.take(cell, f"cell {number}")
        problems += (Problem(path, f"cell {number}: {one.reason}") for one in cell.problems)
    document = transcript.finish(path, FORMAT.name, data, tuple(problems))
    return replace(document, suppressions=tuple(_suppressions(document, cells)))


FORMAT = Format("notebook", read)


def _under(heading: str, cell: Document) -> Document:
    """A cell whose first blocks stand under a heading of a cell above."""
    blocks = (one if one.heading else one._replace(heading=heading) for one in cell.blocks)
    return replace(cell, blocks=tuple(blocks))


def _suppressions(
    document: Document, cells: Iterable[tuple[Document, dict[int, int]]]
) -> Iterator[Suppression]:
    """What comments in the cells silence in the transcript, into which they were written at the
    places beside each cell.
    """
    blocks = iter(document.blocks)
    for cell, places in cells:
        lines = list(_lines(document, cell, islice(blocks, len(cell.blocks))))
        for one in cell.suppressions:
            comments = tuple(_moved(each, places[each.start]) for each in one.comments)
            own = document.lines.place(comments[0].start)[0] if comments else 0
            silenced = [number for number, line in lines if one.first <= line <= one.last]
            if silenced or comments:
                first, last = (silenced[0], silenced[-1]) if silenced else (own, own)
                yield replace(one, first=first, last=last, line=own or first, comments=comments)


def _lines(document: Document, cell: Document, taken: Iterable[Block]) -> Iterator[tuple[int, int]]:
    """The lines of the transcript that a cell's text takes, each with its line in the cell."""
    for block, copy in zip(cell.blocks, taken, strict=True):
        first, _ = document.lines.place(copy.pieces[0].anchor.start)
        for number, start in enumerate(_line_starts(block.text), first):
            place = locate(block.pieces, Span(start, start + 1))
            yield number, cell.lines.place(place.start)[0]


def _line_starts(text: str) -> list[int]:
    starts = [0, *(found.end() for found in LINE_END.finditer(text))]
    return [start for start in starts if start < len(text)]


def _written(transcript: Transcript, cell: Document) -> dict[int, int]:
    """Where the comments of a cell, written into the transcript, begin there, by where they begin
    in the cell.
    """
    comments = {each.start: each.end for one in cell.suppressions for each in one.comments}
    return {
        start: transcript.aside(cell.text[start:end]) for start, end in sorted(comments.items())
    }


def _moved(comment: Written, start: int) -> Written:
    """A comment of a cell as it stands in the transcript, on lines of its own."""
    by = start - comment.start
    names = tuple((first + by, last + by) for first, last in comment.names)
    return Written(start, comment.end + by, names, alone=True)


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
