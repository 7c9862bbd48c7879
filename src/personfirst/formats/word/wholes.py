"""Plans changes to a Word file that leave whole what stands around the words and among them.

A change may be made inside a link, a control, a field, a bookmark or the words of a comment, or
outside of it, but not across its ends, nor in the result of a field that brings the words back.
Where somebody else has changed words, no change is made across or beside these: rejected, theirs
would leave words behind that nobody wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from personfirst.formats import drawing_looks
from personfirst.formats.drawing import TextNode, text_nodes
from personfirst.formats.plan import Change, Look, planned
from personfirst.formats.word.fields import Results
from personfirst.formats.word.looks import is_in_run, style_of
from personfirst.formats.word.names import tags
from personfirst.formats.word.nodes import Part
from personfirst.formats.word.reader import Reading
from personfirst.formats.word.repeats import Places
from personfirst.formats.word.surroundings import Surroundings
from personfirst.model.finding import Edit
from personfirst.model.origin import RunAnchor

if TYPE_CHECKING:
    from lxml.etree import _Element


class Wholes:
    """Plans changes to a file that was read, by how its text looks and what stands around it."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.document.text
        self._places = Places(reading.document.origins, [*reading.repeats, *reading.listed])
        self._words = reading.words
        self._graphics = reading.drawings.graphics
        self._drawn: dict[str, list[TextNode]] = {}
        self._known: dict[_Element, Surroundings] = {}
        self._fed: dict[str, set[_Element]] = {}

    def changes(self, edits: Sequence[Edit]) -> Iterator[Change]:
        """The changes that make edits of the transcript, wherever their words stand.

        Raises `UnreadableDocumentError` where something would be lost.
        """
        return planned(self._text, edits, lambda edit: self._places.of(edit.start, edit.end), self)

    def look_of(self, anchor: RunAnchor) -> Look:
        """How the text at an anchor looks and what it stands in; equal for equal looks."""
        if anchor.part in self._graphics:
            return drawing_looks.look_of(self._node(anchor))
        part = self._words.get(anchor.part)
        if part is None:
            return Look((anchor.part, anchor.run), frozenset(), None)
        node = part.nodes[anchor.run]
        around = self._around(part, anchor)
        at = around.places.get(node.element) if around is not None else None
        if around is None or at is None or not is_in_run(node):
            return Look((node.element, node.attribute), frozenset(), None)
        style = () if around.is_drop_cap else style_of(node.element)
        return Look(around.items[at].home, around.ranges(at), style)

    def is_whole(self, anchors: Sequence[RunAnchor]) -> bool:
        """Whether these stretches, which follow one another, are text that a program may change,
        with nothing between them, and with nobody's change among them or beside them.
        """
        if not anchors:
            return True
        part = self._words.get(anchors[0].part)
        if anchors[0].part in self._graphics:
            return drawing_looks.is_whole([self._node(one) for one in anchors])
        if part is None or part.nodes[anchors[0].run].attribute:
            return len({one.run for one in anchors}) == 1
        lines = [self._around(part, one) for one in anchors]
        first, last = lines[0], lines[-1]
        if first is not None and first.is_drop_cap and first is not last:
            return self.is_whole(
                [one for one, line in zip(anchors, lines, strict=True) if line is not first]
            )
        if first is None or any(one is not first for one in lines):
            return False
        nodes = [part.nodes[one.run] for one in anchors]
        if not self._fed_in(part).isdisjoint(one.element for one in nodes):
            return False
        before, after = nodes[0].text[: anchors[0].start], nodes[-1].text[anchors[-1].end :]
        return first.is_whole([one.element for one in nodes], before, after)

    def are_together(self, one: RunAnchor, other: RunAnchor) -> bool:
        """Whether two stretches stand in one paragraph."""
        part = self._words.get(one.part)
        if part is not None and one.part == other.part:
            return self._around(part, one) is self._around(part, other)
        drawn = one.part in self._graphics and other.part in self._graphics
        return drawn and drawing_looks.are_together(self._node(one), self._node(other))

    def _around(self, part: Part, anchor: RunAnchor) -> Surroundings | None:
        """What stands around an anchor in its paragraph; None for one in no paragraph."""
        element = part.nodes[anchor.run].element
        paragraph = next(element.iterancestors(*tags("w:p")), None)
        if paragraph is not None and paragraph not in self._known:
            self._known[paragraph] = Surroundings(paragraph)
        return None if paragraph is None else self._known[paragraph]

    def _fed_in(self, part: Part) -> set[_Element]:
        """The text nodes of a part in which a program writes the words anew from elsewhere."""
        if part.name not in self._fed:
            self._fed[part.name] = Results(part.root).fed
        return self._fed[part.name]

    def _node(self, anchor: RunAnchor) -> TextNode:
        """The text node of an anchor in a chart or a diagram."""
        if anchor.part not in self._drawn:
            self._drawn[anchor.part] = text_nodes(self._graphics[anchor.part].root)
        return self._drawn[anchor.part][anchor.run]
