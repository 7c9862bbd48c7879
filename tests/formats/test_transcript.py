"""Transcripts: a text that another reader has read, marks that change, and an end to what is held."""

from __future__ import annotations

import pytest

from personfirst.formats import transcript as room
from personfirst.formats.page import read_page, without_head
from personfirst.formats.prose import read_prose
from personfirst.formats.transcript import Transcript
from personfirst.model.document import MarkKind, Role
from personfirst.model.errors import UnreadableDocumentError
from tests.formats.support import assert_lawful, exact_share, marked

PAGE = (
    "<title>Site</title><h1>Words &amp; more</h1><p>We <b>serve</b> x<img src=a alt='A user'>y</p>"
    "<p>Avoid:</p><ul><li lang=es>adicto</ul><blockquote>said</blockquote>"
    "<table><tr><th>Say<th>Not<tr><td>a<td>b</table>"
)


def test_blocks_that_are_taken_keep_what_is_known_of_them() -> None:
    page = read_page(PAGE, "a.html", "html")
    transcript = Transcript()
    transcript.write("First")
    transcript.take(without_head(page), "chapter 2")
    transcript.take(read_prose("Plain text.\n\n- one\n", "a.txt", "text"))
    document = transcript.finish("a.epub", "epub", b"")
    assert_lawful(document)
    assert exact_share(document) > 0.9
    taken = document.blocks[1:-2]
    for block, before in zip(taken, without_head(page).blocks, strict=True):
        for name in (
            "text",
            "role",
            "language",
            "marks",
            "quoted",
            "heading",
            "lead",
            "column",
            "row",
        ):
            assert getattr(block, name) == getattr(before, name)
        assert (block.label or "").startswith("chapter 2")
    assert [block.label for block in document.blocks][:4] == [
        None,
        "chapter 2",
        "chapter 2, under “Words & more”",
        "chapter 2, alt text",
    ]
    assert document.text.splitlines()[:3] == ["First", "Words & more", "We serve x\ufffcy"]
    assert document.blocks[-1].label is None


def test_a_label_does_not_name_a_heading_twice() -> None:
    transcript = Transcript()
    transcript.take(read_page("<h1>A</h1><p>b", "a.html", "html"), "chapter “A”")
    assert [block.label for block in transcript.finish("a", "a", b"").blocks] == ["chapter “A”"] * 2


def test_what_is_written_wears_the_marks_that_were_named_last() -> None:
    transcript = Transcript()
    for text, marks in (
        ("a", [MarkKind.STRONG]),
        ("b", [MarkKind.STRONG, MarkKind.LINK]),
        ("c", [MarkKind.LINK]),
        ("d", []),
    ):
        transcript.wear(marks)
        transcript.write(text)
    [block] = transcript.finish("a", "a", b"").blocks
    assert (marked(block, MarkKind.STRONG), marked(block, MarkKind.LINK)) == (["ab"], ["bc"])


def test_more_paragraphs_than_a_file_may_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_LINES", 3)
    transcript = Transcript()
    for _ in range(3):
        handle = transcript.flow.begin_role(Role.PARAGRAPH)
        transcript.write("a")
        transcript.write("b")
        transcript.flow.end_role(handle)
    with pytest.raises(UnreadableDocumentError, match="more than 3 paragraphs"):
        transcript.write("c")
