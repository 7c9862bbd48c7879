"""The cells of a sheet and the strings that sheets share, read as a stream: a sheet may hold a
million cells, of which few are text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from personfirst.formats.ooxml import whole_number
from personfirst.formats.reference_marks import REACH, is_ahead, reference_mark
from personfirst.model.document import MarkKind
from personfirst.model.errors import UnreadableDocumentError

_MOST_COLUMNS = 16_384
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile("([A-Z]{1,3})[0-9]{1,7}")
_LETTER = re.compile(r"[^\W\d_]")
_TEXT_KINDS = ("s", "str", "inlineStr")
_NOTHING = "-"
_STEP = 1 << 20
_FAULTS = (expat.ExpatError, ValueError, LookupError)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something, by its column from 0; `text` is empty where that is no text."""

    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number, from 1, with the cells that hold something, from the left."""

    number: int
    cells: tuple[Cell, ...]


def column_name(column: int) -> str:
    """The letters of a column, counted from 0: A, B … Z, AA."""
    name = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        name = chr(ord("A") + letter) + name
        column -= 1
    return name


def shared_strings(data: bytes, name: str) -> list[str]:
    """The strings of their part, in order, without how they are pronounced.

    Raises `UnreadableDocumentError` where the part is no XML.
    """
    strings: list[str] = []
    texts = _Texts()

    def start(tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "si":
            texts.clear()
        texts.start(tag, attributes)

    def end(tag: str) -> None:
        tag = tag.rpartition(":")[2]
        texts.end(tag)
        if tag == "si":
            strings.append(texts.value())

    for _ in _parsed(data, name, start, end, texts.add):
        pass
    return strings


def rows(data: bytes, name: str, strings: list[str]) -> Iterator[Row]:
    """The rows of a sheet in which there is text.

    Raises `UnreadableDocumentError` where the part is no XML, after the rows that stand before.
    """
    reader = _Rows(strings)
    for _ in _parsed(data, name, reader.start, reader.end, reader.texts.add):
        yield from reader.taken()


class _Texts:
    """The text of a string or a cell while it is read, without its phonetic helps and the raised
    marks that refer to notes.
    """

    __slots__ = ("_deep", "_inside", "_kept", "_marks", "_parts", "_raised")

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self._parts: list[str] = []
        self._kept: list[int] = []
        self._raised: list[str] = []
        self._marks: tuple[MarkKind, ...] = ()
        self._inside = False
        self._deep = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._inside = tag in ("t", "v")
        if tag == "rPh":
            self._deep += 1
        elif tag == "vertAlign" and attributes.get("val") == "superscript":
            self._marks = (MarkKind.RAISED,)

    def end(self, tag: str) -> None:
        self._inside = False
        if tag == "rPh":
            self._deep -= 1
        elif tag == "r":
            text, before = "".join(self._raised), "".join(self._parts[-REACH:])
            if self._marks:
                self._kept.append(len(self._parts))
            self._parts.append(text[reference_mark(before, text, self._marks) :])
            self._raised, self._marks = [], ()

    def add(self, text: str) -> None:
        if self._inside and self._deep <= 0:
            (self._raised if self._marks else self._parts).append(text)

    def value(self) -> str:
        parts = self._parts
        for at in self._kept:
            before, after = parts[max(at - REACH, 0) : at], parts[at + 1 : at + 1 + REACH]
            if is_ahead("".join(before), parts[at], "".join(after)):
                parts[at] = ""
        text = "".join(parts)
        return _ESCAPE.sub(_unescaped, text) if "_x" in text else text


class _Rows:
    """The rows of a sheet while they are read. Of numbers only their place is kept: most cells of
    large sheets are numbers.
    """

    __slots__ = (
        "_cells",
        "_has_text",
        "_has_value",
        "_kind",
        "_number",
        "_place",
        "_rows",
        "_strings",
        "texts",
    )

    def __init__(self, strings: list[str]) -> None:
        self.texts = _Texts()
        self._strings = strings
        self._rows: list[Row] = []
        self._cells: list[tuple[str, str, str]] = []
        self._number = 0
        self._place = ""
        self._kind = ""
        self._has_value = False
        self._has_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._place = attributes.get("r", "")
            kind = attributes.get("t", "")
            self._kind = kind if kind in _TEXT_KINDS else ""
            self._has_value = False
            self.texts.clear()
        elif tag == "v" and not self._kind:
            self._has_value = True
        elif tag == "row":
            number = whole_number(attributes.get("r"))
            self._number = number if number > 0 else self._number + 1
            self._cells, self._has_text = [], False
        else:
            self.texts.start(tag, attributes)

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            text = self.texts.value() if self._kind else ""
            self._has_text = self._has_text or text != ""
            if len(self._cells) < _MOST_COLUMNS:
                kind = self._kind if text or self._has_value else _NOTHING
                self._cells.append((self._place, kind, text))
        elif tag == "row":
            if self._has_text:
                self._rows.append(Row(self._number, tuple(self._placed())))
            self._cells = []
        elif self._kind:
            self.texts.end(tag)

    def taken(self) -> list[Row]:
        """The rows that were read since the last call."""
        rows, self._rows = self._rows, []
        return rows

    def _placed(self) -> Iterator[Cell]:
        """The cells of a row that hold something, each in its column."""
        column = -1
        for place, kind, text in self._cells:
            column = _column(place, column + 1)
            if kind != _NOTHING and column < _MOST_COLUMNS:
                yield Cell(column, self._text(kind, text))

    def _text(self, kind: str, value: str) -> str:
        if kind == "s":
            index = whole_number(value)
            value = self._strings[index] if 0 <= index < len(self._strings) else ""
        return value if _LETTER.search(value) else ""


def _parsed(
    data: bytes,
    name: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> Iterator[None]:
    """Feed a part to handlers, a stretch at a time."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text

    def refuse(*_: object) -> None:
        raise UnreadableDocumentError(f"has a document type in its part {name}")

    parser.StartDoctypeDeclHandler = refuse
    for position in range(0, len(data) + 1, _STEP):
        try:
            chunk = data[position : position + _STEP]
            parser.Parse(chunk, position + _STEP > len(data))
        except _FAULTS as error:
            yield
            raise UnreadableDocumentError(f"is damaged: its part {name} is no XML") from error
        yield


def _column(reference: str, following: int) -> int:
    """The column that a reference such as B4 names, from 0; without one, the one that follows."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return following
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return max(column - 1, following)


def _unescaped(found: re.Match[str]) -> str:
    """The character that Excel writes as `_x000D_`; a space for what is no character of a text."""
    code = int(found[1], 16)
    if code in (0x09, 0x0A, 0x0D) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE:
        return chr(code)
    return " "
