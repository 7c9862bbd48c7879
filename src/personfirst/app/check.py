"""Check files or a text: find the files, read them, run the rules, and gather one report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from personfirst.app.config import Settings
from personfirst.app.discover import Discovery, Target, discover, os_reason
from personfirst.app.rules import rules_to_run
from personfirst.formats.registry import parse, read
from personfirst.model.document import Document
from personfirst.model.errors import PersonfirstError, UnreadableDocumentError
from personfirst.model.finding import Finding, Problem, Report, Severity
from personfirst.pipeline import MOST_FINDINGS, Options, Pipeline, Rules
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
    may be skipped. The report's other problems are remarks, such as a suppression comment that is
    malformed. The report holds muted findings too; reporters leave them out unless asked.
    """

    report: Report
    broken: tuple[Problem, ...] = ()
    unreadable: tuple[Problem, ...] = ()

    def exit_status(
        self, fail_on: Severity, *, exit_zero: bool = False, skip_unreadable: bool = False
    ) -> int:
        """0 clean, 1 findings of `fail_on` or worse, 2 something could not be checked."""
        if self.broken or (self.unreadable and not skip_unreadable):
            return 2
        failing = any(finding.severity.rank >= fail_on.rank for finding in self.report.unmuted)
        return int(failing and not exit_zero)


@dataclass(slots=True)
class _Tally:
    """A report while it grows."""

    findings: list[Finding] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    broken: list[Problem] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)
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
) -> Checked:
    """Check files and folders; `-` among the paths stands for `stdin`.

    A path that cannot be read becomes a problem of the report and never stops the run. `rules`
    saves loading them again. Raises `RuleError` and `ConfigError` for rules that cannot be used.
    """
    chosen = settings or Settings()
    started = perf_counter()
    running = rules or rules_to_run(chosen)
    found = discover(
        [path for path in paths if stdin is None or str(path) != "-"],
        excludes=chosen.excludes,
        respect_gitignore=chosen.respect_gitignore,
    )
    targets = [*([stdin] if stdin else []), *found.targets]
    tally = _check_targets(targets, running, chosen, progress)
    return _checked(tally, found, perf_counter() - started)


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
    targets: Sequence[Target], rules: Rules, settings: Settings, progress: Progress | None
) -> _Tally:
    tally = _Tally()
    options = Options(style=settings.style, quotation=settings.quotation, show_muted=True)
    pipeline = Pipeline(rules, options)
    for number, target in enumerate(targets):
        if progress is not None:
            progress(number, len(targets))
        try:
            document = _read(target)
            findings = pipeline.check(document)
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
        else:
            if len(findings) == MOST_FINDINGS:
                tally.unreadable.append(Problem(target.shown, _TOO_MANY))
            kept = [one for one in findings if one.severity.rank >= settings.severity.rank]
            _count(tally, document, kept)
    if progress is not None:
        progress(len(targets), len(targets))
    return tally


def _read(target: Target) -> Document:
    """A target as a document. Raises `OSError` or `UnreadableDocumentError`."""
    if isinstance(target.data, str):
        return parse(target.data, target.shown)
    if target.data is not None:
        return read(target.data, target.shown)
    if target.path.is_symlink() and not target.path.exists():
        raise UnreadableDocumentError("is a broken link")
    if not target.path.is_file():
        raise UnreadableDocumentError("is not a regular file")
    if target.path.stat().st_size > MAX_BYTES:
        raise UnreadableDocumentError(f"is larger than {MAX_BYTES // 1_000_000} MB")
    return read(target.path.read_bytes(), target.shown)


def _count(tally: _Tally, document: Document, findings: Iterable[Finding]) -> None:
    """Add a document that was read, with the source lines its findings point at."""
    tally.files += 1
    tally.words += document.words
    tally.remarks += document.problems
    for finding in findings:
        tally.findings.append(finding)
        place = finding.place
        if place.start is not None:
            lines = tally.sources.setdefault(place.path, {})
            for line in range(place.line, place.end_line + 1):
                lines.setdefault(line, document.lines.line_text(line))


def _checked(tally: _Tally, found: Discovery, seconds: float) -> Checked:
    broken = (*found.missing, *tally.broken)
    unreadable = (*found.unreadable, *tally.unreadable)
    report = Report(
        tuple(tally.findings),
        (*broken, *unreadable, *tally.remarks),
        tally.files,
        tally.words,
        seconds,
        tally.sources,
    )
    return Checked(report, broken, unreadable)
