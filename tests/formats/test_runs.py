"""Edits of a transcript become edits of text nodes, and words that stay are left alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personfirst.formats.node_edits import run_edits
from personfirst.formats.plan import Look
from personfirst.formats.runs import RunEdit, changed_words, with_edits, xml_text
from personfirst.formats.transcript import Transcript
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Edit
from personfirst.model.origin import PageAnchor, RunAnchor


class Plain:
    """Text of which all looks alike but what is named: a link, by its run."""

    def __init__(self, *links: int) -> None:
        self._links = links

    def look_of(self, anchor: RunAnchor) -> Look:
        return Look((anchor.run,) if anchor.run in self._links else (), frozenset(), None)

    def is_whole(self, anchors: Sequence[RunAnchor]) -> bool:
        return all(one.part == "p" for one in anchors)

    def are_together(self, one: RunAnchor, other: RunAnchor) -> bool:
        return one.part == other.part


PLAIN = Plain()


def document(*runs: str) -> Document:
    """A paragraph of runs in the part "p"; a run of white space only has no origin."""
    transcript = Transcript()
    for number, text in enumerate(runs):
        anchor = None if text.isspace() else RunAnchor("p", number, 0, len(text))
        transcript.write(text, anchor)
    return transcript.finish("a.pptx", "test", b"")


def edited(
    document: Document, words: str, new: str, source: Plain = PLAIN
) -> dict[int, list[tuple[int, int, str]]]:
    start = document.text.index(words)
    found = run_edits(document, [Edit(start, start + len(words), new, new)], source)
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


def test_words_that_are_put_in_stand_at_the_word_that_no_space_parts_them_from() -> None:
    assert edited(document("the ", "addict"), "the addict", "the former addict") == {
        1: [(0, 0, "former ")]
    }
    assert edited(document("see ", "addict"), "addict", "one addict") == {1: [(0, 0, "one ")]}
    assert edited(document("an addict", " today"), "an addict", "an addict here") == {
        0: [(9, 9, " here")]
    }


def test_an_edit_over_a_line_break_is_refused_where_the_break_would_change() -> None:
    read = document("drug", "\n", "users")
    with pytest.raises(UnreadableDocumentError, match="only a person can change"):
        edited(read, "drug\nusers", "people")
    with pytest.raises(UnreadableDocumentError):
        run_edits(document(" "), [Edit(0, 0, "x", "x")], PLAIN)


def test_a_page_is_not_changed() -> None:
    transcript = Transcript()
    transcript.write("addicts", PageAnchor(0, 0, 7))
    with pytest.raises(UnreadableDocumentError):
        page = transcript.finish("a.pdf", "pdf", b"")
        run_edits(page, [Edit(0, 7, "people", "people")], PLAIN)


def test_a_word_that_is_said_again_stays_where_it_is() -> None:
    read = document("The addict's ", "mother", " called")
    words, new = "addict's mother", "mother of the person"
    assert edited(read, words, new, Plain(1)) == {0: [(4, 13, "")], 2: [(0, 0, " of the person")]}


@pytest.mark.parametrize(
    ("runs", "links", "words", "new"),
    [
        (("an ", "addict"), (1,), "an addict", "a person"),
        (("the ", "addict's ", "mother"), (1,), "addict's mother", "mother of them"),
        (("the ", "best heroin", " users"), (1,), "heroin users", "people who use heroin"),
        (("the ", "heroin", " users"), (1,), "heroin users", "users"),
    ],
)
def test_words_that_would_leave_a_link_or_get_into_it_are_refused(
    runs: tuple[str, ...], links: tuple[int, ...], words: str, new: str
) -> None:
    with pytest.raises(UnreadableDocumentError, match="only a person can change"):
        edited(document(*runs), words, new, Plain(*links))


def test_what_xml_does_not_allow_is_left_out() -> None:
    assert xml_text("a\0b\x1fc\td\ufffee\U0001f600") == "abc\tde\U0001f600"
