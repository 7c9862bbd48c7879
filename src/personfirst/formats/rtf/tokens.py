"""Cuts RTF into groups, control words and text (Microsoft's Rich Text Format 1.9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    BYTES = auto()


class Token(NamedTuple):
    """A control word with its number, None where it has none; or bytes of text."""

    kind: Kind
    word: str = ""
    number: int | None = None
    data: bytes = b""


_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}]+)|\\",
    re.DOTALL,
)
_CONTROLS = bytes({*range(0x20)} - {0x09})
_OPEN, _CLOSE = Token(Kind.OPEN), Token(Kind.CLOSE)


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file, in order. Whatever the bytes, it ends, in time linear in their number.

    A sign behind a backslash is a word: `*`, `~`; an escaped brace or backslash is text.
    """
    position = 0
    while found := _TOKEN.match(data, position):
        position = found.end()
        which = found.lastindex
        if which == 1 or which == 2:
            word = found[1].decode("ascii")
            number = int(found[2]) if found[2] else None
            if word == "bin":
                position += max(number or 0, 0)
                continue
            yield Token(Kind.WORD, word, number)
        elif which == 6:
            text = found[6].translate(None, _CONTROLS)
            if text:
                yield Token(Kind.BYTES, data=text)
        elif which == 5:
            yield _OPEN if found[5] == b"{" else _CLOSE
        elif which == 3:
            yield Token(Kind.BYTES, "'", data=bytes.fromhex(found[3].decode("ascii")))
        elif which == 4:
            sign = found[4]
            if sign in b"{}\\":
                yield Token(Kind.BYTES, data=sign)
            else:
                yield Token(Kind.WORD, "par" if sign in b"\r\n" else sign.decode("latin-1"))
