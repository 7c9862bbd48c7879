"""JSON: the texts in translations, in settings of a website, in exported content.

Only values are read, where they are prose; each is told by its key path, such as `hero.title`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from personfirst.formats.base import Format
from personfirst.formats.encoding import decode
from personfirst.formats.flow import Flow
from personfirst.formats.keys import is_code, is_key_of_names
from personfirst.formats.seek import Seeker
from personfirst.formats.suppressions import Comment, suppressions_in
from personfirst.formats.values import Run, is_prose, key_path, language_of, read_value, said
from personfirst.model.document import Document, Role
from personfirst.model.lines import Lines
from personfirst.model.report import Problem

_TOKEN = re.compile(
    r'"(?:[^"\\\r\n]|\\[^\r\n])*+(?P<closed>"?)|[{}\[\]:,]|//[^\r\n]*|/\*'
    r'|(?P<word>[^\s{}\[\]:,"/]+)|(?P<stray>/)'
)
_COLON = re.compile(r"\s*:")
_LITERAL = re.compile(r"true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_ESCAPE = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))",
    re.DOTALL,
)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_PAIRS = {"}": "{", "]": "["}
_BROKEN = "is not valid JSON here; it was read as well as it can be"


def parse(text: str, path: str) -> Document:
    """Read text that is decoded already."""
    flow = Flow(text)
    flow.language = language_of(path)
    reader = _Reader(text, flow)
    reader.read()
    suppressions, problems = suppressions_in(reader.comments, text, path)
    if reader.broken is not None:
        line, _ = Lines(text).place(reader.broken)
        problems = (*problems, Problem(path, _BROKEN, line))
    return Document(path, FORMAT.name, text, flow.finish(), suppressions, problems)


def read(data: bytes, path: str) -> Document:
    """Read a JSON file in whatever encoding it is in."""
    return parse(decode(data).text, path)


def escape(text: str) -> str:
    """Words as they stand between the quotes of a JSON string."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


FORMAT = Format("json", read, parse, escape)


@dataclass(slots=True)
class _Open:
    """An object or an array that is open: its bracket, and the key or the index in it."""

    bracket: str
    step: str | int


class _Reader:
    """Walks the signs of a JSON text without recursion; what is wrong in it stops nothing.

    `broken` is the offset of the first thing that is wrong, `comments` are those that programs
    allow in settings.
    """

    def __init__(self, text: str, flow: Flow) -> None:
        self.broken: int | None = None
        self.comments: list[Comment] = []
        self._text = text
        self._flow = flow
        self._open: list[_Open] = []
        self._seek = Seeker(text)

    def read(self) -> None:
        text, position = self._text, 0
        while token := _TOKEN.search(text, position):
            start, position = token.span()
            sign = text[start]
            if sign == '"':
                if not token["closed"]:
                    self._break(start)
                self._string(start + 1, position - len(token["closed"]))
            elif sign in "{[":
                self._open.append(_Open(sign, 0 if sign == "[" else ""))
            elif sign in "}]":
                self._close(sign, start)
            elif sign == ",":
                if self._open and isinstance(self._open[-1].step, int):
                    self._open[-1].step += 1
            elif token["word"] or token["stray"]:
                if not _LITERAL.fullmatch(token[0][:400]):
                    self._break(start)
            elif sign == "/":
                position = self._comment(start, position)
        if self._open:
            self._break(len(text))

    def _comment(self, start: int, end: int) -> int:
        text = self._text
        if text[start + 1] == "/":
            self.comments.append(Comment(start, end, text[start + 2 : end]))
            return end
        last = self._seek.string("*/", end)
        if last == len(text):
            self._break(start)
            return end
        self.comments.append(Comment(start, last + 2, text[end:last]))
        return last + 2

    def _close(self, sign: str, start: int) -> None:
        if self._open and self._open[-1].bracket == _PAIRS[sign]:
            self._open.pop()
        else:
            self._break(start)

    def _string(self, start: int, end: int) -> None:
        """A key where a colon follows, else a value."""
        home = self._open[-1] if self._open else None
        if home and home.bracket == "{" and _COLON.match(self._text, end + 1):
            home.step = "".join(run[0] for run in _runs(self._text, start, min(end, start + 200)))
            return
        if start == end:
            return
        runs = list(_runs(self._text, start, end))
        text, steps = said(runs), [one.step for one in self._open[-20:]]
        if is_prose(text) and not is_code(steps, text):
            label, fixed = key_path(steps) or None, is_key_of_names(steps)
            read_value(self._flow, runs, Role.PARAGRAPH, label, fixed=fixed)

    def _break(self, at: int) -> None:
        if self.broken is None:
            self.broken = at


def _runs(text: str, start: int, end: int) -> Iterator[Run]:
    """What a string says, with its escapes decoded."""
    position = start
    while (escape := _ESCAPE.search(text, position, end)) is not None:
        first, last = escape.span()
        if position < first:
            yield text[position:first], position, first
        yield _decoded(escape), first, last
        position = last
    if position < end:
        yield text[position:end], position, end


def _decoded(escape: re.Match[str]) -> str:
    high, low, code, sign = escape.groups()
    if high:
        return chr(0x10000 + (int(high, 16) - 0xD800) * 0x400 + int(low, 16) - 0xDC00)
    if code:
        number = int(code, 16)
        return "\ufffd" if 0xD800 <= number < 0xE000 else chr(number)
    return _SIGNS.get(sign, sign)
