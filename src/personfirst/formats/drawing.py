"""DrawingML: the paragraphs of slides, charts, diagrams and the text boxes of sheets (ECMA-376).

Elements are told by their local names, so that files in Office's strict variant, whose namespaces
differ, are read as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personfirst.formats.language import foreign, speaks_english
from personfirst.formats.ooxml import whole_number
from personfirst.formats.transcript import Transcript
from personfirst.model.document import MarkKind, Role
from personfirst.model.origin import RunAnchor

if TYPE_CHECKING:
    from lxml.etree import _Element

TEXTS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}t",
    "{http://purl.oclc.org/ooxml/drawingml/main}t",
)
"""The elements that hold the text of runs."""

_DESCRIPTIONS = ("descr", "title")
_CHANGING_FIELDS = ("slidenum", "datetime")
_STRUCK = ("sngStrike", "dblStrike")
_MOST_LEVELS = 9


@dataclass(frozen=True, slots=True)
class TextNode:
    """Where a part holds text: an element's own text, or an attribute of it."""

    element: _Element
    attribute: str = ""

    @property
    def text(self) -> str:
        return (self.element.get(self.attribute) if self.attribute else self.element.text) or ""

    def change(self, text: str) -> None:
        if self.attribute:
            self.element.set(self.attribute, text)
        else:
            self.element.text = text


def text_nodes(root: _Element) -> list[TextNode]:
    """The nodes of a part that hold text, as runs are counted: its `a:t` elements in document
    order, and after all of these the descriptions and the titles of its shapes.
    """
    nodes = [TextNode(element) for element in root.iter(*TEXTS)]
    for element in root.iter("{*}cNvPr"):
        nodes += [TextNode(element, name) for name in _DESCRIPTIONS if element.get(name)]
    return nodes


class TextPart:
    """A part with its text nodes counted."""

    def __init__(self, name: str, root: _Element) -> None:
        self.name = name
        self.root = root
        self._runs = {
            (node.element, node.attribute): run for run, node in enumerate(text_nodes(root))
        }

    def anchor(self, element: _Element, text: str, attribute: str = "") -> RunAnchor | None:
        """Where the text of a node stands; None for an element that is no text node."""
        run = self._runs.get((element, attribute))
        return None if run is None else RunAnchor(self.name, run, 0, len(text))


def local(element: _Element) -> str:
    """An element's name without its namespace; "" for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: _Element) -> Iterator[_Element]:
    """The elements in an element; of alternatives for older and newer programs only one."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif local(child) != "AlternateContent":
            if isinstance(child.tag, str):
                yield child
        else:
            ways = [way for way in child if len(way) and local(way) in ("Choice", "Fallback")]
            if ways:
                stack.append(iter(ways[0]))


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first element at a path of local names; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in children(element) if local(one) == name), None)
    return element


def reference(element: _Element, name: str = "id") -> str:
    """An attribute of the relationships' namespace, such as `r:id`; "" where there is none."""
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith(f"}}{name}")), "")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Text of a paragraph with one look; `node` is None for a line break, `text` is empty for what
    is not read.
    """

    text: str
    node: _Element | None = None
    marks: frozenset[MarkKind] = frozenset()
    language: str = ""


Bulleted = Callable[["_Element", int], bool]
"""Whether a paragraph of a level, counted from 0, is an item of a list."""


def bulleted_itself(paragraph: _Element, level: int) -> bool:
    """Whether a paragraph is an item by its own properties alone, whatever its level."""
    return bool(own_bullet(child(paragraph, "pPr")))


def own_bullet(properties: _Element | None) -> bool | None:
    """Whether a paragraph's properties give it a bullet or a number; None where they are silent."""
    for one in properties if properties is not None else ():
        name = local(one)
        if name in ("buChar", "buAutoNum", "buBlip"):
            return True
        if name == "buNone":
            return False
    return None


