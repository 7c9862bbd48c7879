"""Options that say what of the findings counts: a baseline, changed lines, what is staged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from personfirst.cli.output import fail, standard_input, warn
from personfirst.reporters.view import plural, printable

if TYPE_CHECKING:
    from personfirst.app.changes import Changes
    from personfirst.app.config import Settings
    from personfirst.app.scope import Scope
    from personfirst.app.tally import Checked

BaselineOption = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="Report only what this baseline does not hold. Default: the nearest "
        ".personfirst-baseline.json; see 'personfirst baseline'.",
    ),
]
NoBaselineOption = Annotated[
    bool, typer.Option("--no-baseline", help="Report what is in the baseline too.")
]
DiffBaseOption = Annotated[
    str | None,
    typer.Option(
        "--diff-base",
        metavar="REV",
        help="Report only what is on lines added or changed since this branch or commit (git).",
    ),
]
DiffFromOption = Annotated[
    str | None,
    typer.Option(
        "--diff-from",
        metavar="FILE",
        help="Report only what is on lines that a unified diff adds; '-' reads standard input.",
    ),
]
StagedOption = Annotated[
    bool,
    typer.Option(
        "--staged", help="Check what git has staged for the next commit, not the files on disk."
    ),
]
AddIgnoreOption = Annotated[
    str | None,
    typer.Option(
        "--add-ignore",
        metavar="REASON",
        help="Write a comment beside each finding that silences it, with this reason.",
    ),
]

_STANDARD = "-"


def make_scope(
    settings: Settings,
    *,
    baseline: Path | None,
    no_baseline: bool,
    isolated: bool,
    diff_base: str | None,
    diff_from: str | None,
    staged: bool,
    named: Sequence[str],
    passes_over: bool,
) -> Scope:
    """What of a run counts, as `Scope` has it. Ends the run with status 2 for options that
    contradict each other, and raises `ConfigError` where a baseline, a revision or a diff cannot be
    used.
    """
    from personfirst.app.baseline_find import baseline_in_use
    from personfirst.app.scope import Scope

    if baseline is not None and no_baseline:
        fail("--baseline names a baseline and --no-baseline uses none; leave one out")
    if diff_base is not None and diff_from is not None:
        fail("--diff-base asks git and --diff-from reads a diff; leave one out")
    if diff_from == _STANDARD and _STANDARD in named:
        fail("--diff-from - reads the diff from standard input, so '-' cannot be checked too")
    if staged and _STANDARD in named:
        fail("--staged checks what git has staged; standard input is not")
    used = None if no_baseline else baseline_in_use(settings, baseline, isolated=isolated)
    known = None
    if used is not None:
        from personfirst.app.baseline import Known

        known = Known(used)
    return Scope(
        known=known,
        changes=_changes(diff_base, diff_from, staged=staged),
        staged=staged,
        passes_over=passes_over,
    )


def _changes(diff_base: str | None, diff_from: str | None, *, staged: bool) -> Changes | None:
    if diff_base is not None:
        from personfirst.app.changes import changes_since

        return changes_since(diff_base, staged=staged)
    if diff_from is None:
        return None
    from personfirst.app.changes import changes_in_diff

    if diff_from == _STANDARD:
        return changes_in_diff(standard_input().buffer.read(), "the diff")
    return changes_in_diff(Path(diff_from).read_bytes(), diff_from)


def warn_of_stale(checked: Checked, scope: Scope, *, quiet: bool) -> None:
    """Say on standard error that a baseline holds what is found no more, and how to remove it."""
    if not checked.stale or scope.known is None or quiet:
        return
    from personfirst.app.baseline import files_of
    from personfirst.app.baseline_find import FILE
    from personfirst.app.discover import shown_path

    file = scope.known.baseline.file
    name = printable(shown_path(file))
    option = "" if file.name == FILE else f" --baseline {_quoted(name)}"
    count = sum(checked.stale.values())
    warn(
        f"{name}: {plural(count, 'finding')} in "
        f"{plural(files_of(checked.stale), 'file')} {'is' if count == 1 else 'are'} there no more; "
        f"'personfirst baseline prune{option}' removes {'it' if count == 1 else 'them'}"
    )


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
