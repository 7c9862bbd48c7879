"""Check files or a text: find the files, read them, run the rules, and gather one report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from time import monotonic, perf_counter
from typing import TYPE_CHECKING

from personfirst.app.config import Settings
from personfirst.app.discover import Discovery, Target, discover, os_reason
from personfirst.app.guard import Guard, fault
from personfirst.app.late_rules import LateRules
from personfirst.app.patterns import is_forced_out, options_for
from personfirst.app.scope import Counting, Scope
from personfirst.formats.registry import is_text, kind_for, parse, read
from personfirst.model.document import Document
from personfirst.model.errors import InternalError, PersonfirstError, UnreadableDocumentError
from personfirst.model.finding import Finding, Problem, Report, Severity
from personfirst.pipeline import MOST_FINDINGS

if TYPE_CHECKING:
    from personfirst.app.baseline import Key
    from personfirst.app.cache import Cache
    from personfirst.app.kept import Kept
    from personfirst.app.mend import Mend
    from personfirst.rulebook.index import IndexedRules
    from personfirst.rulebook.ruleset import RuleSet

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


@dataclass(frozen=True, slots=True)
class Checked:
    """A report, and which of its problems fail a run.

    `broken` always do: paths that do not exist, and faults of our own. `unreadable` do unless they
    may be skipped. `unmended` do: files that were to be changed and could not be. The other
    problems of the report are remarks, such as a suppression comment that is malformed. The report
    holds muted findings too; reporters leave them out unless asked. `stale` is what a baseline
    holds that is found no more.
    """

    report: Report
    broken: tuple[Problem, ...] = ()
    unreadable: tuple[Problem, ...] = ()
    unmended: tuple[Problem, ...] = ()
    stale: Mapping[Key, int] = field(default_factory=dict)

    def failing(self, *, skip_unreadable: bool = False) -> tuple[Problem, ...]:
        """The problems that give a run the exit status 2."""
        unreadable = () if skip_unreadable else self.unreadable
        return (*self.broken, *unreadable, *self.unmended)

    def exit_status(
        self,
        fail_on: Severity | None,
        *,
        exit_zero: bool = False,
        skip_unreadable: bool = False,
        fail_on_fix: bool = False,
    ) -> int:
        """0 clean, 1 findings of `fail_on` or worse, 2 something could not be checked or changed.

        With `fail_on_fix` also 1 where something was fixed; without `fail_on` only that counts.
        """
        if self.failing(skip_unreadable=skip_unreadable):
            return 2
        failing = fail_on is not None and any(
            finding.severity.rank >= fail_on.rank for finding in self.report.unmuted
        )
        return int((failing and not exit_zero) or (fail_on_fix and self.report.fixed > 0))


@dataclass(slots=True)
class Tally:
    """A report while it grows."""

    findings: list[Finding] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    broken: list[Problem] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)
    unmended: list[Problem] = field(default_factory=list)
    fixes: dict[str, int] = field(default_factory=dict)
    sources: dict[str, dict[int, str]] = field(default_factory=dict)
    files: int = 0
    words: int = 0
    wrote: bool = False
    """Whether anything was added to the cache."""

    def add(self, other: Tally) -> None:
        """What came of other files, which come after."""
        self.findings += other.findings
        self.remarks += other.remarks
        self.broken += other.broken
        self.unreadable += other.unreadable
        self.sources |= other.sources
        self.files += other.files
        self.words += other.words
        self.wrote = self.wrote or other.wrote


def check_paths(
    paths: Sequence[str | Path],
    settings: Settings | None = None,
    *,
    stdin: Target | None = None,
    rules: RuleSet | IndexedRules | None = None,
    progress: Progress | None = None,
    mend: Mend | None = None,
    scope: Scope | None = None,
    cache: Cache | None = None,
    jobs: int = 1,
) -> Checked:
    """Check files and folders; `-` among the paths stands for `stdin`.

    A path that cannot be read becomes a problem of the report and never stops the run. `rules`
    saves loading them again. `mend` is given each file with its findings, and the report says what
    stands there after it. `scope` says what of it all counts. `cache` knows files that were checked
    before; it does not take part where `rules`, `mend` or new lines are given. At most `jobs`
    processes work beside each other, or 0 for as many as the work is worth; where `mend`, a
    baseline or new lines are given it is one. Raises `RuleError` and `ConfigError` for rules that
    cannot be used, and for what `scope` asks of git.
    """
    chosen = settings or Settings()
    started = perf_counter()
    wanted = scope or Scope()
    if rules is not None or mend is not None or wanted.changes is not None:
        cache = None
    late = LateRules(chosen, rules)
    late.check_settings(cache)
    counting = Counting(wanted, wanted.today or date.today(), lambda: late.housekeeper)
    named = [path for path in paths if stdin is None or str(path) != "-"]
    found = files_to_check(named, chosen, staged=wanted.staged)
    piped = [stdin] if stdin and not is_forced_out(stdin.shown, chosen) else []
    targets = [*piped, *found.targets]
    targets = [target for target in targets if counting.takes(target)]
    alone = mend is not None or rules is not None or wanted.changes is not None or wanted.known
    run = Run(chosen, late, counting, mend, cache)
    if not alone and jobs != 1 and len(targets) > 1:
        from personfirst.app.spread import spread

        tally = spread(run, targets, jobs, progress)
    else:
        tally = check_in_turn(targets, run, progress)
    if cache is not None:
        cache.wrote = cache.wrote or tally.wrote
        cache.close()
    seconds = perf_counter() - started
    fixes = getattr(mend, "fixes", mend is not None)
    checked = _checked(tally, found, seconds, counting.stale(), mending=fixes)
    return replace(checked, report=replace(checked.report, kinds=_kinds(targets, checked)))


def files_to_check(
    paths: Sequence[str | Path], settings: Settings, *, staged: bool = False
) -> Discovery:
    """The files that a check of some paths reads; `staged` as git has staged them.

    Raises `ConfigError` for what is asked of git.
    """
    if staged:
        from personfirst.app.staged import discover_staged

        return discover_staged(
            paths,
            excludes=settings.excludes,
            includes=settings.includes,
            force_exclude=settings.force_exclude,
        )
    return discover(
        paths,
        excludes=settings.excludes,
        includes=settings.includes,
        force_exclude=settings.force_exclude,
        respect_gitignore=settings.respect_gitignore,
    )


def check_text(
    text: str,
    settings: Settings | None = None,
    *,
    filename: str = "text.txt",
    rules: RuleSet | None = None,
) -> Checked:
    """Check one text, read as the format of `filename`; nothing is opened."""
    return check_paths(["-"], settings, stdin=Target(filename, data=text), rules=rules)


@dataclass(frozen=True, slots=True)
class Run:
    """What is the same for every file of a run."""

    settings: Settings
    late: LateRules
    counting: Counting
    mend: Mend | None
    cache: Cache | None

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
    options = counting.options(options_for(settings, named))

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
            _count(tally, _worth_it(findings, settings), kept)
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
    if not cut_off and monotonic() >= until:
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
        _count(tally, _worth_it(outcome.findings, settings), outcome.document)
        tally.remarks += outcome.remarks
        tally.unmended += outcome.failed
        if outcome.fixed:
            tally.fixes[target.shown] = outcome.fixed
        return
    if cut_off:
        undone = "" if run.mend is None else "; nothing was written"
        tally.unreadable.append(Problem(target.shown, cut_off + undone))
    _count(tally, _worth_it(findings, settings), document)


def _worth_it(findings: Iterable[Finding], settings: Settings) -> list[Finding]:
    """Findings of the lowest severity that is to be reported, or worse."""
    return [one for one in findings if one.severity.rank >= settings.severity.rank]


def _read(target: Target) -> bytes | str:
    """What a target holds. Raises `OSError` or `UnreadableDocumentError`."""
    if target.data is not None:
        return target.data
    if target.path.is_symlink() and not target.path.exists():
        raise UnreadableDocumentError("is a broken link")
    if not target.path.is_file():
        raise UnreadableDocumentError("is not a regular file")
    if target.path.stat().st_size > MAX_BYTES:
        raise UnreadableDocumentError(f"is larger than {MAX_BYTES // 1_000_000} MB")
    return target.path.read_bytes()


def _count(tally: Tally, findings: Iterable[Finding], source: Document | Kept) -> None:
    """Add a document as it stands now, with the source lines its findings point at."""
    tally.files += 1
    tally.words += source.words
    tally.remarks += source.problems
    for finding in findings:
        tally.findings.append(finding)
        place = finding.place
        if place.start is not None:
            lines = tally.sources.setdefault(place.path, {})
            for line in range(place.line, place.end_line + 1):
                lines.setdefault(line, source.line_text(line))


def _kinds(targets: Iterable[Target], checked: Checked) -> Mapping[str, int]:
    """How many files of each format were read."""
    unread = {one.path for one in checked.failing()}
    kinds = (kind_for(one.shown) for one in targets if one.shown not in unread)
    return Counter(kind.name if kind else "text" for kind in kinds)


def _checked(
    tally: Tally, found: Discovery, seconds: float, stale: Mapping[Key, int], *, mending: bool
) -> Checked:
    broken = (*found.missing, *tally.broken)
    unreadable = (*found.unreadable, *tally.unreadable)
    report = Report(
        tuple(tally.findings),
        (*broken, *unreadable, *tally.unmended, *tally.remarks),
        tally.files,
        tally.words,
        seconds,
        tally.sources,
        tally.fixes if mending else None,
        skipped=found.skipped,
    )
    return Checked(report, broken, unreadable, tuple(tally.unmended), stale)
