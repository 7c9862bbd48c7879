"""How runs look, and beside which run new words stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personfirst.formats.drawing import TextNode
from personfirst.formats.word.names import DELETED, INSERTED, child, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNSEEN = frozenset(("w:lang", "w:noProof", "w:rPrChange"))
CHANGES = DELETED | INSERTED
_CONTENT = CHANGES | {
    *("w:r", "w:hyperlink", "w:smartTag", "w:customXml", "w:fldSimple", "w:bdo", "w:dir", "w:sdt"),
    *("mc:AlternateContent", "m:oMath", "m:oMathPara"),
}


def is_in_run(node: TextNode) -> bool:
    """Whether a text node stands in a run, as all but those of attributes should."""
    run = node.element.getparent()
    return not node.attribute and run is not None and name_of(run) == "w:r"


def style_of(element: _Element) -> object:
    """How the run looks that an element stands in; equal for equal looks."""
    look = child(element.getparent(), "w:rPr")
    return _properties(look) if look is not None else ()


def container(run: _Element) -> _Element | None:
    """What a run stands in: a paragraph, a link, a content control."""
    parent = run.getparent()
    while parent is not None and name_of(parent) in CHANGES:
        parent = parent.getparent()
    return parent


def beside(
    left: _Element | None, right: _Element | None, home: _Element | None, *, first: bool
) -> tuple[_Element, bool]:
    """Where words go between two runs so that they stand in `home`: beside which element, and
    whether after it. `first` says which of the two to prefer where both will do.
    """
    sides = [(left, True), (right, False)]
    for run, after in sides if first else sides[::-1]:
        element = run
        while element is not None:
            if container(element) is home:
                return element, after
            element = _outer(element, after=after)
    run, after = next(side for side in sides if side[0] is not None)
    assert run is not None
    return run, after


def _outer(element: _Element, *, after: bool) -> _Element | None:
    """What an element is the last of, or the first where not `after`; None where it is neither."""
    others = element.itersiblings(preceding=not after)
    parent = element.getparent()
    if (
        parent is None
        or name_of(parent) == "w:p"
        or any(name_of(one) in _CONTENT for one in others)
    ):
        return None
    return parent


def _properties(element: _Element) -> tuple[object, ...]:
    return tuple(
        sorted(
            (str(one.tag), tuple(sorted(one.attrib.items())))
            for one in element
            if name_of(one) not in _UNSEEN
        )
    )
