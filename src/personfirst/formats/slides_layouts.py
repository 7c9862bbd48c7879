"""What placeholders of a slide take over from its layout and its master: where they stand and
whether their paragraphs have bullets. The texts of layouts and masters are prompts and not read.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personfirst.formats.drawing import child, children, local, own_bullet
from personfirst.formats.ooxml import relationships, whole_number
from personfirst.formats.package import Package
from personfirst.formats.slides_order import Box
from personfirst.model.errors import UnreadableDocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

TITLES = ("title", "ctrTitle")
_LISTS = ("obj", "body")
_LEVELS = 9

Bullets = tuple[bool | None, ...]
"""For each level whether paragraphs have bullets; None where nothing is said."""

_SILENT: Bullets = (None,) * _LEVELS


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder's type and index, by which it is found on its layout."""

    type: str
    index: str


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a shape has where it says nothing itself."""

    box: Box | None = None
    bullets: Bullets = _SILENT


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The placeholders of a layout or a master."""

    by_index: dict[str, Inherited]
    by_type: dict[str, Inherited]
    body: Bullets = _SILENT


_EMPTY = _Sheet({}, {})


class Layouts:
    """The layouts of a deck, each read once. One that is damaged gives nothing."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._sheets: dict[str, _Sheet] = {}

    def inherited(self, layout: str | None, placeholder: Placeholder) -> Inherited:
        """What a placeholder of a slide has from the layout of this part name."""
        sheet = self._sheet(layout, "slideMaster") if layout else _EMPTY
        found = sheet.by_index.get(placeholder.index) or sheet.by_type.get(placeholder.type)
        if found is not None:
            return found
        is_list = placeholder.type in _LISTS
        return Inherited(None, (True,) * _LEVELS if is_list and not sheet.by_type else _SILENT)

    def _sheet(self, part: str, above: str) -> _Sheet:
        if part not in self._sheets:
            self._sheets[part] = _EMPTY
            with suppress(UnreadableDocumentError):
                self._sheets[part] = self._read(part, above)
        return self._sheets[part]

    def _read(self, part: str, above: str) -> _Sheet:
        root = self._package.xml(part)
        master = next((r.target for r in relationships(self._package, part) if r.kind == above), "")
        upper = self._sheet(master, "") if master and above else _EMPTY
        body = upper.body if above else list_bullets(child(root, "txStyles", "bodyStyle"))
        by_index: dict[str, Inherited] = {}
        by_type: dict[str, Inherited] = {}
        tree = child(root, "cSld", "spTree")
        for shape in children(tree) if tree is not None else ():
            placeholder = placeholder_of(shape)
            if placeholder is None:
                continue
            kind = placeholder.type
            lists = kind in _LISTS
            taken = upper.by_type.get("title" if kind in TITLES else "body" if lists else kind)
            basis = taken or Inherited(None, body if lists else _SILENT)
            own = list_bullets(child(shape, "txBody", "lstStyle"))
            inherited = Inherited(box_of(shape) or basis.box, first_said(own, basis.bullets))
            by_index.setdefault(placeholder.index, inherited)
            by_type.setdefault(kind, inherited)
        return _Sheet(by_index, by_type, body)


def placeholder_of(shape: _Element) -> Placeholder | None:
    """A shape's placeholder; None where it is none."""
    for one in children(shape):
        if local(one).startswith("nv"):
            found = child(one, "nvPr", "ph")
            if found is not None:
                return Placeholder(found.get("type", "obj"), found.get("idx", "0"))
    return None


def box_of(shape: _Element) -> Box | None:
    """Where a shape stands, in the coordinates of what it is in; None where it does not say."""
    frame = child(shape, "spPr", "xfrm")
    if frame is None:
        frame = child(shape, "grpSpPr", "xfrm")
    if frame is None:
        frame = child(shape, "xfrm")
    return box_in(frame, "off", "ext")


def box_in(frame: _Element | None, offset: str, extent: str) -> Box | None:
    """A box from two children of a frame (`a:xfrm`)."""
    corner, size = child(frame, offset), child(frame, extent)
    if corner is None or size is None:
        return None
    return Box(
        whole_number(corner.get("x")),
        whole_number(corner.get("y")),
        whole_number(size.get("cx")),
        whole_number(size.get("cy")),
    )


def list_bullets(style: _Element | None) -> Bullets:
    """What a list style (`a:lstStyle`, `p:bodyStyle`) says of bullets."""
    if style is None:
        return _SILENT
    return tuple(own_bullet(child(style, f"lvl{level + 1}pPr")) for level in range(_LEVELS))


def first_said(own: Bullets, above: Bullets) -> Bullets:
    """For each level what is said closest by."""
    return tuple(below if below is not None else up for below, up in zip(own, above, strict=True))
