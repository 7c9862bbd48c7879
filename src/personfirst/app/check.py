"""Check files or a text: find the files, read them, run the rules, and gather one report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter

from personfirst.app.config import Settings
from personfirst.app.discover import Discovery, Target, discover, os_reason
from personfirst.app.mend import Mend, Mended, Opened
from personfirst.app.patterns import options_for
from personfirst.app.rules import check_preferred, rules_to_run
from personfirst.formats.registry import parse, read
from personfirst.model.document import Document
from personfirst.model.errors import PersonfirstError, UnreadableDocumentError
from personfirst.model.finding import Finding, Problem, Report, Severity
from personfirst.pipeline import MOST_FINDINGS, Pipeline, Rules
from personfirst.rulebook import RuleSet

MAX_BYTES = 200_000_000
"""A larger file is a problem, not a document: nobody wrote it by hand."""

_TOO_MANY = (
    f"has {MOST_FINDINGS:,} findings or more; the rest of the file was not checked, "
    "split it or turn a rule off"
)

Progress = Callable[[int, int], None]
"""Told before each file how many are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A report, and which of its problems fail a run.

    `broken` always do: paths that do not exist, and faults of our own. `unreadable` do unless they
    may be skipped. `unmended` do: files that were to be changed and could not be. The other
    problems of the report are remarks, such as a suppression comment that is malformed. The report
    holds muted findings too; reporters leave them out unless asked.
    """

    report: Report
    broken: tuple[Problem, ...] = ()
    unreadable: tuple[Problem, ...] = ()
    unmended: tuple[Problem, ...] = ()

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
        if self.broken or self.unmended or (self.unreadable and not skip_unreadable):
            return 2
        failing = fail_on is not None and any(
            finding.severity.rank >= fail_on.rank for finding in self.report.unmuted
        )
        return int((failing and not exit_zero) or (fail_on_fix and self.report.fixed > 0))


@dataclass(slots=True)
class _Tally:
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


def check_paths(
    paths: Sequence[str | Path],
    settings: Settings | None = None,
    *,
    stdin: Target | None = None,
    rules: RuleSet | None = None,
    progress: Progress | None = None,
    mend: Mend | None = None,
) -> Checked:
    """Check files and folders; `-` among the paths stands for `stdin`.

    A path that cannot be read becomes a problem of the report and never stops the run. `rules`
    saves loading them again. `mend` is given each file with its findings, and the report says what
    stands there after it. Raises `RuleError` and `ConfigError` for rules that cannot be used.
    """
    chosen = settings or Settings()
    started = perf_counter()
    running = rules or rules_to_run(chosen)
    check_preferred(chosen, running)
    found = discover(
        [path for path in paths if stdin is None or str(path) != "-"],
        excludes=chosen.excludes,
        respect_gitignore=chosen.respect_gitignore,
    )
    targets = [*([stdin] if stdin else []), *found.targets]
    tally = _check_targets(targets, running, chosen, progress, mend)
    return _checked(tally, found, perf_counter() - started, mending=mend is not None)


def check_text(
    text: str,
    settings: Settings | None = None,
    *,
    filename: str = "text.txt",
    rules: RuleSet | None = None,
) -> Checked:
    """Check one text, read as the format of `filename`; nothing is opened."""
    return check_paths(["-"], settings, stdin=Target(filename, data=text), rules=rules)


def _check_targets(
    targets: Sequence[Target],
    rules: Rules,
    settings: Settings,
    progress: Progress | None,
    mend: Mend | None,
) -> _Tally:
    tally = _Tally()
    pipeline = Pipeline(rules)
    for number, target in enumerate(targets):
        if progress is not None:
            progress(number, len(targets))
        try:
            _check_target(target, pipeline, settings, mend, tally)
        except UnreadableDocumentError as error:
            tally.unreadable.append(Problem(target.shown, str(error)))
        except OSError as error:
            tally.unreadable.append(Problem(target.shown, os_reason(error)))
        except PersonfirstError:
            raise
        except Exception as error:
            # A fault of ours in one document must not take the others' findings with it.
            fault = f"internal error, please report it ({type(error).__name__}: {error})"
            tally.broken.append(Problem(target.shown, fault))
    if progress is not None:
        progress(len(targets), len(targets))
    return tally


def _check_target(
    target: Target, pipeline: Pipeline, settings: Settings, mend: Mend | None, tally: _Tally
) -> None:
    """Check one file, and mend it if that is asked for and all its findings are known.

    Raises what `_read` raises.
    """
    options = options_for(settings, target.path if target.data is None else target.shown)

    def check(changed: Document) -> tuple[Finding, ...]:
        return pipeline.check(changed, options)

    data = _read(target)
    document = parse(data, target.shown) if isinstance(data, str) else read(data, target.shown)
    outcome = Mended(document, check(document))
    if len(outcome.findings) == MOST_FINDINGS:
        tally.unreadable.append(Problem(target.shown, _TOO_MANY))
    elif mend is not None and not isinstance(data, str):
        opened = Opened(
            target, data, document, outcome.findings, check, settings.severity, options.prefer
        )
        outcome = mend(opened)
    reported = (one for one in outcome.findings if one.severity.rank >= settings.severity.rank)
    _count(tally, target, replace(outcome, findings=tuple(reported)))


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


def _count(tally: _Tally, target: Target, outcome: Mended) -> None:
    """Add a document as it stands now, with the source lines its findings point at."""
    document = outcome.document
    tally.files += 1
    tally.words += document.words
    tally.remarks += (*document.problems, *outcome.remarks)
    tally.unmended += outcome.failed
    if outcome.fixed:
        tally.fixes[target.shown] = outcome.fixed
    for finding in outcome.findings:
        tally.findings.append(finding)
        place = finding.place
        if place.start is not None:
            lines = tally.sources.setdefault(place.path, {})
            for line in range(place.line, place.end_line + 1):
                lines.setdefault(line, document.lines.line_text(line))


def _checked(tally: _Tally, found: Discovery, seconds: float, *, mending: bool) -> Checked:
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
    )
    return Checked(report, broken, unreadable, tuple(tally.unmended))
