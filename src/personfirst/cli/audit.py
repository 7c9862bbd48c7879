"""`personfirst audit`: do some materials, read as one body, reflect harm reduction?"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from personfirst.cli.options import (
    Color,
    ColorOption,
    ConfigOption,
    IsolatedOption,
    TimeoutOption,
    base_settings,
)
from personfirst.cli.output import fail, make_view, read_stdin, write, write_file
from personfirst.cli.progress import ProgressBar
from personfirst.cli.report import warn_of_broken

EXAMPLES = """\b
Examples:
  personfirst audit materials/
  personfirst audit plan.docx website/ minutes/ -o audit.md --output-format markdown
  personfirst audit flyer.pdf --kind brochure"""


class AuditFormat(StrEnum):
    """How an audit is shown."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"


def audit(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATHS]...",
            show_default=False,
            help="Files and folders, read as one body; '-' is standard input. Default: this "
            "folder.",
        ),
    ] = None,
    output_format: Annotated[
        AuditFormat,
        typer.Option(
            "--output-format",
            help="Text, Markdown, JSON for programs, or an HTML page with the findings.",
        ),
    ] = AuditFormat.TEXT,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the audit to a file, in UTF-8."),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help="What kind of document they are (plan, website, brochure, minutes, roster, news, "
            "data, training, memorial, other). Default: guessed by name and beginning.",
        ),
    ] = None,
    stdin_filename: Annotated[
        str,
        typer.Option("--stdin-filename", metavar="NAME", help="Name for standard input."),
    ] = "stdin.txt",
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Leave out the overview and the progress bar.")
    ] = False,
    color: ColorOption = Color.AUTO,
    timeout: TimeoutOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """Ask what a reader would take away: the six principles, the spectrum and the five strategies.

    Each gets a status in words (reflected, partly, mixed, contradicted, missing, not expected), the
    passages that it rests on, and what could be added; there is no score.

    Exit status: 0 audited, 2 something could not be read.
    """
    from personfirst.app.audit import audit_paths
    from personfirst.app.config import override_settings
    from personfirst.app.rules import load_rules
    from personfirst.reporters.audit import render, render_json, render_markdown

    settings = override_settings(base_settings(config, isolated), timeout=timeout)
    named = paths or ["."]
    stdin = read_stdin(stdin_filename) if "-" in named else None
    with ProgressBar(enabled=not quiet) as progress:
        audited = audit_paths(named, settings, stdin=stdin, kind=kind, progress=progress)
    if not audited.audit.files and not audited.checked.failing():
        fail("no files to audit; name files or folders with documents")
    view = make_view(color, to_file=output is not None, quiet=quiet)
    if output_format is AuditFormat.HTML:
        from personfirst.reporters.html.audit import audit_part
        from personfirst.reporters.html.page import render as render_page

        page = replace(view, rulebook=load_rules(settings))
        text = render_page(audited.checked.report, page, [audit_part(audited.audit)])
    else:
        renderers = {
            AuditFormat.TEXT: render,
            AuditFormat.MARKDOWN: render_markdown,
            AuditFormat.JSON: render_json,
        }
        text = renderers[output_format](audited.audit, view)
    warn_of_broken(audited.checked)
    if output is not None:
        write_file(text, output)
    else:
        for_people = output_format is AuditFormat.TEXT
        write(text, color=view.color, utf8=not for_people)
    raise typer.Exit(2 if audited.checked.failing() else 0)
