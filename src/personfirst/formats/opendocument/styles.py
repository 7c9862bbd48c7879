"""What the styles of an OpenDocument file say about its text: what it is, and how it is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personfirst.formats.language import foreign
from personfirst.formats.opendocument.names import attribute, child, children
from personfirst.formats.style_names import Kind, kind_of
from personfirst.model.document import MarkKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENCODED = re.compile(r"_([0-9a-fA-F]{1,6})_")
_MOST_PARENTS = 20
_BOLD = frozenset(("bold", "bolder", "600", "700", "800", "900"))
_RAISED = re.compile(r"\s*(?:super|[1-9])")
_CITES = frozenset(("citation", "cite"))


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks: each mark where the style says yes or no, whether it is hidden, and the
    language that it is said to be in.
    """

    marks: tuple[tuple[MarkKind, bool], ...] = ()
    hidden: bool = False
    language: str | None = None
    kind: Kind = Kind.PLAIN

    def on(self, marks: frozenset[MarkKind]) -> frozenset[MarkKind]:
        """The marks of text with this look that stands in text with these marks."""
        for kind, worn in self.marks:
            marks = marks | {kind} if worn else marks - {kind}
        return marks


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    parent: str
    automatic: bool
    look: Look


_PLAIN = Look()


class Styles:
    """The styles of a part. Automatic styles, which a word processor makes where somebody has
    formatted by hand, are each part's own; the others are the document's.
    """

    def __init__(self, common: _Element | None, automatic: _Element | None) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self.speak_foreign = False
        """Whether a style says that its text is not in English."""
        for root, is_automatic in ((common, False), (automatic, True)):
            for element in () if root is None else children(root, "style:style"):
                key = attribute(element, "style:family"), attribute(element, "style:name")
                style = self._styles[key] = _style(element, automatic=is_automatic)
                if is_automatic and foreign(style.look.language):
                    self.speak_foreign = True

    def paragraph(self, name: str) -> Look:
        """The look of a paragraph. Marks and language are those that were given by hand: a heading
        is bold because it is a heading.
        """
        return self._look("paragraph", name)

    def text(self, name: str) -> Look:
        """The look of a stretch of text."""
        return self._look("text", name)

    def _look(self, family: str, name: str) -> Look:
        key = family, name
        if key not in self._looks:
            self._looks[key] = self._resolved(list(self._chain(family, name)), family)
        return self._looks[key]

    def _chain(self, family: str, name: str) -> Iterator[_Style]:
        """A style, its parent, and so on; a circle ends."""
        for _ in range(_MOST_PARENTS):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.parent

    def _resolved(self, chain: list[_Style], family: str) -> Look:
        if not chain:
            return _PLAIN
        marks: dict[MarkKind, bool] = {}
        for style in reversed(chain):
            if family == "text" or style.automatic:
                marks |= dict(style.look.marks)
            if family == "text" and style.name in _CITES:
                marks[MarkKind.CITE] = True
        languages = [style.look.language for style in chain if style.automatic]
        return Look(
            tuple(marks.items()),
            hidden=any(style.look.hidden for style in chain),
            language=next(filter(None, languages), None),
            kind=kind_of(style.name for style in chain),
        )


def _style(element: _Element, *, automatic: bool) -> _Style:
    name = attribute(element, "style:display-name") or attribute(element, "style:name")
    plain = _ENCODED.sub(_decoded, name).lower()
    properties = child(element, "style:text-properties")
    look = _PLAIN if properties is None else _look_of(properties)
    return _Style(plain, attribute(element, "style:parent-style-name"), automatic, look)


def _look_of(properties: _Element) -> Look:
    marks: list[tuple[MarkKind, bool]] = []
    if weight := attribute(properties, "fo:font-weight"):
        marks.append((MarkKind.STRONG, weight in _BOLD))
    if slant := attribute(properties, "fo:font-style"):
        marks.append((MarkKind.EMPHASIS, slant != "normal"))
    line = attribute(properties, "style:text-line-through-style") or attribute(
        properties, "style:text-line-through-type"
    )
    if line:
        marks.append((MarkKind.STRIKE, line != "none"))
    if position := attribute(properties, "style:text-position"):
        marks.append((MarkKind.RAISED, _RAISED.match(position) is not None))
    return Look(
        tuple(marks),
        hidden=attribute(properties, "text:display") == "none",
        language=attribute(properties, "fo:language") or None,
    )


def _decoded(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if code < 0x110000 else found[0]
