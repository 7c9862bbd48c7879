"""On which line each value of a TOML file stands, which the standard library does not say.

This finds its way through text that is TOML; it does not judge whether it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING, _CLOSING = frozenset("[{"), frozenset("]}")
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"""+|\Z)'
    r"|'''.*?(?:'''+|\Z)"
    r'|"(?:[^"\\\n]|\\[^\n])*"?'
    r"|'[^'\n]*'?"
    r"|#[^\n]*"
    r"|[\n\[\]{},=.]"
    r"|[^\s\[\]{},=.\"'#]+",
    re.DOTALL,
)
MOST_DEPTH = 20
"""No setting is as deep. The standard library takes memory by the square of it, and recurses."""

Way = tuple[str | int, ...]
"""Keys, and numbers in lists, from the top of the file."""


def toml_lines(text: str) -> dict[Way, int]:
    """The 1-based line of each value, table and entry of a list, by the way to it.

    For TOML that is not `too_deep`.
    """
    return _Walk(text).lines


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    line: int


def too_deep(text: str) -> int | None:
    """The line on which a name or a nest of lists and tables is deeper than `MOST_DEPTH`, or None.

    Look before the text is parsed: it need not be TOML.
    """
    opened, row, joined = 0, 0, True
    for token in _tokens(text):
        opened += (token.text in _OPENING) - (token.text in _CLOSING)
        if token.text == ".":
            joined = True
        else:
            row, joined = (row + 1 if joined else 0), False
        if max(opened, row) > MOST_DEPTH:
            return token.line
    return None


class _Walk:
    """Goes through the tokens of a file once."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Way, int] = {}
        self._tokens = list(_tokens(text))
        self._at = 0
        self._counts: dict[Way, int] = {}
        table: Way = ()
        while self._at < len(self._tokens):
            if self._peek() == "\n":
                self._at += 1
            elif self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _peek(self) -> str:
        return self._tokens[self._at].text if self._at < len(self._tokens) else ""

    def _next(self) -> _Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _header(self) -> Way:
        """`[a.b]`, or `[[a.b]]`, which begins the next entry of a list."""
        line = self._next().line
        repeated = self._peek() == "["
        if repeated:
            self._at += 1
        keys = self._keys("]")
        self._at += repeated
        path: Way = ()
        for number, key in enumerate(keys):
            path = (*path, key)
            self.lines.setdefault(path, line)
            last = number == len(keys) - 1
            if last and repeated:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
                self.lines.setdefault(path, line)
        return path

    def _keys(self, end: str) -> list[str]:
        """The keys of a dotted name, and the sign after it."""
        keys = []
        while self._at < len(self._tokens) and (token := self._next()).text != end:
            if token.text != ".":
                keys.append(_plain(token.text))
        return keys

    def _pair(self, table: Way) -> None:
        """`a.b = value`."""
        line = self._tokens[self._at].line
        path = table
        for key in self._keys("="):
            path = (*path, key)
            self.lines.setdefault(path, line)
        self._value(path)

    def _value(self, path: Way) -> None:
        if self._peek() == "[":
            self._at += 1
            number = 0
            while self._peek() not in {"]", ""}:
                if self._peek() in {",", "\n", "}"}:
                    self._at += 1
                    continue
                self.lines[(*path, number)] = self._tokens[self._at].line
                self._value((*path, number))
                number += 1
            self._at += 1
        elif self._peek() == "{":
            self._at += 1
            while self._peek() not in {"}", ""}:
                if self._peek() in {",", "\n"}:
                    self._at += 1
                else:
                    self._pair(path)
            self._at += 1
        else:
            while self._peek() not in {",", "]", "}", "\n", ""}:
                self._at += 1


def _tokens(text: str) -> Iterator[_Token]:
    line, start = 1, 0
    for found in _TOKEN.finditer(text):
        line += text.count("\n", start, found.start())
        start = found.start()
        if not found[0].startswith("#"):
            yield _Token(found[0], line)


def _plain(key: str) -> str:
    """A key without its quotation marks."""
    if key.startswith("'"):
        return key[1:-1]
    if key.startswith('"'):
        return str(tomllib.loads(f"key = {key}")["key"])
    return key
