"""`personfirst baseline`: writes down what is found today, so that only new findings count."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from personfirst.cli.options import ConfigOption, IsolatedOption, base_settings, expanded
from personfirst.cli.output import warn, write
from personfirst.cli.progress import ProgressBar
from personfirst.cli.report import warn_of_all
from personfirst.reporters.view import plural, printable

if TYPE_CHECKING:
    from personfirst.app.baseline import Baseline
    from personfirst.app.tally import Checked

baseline_app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Keep a list of findings that are known, so that only new ones count.",
)

PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATHS]...",
        show_default=False,
        callback=expanded,
        help="Files and folders. Default: this folder.",
    ),
]
FileOption = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="The baseline. Default: the nearest .personfirst-baseline.json.",
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print problems, nothing else.")]


@baseline_app.command("write")
def write_all(
    paths: PathsArgument = None,
    baseline: FileOption = None,
    quiet: QuietOption = False,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """Write all present findings into the baseline.

    With paths, those of other files stay as they are. Exit status: 0 written, 2 something could
    not be checked; what was known of it stays.
    """
    from personfirst.app.baseline import Baseline as Empty
    from personfirst.app.baseline import read_baseline, write_baseline
    from personfirst.app.baseline_find import baseline_to_write
    from personfirst.app.renewal import renew

    settings = base_settings(config, isolated)
    file = baseline_to_write(settings, baseline, isolated=isolated)
    old = read_baseline(file) if file.is_file() else Empty(file)
    with ProgressBar(enabled=not quiet) as progress:
        new, checked = renew(old, paths or [], settings, progress=progress)
    write_baseline(new)
    _finish(checked, quiet, f"Wrote {plural(new.total, 'finding')}", new)


@baseline_app.command()
def prune(
    paths: PathsArgument = None,
    baseline: FileOption = None,
    quiet: QuietOption = False,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """Remove from the baseline what is found no more; nothing is added.

    Exit status: 0 done, 2 something could not be checked; what was known of it stays.
    """
    from personfirst.app.baseline import pruned, read_baseline, write_baseline
    from personfirst.app.baseline_find import baseline_to_write
    from personfirst.app.renewal import stale_in

    settings = base_settings(config, isolated)
    old = read_baseline(baseline_to_write(settings, baseline, isolated=isolated))
    with ProgressBar(enabled=not quiet) as progress:
        checked = stale_in(old, paths or [], settings, progress=progress)
    new = pruned(old, checked.stale)
    if checked.stale:
        write_baseline(new)
    gone = plural(sum(checked.stale.values()), "finding")
    _finish(checked, quiet, f"Removed {gone}; {new.total:,} left", new)


@baseline_app.command()
def show(
    baseline: FileOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """List what the baseline holds: file, rule, how often, sentence."""
    from personfirst.app.baseline import files_of, read_baseline
    from personfirst.app.baseline_find import baseline_to_write

    settings = base_settings(config, isolated)
    held = read_baseline(baseline_to_write(settings, baseline, isolated=isolated))
    for (path, rule, sentence), count in sorted(held.counts.items()):
        times = f" ({count} times)" if count > 1 else ""
        write(f"{printable(path)}: {printable(rule)}{times}: {printable(sentence)}\n")
    write(f"{plural(held.total, 'finding')} in {plural(files_of(held.counts), 'file')}\n")


def _finish(checked: Checked, quiet: bool, done: str, new: Baseline) -> None:
    """Name the problems of the run, say what was done, and end with its status."""
    from personfirst.app.discover import shown_path

    warn_of_all(checked)
    if not quiet:
        warn(f"{done} in {printable(shown_path(new.file))}")
    raise typer.Exit(2 if checked.failing() else 0)
