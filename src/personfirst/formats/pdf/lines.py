"""Words that stand side by side become stretches of a line.

A stretch never reaches over the gap between two columns: where a gap is wide for its line, the
stretch ends, and `paragraphs` puts together again what no column's edge parts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from personfirst.formats.pdf.rules import Rule
from personfirst.formats.pdf.words import Style, Word

ASCENT, DESCENT = 0.78, 0.22
"""How far letters reach above and below their line, in parts of their size."""

BULLETS = "•‣◦▪▫●○■□◆◇►▶➢➤✓✔☐☑☒⁃∙·\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf0a8\uf06f\uf02d*–—-"
LABEL = re.compile(rf"(?:[{re.escape(BULLETS)}]|\(?(?:\d{{1,2}}|[A-Za-z]|[ivx]{{2,4}})[.)]|o)")
"""What stands before the text of a list's item."""

_WORD_GAP = 0.45
_NARROW_GAP = 0.8
_IN_LETTERS = 1.4
_LABEL_GAP = 4.0
_BARE_GAP = (0.6, 2.0)
_WIDEST_WORD_GAP = 1.6
_UNLIKE_OTHERS = 2.2
_BETWEEN_SPACED_WORDS = 3.5
_SPACED_LETTERS = 4
_SPACED_SHARE = 0.7
_SAME_LINE = 0.3
_NEAR_RUNS = 4
_FULL_LINE = 4
_EQUAL_GAPS = 0.12
_SAME_EDGE = 0.2
_DEEPEST_INDENT = 3.0


class Stretch(NamedTuple):
    """Words of one line, from left to right, and the box around them, in points."""

    words: tuple[Word, ...]
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def style(self) -> Style:
        return Style(
            all(word.style.bold for word in self.words),
            all(word.style.italic for word in self.words),
        )


def stretch_of(words: Sequence[Word]) -> Stretch:
    """The stretch that words make; most of its letters set its size and its line."""
    if len(words) == 1:
        main = words[0]
    else:
        sizes: dict[float, int] = {}
        for word in words:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
        size = max(sizes, key=lambda one: sizes[one])
        main = next(word for word in words if word.size == size)
    return Stretch(
        words=tuple(words),
        left=min(word.left for word in words),
        right=max(word.right for word in words),
        top=main.base - ASCENT * main.size,
        bottom=main.base + DESCENT * main.size,
        base=main.base,
        size=main.size,
    )


def stretches_of(words: Iterable[Word], borders: Sequence[Rule] = ()) -> list[Stretch]:
    """The stretches of one direction of a page, in the order in which they are drawn; none reaches
    across an upright line of `borders`.
    """
    runs = list(_runs(words))
    found = [
        part
        for index, run in enumerate(runs)
        for part in _parts(run, borders, justified=_is_justified(runs, index))
    ]
    return _with_initials(_without_copies(found))


def is_label(words: Sequence[Word], gap: float) -> bool:
    """Whether words are nothing but a bullet or a number in front of an item, which begins after a
    gap, measured in the size of its letters.
    """
    if len(words) != 1:
        return False
    text = words[0].text
    if text.isdigit():
        return len(text) < 3 and _BARE_GAP[0] < gap < _BARE_GAP[1]
    return gap < _LABEL_GAP and LABEL.fullmatch(text) is not None


