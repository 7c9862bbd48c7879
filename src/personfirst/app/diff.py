"""A unified diff of a file before and after its fixes.

Fixes never change the number of lines, so the hunks follow from which lines differ. A line ends at
LF alone, as `patch` reads it; a CR before it is part of the line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby

_CONTEXT = 3
_QUOTED = {"\n": r"\n", "\r": r"\r", "\t": r"\t", '"': r"\"", "\\": r"\\"}


def unified_diff(path: str, before: bytes, after: bytes) -> bytes:
    """The diff, in the file's own bytes; empty where nothing differs."""
    old, new = before.split(b"\n"), after.split(b"\n")
    changed = [at for at, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    if not changed:
        return b""
    name = _name(path)
    parts = [b"--- " + name + b"\n", b"+++ " + name + b"\n"]
    for first, last in _ranges(changed, len(old) - (not old[-1])):
        parts += _hunk(old, new, first, last)
    return b"".join(parts)


def _ranges(changed: list[int], lines: int) -> Iterator[tuple[int, int]]:
    """The lines of each hunk: changed ones with those around them; hunks that touch are one."""
    first = last = changed[0]
    for at in [*changed[1:], lines + 3 * _CONTEXT]:
        if at - last - 1 > 2 * _CONTEXT:
            yield max(first - _CONTEXT, 0), min(last + _CONTEXT + 1, lines)
            first = at
        last = at


def _hunk(old: list[bytes], new: list[bytes], first: int, last: int) -> Iterator[bytes]:
    count = "" if last - first == 1 else f",{last - first}"
    yield f"@@ -{first + 1}{count} +{first + 1}{count} @@\n".encode()
    for same, group in groupby(range(first, last), key=lambda at: old[at] == new[at]):
        numbers = list(group)
        for sign, lines in ((b" ", old),) if same else ((b"-", old), (b"+", new)):
            for at in numbers:
                yield sign + lines[at] + b"\n"
                if at == len(old) - 1:
                    yield b"\\ No newline at end of file\n"


def _name(path: str) -> bytes:
    """A path as a diff names it: quoted where it holds signs that would end it or begins with white
    space, and with a tab behind it where white space would end it.
    """
    if path[:1].isspace() or any(one < " " or one in '"\\' for one in path):
        shown = "".join(_QUOTED.get(one, f"\\{ord(one):03o}" if one < " " else one) for one in path)
        return os.fsencode(f'"{shown}"')
    return os.fsencode(path) + (b"\t" if any(map(str.isspace, path)) else b"")
