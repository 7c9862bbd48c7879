"""Comments that an earlier review has left in a Word file, so that none is written twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personfirst.formats.transcript import is_ours
from personfirst.formats.word.names import attribute, name_of, tags
from personfirst.formats.word.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element


class Earlier:
    """The comments of ours among those in `root`, by what they say."""

    def __init__(self, root: _Element) -> None:
        self._known: dict[str, set[str]] = {}
        for comment in root:
            if name_of(comment) == "w:comment" and is_ours(attribute(comment, "author")):
                lines = ["".join(map(str, one.itertext())) for one in comment.iter(*tags("w:p"))]
                self._known.setdefault(_said(lines), set()).add(attribute(comment, "id"))

    def stands_at(self, paragraphs: Sequence[str], first: _Element, last: _Element) -> bool:
        """Whether a comment that says this is about the words from one text node to another."""
        known = self._known.get(_said(paragraphs))
        paragraph = next(first.iterancestors(*tags("w:p")), None)
        if not known or paragraph is None:
            return False
        around = Surroundings(paragraph)
        places = [around.places[one] for one in (first, last) if one in around.places]
        if len(places) < 2:
            return False
        ranges = around.ranges(places[0]) & around.ranges(places[1])
        return any(("comment", one) in ranges for one in known)

    def stands_in(self, paragraphs: Sequence[str], paragraph: _Element) -> bool:
        """Whether a comment that says this begins in a paragraph."""
        known = self._known.get(_said(paragraphs), ())
        return any(
            attribute(one, "id") in known for one in paragraph.iter(*tags("w:commentRangeStart"))
        )


def _said(paragraphs: Sequence[str]) -> str:
    """What a comment says, however its white space is kept."""
    return " ".join(" ".join(paragraphs).split())