def write_body(
    transcript: Transcript,
    part: TextPart,
    body: _Element,
    role: Role,
    label: str,
    bulleted: Bulleted = bulleted_itself,
) -> None:
    """Write the paragraphs of a text body; those with bullets are items of lists."""
    flow = transcript.flow
    lists: list[tuple[int, int]] = []
    for paragraph in children(body):
        stretches = list(_stretches(paragraph)) if local(paragraph) == "p" else []
        if not any(one.node is not None and not one.text.isspace() for one in stretches):
            continue
        level = paragraph_level(paragraph)
        is_item = role in (Role.PARAGRAPH, Role.NOTE) and bulleted(paragraph, level)
        while lists and (not is_item or lists[-1][0] > level):
            flow.end_list(lists.pop()[1])
        if is_item and (not lists or lists[-1][0] < level):
            lists.append((level, flow.begin_list()))
        own = Role.LIST_ITEM if is_item and role is Role.PARAGRAPH else role
        handle = flow.begin_role(own, label)
        _write_stretches(transcript, part, stretches)
        flow.end_role(handle)
        flow.language = None
    if lists:
        flow.end_list(lists[0][1])


def paragraph_level(paragraph: _Element) -> int:
    """How deep a paragraph is indented, counted from 0."""
    properties = child(paragraph, "pPr")
    level = whole_number(properties.get("lvl")) if properties is not None else 0
    return max(0, min(level, _MOST_LEVELS - 1))


def write_description(
    transcript: Transcript, part: TextPart, properties: _Element, label: str
) -> None:
    """Write what a shape's properties (`cNvPr`) say for those who do not see it."""
    for name in _DESCRIPTIONS:
        text = properties.get(name, "")
        if text and not text.isspace():
            transcript.flow.begin_aside(Role.ALT_TEXT, label)
            transcript.write(text, part.anchor(properties, text, name))
            transcript.flow.end_aside()


def _stretches(paragraph: _Element) -> Iterator[_Stretch]:
    for element in children(paragraph):
        name = local(element)
        if name == "br":
            yield _Stretch("\n")
        elif name == "m":
            yield _Stretch("")
        elif name in ("r", "fld"):
            look, node = child(element, "rPr"), child(element, "t")
            if name == "fld" and element.get("type", "").startswith(_CHANGING_FIELDS):
                yield _Stretch("")
            elif node is not None and node.text:
                language = look.get("lang", "") if look is not None else ""
                yield _Stretch(node.text, node, _marks(look), language)


def _marks(look: _Element | None) -> frozenset[MarkKind]:
    if look is None:
        return frozenset()
    found = set()
    if look.get("b") in ("1", "true"):
        found.add(MarkKind.STRONG)
    if look.get("i") in ("1", "true"):
        found.add(MarkKind.EMPHASIS)
    if look.get("strike") in _STRUCK:
        found.add(MarkKind.STRIKE)
    if whole_number(look.get("baseline", "").removesuffix("%")) > 0:
        found.add(MarkKind.RAISED)
    if child(look, "hlinkClick") is not None:
        found.add(MarkKind.LINK)
    return frozenset(found)


def _write_stretches(transcript: Transcript, part: TextPart, stretches: list[_Stretch]) -> None:
    transcript.flow.language = _language(stretches)
    for one in stretches:
        if not one.text:
            transcript.mask()
        elif one.node is None:
            transcript.write(one.text)
        else:
            transcript.wear(one.marks)
            transcript.write(one.text, part.anchor(one.node, one.text))
    transcript.wear(())


def _language(stretches: list[_Stretch]) -> str | None:
    """The language of most of a paragraph where it is another than English and reads like it."""
    lengths: Counter[str] = Counter()
    for one in stretches:
        lengths[one.language] += len(one.text) if one.node is not None else 0
    tag = foreign(lengths.most_common(1)[0][0])
    if tag is None or speaks_english("".join(one.text for one in stretches)):
        return None
    return tag
