"""`personfirst review`: reviewed copies of documents, and a summary beside them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from personfirst.cli.options import (
    CommentsOption,
    ConfigOption,
    IgnoreOption,
    IsolatedOption,
    SelectOption,
    Style,
    TimeoutOption,
    base_settings,
    expanded,
    split_commas,
)
from personfirst.cli.output import fail, write
from personfirst.cli.progress import ProgressBar
from personfirst.cli.report import warn_of_all
from personfirst.model.choices import Severity
from personfirst.reporters.view import printable

EXAMPLES = """\b
Examples:
  personfirst review minutes.docx
  personfirst review brochures/ --output-dir reviewed --style clinical"""


def review(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATHS...", callback=expanded, help="Files and folders to review."),
    ],
    output_dir: Annotated[
        Path,
        typer.Option("--output-dir", metavar="DIR", help="The folder that the copies go to."),
    ] = Path("reviewed"),
    style: Annotated[
        Style | None, typer.Option(help="House style of the suggestions. Default: harm-reduction.")
    ] = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    severity: Annotated[
        Severity | None, typer.Option(help="Lowest severity to review. Default: suggestion.")
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace copies of an earlier review.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print problems, nothing else.")
    ] = False,
    comments: CommentsOption = None,
    timeout: TimeoutOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """Write reviewed copies of documents; the originals stay as they are.

    Word files get safe suggestions as tracked changes and all else as comments, slides get
    comments, PDFs highlights with notes; of a text file you get the fixed copy and a diff. A
    summary, review.md, stands beside them.

    Exit status: 0 reviewed, 2 something could not be reviewed or written.
    """
    from personfirst.app.check import check_paths
    from personfirst.app.config import Globs, override_settings
    from personfirst.app.discover import COPIES, SUMMARY, os_reason
    from personfirst.app.review import ReviewCopies, is_for_copies
    from personfirst.app.write import create_file
    from personfirst.reporters.review import Section, outcome, render

    if "-" in paths:
        fail("a review writes copies of files; name a file, not '-'")
    summary = output_dir / SUMMARY
    if output_dir.exists() and not output_dir.is_dir():
        fail(f"{output_dir} is a file; name a folder for the copies")
    home = output_dir.resolve()
    if any(home in (place, *place.parents) for place in (Path(path).resolve() for path in paths)):
        fail(f"copies in {output_dir} could take the place of originals; name another folder")
    if summary.exists() and not overwrite:
        fail(f"{output_dir} holds an earlier review; use --overwrite, or another folder")
    if output_dir.exists() and not is_for_copies(output_dir):
        fail(f"{output_dir} holds files that are no reviewed copies; name a new folder")
    settings = base_settings(config, isolated)
    copies = Globs(output_dir.absolute().parent, (f"/{output_dir.name}/",))
    settings = override_settings(
        settings,
        style=style and style.value,
        select=split_commas(select),
        ignore=split_commas(ignore),
        severity=severity,
        comments=comments,
        timeout=timeout,
        excludes=(*settings.excludes, copies),
    )
    reviewer = ReviewCopies(output_dir, overwrite=overwrite)
    new = not output_dir.exists()
    try:
        output_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"{output_dir}: no folder can be made here ({os_reason(error)}); name another one")
    with ProgressBar(enabled=not quiet) as progress:
        checked = check_paths(paths, settings, progress=progress, mend=reviewer)
    sections = [
        Section(
            one.path, one.copy.as_posix() if one.copy else "", one.changed, one.left, one.commented
        )
        for one in reviewer.reviewed
    ]
    warn_of_all(checked)
    if sections:
        text = render(sections, checked.failing()).encode("utf-8", "backslashreplace")
        try:
            create_file(summary, COPIES + b"\n\n" + text, overwrite=True)
        except OSError as error:
            fail(f"{summary} was not written: {os_reason(error)}")
    elif new:
        with suppress(OSError):
            output_dir.rmdir()
    if not quiet:
        for section in sections:
            write(f"{printable(section.path)}: {printable(outcome(section))}\n")
        if reviewer.clean:
            write(f"Nothing to review in {reviewer.clean} of {checked.report.files} files\n")
        if sections:
            write(f"Summary: {printable(summary.as_posix())}\n")
    raise typer.Exit(checked.exit_status(None))
