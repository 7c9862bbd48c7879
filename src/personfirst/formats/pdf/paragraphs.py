"""Lines of a column become paragraphs, headings and the items of lists.

A paragraph ends where the distance to the next line is wide, where the letters change, at a bullet,
at an indent, and where a line ends although the next word would still have had room.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from personfirst.formats.pdf.lines import BULLETS, LABEL, Stretch, is_label, joined_lines
from personfirst.formats.pdf.words import HYPHENS

_ENDS = re.compile(r"[.!?:;…][\"'”’)\]»]*$")
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Za-z]|[ivx]{2,4})[.)]")
_DOUBTFUL = "*–—-o"
_OTHER_SIZE = 1.12
_WIDE = 1.22
_LOOSEST = 2.7
_INDENT = 0.7
_NEIGHBOURS = 6
_UNDER_HEADING = 2


class Paragraph(NamedTuple):
    """Lines that read as one text on page `page`, counted from 0.

    `label` is how many words of the first line are a bullet or a number and no text; `first` and
    `last` say whether it begins or ends its column; `room` is what its last line leaves free, in
    points.
    """

    lines: tuple[Stretch, ...]
    page: int
    label: int = 0
    first: bool = False
    last: bool = False
    room: float = 0.0

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        return all(word.style.bold for line in self.lines for word in line.words)


def paragraphs_of(stretches: Iterable[Stretch], page: int) -> list[Paragraph]:
    """The paragraphs of a column, from top to bottom."""
    lines = joined_lines(stretches)
    if not lines:
        return []
    edges = _right_edges(lines)
    pitches = _pitches(lines)
    groups: list[list[int]] = [[0]]
    for index in range(1, len(lines)):
        if _breaks(lines, groups[-1], index, edges, pitches):
            groups.append([index])
        else:
            groups[-1].append(index)
    found = []
    for place, group in enumerate(groups):
        first, last = lines[group[0]], lines[group[-1]]
        found.append(
            Paragraph(
                lines=tuple(lines[index] for index in group),
                page=page,
                label=_label(first),
                first=not place,
                last=place == len(groups) - 1,
                room=edges[group[-1]] - last.right,
            )
        )
    return found


def _right_edges(lines: Sequence[Stretch]) -> list[float]:
    """How far to the right the lines around each line reach, of those that begin where it does; a
    heading is as wide as the text under it, for what stands above may be set in other columns.
    """
    edges = []
    for index, line in enumerate(lines):
        near = [
            (place, one)
            for place, one in enumerate(
                lines[max(index - _NEIGHBOURS, 0) : index + _NEIGHBOURS + 1]
            )
            if abs(one.left - line.left) < 2.5 * line.size and one.size < _OTHER_SIZE * line.size
        ]
        below = [one for place, one in near if place >= min(index, _NEIGHBOURS)]
        heads = sum(one.size * _OTHER_SIZE < line.size for one in below) >= _UNDER_HEADING
        edges.append(max(one.right for one in (below if heads else [one for _, one in near])))
    return edges


def _pitches(lines: Sequence[Stretch]) -> dict[int, float]:
    """How far lines of a paragraph are apart, for each size of letters."""
    gaps: dict[int, list[float]] = {}
    for before, line in pairwise(lines):
        gap = line.base - before.base
        if _is_same_size(before, line) and 0.8 * line.size < gap < _LOOSEST * line.size:
            gaps.setdefault(round(line.size), []).append(gap)
    return {size: _usual(found) for size, found in gaps.items()}


def _usual(gaps: list[float]) -> float:
    """The distance that is found most often; the smallest of those found as often."""
    counted = Counter(round(gap) for gap in gaps)
    most = max(counted.values())
    best = min(gap for gap, count in counted.items() if count >= 0.6 * most)
    near = [gap for gap in gaps if abs(gap - best) <= 1]
    return sum(near) / len(near)


def _is_same_size(one: Stretch, other: Stretch) -> bool:
    small, large = sorted((one.size, other.size))
    return large < _OTHER_SIZE * small


def _breaks(
    lines: Sequence[Stretch],
    group: list[int],
    index: int,
    edges: list[float],
    pitches: dict[int, float],
) -> bool:
    """Whether a paragraph, which the lines of a group make, ends before a line."""
    before, line = lines[index - 1], lines[index]
    gap = line.base - before.base
    pitch = pitches.get(round(line.size), 1.3 * line.size)
    if not _is_same_size(before, line) or not 0.5 * line.size < gap < _WIDE * pitch + 0.5:
        return True
    if before.style.bold != line.style.bold and not _begins_small(line):
        return True
    if _is_entry(before):
        return True
    ended = _ENDS.search(before.words[-1].text) is not None
    room = edges[index - 1] - before.right
    short = room > line.words[0].right - line.words[0].left + 0.5 * line.size
    hangs = before.words[-1].text[-1] in HYPHENS and len(before.words[-1].text) > 1
    text_left = _text_left(lines[group[0]])
    if _is_item(line, before, ended=ended, short=short, hanging=text_left):
        return True
    if hangs and _begins_small(line):
        return False
    if _is_centred(before, line):
        return ended and short and not _begins_small(line)
    if text_left is not None and abs(line.left - text_left) < _INDENT * line.size:
        if ended and index + 1 < len(lines) and not _label(lines[index + 1]):
            after = lines[index + 1]
            near = after.base - line.base < _WIDE * pitch + 0.5 and _is_same_size(line, after)
            if near and after.left < text_left - _INDENT * line.size:
                return True
        return short and (ended or room > 0.4 * before.width) and not _begins_small(line)
    shift = (line.left - before.left) / line.size
    if shift > _INDENT:
        return (ended or short) and not (len(group) == 1 and not short)
    if shift < -_INDENT and len(group) > 1:
        return ended or short or not _begins_small(line)
    if shift < -_INDENT and text_left is not None:
        return ended or not _begins_small(line)
    return short and not _begins_small(line) and (ended or room > 3 * line.size)


def _is_entry(line: Stretch) -> bool:
    """Whether a line is one of a table of contents: dots lead to a number."""
    words = line.words
    return len(words) > 2 and words[-1].text.isdigit() and not words[-2].text.strip(".…·_")


def _begins_small(line: Stretch) -> bool:
    return line.words[0].text[0].islower()


def _is_centred(before: Stretch, line: Stretch) -> bool:
    """Whether two lines of different length have the same middle."""
    off = (before.left + before.right - line.left - line.right) / 2
    return abs(off) < 0.4 * line.size < abs(before.left - line.left)


def _text_left(line: Stretch) -> float | None:
    """Where the text of an item begins behind its label; None for another line."""
    count = _label(line)
    return line.words[count].left if count else None


def _is_item(
    line: Stretch, before: Stretch, *, ended: bool, short: bool, hanging: float | None
) -> bool:
    """Whether a line begins with a label and is not a wrapped line that looks so."""
    if not _label(line):
        return False
    text = line.words[0].text
    if text[0] in BULLETS and text[0] not in _DOUBTFUL:
        return True
    if hanging is not None and abs(line.left - hanging) < _INDENT * line.size:
        return ended or short
    return ended or short or hanging is not None


def _label(line: Stretch) -> int:
    """How many words at the start of a line are a label: a bullet, a number, or both."""
    words = line.words
    if len(words) < 2:
        return 0
    text = words[0].text
    if LABEL.fullmatch(text):
        wide = words[1].left - words[0].right > 0.45 * line.size
        if text[0] in "-–—*" or text == "o":
            return 1 if wide or text[0] not in "o—" else 0
        if _NUMBER.fullmatch(text) or text[0] in BULLETS:
            return 1
        return 0
    gap = (words[1].left - words[0].right) / line.size
    return 1 if text.isdigit() and is_label(words[:1], gap) else 0
