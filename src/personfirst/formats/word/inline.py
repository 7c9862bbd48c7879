"""Reads the runs of a paragraph: what they say, how it looks, and what else stands among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from personfirst.formats.language import foreign, speaks_english
from personfirst.formats.reference_marks import REACH, reference_mark
from personfirst.formats.word.fields import Fields, whole_fields
from personfirst.formats.word.names import (
    attribute,
    child,
    chosen,
    is_on,
    name_of,
    value,
)
from personfirst.formats.word.nodes import Part, sign
from personfirst.formats.word.styles import MARKS, ParagraphStyle, Styles, is_raised
from personfirst.model.document import MarkKind
from personfirst.model.origin import RunAnchor
from personfirst.model.text import MASK

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINERS = frozenset(
    (
        *("w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:customXml", "w:sdtContent"),
        *("w:fldSimple", "w:bdo", "w:dir", "w:ruby", "w:rubyBase"),
    )
)
_FORMULAS = frozenset(("m:oMath", "m:oMathPara"))
_DRAWINGS = frozenset(("w:drawing", "w:pict", "w:object"))
_NOTES = {
    "w:footnoteReference": "footnote",
    "w:endnoteReference": "endnote",
    "w:commentReference": "comment",
}
_LINK = frozenset((MarkKind.LINK,))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of one look. `MASK` stands for what is not read; it has no anchor."""

    text: str
    anchor: RunAnchor | None
    marks: frozenset[MarkKind] = frozenset()
    language: str = ""

    @property
    def masked(self) -> bool:
        return self.text == MASK and self.anchor is None

    def clipped(self, start: int, end: int) -> Stretch:
        """What is left of it from one offset of its text to another."""
        anchor = self.anchor
        if anchor is not None:
            anchor = replace(anchor, start=anchor.start + start, end=anchor.start + end)
        return replace(self, text=self.text[start:end], anchor=anchor)


@dataclass(slots=True)
class Line:
    """What a paragraph says; `drawings` and `notes`, kind and id, are those that stand in it."""

    stretches: list[Stretch] = field(default_factory=list)
    drawings: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.stretches)

    @property
    def tail(self) -> str:
        """At least the last few characters, where there are so many."""
        return "".join(one.text for one in self.stretches[-REACH:])

    def extend(self, other: Line) -> None:
        self.stretches += other.stretches
        self.drawings += other.drawings
        self.notes += other.notes

    def worded(self) -> list[Stretch]:
        """Its stretches without white space and pictures at the ends; none where nothing is left to
        be read.
        """
        worded = [at for at, one in enumerate(self.stretches) if one.text.strip() not in ("", MASK)]
        if not worded:
            return []
        kept = self.stretches[worded[0] : worded[-1] + 1]
        text = kept[0].text
        kept[0] = kept[0].clipped(len(text) - len(text.lstrip()), len(text))
        kept[-1] = kept[-1].clipped(0, len(kept[-1].text.rstrip()))
        return kept

    def language(self) -> str | None:
        """The language of most of the text where that is not English and it reads like it."""
        lengths: Counter[str] = Counter()
        for one in self.stretches:
            lengths[one.language] += len(one.text)
        tag = foreign(max(lengths, key=lengths.__getitem__)) if lengths else None
        return None if tag is None or speaks_english(self.text) else tag


@dataclass(frozen=True, slots=True)
class _Look:
    """How the text of a run looks."""

    marks: frozenset[MarkKind] = frozenset()
    hidden: bool = False
    language: str = ""


