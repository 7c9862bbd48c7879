"""Cuts HTML into tags, comments and text, with the place of each; see decision record 0002.

It reads broken pages as browsers do, in time linear in their length whatever they hold, and keeps
no tree. Positions are those of the text it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from html import unescape
from html.entities import html5
from typing import NamedTuple

Attributes = dict[str, tuple[int, int]]
"""Attribute name to the range of its value, without quotes."""


class Kind(Enum):
    """What a token is."""

    TEXT = "text"
    START = "start tag"
    END = "end tag"
    COMMENT = "comment"


class Token(NamedTuple):
    """A stretch of the page; for a comment `attributes["body"]` is what it says."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: Attributes = {}  # noqa: RUF012 - never written to
    closed: bool = False


_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_SIMPLE = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)>")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?:(>)|(=?[^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"'][^\s>]*)?)?)"""
)
_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
_RAW_TEXT = frozenset({"title", "textarea"})
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in (*_RAW, *_RAW_TEXT)}
_ENTITY = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;?)")
_LONGEST_NUMBER = 12
_LONGEST_OPEN_NAME = 6


def tokens(text: str, start: int, end: int, *, xml: bool = False) -> Iterator[Token]:
    """The tokens of `text[start:end]`, in order.

    `xml` says that `<script/>` is closed, as in XHTML, Vue and JSX. A tag, a comment or a script
    that is never closed hides the rest, as it does in a browser.
    """
    position = start
    unclosed: set[str] = set()
    while opening := _OPENING.search(text, position, end):
        at = opening.start()
        if at > position:
            yield Token(Kind.TEXT, position, at)
        token = _declaration(text, at, end) if text[at + 1] in "!?" else _tag(text, at, end)
        if token is None:
            return
        position = token.end
        yield token
        name = token.name
        if token.kind is not Kind.START or name not in _RAW_END or (token.closed and xml):
            continue
        closing = None if name in unclosed else _RAW_END[name].search(text, position, end)
        if closing is None:
            unclosed.add(name)
            if name in _RAW:
                return
            continue
        if name in _RAW_TEXT and position < closing.start():
            yield Token(Kind.TEXT, position, closing.start())
        position = closing.start()
    if position < end:
        yield Token(Kind.TEXT, position, end)


def _tag(text: str, start: int, end: int) -> Token | None:
    if simple := _SIMPLE.match(text, start, end):
        kind = Kind.END if simple[1] else Kind.START
        return Token(kind, start, simple.end(), simple[2].lower())
    name = _NAME.match(text, start, end)
    if name is None:
        return _until(text, start, end, ">")
    attributes: Attributes = {}
    position = name.end()
    while position < end:
        found = _ATTRIBUTE.match(text, position, end)
        if found is None or found.end() == position:
            return None
        position = found.end()
        if found[1]:
            kind = Kind.END if text[start + 1] == "/" else Kind.START
            closed = text[position - 2] == "/"
            return Token(kind, start, position, name[1].lower(), attributes, closed)
        if found[2]:
            first, last = found.span(3)
            if first >= 0 and text[first] in "\"'":
                first, last = first + 1, last - 1
            attributes.setdefault(found[2].lower(), (first, last) if first >= 0 else (0, 0))
    return None


def _declaration(text: str, start: int, end: int) -> Token:
    """A comment, a doctype or a processing instruction."""
    if not text.startswith("<!--", start):
        if text.startswith("<![CDATA[", start):
            return _until(text, start, end, "]]>") or _rest(start, end)
        return _until(text, start, end, ">") or _rest(start, end)
    if text.startswith((">", "->"), start + 4):
        return Token(Kind.COMMENT, start, text.index(">", start) + 1)
    found = _COMMENT_END.search(text, start + 4, end)
    if found is None:
        return _rest(start, end)
    return Token(Kind.COMMENT, start, found.end(), "", {"body": (start + 4, found.start())})


_COMMENT_END = re.compile(r"--!?>")


def _until(text: str, start: int, end: int, sign: str) -> Token | None:
    at = text.find(sign, start, end)
    return None if at < 0 else Token(Kind.COMMENT, start, at + len(sign))


def _rest(start: int, end: int) -> Token:
    return Token(Kind.COMMENT, start, end)


def entities(chunk: str, *, attribute: bool = False) -> Iterator[tuple[int, int, str]]:
    """The character references in a stretch of text: start, end, and what each stands for.

    As in browsers, some names need no semicolon, though in an attribute's value only where no
    letter, digit or `=` follows, so that a link's `?a=1&copy=2` stays as it is.
    """
    for found in _ENTITY.finditer(chunk):
        name = found[0][1:]
        start, end = found.span()
        if name[0] == "#":
            yield start, end, _number(found[0])
            continue
        if name.endswith(";") and name in html5:
            yield start, end, html5[name]
            continue
        bare = name.rstrip(";")
        for size in range(min(len(bare), _LONGEST_OPEN_NAME), 1, -1):
            if bare[:size] in html5:
                after = chunk[start + 1 + size : start + 2 + size]
                if not attribute or not (after.isalnum() or after == "="):
                    yield start, start + 1 + size, html5[bare[:size]]
                break


def _number(reference: str) -> str:
    """What a numeric reference stands for; leading zeros may be as many as they like."""
    sign = "&#x" if reference[2] in "xX" else "&#"
    digits = reference[len(sign) :].rstrip(";").lstrip("0")
    return "\ufffd" if len(digits) > _LONGEST_NUMBER else unescape(f"{sign}{digits or '0'};")
