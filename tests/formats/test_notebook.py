"""Notebooks: Markdown cells as a transcript."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personfirst.formats import registry
from personfirst.model.document import Document, MarkKind, Role
from personfirst.model.errors import UnreadableDocumentError
from tests.formats.support import assert_lawful, block_with, marked, texts


def cell(kind: str, *lines: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": list(lines), **more}


def notebook(*cells: dict[str, Any]) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


def read(data: bytes) -> Document:
    document = registry.read(data, "deaths.ipynb")
    assert_lawful(document)
    return document


COUNTY = notebook(
    cell("markdown", "# Overdose deaths\n", "\n", "We count *drug\n", "users* who died.\n"),
    cell("code", "addicts = 41", outputs=[{"output_type": "stream", "text": ["addicts"]}]),
    cell("raw", "An addict"),
    cell(
        "markdown",
        "Avoid:\n\n- addict\n",
        "- junkie\n\n",
        "<!-- personfirst: ignore[junkie] -- a song -->\n",
        "The junkie\nsong, `addict`.\n",
    ),
)


def test_the_markdown_of_a_county() -> None:
    document = read(COUNTY)
    assert [(block.label, block.text) for block in document.blocks] == [
        ("cell 1", "Overdose deaths"),
        ("cell 1, under “Overdose deaths”", "We count drug\nusers who died."),
        ("cell 4, under “Overdose deaths”", "Avoid:"),
        ("cell 4, under “Overdose deaths”", "addict"),
        ("cell 4, under “Overdose deaths”", "junkie"),
        ("cell 4, under “Overdose deaths”", "The junkie\nsong, \ufffc."),
    ]
    assert (document.format, document.data) == ("notebook", COUNTY)
    comment = "<!-- personfirst: ignore[junkie] -- a song -->"
    lines = [line for line in document.text.splitlines() if line != comment]
    assert lines == "\n".join(block.text for block in document.blocks).splitlines()
    count = block_with(document, "We count")
    assert marked(count, MarkKind.EMPHASIS) == ["drug\nusers"]
    item = document.blocks[3]
    assert (item.role, item.lead, item.heading) == (Role.LIST_ITEM, "Avoid:", "Overdose deaths")


def test_a_comment_in_a_cell_silences_its_line_in_the_transcript() -> None:
    document = read(COUNTY)
    silenced = [document.lines.line_text(one.first) for one in document.suppressions]
    assert silenced == ["The junkie"]
    assert [(one.rules, one.reason) for one in document.suppressions] == [(("junkie",), "a song")]


def test_comments_stand_in_the_transcript_where_their_cell_begins() -> None:
    comments = [
        "<!-- personfirst: ignore-next-line[junkie, addict] -->",
        "<!-- personfirst: ignore[addict] -->",
    ]
    text = f"Deaths by month.\n\n{comments[0]}\nThe junkie song.\n\n{comments[1]}\n"
    document = read(notebook(cell("markdown", "One addict."), cell("markdown", text)))
    assert document.text.splitlines() == [
        "One addict.",
        *comments,
        "Deaths by month.",
        "The junkie song.",
    ]
    first, second = document.suppressions
    assert (first.line, first.first, first.last) == (2, 5, 5)
    assert (second.line, second.first, second.last) == (3, 3, 3)
    (written,) = first.comments
    assert document.text[written.start : written.end] == comments[0]
    assert [document.text[start:end] for start, end in written.names] == ["junkie", "addict"]


def test_a_comment_that_is_misspelled_is_told_with_its_cell() -> None:
    document = read(notebook(cell("code", "x"), cell("markdown", "<!-- personfirst: ingore -->")))
    [problem] = document.problems
    assert problem.reason.startswith("cell 2: unknown directive")


def test_a_notebook_of_an_old_version() -> None:
    cells = [cell("heading", "Addicts", level=2), {"cell_type": "markdown", "source": "Drug users"}]
    old = json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}).encode()
    document = read(old)
    assert [(block.role, block.text) for block in document.blocks] == [
        (Role.HEADING, "Addicts"),
        (Role.PARAGRAPH, "Drug users"),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "is not valid JSON: open it in Jupyter and save it again"),
        (b"[1, 2]", "is JSON, but no notebook"),
        (b"[" * 200_000, "is nested too deep for a notebook"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "looks like a binary file, not text"),
    ],
)
def test_what_is_no_notebook_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocumentError) as told:
        read(data)
    assert str(told.value) == reason


@pytest.mark.parametrize(
    "data", [b"", b"{}", b'{"cells": 3}', b'{"cells": [3, {"cell_type": "markdown"}]}']
)
def test_a_notebook_without_cells_has_no_text(data: bytes) -> None:
    assert texts(read(data)) == []


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(COUNTY) - 1), st.binary(max_size=12), st.integers(0, 40))
def test_a_damaged_notebook_is_read_or_refused(at: int, put: bytes, cut: int) -> None:
    data = COUNTY[:at] + put + COUNTY[at + cut :]
    try:
        read(data)
    except UnreadableDocumentError as error:
        assert "\n" not in str(error)
