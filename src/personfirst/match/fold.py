"""One way to write: the text of a block with its typography made plain, and the way back.

Curly quotes, no-break spaces, odd hyphens, ligatures, soft hyphens, zero-width characters and words
broken over a line become what the rules are written in. Letters keep their case.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import NamedTuple

from personfirst.model.text import MASK, PLAIN_SIGNS, Span

_SAME_LENGTH = {
    **PLAIN_SIGNS,
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"), "-"),
    **dict.fromkeys(map(ord, "*†‡¹²³⁰⁴⁵⁶⁷⁸⁹®™"), " "),
}
_OTHER_LENGTH = {
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"), ""),
    ord("\ufb00"): "ff",
    ord("\ufb01"): "fi",
    ord("\ufb02"): "fl",
    ord("\ufb03"): "ffi",
    ord("\ufb04"): "ffl",
    ord("\ufb05"): "st",
    ord("\ufb06"): "st",
}
_ODD = re.compile("[" + "".join(map(chr, _OTHER_LENGTH)) + "]")
_BROKEN = re.compile(
    r"(?<![A-Za-z])(?P<left>[A-Za-z]{2,})(?P<hyphen>-[ \t]*(?:\r\n|\r|\n)[ \t]*)(?P<right>[a-z]+)"
)
_LINE_HYPHEN = re.compile(r"-[ \t]*[\r\n]")
_MACHINE = (
    r"\b[a-z][a-z0-9+.-]{,40}://[^\s<>\"')\]]+"
    r"|\bwww\.[^\s<>\"')\]]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w-])(?<![\w-]\.)[\w-]+(?:\.[\w-]+)*\.(?:org|com|gov|net|edu|mil|int|info|us|ca|uk|au|nz|ie|eu|io|co|html?"
    r"|php|aspx?|pdf|docx?|pptx?|xlsx?|csv|jpe?g|png|gif|svg|mp4|json|ya?ml|md|txt)\b(?:/[^\s<>\"')\]]*)?"
    r"|(?<![\w/&])[#@][A-Za-z]\w*"
    r"|(?<![\w.~-])(?<!\w')(?:\.{0,2}/)?[\w.~-]+(?:/[\w.~-]+){2,}/?"
    r"|(?<!\S)/[\w.~-]+(?:/[\w.~-]*)*"
    r"|\b\w*[A-Za-z0-9]_[A-Za-z0-9]\w*"
)
_MAY_MASK = re.compile(r"[/@#_~^]|\.\w|[wW]{3}\.")
"""What every match of `_MACHINE` and `_DECORATION` holds: most paragraphs need not be searched."""
_DECORATION = re.compile(r"(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])|[~^]")


class Folded(NamedTuple):
    """Plain text of a block. `offsets[i]` is where its character i stands in the block; None where
    both are the same length.
    """

    text: str
    offsets: array[int] | None

    def back(self, start: int, end: int) -> Span:
        """The span of block text for a range of folded text."""
        if self.offsets is None:
            return Span(start, end)
        return Span(
            self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]
        )


@cache
def _machine() -> re.Pattern[str]:
    """Compiled when a text may hold any: that takes 2 ms."""
    return re.compile(_MACHINE, re.IGNORECASE)


def fold(text: str, vocabulary: Callable[[], Collection[str]] = frozenset) -> Folded:
    """Make the typography of a block's text plain.

    Addresses, file names, handles and the like become `MASK`: they are not language. A word broken
    with a hyphen at a line end is joined, unless both halves are words of the `vocabulary`, so that
    "drug-⏎seeking" keeps its hyphen and "ad-⏎dict" loses it.
    """
    plain = text.translate(_SAME_LENGTH)
    if _ODD.search(plain) is None and "\n" not in text and "\r" not in text:
        return Folded(_mask(plain), None)
    skip = {position for start, end in _breaks(text, vocabulary) for position in range(start, end)}
    if not skip and _ODD.search(plain) is None:
        return Folded(_mask(plain), None)
    characters: list[str] = []
    offsets = array("l")
    for position, character in enumerate(plain):
        if position in skip:
            continue
        for written in _OTHER_LENGTH.get(ord(character), character):
            characters.append(written)
            offsets.append(position)
    offsets.append(len(plain))
    return Folded(_mask("".join(characters)), offsets)


def plain_character(character: str) -> str:
    """A character as it is written in plain typography: mostly itself, none or two for a few."""
    code = ord(character)
    other = _OTHER_LENGTH.get(code)
    return _SAME_LENGTH.get(code, character) if other is None else other


def is_broken(text: str) -> bool:
    """Whether a word may be broken over a line."""
    return _LINE_HYPHEN.search(text) is not None


def _breaks(text: str, vocabulary: Callable[[], Collection[str]]) -> Iterator[tuple[int, int]]:
    """What falls out where a word is broken over a line: the line end, and mostly the hyphen."""
    for match in _BROKEN.finditer(text):
        known = vocabulary()
        compound = match["left"].lower() in known and match["right"].lower() in known
        yield match.start("hyphen") + compound, match.end("hyphen")


def _mask(text: str) -> str:
    if _MAY_MASK.search(text) is None:
        return text
    text = _machine().sub(_masked, text)
    return _DECORATION.sub(lambda match: " " * len(match[0]), text)


def _masked(match: re.Match[str]) -> str:
    address = match[0].rstrip(".,;:!?")
    return MASK * len(address) + match[0][len(address) :]
