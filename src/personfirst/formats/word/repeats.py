"""Texts that a document repeats: headers of odd and even pages, headings in a table of contents.

Each is read once; a change to it is made wherever it stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from personfirst.formats.word.inline import Stretch
from personfirst.model.origin import Origin


class Repeats:
    """Knows what was read. `origins` say where the repeated texts stand, as if they were read: for
    each repetition, origins of the stretch of the transcript that holds the text.
    """

    def __init__(self) -> None:
        self.origins: list[tuple[Origin, ...]] = []
        self._begins: dict[str, int] = {}

    def holds(self, stretches: Sequence[Stretch]) -> bool:
        """Whether a text was read before."""
        begin = self._begins.get(_text(stretches))
        if begin is None:
            return False
        self.origins.append(_standing_at(begin, stretches))
        return True

    def add(self, stretches: Sequence[Stretch], begin: int) -> None:
        """A text was read; it stands at `begin` of the transcript."""
        self._begins.setdefault(_text(stretches), begin)


class Contents:
    """The lines of a table of contents, which repeat the headings. `origins` say where they do."""

    def __init__(self) -> None:
        self.origins: list[tuple[Origin, ...]] = []
        self._lines: list[Sequence[Stretch]] = []
        self._by_text: dict[str, list[tuple[int, Sequence[Stretch]]]] = {}
        self._found: set[int] = set()

    def add(self, stretches: Sequence[Stretch]) -> None:
        """A line; between tabs it holds a number, a heading and a page."""
        part: list[Stretch] = []
        for one in (*stretches, None):
            if one is not None and one.text != "\t":
                part.append(one)
            elif part:
                self._by_text.setdefault(_text(part), []).append((len(self._lines), part))
                part = []
        self._lines.append(stretches)

    def match(self, stretches: Sequence[Stretch], begin: int) -> None:
        """A heading or a caption was read; it stands at `begin` of the transcript. Where several
        read alike, the first one counts.
        """
        for number, part in self._by_text.pop(_text(stretches), ()) if self._by_text else ():
            self._found.add(number)
            self.origins.append(_standing_at(begin, part))

    def rest(self) -> list[Sequence[Stretch]]:
        """The lines that repeat nothing that was read."""
        return [line for number, line in enumerate(self._lines) if number not in self._found]


class Places:
    """Where the stretches of a transcript stand: once each, and where the same text is repeated."""

    def __init__(self, origins: Sequence[Origin], repeats: Sequence[tuple[Origin, ...]]) -> None:
        self._origins = origins
        self._repeats = sorted((one for one in repeats if one), key=lambda one: one[0].start)
        self._begins = [one[0].start for one in self._repeats]

    def of(self, start: int, end: int) -> Iterator[Sequence[Origin]]:
        """The origins of a stretch, first those that were read."""
        yield self._origins
        last = bisect_right(self._begins, start)
        first = bisect_left(self._begins, self._begins[last - 1]) if last else 0
        for origins in self._repeats[first:last]:
            if end <= origins[-1].end:
                yield origins


def _standing_at(begin: int, stretches: Sequence[Stretch]) -> tuple[Origin, ...]:
    """Where a text stands that is the same as one at `begin` of the transcript."""
    origins = []
    for one in stretches:
        end = begin + len(one.text)
        if one.anchor is not None:
            origins.append(Origin(begin, end, one.anchor))
        begin = end
    return tuple(origins)


def _text(stretches: Sequence[Stretch]) -> str:
    return "".join(one.text for one in stretches)
