"""`personfirst score`: how right the rules are on documents that somebody labelled."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from personfirst.cli.options import (
    Color,
    ColorOption,
    ConfigOption,
    IsolatedOption,
    TimeoutOption,
    base_settings,
    expanded,
)
from personfirst.cli.output import fail, make_view, warn, write, write_file
from personfirst.cli.progress import ProgressBar
from personfirst.cli.report import warn_of

if TYPE_CHECKING:
    from personfirst.app.floors import Fallen

EXAMPLES = """\b
Examples:
  personfirst score corpora/test
  personfirst score our-labelled-minutes/ --output-format markdown -o score.md
  personfirst score corpora --no-errors --floors corpora/floors.toml"""


class ScoreFormat(StrEnum):
    """How figures are shown."""

    FULL = "full"
    JSON = "json"
    MARKDOWN = "markdown"


def score(
    corpus: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CORPUS]...",
            show_default=False,
            callback=expanded,
            help="Labelled documents and folders that hold them. Default: this folder.",
        ),
    ] = None,
    output_format: Annotated[
        ScoreFormat,
        typer.Option("--output-format", help="Text to read, Markdown, or JSON for programs."),
    ] = ScoreFormat.FULL,
    errors: Annotated[
        bool, typer.Option("--errors/--no-errors", help="List every miss and false alarm.")
    ] = True,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file, in UTF-8."),
    ] = None,
    floors: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Fail where a figure is lower than this file says."),
    ] = None,
    write_floors: Annotated[
        Path | None,
        typer.Option("--write-floors", metavar="FILE", help="Write the figures as floors."),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Leave out the progress bar.")
    ] = False,
    color: ColorOption = Color.AUTO,
    timeout: TimeoutOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """Hold findings against the labels that readers gave: precision, recall, rewrites, errors.

    The labels of notes.md stand in notes.md.yaml. Documents without labels are passed over.

    Exit status: 0 scored, 1 a figure fell below its floor, 2 something could not be read.
    """
    from personfirst.app.config import override_settings
    from personfirst.app.floors import fallen, floors_of, read_floors
    from personfirst.app.floors import write_floors as write_down
    from personfirst.app.score import score as score_documents
    from personfirst.reporters.score import render, render_json, render_markdown

    if floors and write_floors:
        fail("--floors and --write-floors are two things; choose one")
    settings = override_settings(base_settings(config, isolated), timeout=timeout)
    held = read_floors(floors) if floors else None
    with ProgressBar(enabled=not quiet) as progress:
        scored, broken = score_documents(corpus or ["."], settings, progress=progress)
    view = make_view(color, to_file=output is not None, quiet=quiet)
    renderers = {
        ScoreFormat.FULL: render,
        ScoreFormat.JSON: render_json,
        ScoreFormat.MARKDOWN: render_markdown,
    }
    text = renderers[output_format](scored, view, errors=errors)
    warn_of(broken, "personfirst: error: ")
    if output is not None or output_format is not ScoreFormat.FULL:
        warn_of(problem for problem in scored.problems if problem not in broken)
    if output is not None:
        write_file(text, output)
    else:
        write(text, color=view.color, utf8=output_format is not ScoreFormat.FULL)
    if write_floors:
        write_down(floors_of(scored, write_floors))
    low = fallen(scored, held) if held else None
    if low is not None:
        _tell(low)
    raise typer.Exit(2 if scored.problems else int(low is not None))


def _tell(low: Fallen) -> None:
    """Name on standard error what fell, and the documents that turned."""
    for (folder, title, name), floor, figure in low.figures:
        now = "nothing to count" if figure is None else f"{figure:.4f}"
        warn(f"{folder}: {name} of {title} fell from {floor:.4f} to {now}")
    for folder, most, count in low.alarms:
        warn(f"{folder}: {count:,} false alarms, where there may be {most:,}")
    for path, before, count in low.lost:
        warn(f"{path}: {count} right or found, where there were {before}")
    for path, events in low.turned:
        for event in events:
            what = f"{event.outcome.value} “{event.text}” ({event.title})"
            warn(f"{path}:{event.line}: {what}")
