"""Lines of .gitignore, read as git reads them.

A line is compared with a file or a folder itself, never with what lies in a folder: whoever goes
through folders does not enter one that is left out, and one that is not may have its contents taken
out by `x/**` and brought back by `!x/*.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_STAR, _DEEP = "*", "**/"
"""No expressions, and so told apart from these: any signs but a slash, and any folders."""
_SIGN = re.compile(r"[*?\[\\]")
_CLASSES = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "blank": r" \t", "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9", "graph": "!-~", "lower": "a-z", "print": " -~",
    "punct": r"!-/:-@\[-`{-~", "space": r" \t-\r", "upper": "A-Z", "xdigit": "0-9A-Fa-f",
}  # fmt: skip


class Line(NamedTuple):
    """A line that can name something.

    `takes` is False where it begins with `!`. A line without a slash is `by_name`: of a path only
    the last part is compared, wherever it lies.
    """

    takes: bool
    folders_only: bool
    by_name: bool
    expression: re.Pattern[str]


class Place(NamedTuple):
    """A file or a folder: its path from the folder of some lines on, and its name."""

    path: str
    name: str
    is_folder: bool


def verdict(lines: Iterable[Line], places: Sequence[Place]) -> bool | None:
    """Whether the first line that names one of some places takes it; None where none does."""
    for takes, folders_only, by_name, expression in lines:
        for path, name, is_folder in places:
            if (is_folder or not folders_only) and expression.fullmatch(name if by_name else path):
                return takes
    return None


def parsed(line: str) -> Line | None:
    """A line; None for a remark, and for one that can name nothing, as git passes it over."""
    text = _trimmed(line.removesuffix("\r"))
    if text.startswith("#"):
        return None
    pattern = text.removeprefix("!")
    bare = pattern.removesuffix("/")
    if not bare.removeprefix("/"):
        return None
    try:
        expression = re.compile(_translated(bare.removeprefix("/")), re.DOTALL)
    except ValueError:
        return None
    return Line(pattern == text, bare != pattern, "/" not in bare, expression)


def _trimmed(line: str) -> str:
    """A line without the spaces at its end; one behind a backslash stays."""
    bare = line.rstrip(" ")
    escaped = (len(bare) - len(bare.rstrip("\\"))) % 2
    return line[: len(bare) + escaped]


def _translated(pattern: str) -> str:
    """A pattern as an expression whose time is bounded: what a wildcard is followed by is taken
    where it stands first, and given up for none but the last. Raises `ValueError` where the pattern
    can name nothing.
    """
    sections: list[list[str]] = [[]]
    for part in _parts(pattern):
        if part == _DEEP:
            sections.append([])
        else:
            sections[-1].append(part)
    *front, final = sections
    expression = "".join(
        f"(?>(?:[^/]*/)*?{_section(parts)})" if number else _section(parts)
        for number, parts in enumerate(front)
    )
    return f"{expression}{'(?:.*/)?' if front else ''}{_section(final, final=True)}"


def _section(parts: Sequence[str], *, final: bool = False) -> str:
    """Parts without folders to be skipped among them as one expression; `final` ones end the
    pattern.
    """
    first, *starred = _starred(parts)
    last = starred.pop() if final and starred else None
    middle = "".join(f"(?>[^/]*?{chunk})" for chunk in starred)
    return first + middle + ("" if last is None else f"[^/]*{last}")


def _starred(parts: Sequence[str]) -> list[str]:
    """The expressions before, between and behind stars."""
    chunks = [""]
    for part in parts:
        if part == _STAR:
            chunks.append("")
        else:
            chunks[-1] += part
    return chunks


def _parts(pattern: str) -> Iterator[str]:
    """A pattern as expressions, stars and folders to be skipped. Raises `ValueError`."""
    found = _SIGN.search(pattern)
    at = first = found.start() if found else len(pattern)
    yield re.escape(pattern[:at])
    while at < len(pattern):
        sign = pattern[at]
        if sign == "*":
            end = at + len(pattern[at:]) - len(pattern[at:].lstrip("*"))
            opens = at == first or pattern[at - 1] == "/"
            deep = end - at > 1 and opens and re.match(r"\\?/|$", pattern[end:])
            if deep and pattern[end : end + 1] == "/":
                yield _DEEP
                end += 1
            else:
                yield ".*" if deep else _STAR
            at = end
        elif sign == "?":
            yield "[^/]"
            at += 1
        elif sign == "[":
            end, expression = _bracketed(pattern, at + 1)
            yield expression
            at = end
        else:
            at, literal = _literal(pattern, at)
            yield re.escape(literal)


def _literal(pattern: str, at: int) -> tuple[int, str]:
    """Where what follows a sign begins, and the sign itself, which may stand behind a backslash."""
    at += pattern.startswith("\\", at)
    if at == len(pattern):
        raise ValueError(pattern)
    return at + 1, pattern[at]


def _bracketed(pattern: str, at: int) -> tuple[int, str]:
    """Where what follows a class of signs begins, and the class: no class holds a slash."""
    negated = pattern[at : at + 1] in ("!", "^") and at < len(pattern)
    at += negated
    first, members, last = at, "", ""
    while at == first or not pattern.startswith("]", at):
        named = re.compile(r"\[:([^\]]*):\]").match(pattern, at)
        if named:
            if named[1] not in _CLASSES:
                raise ValueError(pattern)
            at, members, last = named.end(), members + _CLASSES[named[1]], ""
        elif last and re.compile("-[^]]").match(pattern, at):
            at, end = _literal(pattern, at + 1)
            members += f"{re.escape(last)}-{re.escape(end)}" if last <= end else ""
            last = ""
        else:
            at, last = _literal(pattern, at)
            members += re.escape(last)
    if negated:
        return at + 1, f"[^/{members}]"
    if not members:
        raise ValueError(pattern)
    return at + 1, f"(?!/)[{members}]"
