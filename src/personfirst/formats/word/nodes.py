"""A part of a Word file with its text nodes counted, which is how an origin finds back to one.

Text nodes are `w:t` elements, the elements that stand for one character, such as `w:tab`, and the
attributes that describe pictures. They are counted in document order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from personfirst.formats.drawing import TextNode
from personfirst.formats.word.names import SHAPES, SPACE, attribute, name_of, tags
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.origin import RunAnchor
from personfirst.model.text import MASK

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_NODES = 500_000
"""Text nodes of a file: a few thousand pages; each costs some hundred bytes once it is read."""

CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}
"""Elements that stand for a character."""

_SPACES = " \t\r\n"
_ATTRIBUTES = {
    **dict.fromkeys(("wp:docPr", "pic:cNvPr", "wps:cNvPr", "wpg:cNvPr"), ("title", "descr")),
    **dict.fromkeys(SHAPES, ("alt",)),
    "v:textpath": ("string",),
    "w:tblCaption": ("val",),
    "w:tblDescription": ("val",),
}
_TAGS = tags("w:t", *CHARACTERS, "w:sym", *_ATTRIBUTES)


class Part:
    """A part, its root element and its text nodes. Raises `UnreadableDocumentError` where there
    are more than `most`.
    """

    def __init__(self, name: str, root: _Element, most: int = MOST_NODES) -> None:
        self.name = name
        self.root = root
        self.nodes: list[TextNode] = []
        self._runs: dict[_Element, int] = {}
        self._keeps_space = root.get(SPACE) == "preserve"
        for element in root.iter(*_TAGS):
            self._runs[element] = len(self.nodes)
            own = name_of(element)
            if own in _ATTRIBUTES:
                self.nodes += [TextNode(element, one) for one in _names(element, own)]
            else:
                self.nodes.append(TextNode(element))
            if len(self.nodes) > most:
                reason = f"is too large: more than {MOST_NODES:,} runs up to its part {name}"
                raise UnreadableDocumentError(reason)

    def words(self, element: _Element) -> tuple[str, int]:
        """What a `w:t` says, and where in its text that begins: white space at its ends counts
        only where the file says so.
        """
        text = element.text or ""
        if not text or (text[0] not in _SPACES and text[-1] not in _SPACES) or self.keeps(element):
            return text, 0
        stripped = text.strip(_SPACES)
        return stripped, text.index(stripped)

    def keeps(self, element: _Element) -> bool:
        """Whether white space at the ends of a `w:t` counts."""
        space = element.get(SPACE)
        return self._keeps_space if space is None else space == "preserve"

    def anchor(self, element: _Element, start: int, end: int) -> RunAnchor | None:
        """A stretch of a text node; None for a `w:t` whose text is broken up by a comment."""
        return None if len(element) else RunAnchor(self.name, self._runs[element], start, end)

    def described(self, element: _Element) -> Iterator[tuple[str, RunAnchor]]:
        """What the attributes of an element say that people read."""
        for run in self.attributes(element):
            text = self.nodes[run].text
            if text and not text.isspace():
                yield text, RunAnchor(self.name, run, 0, len(text))

    def run(self, element: _Element) -> int:
        """The number of an element's text node, or of its first."""
        return self._runs[element]

    def attributes(self, element: _Element) -> range:
        """The numbers of the text nodes that are attributes of an element."""
        first = self._runs.get(element, 0)
        return range(first, first + len(_ATTRIBUTES.get(name_of(element), ())))


def sign(element: _Element) -> str:
    """The character that an element in a run stands for; `MASK` where that is a picture, "" for an
    element that stands for none.
    """
    name = name_of(element)
    if name != "w:sym":
        return CHARACTERS.get(name, "")
    try:
        character = chr(int(attribute(element, "char"), 16))
    except (ValueError, OverflowError):
        return MASK
    return character if character.isprintable() else MASK


def _names(element: _Element, name: str) -> Iterator[str]:
    """The attributes of an element, as lxml names them."""
    space = str(element.tag).partition("}")[0] + "}" if name.startswith("w:") else ""
    for one in _ATTRIBUTES[name]:
        yield f"{space}{one}"
