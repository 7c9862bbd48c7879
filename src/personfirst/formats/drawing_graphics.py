"""The text of tables, and of charts and diagrams (SmartArt), which are parts of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from personfirst.formats.drawing import TextPart, child, children, local, write_body
from personfirst.formats.ooxml import whole_number
from personfirst.formats.transcript import Transcript
from personfirst.model.document import Role

if TYPE_CHECKING:
    from lxml.etree import _Element

_CACHES = ("strCache", "strLit", "multiLvlStrCache", "strDim", "tx", "txData")
_MOST_LEVELS = 9


def write_table(transcript: Transcript, part: TextPart, table: _Element, label: str) -> None:
    """Write a table (`a:tbl`) cell by cell. A cell that is merged into another is an empty one."""
    flow = transcript.flow
    properties = child(table, "tblPr")
    has_head = properties is not None and properties.get("firstRow") in ("1", "true")
    handle = flow.begin_table()
    rows = (row for row in children(table) if local(row) == "tr")
    for number, row in enumerate(rows, start=1):
        flow.in_head(has_head and number == 1)
        flow.begin_row()
        cells = (cell for cell in children(row) if local(cell) == "tc")
        for column, cell in enumerate(cells, start=1):
            flow.begin_cell(header=False)
            body = child(cell, "txBody")
            if body is not None and cell.get("hMerge", cell.get("vMerge")) not in ("1", "true"):
                place = f"{label}, row {number}, column {column}"
                write_body(transcript, part, body, Role.CELL, place)
        flow.end_row()
    flow.end_table(handle)


def write_chart(transcript: Transcript, part: TextPart, label: str) -> None:
    """Write a chart's titles and labels, then the names of its series and categories, each once.

    Names are only read: the chart holds copies of cells of its workbook.
    """
    for element in part.root.iter("{*}rich", "{*}txBody"):
        write_body(transcript, part, element, Role.CAPTION, label)
    flow = transcript.flow
    for text in dict.fromkeys(_names(part.root)):
        handle = flow.begin_role(Role.CELL, label)
        transcript.write(text)
        flow.end_role(handle)
    flow.forget_lead()


def _names(root: _Element) -> Iterator[str]:
    """Cached texts of a chart; numbers are none."""
    for element in root.iter(*(f"{{*}}{name}" for name in _CACHES)):
        values = element if local(element) in ("tx", "txData") else element.iter("{*}v", "{*}pt")
        for value in values:
            text = value.text or ""
            if local(value) in ("v", "pt") and any(map(str.isalpha, text)):
                yield text.strip()


def write_diagram(transcript: Transcript, part: TextPart, label: str) -> None:
    """Write the points of a diagram's data as a nested list, from the top down."""
    points = {
        point.get("modelId", ""): point
        for point in part.root.iter("{*}pt")
        if local(point) == "pt" and point.get("type", "node") in ("node", "asst", "doc")
    }
    flow = transcript.flow
    lists: list[int] = []
    for depth, identifier in _from_the_top(part.root, points):
        body = child(points[identifier], "t")
        if body is None or not any(node.text for node in body.iter("{*}t")):
            continue
        while len(lists) > depth:
            flow.end_list(lists.pop())
        while len(lists) < depth:
            lists.append(flow.begin_list())
        write_body(transcript, part, body, Role.LIST_ITEM, label)
    if lists:
        flow.end_list(lists[0])
    flow.forget_lead()


def _from_the_top(root: _Element, points: dict[str, _Element]) -> Iterator[tuple[int, str]]:
    """The points of a diagram with their depth, from 1; those that hang on none come last."""
    below: dict[str, list[tuple[int, str]]] = {}
    for connection in root.iter("{*}cxn"):
        if connection.get("type", "parOf") == "parOf" and connection.get("destId") in points:
            ends = below.setdefault(connection.get("srcId", ""), [])
            ends.append((whole_number(connection.get("srcOrd")), connection.get("destId", "")))
    seen: set[str] = set()
    tops = {one: None for one, point in points.items() if point.get("type") == "doc"}
    for top in (*tops, *points):
        stack = [(0 if top in tops else 1, top)]
        while stack:
            depth, identifier = stack.pop()
            if identifier in seen:
                continue
            seen.add(identifier)
            yield min(depth, _MOST_LEVELS), identifier
            beneath = sorted(below.get(identifier, ()), reverse=True)
            stack += [(depth + 1, one) for _, one in beneath]


def graphic(frame: _Element) -> _Element | None:
    """What a graphic frame shows: its first element of data, such as a table or a chart."""
    data = child(frame, "graphic", "graphicData")
    return next(children(data), None) if data is not None else None
