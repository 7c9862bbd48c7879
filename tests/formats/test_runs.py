"""Edits of a transcript become edits of text nodes, and words that stay are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personfirst.formats.runs import RunEdit, changed_words, run_edits, with_edits, xml_text
from personfirst.formats.transcript import Transcript
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Edit
from personfirst.model.origin import PageAnchor, RunAnchor


def document(*runs: str) -> Document:
    """A paragraph of runs in the part "p"; a run of white space only has no origin."""
    transcript = Transcript()
    for number, text in enumerate(runs):
        anchor = None if text.isspace() else RunAnchor("p", number, 0, len(text))
        transcript.write(text, anchor)
    return transcript.finish("a.pptx", "test", b"")


def edited(document: Document, words: str, new: str) -> dict[int, list[tuple[int, int, str]]]:
    start = document.text.index(words)
    found = run_edits(document, [Edit(start, start + len(words), new, new)])
    return {
        run: [(one.start, one.end, one.text) for one in changes]
        for run, changes in found.get("p", {}).items()
    }


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("addicts", "people", [(0, 7, "people")]),
        ("drug users", "people who use drugs", [(0, 10, "people who use drugs")]),
        ("the addict is here", "the person is not here", [(4, 10, "person"), (13, 13, " not")]),
        ("an addict, clean", "a person, clean", [(0, 9, "a person")]),
        ("a b", "a b", []),
        ("drug user ", "person who uses drugs ", [(0, 9, "person who uses drugs")]),
    ],
)
def test_only_words_that_change_are_changed(
    old: str, new: str, changes: list[tuple[int, int, str]]
) -> None:
    assert list(changed_words(old, new)) == changes


@given(old=st.text("ab .\n'", max_size=20), new=st.text("ab .\n'", max_size=20))
def test_the_changes_make_the_new_text_of_the_old(old: str, new: str) -> None:
    changes = list(changed_words(old, new))
    assert with_edits(old, [RunEdit(*change) for change in changes]) == new
    ends = [0, *(place for start, end, _ in changes for place in (start, end)), len(old)]
    assert ends == sorted(ends)


def test_a_very_long_edit_is_one_change() -> None:
    old, new = "a b " * 400 + "c", "a d " * 400 + "e"
    [(start, end, text)] = changed_words(old, new)
    assert old[:start] + text + old[end:] == new


def test_new_words_stand_where_the_first_old_one_stood() -> None:
    read = document("Many drug ", "us", "ers come")
    assert edited(read, "drug users", "people who use drugs") == {
        0: [(5, 10, "people who use drugs")],
        1: [(0, 2, "")],
        2: [(0, 3, "")],
    }


def test_words_in_between_keep_their_run() -> None:
    read = document("An addict ", "of many years", " was an addict")
    words = "addict of many years was an addict"
    assert edited(read, words, "person of many years was a person") == {
        0: [(3, 9, "person")],
        2: [(5, 14, "a person")],
    }


def test_words_that_are_put_in_follow_the_word_before() -> None:
    assert edited(document("the ", "addict"), "the addict", "the former addict") == {
        0: [(4, 4, "former ")]
    }
    assert edited(document("see ", "addict"), "addict", "one addict") == {1: [(0, 0, "one ")]}


def test_an_edit_over_a_line_break_is_refused_where_the_break_would_change() -> None:
    read = document("drug", "\n", "users")
    with pytest.raises(UnreadableDocumentError, match="only a person can change"):
        edited(read, "drug\nusers", "people")
    with pytest.raises(UnreadableDocumentError):
        run_edits(document(" "), [Edit(0, 0, "x", "x")])


def test_a_page_is_not_changed() -> None:
    transcript = Transcript()
    transcript.write("addicts", PageAnchor(0, 0, 7))
    with pytest.raises(UnreadableDocumentError):
        run_edits(transcript.finish("a.pdf", "pdf", b""), [Edit(0, 7, "people", "people")])


def test_what_xml_does_not_allow_is_left_out() -> None:
    assert xml_text("a\0b\x1fc\td\ufffee\U0001f600") == "abc\tde\U0001f600"
