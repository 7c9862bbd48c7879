"""What a paragraph is in its document: a heading, an item of a list, a caption, a quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personfirst.formats.word.inline import Stretch
from personfirst.formats.word.names import child, name_of, number, value
from personfirst.formats.word.styles import BODY_LEVEL, ParagraphStyle, item_level
from personfirst.model.document import MarkKind, Role

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPED_BULLET = re.compile(r"\s*(?:[-–•·‣◦▪●■□☐☑☒✓✔➢]|\(?(?:\d{1,2}|[a-z])[.)])[ \t\u00a0]+\S")
_LONGEST_HEADING = 72
_MOST_HEADING_WORDS = 10
_ENDS = ".!?;:,…"
_BOLD_LEVEL = 10
"""The level of a bold line that stands as a heading: below all that a style makes headings."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a paragraph is. `level` is a heading's, 1 the highest, or None; `item` is an item's,
    from 0, or None; `goes_on` says that it is more of the item above.
    """

    role: Role
    level: int | None = None
    item: int | None = None
    goes_on: bool = False
    quote: bool = False


def kind_of(
    element: _Element,
    properties: _Element | None,
    style: ParagraphStyle,
    stretches: list[Stretch],
    role: Role,
    *,
    in_list: bool,
) -> Kind:
    """The kind of a paragraph; `role` is what it is where nothing makes it something else."""
    level = _heading_level(properties, style)
    if level is not None or style.title:
        return Kind(Role.HEADING, level)
    item = _item_level(properties, style)
    goes_on = in_list and item is None and style.between_items
    if item is None and not goes_on:
        if style.caption:
            return Kind(Role.CAPTION)
        if role is Role.PARAGRAPH and not style.quote and _looks_like_heading(element, stretches):
            return Kind(Role.HEADING, _BOLD_LEVEL)
        if not _TYPED_BULLET.match(_beginning(stretches)):
            return Kind(role, quote=style.quote)
        item = 0
    own = role if role is Role.NOTE else Role.LIST_ITEM
    return Kind(own, item=item, goes_on=goes_on, quote=style.quote)


def _heading_level(properties: _Element | None, style: ParagraphStyle) -> int | None:
    own = number(value(properties, "w:outlineLvl"))
    if own is None:
        return style.heading
    return own + 1 if own < BODY_LEVEL else None


def _item_level(properties: _Element | None, style: ParagraphStyle) -> int | None:
    numbering = child(properties, "w:numPr")
    return style.item if numbering is None else item_level(numbering)


def _beginning(stretches: list[Stretch]) -> str:
    return "".join(one.text for one in stretches[:3])


def _looks_like_heading(element: _Element, stretches: list[Stretch]) -> bool:
    """Whether a paragraph is a short bold line above another paragraph or a table."""
    if any(MarkKind.STRONG not in one.marks and one.text.strip() for one in stretches):
        return False
    text = "".join(one.text for one in stretches).strip()
    if len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_HEADING_WORDS:
        return False
    if not (text[0].isupper() or text[0].isdigit()) or text[-1] in _ENDS:
        return False
    after = element.getnext()
    return after is not None and name_of(after) in ("w:p", "w:tbl")
