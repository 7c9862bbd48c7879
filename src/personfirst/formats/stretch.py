"""Lines of a text, and ranges of it that read as one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from personfirst.formats.flow import Flow

LINE_END = re.compile(r"\r\n|\r|\n")
_TAB = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: where it begins, and the range of its text without white space at the
    ends. `indent` is the column of its text, from 0; a tab leads to the next multiple of eight.
    """

    begin: int
    start: int
    end: int
    indent: int

    @property
    def blank(self) -> bool:
        return self.start == self.end


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text, without their line ends; the last one may be empty."""
    begin = 0
    for found in LINE_END.finditer(text):
        yield _line(text, begin, found.start())
        begin = found.end()
    yield _line(text, begin, len(text))


def _line(text: str, begin: int, finish: int) -> Line:
    whole = text[begin:finish]
    words = whole.lstrip()
    start = finish - len(words)
    lead = text[begin:start]
    indent = len(lead.expandtabs(_TAB)) if "\t" in lead else len(lead)
    return Line(begin, start, start + len(words.rstrip()), indent)


class Stretch:
    """Ranges of a source that read as one text, such as the lines of a cell.

    What stands between two ranges counts as a line break where it is more than white space.
    `start` and `end` of every method are offsets of `text`, half-open.
    """

    __slots__ = ("_flow", "_runs", "_starts", "text")

    def __init__(self, flow: Flow, ranges: Iterable[tuple[int, int]]) -> None:
        source = flow.source
        self._flow = flow
        self._runs: list[tuple[int, int]] = []
        for start, end in ranges:
            if self._runs and not source[self._runs[-1][1] : start].strip():
                self._runs[-1] = self._runs[-1][0], end
            else:
                self._runs.append((start, end))
        self._starts: list[int] = []
        length = 0
        for start, end in self._runs:
            self._starts.append(length)
            length += end - start + 1
        self.text = "\n".join(source[start:end] for start, end in self._runs)

    def add(self, start: int, end: int) -> None:
        """Add text as it stands to the flow."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        while start < end:
            first, last = self._runs[index]
            begin = self._starts[index]
            seam = begin + last - first
            if start < seam:
                stop = min(end, seam)
                at = first + start - begin
                self._flow.text(self.text[start:stop], at, at + stop - start)
            if end > seam:
                self._flow.text("\n", last, self._runs[index + 1][0])
            start, index = seam + 1, index + 1

    def write(self, text: str, start: int, end: int) -> None:
        """Add a text that stands for this range; the range is not empty."""
        self._flow.text(text, self.source_start(start), self._source_end(end))

    def mask(self, start: int, end: int) -> None:
        """Mask a range, which is not empty."""
        self._flow.mask(self.source_start(start), self._source_end(end))

    def source_start(self, offset: int) -> int:
        """Where a character of the text stands in the source."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        first, last = self._runs[index]
        return min(first + offset - self._starts[index], last)

    def _source_end(self, offset: int) -> int:
        index = max(bisect_right(self._starts, offset - 1) - 1, 0)
        first, last = self._runs[index]
        end = first + offset - self._starts[index]
        return end if end <= last else self._runs[index + 1][0]
