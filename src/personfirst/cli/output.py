"""Where a command's text goes: standard output, a file, or an error line; and whether in colour."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import typer

import personfirst
from personfirst.cli.options import Color
from personfirst.reporters.view import View

if TYPE_CHECKING:
    from personfirst.app.discover import Target

_PLAIN_WIDTH = 100


def make_view(
    color: Color = Color.AUTO,
    *,
    to_file: bool = False,
    err: bool = False,
    show_muted: bool = False,
    quiet: bool = False,
) -> View:
    """How to show a report on standard output, on standard error with `err`, or in a file."""
    terminal = not to_file and _is_terminal(sys.stderr if err else sys.stdout)
    asked = terminal or (not to_file and "COLUMNS" in os.environ)
    width = shutil.get_terminal_size((_PLAIN_WIDTH, 24)).columns if asked else _PLAIN_WIDTH
    return View(
        color=_in_color(color, terminal),
        width=width,
        show_muted=show_muted,
        quiet=quiet,
        version=personfirst.__version__,
        today=date.today(),
    )


def standard_input() -> TextIO:
    """Standard input. Ends the run with status 2 where it is closed."""
    if sys.stdin is None:
        fail("standard input is closed; name a file, or give it something to read")
    return sys.stdin


def read_stdin(name: str) -> Target:
    """Standard input as a file to check; the suffix of its name says how to read it."""
    from personfirst.app.discover import Target

    return Target(name.replace("\\", "/"), data=standard_input().buffer.read())


def write(text: str, *, color: bool = False, utf8: bool = False, err: bool = False) -> None:
    """Write to standard output, or to standard error: in UTF-8 for programs, else as the locale.

    A character that the encoding has not is written as `?`: curly quotes must not end a run on a
    terminal that does not know them.
    """
    stream = sys.stderr if err else sys.stdout
    if utf8 and hasattr(stream, "buffer"):
        _write_to(stream, text.encode("utf-8", "replace"))
        return
    encoding = getattr(stream, "encoding", None) or "utf-8"
    safe = text.encode(encoding, "replace").decode(encoding)
    typer.echo(safe, nl=False, color=color, err=err)


def write_bytes(data: bytes, file: Path | None = None) -> None:
    """Write bytes as they are to a file, or to standard output. Raises `OSError`."""
    if file is not None:
        file.write_bytes(data)
    else:
        _write_to(sys.stdout, data)


def write_file(text: str, file: Path) -> None:
    """Write a report to a file, in UTF-8. Raises `OSError`."""
    write_bytes(text.encode("utf-8", "replace"), file)


def _write_to(stream: TextIO, data: bytes) -> None:
    stream.flush()
    stream.buffer.write(data)
    stream.buffer.flush()


def warn(message: str) -> None:
    """One line on standard error."""
    typer.echo(message.encode("utf-8", "backslashreplace").decode("utf-8"), err=True)


def fail(message: str) -> NoReturn:
    """Say what is wrong and end with status 2."""
    warn(f"personfirst: error: {message}")
    raise typer.Exit(2)


def _in_color(color: Color, terminal: bool) -> bool:
    """The option decides, then NO_COLOR, then FORCE_COLOR, then whether there is a terminal."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False
