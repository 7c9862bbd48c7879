"""What a document's styles make of a paragraph and of a run: a heading, an item, bold, hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personfirst.formats.style_names import Kind, heading_level, kind_of
from personfirst.formats.word.names import attribute, child, is_on, name_of, number, value
from personfirst.model.document import MarkKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_ANCESTORS = 20
BODY_LEVEL = 9
"""The outline level that says "no heading"; those of headings count from 0."""

_ENGLISH = {
    **dict.fromkeys(("titel", "titre", "título", "titulo", "titolo"), "title"),
    **dict.fromkeys(("untertitel", "sous-titre", "subtítulo", "sottotitolo"), "subtitle"),
    **dict.fromkeys(("zitat", "citation", "cita", "citazione"), "quote"),
    **dict.fromkeys(("beschriftung", "légende", "epígrafe", "didascalia"), "caption"),
}
"""Names that other programs, or old ones, give the built-in styles in other languages."""

_HEADING = re.compile(
    r"(?:überschrift|titre|título|titulo|encabezado|titolo|cabeçalho|kop|rubrik|overskrift|otsikko"
    r"|nagłówek|nadpis|заголовок|标题|標題|見出し)[ _]?(?=[1-9]$)"
)
_LIST = re.compile(r"list (?:bullet|number)(?: ([2-5]))?")
_BETWEEN_ITEMS = re.compile(r"list (?:continue(?: [2-5])?|paragraph)")
_CONTENTS = re.compile(r"(?:toc|contents) [1-9]|table of figures")

MARKS = {
    "w:b": MarkKind.STRONG,
    "w:i": MarkKind.EMPHASIS,
    "w:strike": MarkKind.STRIKE,
    "w:dstrike": MarkKind.STRIKE,
}
"""The properties of a run that set words off from those around them."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph's style says of it.

    `heading` is its level, 1 the highest, or None; `item` is its level as an item of a list, from
    0, or None. `title` is a heading that stands above no part of the document. `contents` is a
    line of a table of contents. `between_items` says that such a paragraph goes on with the item
    above. `hides` its text.
    """

    heading: int | None = None
    item: int | None = None
    title: bool = False
    quote: bool = False
    caption: bool = False
    contents: bool = False
    between_items: bool = False
    hides: bool = False


@dataclass(frozen=True, slots=True)
class CharacterStyle:
    """What a run's style says of it; `hides` its text."""

    marks: frozenset[MarkKind] = frozenset()
    hides: bool = False


def is_raised(properties: _Element | None) -> bool | None:
    """Whether the properties of a run set it above the line; None where they are silent."""
    alignment = value(properties, "w:vertAlign")
    if alignment:
        return alignment == "superscript"
    height = value(properties, "w:position")
    return (number(height) or 0) > 0 if height else None


_PLAIN = ParagraphStyle()
_UNMARKED = CharacterStyle()
_BUILT_IN = dict.fromkeys(
    ("footnotereference", "endnotereference"), CharacterStyle(frozenset((MarkKind.RAISED,)))
)
"""Styles that a program knows where the document does not say what they look like."""


class Styles:
    """The styles of a document by their ids; `root` is None where it has none."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._default = ""
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, CharacterStyle] = {}
        self._ids: dict[str, str] = {}
        for element in root if root is not None else ():
            if name_of(element) != "w:style":
                continue
            identity, kind = attribute(element, "styleId"), attribute(element, "type")
            self._elements.setdefault(identity, element)
            self._ids.setdefault(_name(element), identity)
            if kind == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
                self._default = identity

    def named(self, name: str) -> str:
        """The id of the style with a built-in name, such as "annotation text"; "" without one."""
        return self._ids.get(name, "")

    def paragraph(self, identity: str) -> ParagraphStyle:
        """The style of a paragraph; "" is the one of a paragraph that names none."""
        identity = identity if identity in self._elements else self._default
        found = self._paragraphs.get(identity)
        if found is None:
            found = self._paragraphs[identity] = _paragraph_style(self._chain(identity))
        return found

    def character(self, identity: str) -> CharacterStyle:
        """The style of a run."""
        found = self._characters.get(identity)
        if found is None:
            chain = self._chain(identity)
            found = _character_style(chain) if chain else _BUILT_IN.get(identity.lower(), _UNMARKED)
            self._characters[identity] = found
        return found

    def _chain(self, identity: str) -> list[_Element]:
        """A style, the one that it is based on, and so on."""
        chain: list[_Element] = []
        element = self._elements.get(identity)
        while element is not None and element not in chain and len(chain) < _MOST_ANCESTORS:
            chain.append(element)
            element = self._elements.get(value(element, "w:basedOn"))
        return chain


def _paragraph_style(chain: list[_Element]) -> ParagraphStyle:
    if not chain:
        return _PLAIN
    names = [_name(element) for element in chain]
    kind = kind_of(names)
    return ParagraphStyle(
        heading=_heading_level(chain),
        item=_item_level(chain),
        title=kind is Kind.TITLE,
        quote=kind is Kind.QUOTE,
        caption=kind is Kind.CAPTION,
        contents=any(map(_CONTENTS.fullmatch, names)),
        between_items=any(map(_BETWEEN_ITEMS.fullmatch, names)),
        hides=_toggled(chain, "w:vanish"),
    )


def _heading_level(chain: list[_Element]) -> int | None:
    """The level that the nearest style gives that has an outline level or a heading's name."""
    for element in chain:
        level = number(value(child(element, "w:pPr"), "w:outlineLvl"))
        if level is not None:
            return level + 1 if level < BODY_LEVEL else None
        named = heading_level((_name(element),))
        if named is not None:
            return named
    return None


def _item_level(chain: list[_Element]) -> int | None:
    for element in chain:
        found = _LIST.fullmatch(_name(element))
        numbering = child(child(element, "w:pPr"), "w:numPr")
        if numbering is not None and child(numbering, "w:numId") is not None:
            level = item_level(numbering)
            return int(found[1]) - 1 if level == 0 and found and found[1] else level
        if found:
            return int(found[1] or 1) - 1
    return None


def item_level(numbering: _Element) -> int | None:
    """The level that `w:numPr` gives an item of a list, from 0; None where it takes it off."""
    if value(numbering, "w:numId") == "0":
        return None
    return min(number(value(numbering, "w:ilvl")) or 0, 8)


def _character_style(chain: list[_Element]) -> CharacterStyle:
    marks = frozenset(kind for name, kind in MARKS.items() if _toggled(chain, name))
    raised = (is_raised(child(element, "w:rPr")) for element in chain)
    if next((one for one in raised if one is not None), False):
        marks |= {MarkKind.RAISED}
    return CharacterStyle(marks, _toggled(chain, "w:vanish"))


def _toggled(chain: list[_Element], name: str) -> bool:
    """Whether a style turns a property of runs on, itself or by one that it is based on."""
    for element in chain:
        found = child(child(element, "w:rPr"), name)
        if found is not None:
            return is_on(found)
    return False


def _name(style: _Element) -> str:
    """A style's name in small letters, in English where it is a built-in one."""
    name = " ".join(value(style, "w:name").lower().split())
    return _ENGLISH.get(name) or _HEADING.sub("heading ", name)
