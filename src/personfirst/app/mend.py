"""What a run does about the findings of a file: fix them in place, or show what a fix would do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from personfirst.app.diff import unified_diff
from personfirst.app.discover import Target, os_reason
from personfirst.app.fix import Check, Fixed, fix
from personfirst.app.write import encoded, replace_file
from personfirst.formats.encoding import Decoded
from personfirst.formats.registry import decode
from personfirst.model.document import Document
from personfirst.model.errors import UnwritableDocumentError
from personfirst.model.finding import Finding, Problem


@dataclass(frozen=True)
class Opened:
    """A file that was read and checked: its bytes, its findings, and how to check it again."""

    target: Target
    data: bytes
    document: Document
    findings: tuple[Finding, ...]
    check: Check

    @cached_property
    def stored(self) -> Decoded:
        """How the file is stored."""
        return decode(self.data, self.target.shown)

    @property
    def stands_in_a_file(self) -> bool:
        """Whether it was read from a file, not from standard input."""
        return self.target.data is None


@dataclass(frozen=True, slots=True)
class Mended:
    """What stands in a file now, what is still found in it, and how many findings were fixed.

    `failed` are reasons why it was not mended, `remarks` what a person should know besides.
    """

    document: Document
    findings: tuple[Finding, ...]
    fixed: int = 0
    failed: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


Mend = Callable[[Opened], Mended]
"""Called with each file that could be checked, one after the other."""


class FixInPlace:
    """Fixes files in place; what standard input becomes is kept in `output`."""

    def __init__(self, *, unsafe: bool = False) -> None:
        self.output: bytes | None = None
        self._unsafe = unsafe

    def __call__(self, opened: Opened) -> Mended:
        fixed = fix(opened.document, opened.findings, opened.check, unsafe=self._unsafe)
        try:
            if fixed.count:
                self._keep(opened, encoded(fixed.document.text, opened.stored, opened.data))
        except (UnwritableDocumentError, OSError) as error:
            return failed(opened, error)
        return mended(opened, fixed)

    def _keep(self, opened: Opened, data: bytes) -> None:
        if opened.stands_in_a_file:
            replace_file(opened.target.path, opened.data, data)
        else:
            self.output = data


class ShowDiff:
    """Gathers in `diffs` what fixes would change, and changes nothing.

    `widened` are the paths whose diff is in UTF-8 although their file is not: a program that
    applies diffs works on lines of bytes, and UTF-16 and UTF-32 have none.
    """

    def __init__(self, *, unsafe: bool = False) -> None:
        self.diffs: list[bytes] = []
        self.widened: list[str] = []
        self._unsafe = unsafe

    def __call__(self, opened: Opened) -> Mended:
        fixed = fix(opened.document, opened.findings, opened.check, unsafe=self._unsafe)
        try:
            if fixed.count:
                self._add(opened, encoded(fixed.document.text, opened.stored, opened.data), fixed)
        except UnwritableDocumentError as error:
            return failed(opened, error)
        after = mended(opened, fixed)
        return Mended(opened.document, opened.findings, after.fixed, after.failed, after.remarks)

    def _add(self, opened: Opened, data: bytes, fixed: Fixed) -> None:
        before = opened.data
        if opened.stored.encoding.startswith(("utf-16", "utf-32")):
            before, data = opened.document.text.encode(), fixed.document.text.encode()
            self.widened.append(opened.target.shown)
        self.diffs.append(unified_diff(opened.target.shown, before, data))


def mended(opened: Opened, fixed: Fixed) -> Mended:
    """The outcome of fixes that were kept, with a word about each that could not be made."""
    path = opened.target.shown
    remarks = tuple(
        Problem(
            path,
            f"the fix of “{' '.join(finding.text.split())}” would not read as planned here; "
            "mend it by hand",
            finding.place.line,
        )
        for finding in fixed.kept
    )
    refused = (Problem(path, fixed.refused),) if fixed.refused else ()
    return Mended(fixed.document, fixed.findings, fixed.count, refused, remarks)


def failed(opened: Opened, error: UnwritableDocumentError | OSError) -> Mended:
    """The outcome where a file could not be written: all as it was, and the reason."""
    reason = f"was not changed: {os_reason(error)}" if isinstance(error, OSError) else str(error)
    problem = Problem(opened.target.shown, reason)
    return Mended(opened.document, opened.findings, failed=(problem,))
