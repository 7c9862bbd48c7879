"""A unified diff of a file before and after its fixes.

Fixes of words never change the number of lines, so what differs follows from their numbers; only
comments that are taken out may take their line with them. A line ends at LF alone, as `patch` reads
it; a CR before it is part of the line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby

_CONTEXT = 3
_MOST_PAIRS = 4_000_000
"""Lines of one file times lines of the other; more are not compared but shown as all changed."""
_QUOTED = {"\n": r"\n", "\r": r"\r", "\t": r"\t", '"': r"\"", "\\": r"\\"}


def unified_diff(path: str, before: bytes, after: bytes) -> bytes:
    """The diff, in the file's own bytes; empty where nothing differs."""
    old, new = _split(before), _split(after)
    changes = list(_changes(old, new))
    if not changes:
        return b""
    name = _name(path)
    parts = [b"--- " + name + b"\n", b"+++ " + name + b"\n"]
    for hunk in _hunks(changes):
        parts += _hunk(old, new, hunk)
    return b"".join(parts)


def _split(data: bytes) -> list[bytes]:
    """Lines with their line ends, which the last one may lack."""
    *whole, last = data.split(b"\n")
    return [line + b"\n" for line in whole] + ([last] if last else [])


_Change = tuple[int, int, int, int]
"""Lines of the old file and lines of the new that take their place: first and end of each."""


def _changes(old: list[bytes], new: list[bytes]) -> Iterator[_Change]:
    """What differs. Where no line is added or gone, this is told line by line."""
    if len(old) == len(new):
        for same, group in groupby(range(len(old)), key=lambda at: old[at] == new[at]):
            if not same:
                numbers = list(group)
                first, end = numbers[0], numbers[-1] + 1
                yield first, end, first, end
        return
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    one, other = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(one) * len(other) > _MOST_PAIRS:
        yield head, len(old) - tail, head, len(new) - tail
        return
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, first, end, new_first, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield head + first, head + end, head + new_first, head + new_end


def _hunks(changes: list[_Change]) -> Iterator[list[_Change]]:
    """Changes whose lines around them touch, together."""
    together = [changes[0]]
    for change in changes[1:]:
        if change[0] - together[-1][1] > 2 * _CONTEXT:
            yield together
            together = []
        together.append(change)
    yield together


def _hunk(old: list[bytes], new: list[bytes], changes: list[_Change]) -> Iterator[bytes]:
    first, last = changes[0], changes[-1]
    lead = min(first[0], _CONTEXT)
    end = min(last[1] + _CONTEXT, len(old))
    new_end = last[3] + end - last[1]
    start, new_start = first[0] - lead, first[2] - lead
    yield f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@\n".encode()
    at = start
    for begin, stop, new_begin, new_stop in changes:
        yield from _lines(b" ", old, at, begin)
        yield from _lines(b"-", old, begin, stop)
        yield from _lines(b"+", new, new_begin, new_stop)
        at = stop
    yield from _lines(b" ", old, at, end)


def _range(start: int, end: int) -> str:
    if end == start:
        return f"{start},0"
    return f"{start + 1}" if end - start == 1 else f"{start + 1},{end - start}"


def _lines(sign: bytes, lines: list[bytes], start: int, end: int) -> Iterator[bytes]:
    for line in lines[start:end]:
        yield sign + line
        if not line.endswith(b"\n"):
            yield b"\n\\ No newline at end of file\n"


def _name(path: str) -> bytes:
    """A path as a diff names it: quoted where it holds signs that would end it or begins with white
    space, and with a tab behind it where white space would end it.
    """
    if path[:1].isspace() or any(one < " " or one in '"\\' for one in path):
        shown = "".join(_QUOTED.get(one, f"\\{ord(one):03o}" if one < " " else one) for one in path)
        return os.fsencode(f'"{shown}"')
    return os.fsencode(path) + (b"\t" if any(map(str.isspace, path)) else b"")
