"""What MDX adds to Markdown: expressions, modules and components, found before it is parsed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

_BRACE = re.compile(r"[{}]|</(?:script|style)", re.IGNORECASE)
_MODULE = re.compile(r"^(?:import|export)\b(?=[ \t{*'\"])", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n|\r[ \t]*\r")
_FENCE = re.compile(r"^[ \t]{0,3}(`{3,}|~{3,})", re.MULTILINE)
_COMPONENT = re.compile(
    r"^[ \t]*(</?(?:[A-Z]|div\b|section\b|article\b|aside\b|main\b|[a-z]+-)[\w.:-]*"
    r"(?:\s[^<>]*)?>|</?>)[ \t]*(?=\r?$)",
    re.MULTILINE,
)
_VISIBLE = re.compile(r"[^\r\n]")


def expressions(text: str) -> list[tuple[int, int]]:
    """The expressions of MDX and Svelte: the outermost pairs of braces outside fenced code."""
    ranges: list[tuple[int, int]] = []
    opened: list[int] = []
    fences = _fenced(text)
    fence = next(fences, None)
    for brace in _BRACE.finditer(text):
        at = brace.start()
        while fence and fence[1] <= at:
            fence = next(fences, None)
        if fence and fence[0] <= at:
            continue
        if brace[0] == "{":
            opened.append(at)
        elif brace[0] != "}":
            opened.clear()
        elif opened:
            start = opened.pop()
            while ranges and ranges[-1][0] > start:
                ranges.pop()
            ranges.append((start, at + 1))
    return ranges


def modules(view: str) -> Iterator[tuple[int, int]]:
    """The import and export statements of MDX: from a line that begins one to a blank line.

    `view` has its expressions masked, so a blank line within braces ends nothing.
    """
    position = 0
    for found in _MODULE.finditer(view):
        start = found.start()
        if start < position:
            continue
        above = view[max(0, start - 200) : start].split("\n")
        if len(above) > 1 and above[-2].strip():
            continue
        blank = _BLANK_LINE.search(view, start)
        position = blank.start() if blank else len(view)
        yield start, position


def components(view: str) -> Iterator[tuple[int, int]]:
    """The component tags of MDX that fill their lines, outside fenced code.

    What stands between such tags is Markdown in MDX, where CommonMark would see raw HTML.
    """
    fences = list(_fenced(view))
    for found in _COMPONENT.finditer(view):
        start, end = found.span(1)
        fence = bisect_right(fences, (start, len(view))) - 1
        if fence < 0 or start >= fences[fence][1]:
            yield start, end


def blanked(view: str, ranges: Iterable[tuple[int, int]]) -> str:
    """The view with ranges turned into spaces; line ends stay."""
    parts, position = [], 0
    for start, end in ranges:
        parts += [view[position:start], _VISIBLE.sub(" ", view[start:end])]
        position = end
    return "".join((*parts, view[position:]))


def _fenced(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of fenced Markdown code; a fence that is never closed runs to the end."""
    opening: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opening is None:
            opening = fence
        elif fence[1].startswith(opening[1]):
            yield opening.start(), fence.end()
            opening = None
    if opening is not None:
        yield opening.start(), len(text)
