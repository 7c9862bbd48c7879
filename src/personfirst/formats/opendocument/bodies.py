"""Reads the bodies of OpenDocument files: texts, slides and drawings, sheets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from personfirst.formats.opendocument.charts import Charts
from personfirst.formats.opendocument.names import (
    attribute,
    child,
    children,
    descendants,
    name_of,
    text_of,
)
from personfirst.formats.opendocument.parts import Parts
from personfirst.formats.opendocument.walk import Walk
from personfirst.formats.outline import shown
from personfirst.formats.transcript import Transcript
from personfirst.model.document import Role

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADERS = {
    f"style:{part}{page}": part for part in ("header", "footer") for page in ("", "-left", "-first")
}
_ABOUT = ("dc:title", "dc:subject", "dc:description", "meta:keyword")
_LETTERS = 26


def read_about(transcript: Transcript, meta: _Element | None) -> None:
    """What a file says of itself: title, subject, description and keywords."""
    handle = transcript.flow.begin_role(Role.METADATA, "document properties")
    for element in () if meta is None else children(meta, *_ABOUT):
        transcript.write(" ".join(text_of(element).split()))
        transcript.flow.end_block()
    transcript.flow.end_role(handle)
    transcript.flow.forget_lead()


def read_text(transcript: Transcript, parts: Parts, charts: Charts) -> None:
    """A text: its body, then the headers and footers of its pages."""
    walk = Walk(transcript, parts.styles, charts)
    walk.blocks(parts.body)
    walk.read_apart()
    if parts.masters is None:
        return
    transcript.flow.heading = ""
    walk = Walk(transcript, parts.master_styles, charts)
    seen = set()
    for element in descendants(parts.masters, *_HEADERS):
        said = text_of(element)
        if said not in seen and attribute(element, "style:display") != "false":
            seen.add(said)
            with walk.at(_HEADERS[name_of(element)]):
                walk.blocks(element)


def read_pages(transcript: Transcript, parts: Parts, charts: Charts, kind: str) -> None:
    """The slides of a presentation, each with its speaker notes, or the pages of a drawing."""
    walk = Walk(transcript, parts.styles, charts, box=None)
    for count, page in enumerate(children(parts.body, "draw:page"), start=1):
        walk.restart()
        with walk.at(f"{kind} {count}"):
            for element in sorted(page, key=lambda one: not _is_title(one)):
                walk.role = Role.HEADING if _is_title(element) else Role.PARAGRAPH
                walk.block(element)
            notes = child(page, "presentation:notes")
            if notes is not None:
                with walk.at(f"{kind} {count}, speaker notes"):
                    walk.blocks(notes)
    walk.restart()
    for element in children(parts.body, "presentation:header-decl", "presentation:footer-decl"):
        with walk.at("header" if name_of(element) == "presentation:header-decl" else "footer"):
            walk.paragraph(element)


def read_sheets(transcript: Transcript, parts: Parts, charts: Charts) -> None:
    """The sheets of a spreadsheet."""
    walk = Walk(transcript, parts.styles, charts)
    for sheet in children(parts.body, "table:table"):
        walk.restart()
        label = f"sheet “{shown(attribute(sheet, 'table:name'))}”"
        with walk.at(label):
            walk.table(sheet, partial(_cell_label, label))
            for shapes in children(sheet, "table:shapes"):
                walk.blocks(shapes)


def _cell_label(sheet: str, row: int, column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{sheet}, cell {letters}{row}"


def _is_title(element: _Element) -> bool:
    return attribute(element, "presentation:class") == "title"
