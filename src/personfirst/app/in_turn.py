"""Check files one after the other: read each, run the rules, mend it where that is asked for."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from personfirst.app.config import Settings
from personfirst.app.discover import Target, os_reason
from personfirst.app.guard import Guard, fault
from personfirst.app.late_rules import LateRules
from personfirst.app.patterns import options_for
from personfirst.app.scope import Counting
from personfirst.app.tally import Tally
from personfirst.formats.registry import glance, is_text, parse, read
from personfirst.model.document import Document
from personfirst.model.errors import InternalError, PersonfirstError, UnreadableDocumentError
from personfirst.model.report import Problem
from personfirst.pipeline import MOST_FINDINGS, Options

if TYPE_CHECKING:
    from personfirst.app.cache import Cache
    from personfirst.app.mend import Mend
    from personfirst.model.finding import Finding

MAX_BYTES = 200_000_000
"""A larger file is a problem, not a document: nobody wrote it by hand."""

_TOO_MANY = (
    f"has {MOST_FINDINGS:,} findings or more; the rest of the file was not checked, "
    "split it or turn a rule off"
)

OUR_FAULT = "could not be checked: this is a fault of personfirst, please report it"

RAISE_FAULTS = False
"""Whether faults of our own end the run, as tests want it."""

Progress = Callable[[int, int], None]
"""Told before each file how many are done, and how many there are."""


@dataclass(frozen=True)
class Run:
    """What is the same for every file of a run."""

    settings: Settings
    late: LateRules
    counting: Counting
    mend: Mend | None
    cache: Cache | None

    def options(self, path: str | Path) -> Options:
        """How a file is checked."""
        if not self.settings.per_path:
            return self._options
        return self.counting.options(options_for(self.settings, path))

    @cached_property
    def _options(self) -> Options:
        """How any file is checked, where the settings are the same for all."""
        return self.counting.options(options_for(self.settings, ""))

    def cache_for(self, target: Target) -> Cache | None:
        """The cache, for a file; not for a text that was handed in."""
        return None if target.path == Path() else self.cache


def check_in_turn(targets: Sequence[Target], run: Run, progress: Progress | None) -> Tally:
    """Check files in this process, with another for those that are not text."""
    tally = Tally()
    with Guard(run.settings.timeout) as guard:
        check_targets(targets, run, guard, tally, progress)
    return tally


def check_targets(
    targets: Sequence[Target],
    run: Run,
    guard: Guard,
    tally: Tally,
    progress: Progress | None = None,
) -> None:
    """Check files one after the other; what cannot be checked becomes a problem."""
    for number, target in enumerate(targets):
        if progress is not None:
            progress(number, len(targets))
        try:
            _check_target(target, run, guard, tally)
        except UnreadableDocumentError as error:
            tally.unreadable.append(Problem(target.shown, str(error)))
        except OSError as error:
            tally.unreadable.append(Problem(target.shown, os_reason(error)))
        except PersonfirstError:
            raise
        except Exception as error:
            # A fault of ours in one document must not take the others' findings with it.
            if RAISE_FAULTS:
                raise
            what = str(error) if isinstance(error, InternalError) else fault(error)
            tally.broken.append(Problem(target.shown, f"{OUR_FAULT}: {what}"))
    if progress is not None:
        progress(len(targets), len(targets))


def _check_target(target: Target, run: Run, guard: Guard, tally: Tally) -> None:
    """Check one file, or take what the cache knows of it, and mend it if that is asked for and all
    its findings are known.

    Raises what `_read` raises.
    """
    settings, counting = run.settings, run.counting
    named = target.path if target.data is None else target.shown
    options = run.options(named)

    def check(changed: Document) -> tuple[Finding, ...]:
        # A person who is asked takes their time; it is no matter of the file.
        end = guard.begin() if getattr(run.mend, "asks", False) else until
        found = run.late.pipeline.check(changed, options, until=end)
        if monotonic() >= end:
            raise guard.late()
        return counting.counted(target, changed, found, options)

    data = _read(target)
    cache, key = run.cache_for(target), ""
    if cache is not None and isinstance(data, bytes):
        key = cache.key(data, target.shown, options)
        kept = cache.get(key, target.shown, counting.today)
        if kept is not None:
            findings = counting.marked(target, None, kept.findings)
            tally.count(_worth_it(findings, settings), kept)
            return
    if options.passes_over and isinstance(data, bytes):
        seen = run.late.pipeline.passed_over(data, lambda: glance(data, target.shown))
        if seen is not None:
            from personfirst.app.kept import Kept

            tally.count(counting.marked(target, None, ()), Kept((), (), seen.size, ()))
            return
    guard.begin()
    if isinstance(data, str):
        document = parse(data, target.shown)
    else:
        document = (read if is_text(data, target.shown) else guard.read)(data, target.shown)
    run.late.read()
    until = guard.begin()
    found = run.late.pipeline.check(document, options, until=until)
    cut_off = _TOO_MANY if len(found) == MOST_FINDINGS else ""
    in_time = monotonic() < until  # asked as the pipeline asks, which stops where it is not
    if not cut_off and not in_time:
        cut_off = f"was not checked to its end: it {guard.late()}"
    whole = found if cut_off else counting.with_own(document, found, options)
    if cache is not None and key and not cut_off:
        cache.keep(key, document, whole, counting.today)
    findings = counting.marked(target, document, whole, complete=not cut_off)
    if run.mend is not None and not cut_off and not isinstance(data, str):
        from personfirst.app.mend import Opened, mended

        lowest, preferred = settings.severity, options.prefer
        opened = Opened(target, data, document, findings, check, lowest, preferred, guard)
        outcome = mended(opened, run.mend)
        tally.count(_worth_it(outcome.findings, settings), outcome.document)
        tally.remarks += outcome.remarks
        tally.unmended += outcome.failed
        if outcome.fixed:
            tally.fixes[target.shown] = outcome.fixed
        return
    if cut_off:
        undone = "" if run.mend is None else "; nothing was written"
        tally.unreadable.append(Problem(target.shown, cut_off + undone))
    tally.count(_worth_it(findings, settings), document)


def _worth_it(findings: Iterable[Finding], settings: Settings) -> list[Finding]:
    """Findings of the lowest severity that is to be reported, or worse."""
    return [one for one in findings if one.severity.rank >= settings.severity.rank]


def _read(target: Target) -> bytes | str:
    """What a target holds. Raises `OSError` or `UnreadableDocumentError`."""
    if target.data is not None:
        return target.data
    try:
        status = target.path.stat()
    except OSError:
        if target.path.is_symlink() and not target.path.exists():
            raise UnreadableDocumentError("is a broken link") from None
        raise
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableDocumentError("is not a regular file")
    if status.st_size > MAX_BYTES:
        raise UnreadableDocumentError(f"is larger than {MAX_BYTES // 1_000_000} MB")
    return target.path.read_bytes()
