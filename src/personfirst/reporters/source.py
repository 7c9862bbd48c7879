"""The source lines of a finding with its words underlined, aligned as a terminal shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from personfirst.reporters.view import printable

if TYPE_CHECKING:
    from personfirst.model.finding import Place

_TAB = "    "
_CUT = "..."
_MOST_LINES = 4


class Line(NamedTuple):
    """A line to show: its 1-based number (0 for a gap), its text, and the marks under it."""

    number: int
    text: str
    marks: str


def underlined(lines: Mapping[int, str], place: Place, width: int) -> tuple[Line, ...]:
    """The lines of a place, each at most `width` columns, with `^` under its words.

    A place of more than four lines shows the first two and the last. Empty where the source
    lines are not known.
    """
    numbers = [line for line in range(place.line, place.end_line + 1) if line in lines]
    shown = numbers if len(numbers) <= _MOST_LINES else [*numbers[:2], 0, numbers[-1]]
    return tuple(
        Line(0, _CUT, "") if number == 0 else _underline(lines[number], number, place, width)
        for number in shown
    )


def _underline(text: str, number: int, place: Place, width: int) -> Line:
    """One line, cut around its stretch of the place if it is too long."""
    indent = len(text) - len(text.lstrip())
    start = place.column - 1 if number == place.line else indent
    end = place.end_column - 1 if number == place.end_line else len(text.rstrip())
    start = min(max(start, 0), len(text))
    end = min(max(end, start), len(text))
    before, words, after = (
        _shown(text[min(indent, start) : start]),
        _shown(text[start:end]),
        _shown(text[end:]).rstrip(),
    )
    before, words, after = _fit(before, words, after, width)
    marks = " " * columns(before) + "^" * max(columns(words), 1)
    return Line(number, before + words + after, marks)


def _fit(before: str, words: str, after: str, width: int) -> tuple[str, str, str]:
    """The three stretches, cut so that they fit: the words last, the sides by equal shares."""
    if columns(before) + columns(words) + columns(after) <= width:
        return before, words, after
    if columns(words) > width // 2:
        words = _head(words, width // 2)
    room = width - columns(words)
    left = max(room // 2, room - columns(after))
    before = _tail(before, left)
    return before, words, _head(after, room - columns(before))


def _head(text: str, width: int) -> str:
    """The beginning of a text, with dots where it is cut."""
    if columns(text) <= width:
        return text
    room, taken = width - len(_CUT), 0
    if text.isascii():
        return text[: max(room, 0)] + _CUT
    for index, character in enumerate(text):
        taken += columns(character)
        if taken > room:
            return text[:index] + _CUT
    return text


def _tail(text: str, width: int) -> str:
    """The end of a text, with dots where it is cut."""
    if columns(text) <= width:
        return text
    room, taken = width - len(_CUT), 0
    if text.isascii():
        return _CUT + text[len(text) - max(room, 0) :]
    for index in range(len(text) - 1, -1, -1):
        taken += columns(text[index])
        if taken > room:
            return _CUT + text[index + 1 :]
    return text


def _shown(text: str) -> str:
    return printable(text.replace("\t", _TAB))


def columns(text: str) -> int:
    """How many columns a terminal gives a text.

    Two for wide letters and emoji, none for accents that combine.
    """
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
