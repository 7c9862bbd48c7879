"""Lines, and ranges of a source that read as one text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from personfirst.formats.flow import Flow
from personfirst.formats.seek import Seeker
from personfirst.formats.stretch import Stretch, lines_of
from personfirst.model.document import Document
from tests.formats.support import assert_lawful


@given(st.text("ab \t\r\n\u2028é", max_size=40))
def test_lines_are_those_that_editors_count(text: str) -> None:
    lines = list(lines_of(text))
    document = Document("a", "text", text, ())
    assert len(lines) == len(document.lines)
    for number, line in enumerate(lines, 1):
        whole = document.lines.line_text(number)
        assert text[line.start : line.end] == whole.strip()
        assert text.startswith(whole, line.begin)
        lead = whole[: len(whole) - len(whole.lstrip())]
        assert line.indent == len(lead.expandtabs(8))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["> ", "  ", "\n", "\n> "]), st.text("ab c", min_size=1, max_size=6)
        )
    )
)
def test_ranges_read_as_one_text_with_a_line_break_at_each_sign(
    parts: list[tuple[str, str]],
) -> None:
    source, ranges = "", []
    for sign, words in parts:
        source += sign
        ranges.append((len(source), len(source) + len(words)))
        source += words
    flow = Flow(source)
    stretch = Stretch(flow, ranges)
    middle = len(stretch.text) // 2
    stretch.add(0, middle)
    stretch.add(middle, len(stretch.text))
    blocks = flow.finish()
    assert [block.text for block in blocks] == (
        [stretch.text.strip()] if stretch.text.strip() else []
    )
    assert_lawful(Document("a", "text", source, blocks))
    assert stretch.text.split() == " ".join(words for _, words in parts).split()


@given(st.text("ab*", max_size=30), st.lists(st.integers(0, 30), max_size=8))
def test_what_is_looked_for_in_order_is_found(text: str, places: list[int]) -> None:
    seek, star = Seeker(text), re.compile(r"\*")
    for place in sorted(places):
        found = text.find("*", place)
        at = len(text) if found < 0 else found
        assert seek.string("*", place) == at
        assert seek.pattern(star, place)[0] == at
