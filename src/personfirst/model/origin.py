"""Where the transcript of a file that is not text comes from in that file.

A module of its own, since most files are text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class RunAnchor:
    """A stretch of a text node in a part of a package, such as `word/document.xml`.

    `run` counts the part's nodes that hold text, from 0, as its format counts them; `start` and
    `end` are code points of that node's text, half-open.
    """

    part: str
    run: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PageAnchor:
    """A stretch of a page's characters, half-open, as the PDF library counts them; pages and
    characters count from 0.
    """

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where `start` to `end` of a transcript stand in the file that it was made of.

    The anchor's stretch is as long as the transcript's, character for character.
    """

    start: int
    end: int
    anchor: RunAnchor | PageAnchor


def trace(origins: Sequence[Origin], start: int, end: int) -> Iterator[Origin]:
    """The origins of a stretch of a transcript, clipped to it, in order.

    Characters that the transcript added, such as a line break between cells, have none.
    """
    at = max(bisect_right(origins, start, key=lambda one: one.start) - 1, 0)
    for index in range(at, len(origins)):
        one = origins[index]
        if one.start >= end:
            return
        first, last = max(one.start, start), min(one.end, end)
        if first < last:
            begin = one.anchor.start + first - one.start
            anchor = replace(one.anchor, start=begin, end=begin + last - first)
            yield Origin(first, last, anchor)
