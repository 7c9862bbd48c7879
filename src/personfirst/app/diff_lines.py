"""The lines that a unified diff adds or changes, by file.

Read from any program that writes such diffs: with and without the prefixes `a/` and `b/`, with
names in quotes, with renames, with line ends of either kind. The counts in a hunk's head say how
far it goes, so text that looks like a head is not taken for one.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from personfirst.model.errors import ConfigError

Ranges = tuple[tuple[int, int], ...]
"""First and last lines, from 1, in order."""

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_QUOTED = re.compile(rb'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_SIGNS = {
    b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r",
}  # fmt: skip
_NOWHERE = b"/dev/null"
_PREFIXES = frozenset((b"a", b"b", b"c", b"i", b"o", b"w", b"1", b"2"))
_BINARY = re.compile(rb"Binary files (.*) and (.*) differ$")


@dataclass(slots=True)
class _File:
    """A file of a diff: its names as they stand there, and its lines that are new."""

    old: bytes = b""
    new: bytes = b""
    pair: tuple[bytes, bytes] | None = None
    renamed: bytes | None = None
    lines: list[tuple[int, int]] = field(default_factory=list)
    whole: bool = False
    gone: bool = False


def changed_lines(diff: bytes, name: str = "the diff") -> dict[str, Ranges | None]:
    """Path to the lines that are new in it; None for a whole file, such as one that is not text.

    Files that only go, or are only renamed, are not among them. Raises `ConfigError` for what is no
    unified diff; `name` is its name in that error.
    """
    found: dict[str, Ranges | None] = {}
    for one in _files(_plain(diff), name):
        path = _path(one)
        if path is None or one.gone or not (one.lines or one.whole):
            continue
        shown = os.fsdecode(path)
        before = found.get(shown, ())
        whole = one.whole or before is None
        found[shown] = None if whole else _merged((*(before or ()), *one.lines))
    return found


def _merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return tuple(merged)


def _plain(diff: bytes) -> bytes:
    """The diff in an encoding that holds its signs as they are; PowerShell writes UTF-16."""
    if diff.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return diff.decode("utf-16", "replace").encode()
    return diff.removeprefix(codecs.BOM_UTF8)


def _files(diff: bytes, name: str) -> Iterator[_File]:
    lines = diff.split(b"\n")
    file: _File | None = None
    heads = at = 0
    while at < len(lines):
        line = lines[at].removesuffix(b"\r")
        if line.startswith(b"diff --git "):
            if file is not None:
                yield file
            file, heads = _File(pair=_pair(line[len(b"diff --git ") :])), heads + 1
        elif line.startswith(b"--- ") and _is_head(lines, at):
            if file is None or file.old:
                if file is not None:
                    yield file
                file = _File()
            file.old = _name(line[4:])
            file.new = _name(lines[at + 1].removesuffix(b"\r")[4:])
            file.gone = file.new == _NOWHERE
            heads, at = heads + 1, at + 1
        elif (binary := _BINARY.match(line)) is not None:
            if file is None or file.pair is None:
                if file is not None:
                    yield file
                file, heads = _File(old=_name(binary[1]), new=_name(binary[2])), heads + 1
                file.gone = file.new == _NOWHERE
            file.whole = True
        elif line.startswith(b"@@@ "):
            raise ConfigError(
                f"{name}:{at + 1}: this is the combined diff of a merge; compare with one commit"
            )
        elif file is not None and (hunk := _HUNK.match(line)):
            at = _hunk(lines, at, hunk, file, name)
            continue
        elif file is not None:
            _note(line, file)
        at += 1
    if file is not None:
        yield file
    if not heads and diff.strip():
        raise ConfigError(f"{name}: holds no unified diff; write one with 'git diff'")


def _is_head(lines: list[bytes], at: int) -> bool:
    return at + 1 < len(lines) and lines[at + 1].startswith(b"+++ ")


def _note(line: bytes, file: _File) -> None:
    """What a line between a file's head and its hunks says of it."""
    if line.startswith(b"rename to "):
        file.renamed = _unquoted(line[len(b"rename to ") :])
    elif line.startswith(b"copy to "):
        file.renamed = _unquoted(line[len(b"copy to ") :])
    elif line.startswith(b"deleted file mode "):
        file.gone = True
    elif line.startswith(b"GIT binary patch"):
        file.whole = True


def _hunk(lines: list[bytes], at: int, hunk: re.Match[bytes], file: _File, name: str) -> int:
    """Read a hunk; returns the index of the line after it."""
    head = at + 1
    old = int(hunk[1]) if hunk[1] else 1
    new = int(hunk[3]) if hunk[3] else 1
    number = int(hunk[2])
    at += 1
    while old > 0 or new > 0:
        if at >= len(lines):
            raise ConfigError(f"{name}:{head}: the diff ends in the middle of this hunk")
        sign = lines[at][:1]
        if sign == b"+":
            _add(file.lines, number)
            number, new = number + 1, new - 1
        elif sign == b"-":
            old -= 1
        elif sign in (b" ", b"", b"\r"):  # editors strip the white space of an empty line
            number, old, new = number + 1, old - 1, new - 1
        elif sign != b"\\":
            raise ConfigError(f"{name}:{at + 1}: this line does not belong into a hunk of a diff")
        at += 1
    return at


def _add(lines: list[tuple[int, int]], number: int) -> None:
    if lines and lines[-1][1] == number - 1:
        lines[-1] = lines[-1][0], number
    else:
        lines.append((number, number))


def _path(one: _File) -> bytes | None:
    """The path of a file as it is now, without the prefix that the diff gives it."""
    if one.renamed is not None:
        return one.renamed
    if one.old or one.new:
        old, new = one.old, one.new
    elif one.pair is not None:
        old, new = one.pair
    else:
        return None
    if new == _NOWHERE:
        return None
    lead, _, rest = new.partition(b"/")
    if lead not in _PREFIXES or not rest:
        return new
    if one.pair is not None and one.pair[0] == one.pair[1]:
        return new
    other, _, _ = old.partition(b"/")
    if old == _NOWHERE:
        return rest if lead in (b"b", b"w", b"i", b"2", b"o") else new
    return rest if other in _PREFIXES and other != lead else new


def _pair(text: bytes) -> tuple[bytes, bytes] | None:
    """The two names behind `diff --git`, where they are told apart: in quotes, or alike but for
    their prefixes.
    """
    if text.startswith(b'"'):
        first = _QUOTED.match(text)
        if first is None:
            return None
        return _unquoted(first[0]), _unquoted(text[first.end() :].lstrip(b" "))
    if text.endswith(b'"'):
        start = text.index(b'"')
        return text[:start].rstrip(b" "), _unquoted(text[start:])
    half = len(text) // 2
    old, new = text[:half], text[half + 1 :]
    if len(text) % 2 and text[half : half + 1] == b" ":
        same = old == new or old.partition(b"/")[2] == new.partition(b"/")[2]
        return (old, new) if same else None
    return None


def _name(text: bytes) -> bytes:
    """A name in a file's head: without the time that some programs write behind a tab."""
    if text.startswith(b'"'):
        return _unquoted(text)
    return text.partition(b"\t")[0]


def _unquoted(text: bytes) -> bytes:
    found = _QUOTED.match(text)
    if found is None:
        return text
    return _ESCAPE.sub(_meant, found[1])


def _meant(escape: re.Match[bytes]) -> bytes:
    sign = escape[1]
    if sign[:1].isdigit():
        return bytes((int(sign, 8) & 0xFF,))
    return _SIGNS.get(sign, sign)
