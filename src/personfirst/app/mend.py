"""What a run does about the findings of a file: fix them in place, or show what a fix would do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar, ParamSpec, TypeVar

from personfirst.app.diff import unified_diff
from personfirst.app.discover import Target, os_reason, shown_path
from personfirst.app.fix import Check, Kept, fix
from personfirst.app.guard import Guard
from personfirst.app.tidy import tidy
from personfirst.app.write import encoded, refuse_read_only, replace_file
from personfirst.formats.base import Format
from personfirst.formats.change import edited
from personfirst.formats.encoding import Decoded
from personfirst.formats.registry import decode, format_of
from personfirst.model.choices import Severity
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError, UnwritableDocumentError
from personfirst.model.finding import Edit, Finding
from personfirst.model.report import Problem

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Opened:
    """A file that was read and checked: its bytes, all its findings, and how to check it again.

    Findings below `lowest` are not reported, so nothing is done about them. `preferred` are the
    rules for which an organisation has its own words. Work on a file that is not text is done under
    `guard`, in another process, if there is one.
    """

    target: Target
    data: bytes
    document: Document
    findings: tuple[Finding, ...]
    check: Check
    lowest: Severity = Severity.SUGGESTION
    preferred: Collection[str] = ()
    guard: Guard | None = None

    @cached_property
    def stored(self) -> Decoded:
        """How the file is stored."""
        return decode(self.data, self.target.shown)

    @property
    def is_text(self) -> bool:
        """Whether the file is text, so that its lines are those of the document."""
        return not self.document.data

    def encoded(self, document: Document) -> bytes:
        """The document, changed, as the bytes of its file. Raises `UnwritableDocumentError`."""
        return document.data or encoded(document.text, self.stored, self.data)

    def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a function of a module gives, called under the guard if the file is not text."""
        if self.guard is None or self.is_text:
            return work(*args, **kwargs)
        return self.guard.run(work, *args, **kwargs)

    def edited(self, document: Document, edits: Sequence[Edit]) -> Document | None:
        """As `change.edited`, of this file."""
        return self.run(edited, document, edits)

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


def mended(opened: Opened, mend: Mend) -> Mended:
    """What a mend makes of a file; all as it was where its work takes too long or ends."""
    try:
        return mend(opened)
    except UnreadableDocumentError as error:
        return failed(opened, error)


@dataclass(frozen=True, slots=True)
class Look:
    """Looks at each file and changes nothing: for commands that count or judge."""

    at: Callable[[Opened], None]
    fixes: ClassVar[bool] = False

    def __call__(self, opened: Opened) -> Mended:
        self.at(opened)
        return Mended(opened.document, opened.findings)


class _Fixes:
    """Fixes each file; what becomes of the new bytes is said in `_keep`."""

    def __init__(self, *, unsafe: bool = False) -> None:
        self._unsafe = unsafe

    def __call__(self, opened: Opened) -> Mended:
        if not opened.is_text and (not self._unsafe or format_of(opened.document).apply is None):
            return Mended(opened.document, opened.findings, remarks=tuple(_left_alone(opened)))
        unsafe, lowest = self._unsafe and opened.is_text, opened.lowest
        document, findings, check = opened.document, opened.findings, opened.check
        fixed = fix(document, findings, check, opened.edited, unsafe=unsafe, lowest=lowest)
        left = tidy(fixed.document, fixed.findings, check, unsafe=unsafe, lowest=lowest)
        remarks = [_remark(opened, kept) for kept in (*fixed.kept, *left.kept)]
        remarks += _left_to_review(opened, left.findings)
        count = fixed.count + left.count
        outcome = Mended(left.document, left.findings, count, remarks=tuple(remarks))
        if not outcome.fixed:
            return outcome
        try:
            return self._keep(opened, outcome, opened.encoded(outcome.document))
        except (UnwritableDocumentError, OSError) as error:
            return failed(opened, error)

    def _keep(self, opened: Opened, outcome: Mended, data: bytes) -> Mended:
        raise NotImplementedError


