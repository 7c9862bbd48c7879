"""What a paragraph is by the name of its style, as Word and LibreOffice call it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto


class Kind(Enum):
    """What a paragraph is by its style."""

    PLAIN = auto()
    TITLE = auto()
    CAPTION = auto()
    QUOTE = auto()
    TABLE_HEADING = auto()
    CONTENTS = auto()


_NAMES = {
    Kind.TITLE: ("title", "subtitle"),
    Kind.CAPTION: ("caption", "illustration", "figure"),
    Kind.QUOTE: (
        "quotations", "quotation", "quote", "intense quote", "block text", "block quotation",
        "blockquote",
    ),
    Kind.TABLE_HEADING: ("table heading", "table header"),
    Kind.CONTENTS: ("toc heading", "contents heading"),
}  # fmt: skip
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names}
_CONTENTS = re.compile(r"(?:toc|contents) \d")
_HEADING = re.compile(r"heading (\d)")


def kind_of(names: Iterable[str]) -> Kind:
    """What a style is by its name, or else by those of the styles that it is based on."""
    for name in map(str.lower, names):
        if name in _KINDS:
            return _KINDS[name]
        if _CONTENTS.fullmatch(name):
            return Kind.CONTENTS
    return Kind.PLAIN


def heading_level(names: Iterable[str]) -> int | None:
    """1 for "Heading 1", and so on; None where the style is none of a heading."""
    found = next(filter(None, (_HEADING.fullmatch(name.lower()) for name in names)), None)
    return int(found[1]) if found and found[1] != "0" else None
