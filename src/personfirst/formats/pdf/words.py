"""The words of a PDF's pages, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

HYPHENS = "\x02-\u2010\xad"
"""What may stand at the end of a line for a word that goes on: pdfium writes U+0002 for a hyphen
that it takes for one."""

_ABOUT = 0.82


class Style(NamedTuple):
    """How words are set; `hidden` ones lie invisible over the image of a scanned page."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False


class Word(NamedTuple):
    """Characters `start` to `end` of a page, which no white space parts.

    Places are in points, seen by someone who turns the page so that the word is upright: `base` is
    the line that it stands on and grows downwards, `size` that of its letters. `angle` is how far
    the word is turned on the page, in degrees against the clock.
    """

    start: int
    end: int
    text: str
    left: float
    right: float
    base: float
    size: float
    angle: int
    style: Style


class PageWords(NamedTuple):
    """A page's characters and words in the order in which they are drawn.

    `text` has a character for each that pdfium counts. `more` says that the page had too many, and
    `recognized` that the characters were read from an image: pdfium does not know them.
    """

    text: str
    words: tuple[Word, ...]
    more: bool = False
    recognized: bool = False


def evened(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words with the page's usual size of letters where they are recognized ones of about that
    size: programs that recognize text measure each line by the letters that it happens to have.
    """
    sizes = sorted(word.size for word in words if word.style.hidden)
    if not sizes:
        return tuple(words)
    usual = sizes[len(sizes) // 2]
    return tuple(
        word._replace(size=usual)
        if word.style.hidden and _ABOUT * usual < word.size < usual / _ABOUT
        else word
        for word in words
    )
