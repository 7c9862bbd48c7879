"""The shapes of a slide in the order in which they are read, with where they stand on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personfirst.formats.drawing import child, children, local, own_bullet
from personfirst.formats.slides_layouts import (
    TITLES,
    Inherited,
    Placeholder,
    box_in,
    box_of,
    first_said,
    list_bullets,
    placeholder_of,
)
from personfirst.formats.slides_order import Box, reading_order

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHAPES = ("sp", "pic", "graphicFrame", "grpSp", "cxnSp", "contentPart")
_PASSED_OVER = ("sldNum", "dt", "sldImg", "hdr")
_LAST = ("ftr",)

Inherit = Callable[[Placeholder], Inherited]


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape; `box` is where it stands on the slide, None where nothing says so. `kind` is its
    placeholder's type, "" for other shapes. `bullets` say which levels of its text are lists.
    """

    element: _Element
    box: Box | None
    kind: str
    bullets: tuple[bool | None, ...]

    @property
    def properties(self) -> _Element | None:
        """What holds its name and its description (`cNvPr`)."""
        for one in children(self.element):
            if local(one).startswith("nv"):
                return child(one, "cNvPr")
        return None

    def bulleted(self, paragraph: _Element, level: int) -> bool:
        """Whether a paragraph of its text is an item of a list."""
        own = own_bullet(child(paragraph, "pPr"))
        return bool(self.bullets[level] if own is None else own)


@dataclass(frozen=True, slots=True)
class _View:
    """How the coordinates inside a group become those of the slide."""

    scale: tuple[float, float] = (1.0, 1.0)
    shift: tuple[float, float] = (0.0, 0.0)

    def seen(self, box: Box) -> Box:
        return Box(
            box.left * self.scale[0] + self.shift[0],
            box.top * self.scale[1] + self.shift[1],
            box.width * self.scale[0],
            box.height * self.scale[1],
        )


def shapes_of(slide: _Element, inherit: Inherit) -> Iterator[Shape]:
    """The shapes of a slide: its title, then the others by where they stand, then its footer.

    A group is followed by what is in it. Numbers, dates and pictures of the slide are left out.
    """
    tree = child(slide, "cSld", "spTree")
    if tree is None:
        return
    stack = [iter(_ordered(tree, _View(), inherit))]
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
            continue
        shape, view = found
        yield shape
        if local(shape.element) == "grpSp":
            stack.append(iter(_ordered(shape.element, _inside(shape.element, view), inherit)))


def _ordered(tree: _Element, view: _View, inherit: Inherit) -> list[tuple[Shape, _View]]:
    shapes = [_shape(one, view, inherit) for one in children(tree) if local(one) in _SHAPES]
    shapes = [one for one in shapes if one.kind not in _PASSED_OVER]
    titles = [one for one in shapes if one.kind in TITLES]
    footers = [one for one in shapes if one.kind in _LAST]
    others = [one for one in shapes if one.kind not in (*TITLES, *_LAST)]
    placed = [(one, one.box) for one in others if one.box is not None]
    order = reading_order([box for _, box in placed])
    unplaced = [one for one in others if one.box is None]
    ordered = [*titles, *unplaced, *(placed[index][0] for index in order), *footers]
    return [(shape, view) for shape in ordered]


def _shape(element: _Element, view: _View, inherit: Inherit) -> Shape:
    placeholder = placeholder_of(element)
    inherited = Inherited() if placeholder is None else inherit(placeholder)
    box = box_of(element) or inherited.box
    return Shape(
        element,
        None if box is None else view.seen(box),
        "" if placeholder is None else placeholder.type,
        first_said(list_bullets(child(element, "txBody", "lstStyle")), inherited.bullets),
    )


def _inside(group: _Element, view: _View) -> _View:
    frame = child(group, "grpSpPr", "xfrm")
    outer, inner = box_in(frame, "off", "ext"), box_in(frame, "chOff", "chExt")
    if outer is None or inner is None:
        return view
    outer = view.seen(outer)
    across = outer.width / inner.width if inner.width else view.scale[0]
    down = outer.height / inner.height if inner.height else view.scale[1]
    return _View((across, down), (outer.left - inner.left * across, outer.top - inner.top * down))
