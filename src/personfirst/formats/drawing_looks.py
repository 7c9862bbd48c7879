"""How text in DrawingML looks, and what stands among it: what a change must leave whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from personfirst.formats.drawing import TEXTS, TextNode, child, local
from personfirst.formats.plan import Look

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNSEEN = frozenset(("lang", "altLang", "dirty", "err", "noProof", "smtClean", "smtId"))
_LINKS = ("hlinkClick", "hlinkMouseOver")


def look_of(node: TextNode) -> Look:
    """How a text node looks by its run's properties; links, fields and descriptions stand alone."""
    run = node.element.getparent()
    if node.attribute or run is None or local(run) != "r":
        return Look((node.element, node.attribute), frozenset(), None)
    attributes, inner = _properties(child(run, "rPr"))
    links = tuple(text for name, text in inner if name in _LINKS)
    return Look(links, frozenset(), (attributes, inner))


def is_whole(nodes: Sequence[TextNode]) -> bool:
    """Whether nothing but these text nodes stands where they do: no line break, no formula."""
    if len(nodes) < 2:
        return True
    first, *_, last = (one.element.getparent() for one in nodes)
    own = {one.element for one in nodes}
    run: _Element | None = first
    while run is not None and run is not last:
        run = run.getnext()
        if run is None or any(one not in own and one.text for one in run.iter(*TEXTS)):
            return False
        if local(run) != "r":
            return False
    return run is not None


def are_together(one: TextNode, other: TextNode) -> bool:
    """Whether two text nodes stand in one paragraph."""
    return next(one.element.iterancestors("{*}p"), None) is next(
        other.element.iterancestors("{*}p"), None
    )


def _properties(
    element: _Element | None,
) -> tuple[frozenset[tuple[str, str]], tuple[tuple[str, str], ...]]:
    """The attributes of a run's properties that can be seen, and the elements in them as text."""
    from lxml import etree

    if element is None:
        return frozenset(), ()
    seen = ((str(name), str(text)) for name, text in element.attrib.items() if name not in _UNSEEN)
    inner = ((local(one), etree.tostring(one, method="c14n").decode()) for one in element)
    return frozenset(seen), tuple(inner)
