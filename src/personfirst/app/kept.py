"""What a cache keeps of a file that was checked, and how it is written down.

An entry is a digest, a line end, and JSON. It is input that anybody could have written: what does
not fit, in any way, is no entry.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

from personfirst.app.codec import decode, encode
from personfirst.model.document import Document
from personfirst.model.finding import Finding, Place, RoleWords
from personfirst.model.report import Problem

_DIGEST = 16
_MOST = 1_000_000_000
"""Lines, columns and offsets are below: no file that is read has more."""


class Kept(NamedTuple):
    """A file's findings, muted ones too, what its author should mend, and how many words it has.

    `lines` are the source lines that findings point at, with their numbers, in order. It all holds
    from the day `first` to the day `last`, in ISO form and empty where there is no end: comments
    that silence findings expire. An entry has no paths, so that a copy of a file is known too.
    """

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    words: int
    lines: tuple[tuple[int, str], ...]
    first: str = ""
    last: str = ""

    def line_text(self, line: int) -> str:
        """The text of a 1-based line that a finding points at."""
        return self.lines[bisect_left(self.lines, (line, ""))][1]

    def holds(self, today: date) -> bool:
        """Whether it is still what a check would find on a day."""
        day = today.isoformat()
        return self.first <= day and (not self.last or day <= self.last)


_FINDINGS, _PROBLEMS = map(Kept._fields.index, ("findings", "problems"))
_PLACE, _ROLES = map(Finding._fields.index, ("place", "roles"))
_ROLE_PLACE = RoleWords._fields.index("place")


def keep(document: Document, findings: Sequence[Finding], today: date) -> Kept | None:
    """What to keep of a document; None where it speaks of another path than its own."""
    paths = {one.path for one in document.problems}.union(*map(_paths, findings))
    if paths - {document.path}:
        return None
    numbers = {
        line
        for one in findings
        if one.place.start is not None
        for line in range(one.place.line, one.place.end_line + 1)
    }
    lines = tuple((line, document.lines.line_text(line)) for line in sorted(numbers))
    days = [one.until for one in document.suppressions if one.until is not None]
    past = [day for day in days if day < today]
    first = date.fromordinal(max(past).toordinal() + 1).isoformat() if past else ""
    last = min((day for day in days if day >= today), default=None)
    return Kept(
        tuple(findings),
        document.problems,
        document.words,
        lines,
        first,
        last.isoformat() if last else "",
    )


def written(kept: Kept) -> bytes:
    """The entry of what is kept; paths are left out."""
    value = encode(kept)
    _put_path(value, "")
    text = json.dumps(value, separators=(",", ":")).encode()
    return _digest(text) + b"\n" + text


def read_entry(data: bytes, path: str = "") -> Kept | None:
    """What an entry holds, of a file that now has a path; None where it is damaged, or was never
    written by `written`.
    """
    digest, _, text = data.partition(b"\n")
    if digest != _digest(text):
        return None
    try:
        value = _value(text)
        _put_path(value, path)
        kept = decode(Kept, value)
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    return kept if _is_sound(kept) else None


def _value(text: bytes) -> Any:
    return json.loads(text.decode("ascii"))


def _put_path(value: Any, path: str) -> None:
    """Put a path into what is read of an entry, before objects are made of it: a place, the place
    of a role's words and a problem begin with theirs. Raises what a wrong entry makes it raise.
    """
    for finding in value[_FINDINGS]:
        finding[_PLACE][0] = path
        for role in finding[_ROLES]:
            if role[_ROLE_PLACE] is not None:
                role[_ROLE_PLACE][0] = path
    for problem in value[_PROBLEMS]:
        problem[0] = path


def _is_sound(kept: Kept) -> bool:
    """Whether places are places, and every line that a finding points at is there, in order."""
    lines = dict(kept.lines)
    in_order = [line for line, _ in kept.lines] == sorted(lines)
    return (
        in_order
        and all(_is_place(place) for one in kept.findings for place in _places(one))
        and all(
            one.place.end_line - one.place.line < len(lines)
            and all(line in lines for line in range(one.place.line, one.place.end_line + 1))
            for one in kept.findings
            if one.place.start is not None
        )
    )


def _is_place(place: Place) -> bool:
    if not (1 <= place.line <= place.end_line < _MOST and 1 <= place.column < _MOST):
        return False
    if place.start is None or place.end is None:
        return place.start is place.end
    return 0 <= place.start <= place.end < _MOST and 1 <= place.end_column < _MOST


def _digest(text: bytes) -> bytes:
    return blake2b(text, digest_size=_DIGEST).hexdigest().encode()


def _places(finding: Finding) -> list[Place]:
    return [finding.place, *(one.place for one in finding.roles if one.place is not None)]


def _paths(finding: Finding) -> set[str]:
    return {place.path for place in _places(finding)}