class Inline:
    """Reads the paragraphs of a part one after the other; a field may run over several."""

    def __init__(self, part: Part, styles: Styles) -> None:
        self._part = part
        self._styles = styles
        self._whole = whole_fields(part.root)
        self._fields = Fields()

    def read(self, paragraph: _Element, style: ParagraphStyle) -> Line:
        """What a paragraph of this style says."""
        line = Line()
        plain = _Look(hidden=style.hides)
        stack = [(iter(paragraph), plain)]
        while stack:
            elements, look = stack[-1]
            element = next(elements, None)
            if element is None:
                stack.pop()
                continue
            name = name_of(element)
            if name == "w:t":
                if not look.hidden:
                    self._add_words(line, element, look)
            elif name == "w:r":
                stack.append((iter(element), self._look(element, look, style)))
            elif name in _CONTAINERS:
                linked = name == "w:hyperlink"
                inner = replace(look, marks=look.marks | _LINK) if linked else look
                stack.append((iter(element), inner))
            elif name == "w:sdt":
                if not shows_placeholder(element):
                    stack.append((iter(element), look))
            elif name == "mc:AlternateContent":
                way = chosen(element)
                if way is not None:
                    stack.append((iter(way), look))
            elif name == "w:fldChar":
                self._field_sign(element)
            elif name == "w:instrText":
                self._fields.instruct(element.text or "")
            elif name and not look.hidden and self._fields.shown:
                self._add_other(line, element, name, look)
        return line

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is read now stands apart from the fields that are open, as a text box does."""
        fields, self._fields = self._fields, Fields()
        yield
        self._fields = fields

    def _marks(self, look: _Look) -> frozenset[MarkKind]:
        return look.marks | _LINK if self._fields.linked else look.marks

    def _add_words(self, line: Line, element: _Element, look: _Look) -> None:
        text, lead = self._part.words(element)
        if len(element):
            text = "".join(map(str, element.itertext()))
        if not text or not self._fields.shown:
            return
        marks = self._marks(look)
        cut = reference_mark(line.tail, text, marks)
        if cut < len(text):
            anchor = self._part.anchor(element, lead + cut, lead + len(text))
            line.stretches.append(Stretch(text[cut:], anchor, marks, look.language))

    def _add_other(self, line: Line, element: _Element, name: str, look: _Look) -> None:
        """Add what is no `w:t`: a character, a formula, a drawing, a note."""
        character = sign(element)
        if character:
            anchor = None if character == MASK else self._part.anchor(element, 0, 1)
            line.stretches.append(Stretch(character, anchor, self._marks(look), look.language))
        elif name in _FORMULAS:
            line.stretches.append(Stretch(MASK, None, look.marks, look.language))
        elif name in _DRAWINGS:
            line.drawings.append(element)
            if _stands_in_line(element):
                line.stretches.append(Stretch(MASK, None, look.marks, look.language))
        elif name in _NOTES:
            line.notes.append((_NOTES[name], attribute(element, "id")))

    def _field_sign(self, element: _Element) -> None:
        """A field begins, shows its result from here on, or ends."""
        if element not in self._whole:
            return
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._fields.end()

    def _look(self, run: _Element, around: _Look, style: ParagraphStyle) -> _Look:
        """The look of a run: what it says itself, else its style, and what stands around it."""
        properties = child(run, "w:rPr")
        if properties is None:
            return around
        marks, hidden, language = around.marks, around.hidden, ""
        character = value(properties, "w:rStyle")
        if character:
            own = self._styles.character(character)
            marks, hidden = marks | own.marks, hidden != own.hides
        for one in properties:
            name = name_of(one)
            if name in MARKS:
                marks = marks | {MARKS[name]} if is_on(one) else marks - {MARKS[name]}
            elif name == "w:vanish":
                hidden = is_on(one)
            elif name == "w:lang":
                language = attribute(one, "val")
        raised = is_raised(properties)
        if raised is not None:
            marks = marks | {MarkKind.RAISED} if raised else marks - {MarkKind.RAISED}
        return _Look(marks, hidden, language)


def shows_placeholder(control: _Element) -> bool:
    """Whether a content control is not filled in: it shows what is to be written there."""
    placeholder = child(child(control, "w:sdtPr"), "w:showingPlcHdr")
    return placeholder is not None and is_on(placeholder)


def _stands_in_line(drawing: _Element) -> bool:
    """Whether a drawing stands between words as one of them, rather than beside the text."""
    for element in drawing:
        name = name_of(element)
        if name == "wp:anchor":
            return False
        if name.startswith("v:"):
            return "position:absolute" not in element.get("style", "").replace(" ", "")
    return True
