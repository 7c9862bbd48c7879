"""The names of OpenDocument's elements and attributes, as the standard writes them: `text:p`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    "chart": f"{_OASIS}chart:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "draw": f"{_OASIS}drawing:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "meta": f"{_OASIS}meta:1.0",
    "office": f"{_OASIS}office:1.0",
    "officeooo": "http://openoffice.org/2009/office",
    "presentation": f"{_OASIS}presentation:1.0",
    "style": f"{_OASIS}style:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "table": f"{_OASIS}table:1.0",
    "text": f"{_OASIS}text:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
_PREFIXES = {space: prefix for prefix, space in _SPACES.items()}
_NUMBER = re.compile(r"[0-9]{1,7}")


def name_of(element: _Element) -> str:
    """`text:p`; "" for a comment, and for an element that is none of the standard's."""
    return _short(element.tag) if isinstance(element.tag, str) else ""


def attribute(element: _Element, name: str) -> str:
    """The value of an attribute; "" where there is none."""
    return element.get(_long(name), "")


def number(element: _Element, name: str) -> int:
    """The value of an attribute that counts something, at least 1."""
    value = element.get(_long(name))
    return max(1, int(value)) if value and _NUMBER.fullmatch(value) else 1


def children(element: _Element, *names: str) -> Iterator[_Element]:
    """The children of these names, in their order."""
    return element.iterchildren(*map(_long, names))


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of a name; None where there is none."""
    return None if element is None else element.find(_long(name))


def descendants(element: _Element, *names: str) -> Iterator[_Element]:
    """The elements of these names below an element, in their order."""
    return element.iter(*map(_long, names))


def text_of(element: _Element) -> str:
    """All text in an element, as it stands."""
    return "".join(map(str, element.itertext()))


def words(names: str) -> frozenset[str]:
    """A set of names that are written in a row."""
    return frozenset(names.split())


@lru_cache(maxsize=512)
def _short(tag: str) -> str:
    space, _, name = tag[1:].partition("}")
    prefix = _PREFIXES.get(space)
    return f"{prefix}:{name}" if prefix else ""


@lru_cache(maxsize=512)
def _long(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{rest}"