class FixInPlace(_Fixes):
    """Fixes files in place; what standard input becomes is kept in `output`.

    `written` counts the files that were changed.
    """

    output: bytes | None = None
    written = 0

    def _keep(self, opened: Opened, outcome: Mended, data: bytes) -> Mended:
        if opened.stands_in_a_file:
            replace_file(opened.target.path, opened.data, data)
            self.written += 1
        else:
            self.output = data
        return outcome


class ShowDiff(_Fixes):
    """Gathers in `diffs` what fixes would change, and changes nothing.

    `widened` are the paths whose diff is in UTF-8 although their file is not: a program that
    applies diffs works on lines of bytes, and UTF-16, UTF-32 and Word files have none. The diff of
    a link is that of its file, which programs that apply diffs ask for.
    """

    def __init__(self, *, unsafe: bool = False) -> None:
        super().__init__(unsafe=unsafe)
        self.diffs: list[bytes] = []
        self.widened: list[str] = []

    def _keep(self, opened: Opened, outcome: Mended, data: bytes) -> Mended:
        before, path, name = opened.data, opened.target.path, opened.target.shown
        if opened.stands_in_a_file:
            refuse_read_only(path)
            name = shown_path(path.resolve()) if path.is_symlink() else name
        if not opened.is_text or opened.stored.encoding.startswith(("utf-16", "utf-32")):
            before, data = opened.document.text.encode(), outcome.document.text.encode()
            self.widened.append(opened.target.shown)
        self.diffs.append(unified_diff(name, before, data))
        return replace(outcome, document=opened.document, findings=opened.findings)


def _left_alone(opened: Opened) -> Iterator[Problem]:
    """Why a file that is not text was not fixed in place, and what to do, if it could be."""
    count = sum(
        one.fix() is not None and one.severity.rank >= opened.lowest.rank for one in opened.findings
    )
    if not count:
        return
    kind = format_of(opened.document)
    ways = ["'personfirst review' writes a copy with the suggestions in it"] if kind.review else []
    ways += ["--unsafe-fixes changes the file itself"] if kind.apply else []
    advice = _locked(opened, kind) or " and ".join(ways) or "mend it by hand"
    what = f"{count:,} safe suggestion{'' if count == 1 else 's'} not put in"
    yield Problem(opened.target.shown, f"{what}: {advice}", note=True)


def _locked(opened: Opened, kind: Format) -> str:
    """Why neither a copy nor the file itself could take suggestions; "" where they could."""
    reason = opened.run(kind.locked, opened.data) if kind.locked else ""
    return f"the file {reason}" if reason else ""


def _left_to_review(opened: Opened, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Why the suggestions that a person should read first were not put into a file that is not
    text, though a user has asked for them, and what to do.
    """
    count = sum(
        one.fix() is None
        and one.fix(unsafe=True) is not None
        and one.severity.rank >= opened.lowest.rank
        for one in findings
    )
    if opened.is_text or not count:
        return
    what = "1 suggestion for review" if count == 1 else f"{count:,} suggestions for review"
    kind = format_of(opened.document)
    way = "'personfirst review' writes them into a copy" if kind.review else "mend it by hand"
    way = _locked(opened, kind) or way
    why = f"only safe ones go into a {kind.name} file"
    yield Problem(opened.target.shown, f"{what} not put in, for {why}: {way}", note=True)


def _remark(opened: Opened, kept: Kept) -> Problem:
    """A word about a fix that could not be made."""
    finding = kept.finding
    own = f", or change what 'prefer' says for {finding.rule}"
    return Problem(
        opened.target.shown,
        f"the fix of “{' '.join(finding.text.split())}” {kept.why}; mend it by hand"
        + (own if finding.rule in opened.preferred else ""),
        finding.place.line,
    )


def failed(
    opened: Opened, error: UnwritableDocumentError | UnreadableDocumentError | OSError
) -> Mended:
    """The outcome where a file could not be written: all as it was, and the reason."""
    reason = str(error)
    if isinstance(error, OSError):
        reason = f"was not changed: {os_reason(error)}"
    elif isinstance(error, UnreadableDocumentError):
        reason = f"was left as it is, for changing it {reason}"
    problem = Problem(opened.target.shown, reason)
    return Mended(opened.document, opened.findings, failed=(problem,))
