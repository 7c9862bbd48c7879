"""What a cache keeps of a file that was checked, and how it is written down.

An entry is a digest, a line end, and JSON. It is input that anybody could have written: what does
not fit, in any way, is no entry.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import Any

from personfirst.app.codec import decode, encode
from personfirst.model.document import Document
from personfirst.model.finding import Finding, Place
from personfirst.model.report import Problem

_DIGEST = 16
_MOST = 1_000_000_000
"""Lines, columns and offsets are below: no file that is read has more."""


@dataclass(frozen=True)
class Kept:
    """A file's findings, muted ones too, what its author should mend, and how many words it has.

    `lines` are the source lines that findings point at, with their numbers, in order. It all holds
    from the day `first` to the day `last`, in ISO form and empty where there is no end: comments
    that silence findings expire. Paths are left out, so that a copy of a file is known too.
    """

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    words: int
    lines: tuple[tuple[int, str], ...]
    first: str = ""
    last: str = ""

    @cached_property
    def _texts(self) -> dict[int, str]:
        return dict(self.lines)

    def line_text(self, line: int) -> str:
        """The text of a 1-based line that a finding points at."""
        return self._texts[line]

    def holds(self, today: date) -> bool:
        """Whether it is still what a check would find on a day."""
        day = today.isoformat()
        return self.first <= day and (not self.last or day <= self.last)

    def at(self, path: str) -> Kept:
        """The same with the path of a file put in."""
        if not (self.findings or self.problems):
            return self
        return replace(
            self,
            findings=tuple(_moved(one, path) for one in self.findings),
            problems=tuple(replace(one, path=path) for one in self.problems),
        )


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
    kept = Kept(tuple(findings), document.problems, document.words, lines, first)
    return replace(kept, last=last.isoformat() if last else "").at("")


def written(kept: Kept) -> bytes:
    """The entry of what is kept."""
    text = json.dumps(encode(kept), separators=(",", ":")).encode()
    return _digest(text) + b"\n" + text


def read_entry(data: bytes) -> Kept | None:
    """What an entry holds; None where it is damaged, or was never written by `written`."""
    digest, _, text = data.partition(b"\n")
    if digest != _digest(text):
        return None
    try:
        kept = decode(Kept, _value(text))
    except (ValueError, RecursionError):
        return None
    return kept if _is_sound(kept) else None


def _value(text: bytes) -> Any:
    return json.loads(text.decode("ascii"))


def _is_sound(kept: Kept) -> bool:
    """Whether places are places, and every line that a finding points at is there."""
    lines = dict(kept.lines)
    return all(_is_place(place) for one in kept.findings for place in _places(one)) and all(
        one.place.end_line - one.place.line < len(lines)
        and all(line in lines for line in range(one.place.line, one.place.end_line + 1))
        for one in kept.findings
        if one.place.start is not None
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


def _moved(finding: Finding, path: str) -> Finding:
    """A finding with another path, also of the words of its roles."""
    roles = tuple(
        one if one.place is None else replace(one, place=replace(one.place, path=path))
        for one in finding.roles
    )
    return replace(finding, place=replace(finding.place, path=path), roles=roles)
