"""XLIFF 1.2 and 2.0: texts on their way to a translator and back.

A translation is read, and the source text where there is none yet. The source must stay as it is
there: it is kept in the program or on the website that it was taken from.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from personfirst.formats.base import Format
from personfirst.formats.encoding import Decoded, decode
from personfirst.formats.flow import Flow
from personfirst.formats.html_tokens import Attributes, Kind, Token, entities, tokens
from personfirst.formats.suppressions import Comment, suppressions_in, widened
from personfirst.formats.values import Run, read_value
from personfirst.model.document import Document, Role
from personfirst.model.lines import Lines
from personfirst.model.text import MASK

_UNITS = frozenset({"trans-unit", "segment"})
_HELD = frozenset({"bpt", "ept", "ph", "it"})
"""Inline elements that hold code of the text's own format."""
_EMPTY = frozenset({"x", "bx", "ex", "cp", "ph"})
_LONGEST_LABEL = 60


def parse(text: str, path: str) -> Document:
    """Read text that is decoded already."""
    reader = _Reader(text, Flow(text))
    for token in tokens(text, 0, len(text), xml=True):
        reader.token(token)
    suppressions, problems = suppressions_in(reader.comments, text, path)
    found = widened(suppressions, reader.lines()) if suppressions else suppressions
    return Document(path, FORMAT.name, text, reader.flow.finish(), found, problems)


def decode_declared(data: bytes) -> Decoded:
    """Decode a file; the encoding that its first line names is honoured where it is not UTF-8."""
    return decode(data, declared=True)


def read(data: bytes, path: str) -> Document:
    """Read a file in whatever encoding it is in."""
    return parse(decode_declared(data).text, path)


def escape(text: str) -> str:
    """Words as they are written in XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


FORMAT = Format("xliff", read, parse, escape, decode_declared)


@dataclass(slots=True)
class _Unit:
    """A text with its translation, while it is read."""

    start: int
    label: str | None
    source: list[Run] = field(default_factory=list)
    target: list[Run] = field(default_factory=list)


class _Reader:
    """Takes the tags and texts of a file one by one."""

    def __init__(self, text: str, flow: Flow) -> None:
        self.flow = flow
        self.comments: list[Comment] = []
        self._text = text
        self._languages: dict[str, str | None] = {"source": None, "target": None}
        self._unit: _Unit | None = None
        self._label: str | None = None
        self._into: list[Run] | None = None
        self._held = ""
        self._others = 0
        self._ranges: list[tuple[int, int]] = []

    def token(self, token: Token) -> None:
        if token.kind is Kind.TEXT:
            self._words(token.start, token.end)
        elif token.kind is Kind.START:
            self._start(token)
        elif token.kind is Kind.END:
            self._end(token)
        elif "body" in token.attributes:
            first, last = token.attributes["body"]
            self.comments.append(Comment(token.start, token.end, self._text[first:last]))
        elif self._text.startswith("<![CDATA[", token.start) and self._into is not None:
            first, last = token.start + 9, token.end - 3
            if first < last and not self._held:
                self._into.append((self._text[first:last], first, last))

    def lines(self) -> list[tuple[int, int]]:
        """The first and last line of each unit."""
        lines = Lines(self._text)
        return [(lines.place(start)[0], lines.place(end)[0]) for start, end in self._ranges]

    def _start(self, token: Token) -> None:
        name, attributes = token.name, token.attributes
        if name in ("file", "xliff"):
            self._language("source", attributes, ("source-language", "srclang"))
            self._language("target", attributes, ("target-language", "trglang"))
        elif name == "alt-trans":
            self._others += not token.closed
        elif name == "unit":
            self._label = self._value(attributes, "id")
        elif name in _UNITS:
            own = self._value(attributes, "resname") or self._value(attributes, "id")
            self._unit = _Unit(token.start, own if name == "trans-unit" else self._label or own)
        elif name in ("source", "target") and self._unit is not None and not self._others:
            if not token.closed:
                self._into = self._unit.source if name == "source" else self._unit.target
        elif self._into is not None and (name in _EMPTY or name in _HELD):
            if not self._held:
                self._into.append((MASK, token.start, token.end))
            if not token.closed and name in _HELD and not self._held:
                self._held = name

    def _end(self, token: Token) -> None:
        name = token.name
        if name == self._held:
            self._held = ""
        elif name in ("source", "target"):
            self._into, self._held = None, ""
        elif name == "alt-trans":
            self._others = max(0, self._others - 1)
        elif name in _UNITS and self._unit is not None:
            self._emit(self._unit, token.end)
            self._unit, self._into = None, None

    def _emit(self, unit: _Unit, end: int) -> None:
        self._ranges.append((unit.start, end))
        has_target = any(run[0].strip() for run in unit.target)
        runs = unit.target if has_target else unit.source
        if runs:
            self.flow.language = self._languages["target" if has_target else "source"]
            read_value(self.flow, runs, Role.PARAGRAPH, unit.label, fixed=not has_target)

    def _words(self, start: int, end: int) -> None:
        if self._into is None or self._held:
            return
        chunk, position = self._text[start:end], 0
        for first, last, decoded in entities(chunk) if "&" in chunk else ():
            if position < first:
                self._into.append((chunk[position:first], start + position, start + first))
            self._into.append((decoded, start + first, start + last))
            position = last
        if position < len(chunk):
            self._into.append((chunk[position:], start + position, end))

    def _language(self, which: str, attributes: Attributes, names: tuple[str, str]) -> None:
        for name in names:
            self._languages[which] = self._value(attributes, name) or self._languages[which]

    def _value(self, attributes: Attributes, name: str) -> str | None:
        first, last = attributes.get(name, (0, 0))
        return " ".join(self._text[first : min(last, first + _LONGEST_LABEL)].split()) or None
