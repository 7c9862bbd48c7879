"""`personfirst audit`: do some materials, read as one body, reflect harm reduction?"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from personfirst.cli.options import (
    Color,
    ColorOption,
    ConfigOption,
    IsolatedOption,
    QuietOption,
    StdinFilenameOption,
    TimeoutOption,
    base_settings,
    expanded,
)
from personfirst.cli.output import fail, make_view, read_stdin
from personfirst.cli.outputs import OutputOption, refuse_documents
from personfirst.cli.progress import ProgressBar
from personfirst.cli.report import NAME_FILES, finish

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
            callback=expanded,
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
    output: OutputOption = None,
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help="What kind of document they are (plan, website, brochure, minutes, roster, news, "
            "data, training, memorial, other). Default: guessed by name and beginning.",
        ),
    ] = None,
    stdin_filename: StdinFilenameOption = "stdin.txt",
    quiet: QuietOption = False,
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
    rules = load_rules(settings) if output_format is AuditFormat.HTML else None
    named = paths or ["."]
    refuse_documents([output], named)
    stdin = read_stdin(stdin_filename) if "-" in named else None
    with ProgressBar(enabled=not quiet) as progress:
        audited = audit_paths(
            named, settings, stdin=stdin, kind=kind, rules=rules, progress=progress
        )
    made = audited.audit
    if not (made.files or made.off_topic or audited.checked.failing()):
        fail(f"no files to audit; {NAME_FILES}")
    view = make_view(color, to_file=output is not None, quiet=quiet)
    match output_format:
        case AuditFormat.HTML:
            from personfirst.reporters.html import render as render_page

            page = view._replace(rulebook=rules, audit=made)
            text = render_page(audited.checked.report, page)
        case AuditFormat.MARKDOWN:
            text = render_markdown(made, view)
        case AuditFormat.JSON:
            text = render_json(made, view)
        case AuditFormat.TEXT:
            text = render(made, view)
    utf8 = output_format is not AuditFormat.TEXT
    finish(text, audited.checked, output, view, utf8=utf8)