def _runs(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Words that are drawn one after the other on one line."""
    run: list[Word] = []
    for word in words:
        if run and not _goes_on(run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _goes_on(before: Word, word: Word) -> bool:
    size = max(before.size, word.size)
    rise = abs(word.base - before.base)
    if rise > _SAME_LINE * size:
        small = min(before.size, word.size)
        if rise > 0.6 * size or small > 0.8 * size:
            return False
    return -0.5 * size <= word.left - before.right <= _LABEL_GAP * size


def _is_justified(runs: Sequence[list[Word]], index: int) -> bool:
    """Whether a run's gaps are wide only because it fills its column: they are equal, and a line
    of more words that is drawn shortly before or after ends at the same place.
    """
    run = runs[index]
    size = run[0].size
    gaps = _gaps(run[1:] if len(run) > 2 and LABEL.fullmatch(run[0].text) else run)
    if not gaps or max(gaps) - min(gaps) > _EQUAL_GAPS * (size + max(gaps)):
        return False
    near = runs[max(index - _NEAR_RUNS, 0) : index + _NEAR_RUNS + 1]
    return any(
        len(other) >= _FULL_LINE
        and other is not run
        and abs(other[-1].right - run[-1].right) < _SAME_EDGE * size
        and abs(other[0].left - run[0].left) < _DEEPEST_INDENT * size
        and abs(other[0].size - size) < _SAME_EDGE * size
        and max(_gaps(other)) < max(gaps)
        for other in near
    )


def _parts(run: list[Word], borders: Sequence[Rule], *, justified: bool) -> Iterator[Stretch]:
    """A run cut where a border crosses it or where a gap is wide, compared with those of its line.

    Lines that fill their column have wide gaps, all of about the same width.
    """
    middle = run[0].base - 0.3 * run[0].size
    crossing = [
        one.at
        for one in borders
        if one.first < middle < one.last and run[0].right < one.at < run[-1].left
    ]
    gaps = _gaps(run)
    widest = _narrow(run)
    if len(gaps) > 2:
        spaced = is_spaced(run)
        usual = middle_of(gaps) if spaced else sorted(gaps)[len(gaps) // 4]
        times = _BETWEEN_SPACED_WORDS if spaced else 1.6
        widest = min(max(widest, times * usual / run[0].size), 2 * _WIDEST_WORD_GAP)
    if justified:
        widest = math.inf
    first = 0
    for index, gap in enumerate(gaps, 1):
        before, word = run[index - 1], run[index]
        if any(before.right - 1 < at < word.left + 1 for at in crossing) or (
            gap > widest * max(before.size, word.size)
            and not is_label(run[first:index], gap / word.size)
        ):
            yield stretch_of(run[first:index])
            first = index
    yield stretch_of(run[first:])


def _narrow(words: Sequence[Word]) -> float:
    """The widest gap that may always be one between words, in the size of their letters: wider
    where the letters are wide or set apart.
    """
    letters = sum(len(word.text) for word in words)
    advance = sum(word.right - word.left for word in words) / letters / words[0].size
    return min(max(_NARROW_GAP, _IN_LETTERS * advance), _WIDEST_WORD_GAP)


def _gaps(words: Sequence[Word]) -> list[float]:
    return [after.left - before.right for before, after in pairwise(words)]


def middle_of(values: Sequence[float]) -> float:
    """The value that stands in the middle of others, which are one at least."""
    return sorted(values)[len(values) // 2]


def is_spaced(words: Sequence[Word]) -> bool:
    """Whether letters are set apart, as in S A V E  A  L I F E, so that each looks like a word."""
    single = sum(len(word.text) == 1 and word.text.isalpha() for word in words)
    return single >= _SPACED_LETTERS and single >= _SPACED_SHARE * len(words)


def _without_copies(stretches: list[Stretch]) -> list[Stretch]:
    """Without what is drawn a second time at the same place, for a shadow or to look bold."""
    kept: list[Stretch] = []
    seen: dict[tuple[str, ...], Stretch] = {}
    for one in stretches:
        key = tuple(word.text for word in one.words)
        before = seen.get(key)
        near = 0.2 * one.size
        if before is None or max(abs(one.left - before.left), abs(one.base - before.base)) > near:
            seen[key] = one
            kept.append(one)
    return kept


def _with_initials(stretches: list[Stretch]) -> list[Stretch]:
    """A large first letter that reaches down several lines joins the word that it begins."""
    joined: list[Stretch] = []
    for one in stretches:
        before = joined[-1] if joined else None
        if (
            before is not None
            and len(before.words) == 1
            and len(before.words[0].text) == 1
            and before.words[0].text.isalpha()
            and before.size > 1.8 * one.size
            and before.top - one.size < one.middle < before.bottom
            and -0.3 * before.size < one.left - before.right < one.size
        ):
            initial = before.words[0]
            first = Word(
                initial.start,
                initial.end,
                initial.text,
                one.left - 0.1 * one.size,
                one.left,
                one.base,
                one.size,
                initial.angle,
                one.words[0].style,
            )
            joined[-1] = stretch_of((first, *one.words))
        else:
            joined.append(one)
    return joined


def joined_lines(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The lines of a column from top to bottom: stretches of a line that no wide gap parts become
    one; what a wide gap parts stays apart, from left to right.
    """
    lines: list[Stretch] = []
    for row in rows_of(stretches):
        row.sort(key=lambda one: one.left)
        current: list[Word] = []
        for one in row:
            if current and not _joins(current, one):
                lines.append(stretch_of(current))
                current = []
            current.extend(one.words)
        lines.append(stretch_of(current))
    return lines


def _joins(words: list[Word], after: Stretch) -> bool:
    size = max(words[-1].size, after.size)
    gap = (after.left - max(word.right for word in words)) / size
    if is_label(words, gap):
        return True
    if gap > _WORD_GAP and after.words[0].start < words[-1].start:
        return False
    inside = [_gaps(words), _gaps(after.words)]
    gaps = [one / size for part in inside for one in part]
    widest = _narrow((*words, *after.words))
    if len(gaps) > 1:
        widest = min(max(widest, _UNLIKE_OTHERS * middle_of(gaps)), _WIDEST_WORD_GAP)
    return -0.5 <= gap <= widest


def rows_of(stretches: Iterable[Stretch]) -> list[list[Stretch]]:
    """Stretches that stand on one line, lines from top to bottom."""
    rows: list[list[Stretch]] = []
    for one in sorted(stretches, key=lambda one: one.base):
        last = rows[-1][0] if rows else None
        if last is not None and one.base - last.base <= _SAME_LINE * min(last.size, one.size):
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows
