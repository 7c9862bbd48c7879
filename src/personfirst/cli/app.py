"""The Typer application: its commands, and what every command does with errors.

Typer's use of rich is switched off: help and errors stay plain text, which reads well in logs and
with screen readers, and starting costs less.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

import personfirst
from personfirst.model.errors import PersonfirstError

_HOMES = {
    "check": "check:check",
    "review": "review:review",
    "audit": "audit:audit",
    "stats": "stats:stats",
    "score": "score:score",
    "init": "init:init",
    "clean": "cache:clean",
    "rule": "rules:rule",
    "baseline": "baseline:baseline_app",
    "rules": "rules:rules_app",
}
"""Each command, and the module and the name of its function, or of its Typer application."""

_COMPLETION = ("--install-completion", "--show-completion")
_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_EPILOG = """\b
Examples:
  personfirst check brochure.md
  personfirst check --style news articles/
  personfirst rule drug-user"""

_ON_WINDOWS = os.name == "nt"


class Commands(Mapping[str, Any]):
    """The commands by name, each imported when it is asked for: a run needs one of them."""

    def __getitem__(self, name: str) -> Any:
        return _command(name)

    def __iter__(self) -> Iterator[str]:
        return iter(_HOMES)

    def __len__(self) -> int:
        return len(_HOMES)


@cache
def _command(name: str) -> Any:
    """A command made ready, with the `EXAMPLES` of its module. Raises `KeyError`."""
    place, _, attribute = _HOMES[name].partition(":")
    module = import_module(f"personfirst.cli.{place}")
    found = getattr(module, attribute)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name, epilog=getattr(module, "EXAMPLES", None))(found)
        found = alone
    command = get_command(found)
    command.name = name
    return command


def _about_completion(ctx: Any, args: list[str]) -> list[str]:
    """Install or show the completion for a shell that is named, which Typer would not look at; what
    is left to do otherwise.
    """
    option, *named = args
    if not {"--help", "-h"}.isdisjoint(named):
        return ["--help"]
    if len(named) == 1 and named[0] in _SHELLS:
        from typer import completion

        act: Any = completion.install_callback if "install" in option else completion.show_callback
        act(ctx, None, named[0])  # ends the run
    if named:
        from personfirst.cli.output import fail

        fail(f"{option} takes the name of one shell ({', '.join(_SHELLS)}), or finds out itself")
    return args


class Guarded(TyperGroup):
    """Holds the commands; turns errors that a user can mend into one line and status 2, and Ctrl-C
    into status 130.
    """

    def __init__(self, **given: Any) -> None:
        super().__init__(**{**given, "commands": Commands()})

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] in _COMPLETION:
            args = _about_completion(ctx, args)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        return list(_HOMES)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except PersonfirstError as error:
            reason = str(error)
        except OSError as error:
            if _is_closed_pipe(error):
                _drop_output()
                raise typer.Exit(1) from None
            name = f"{error.filename}: " if error.filename else ""
            reason = f"{name}{error.strerror or error}"
        except KeyboardInterrupt:
            typer.echo("personfirst: interrupted", err=True)
            raise typer.Exit(130) from None
        from personfirst.cli.output import fail

        return fail(reason)


def _is_closed_pipe(error: OSError) -> bool:
    """Whether the reader of a pipe has gone; Windows calls that an invalid argument."""
    invalid = _ON_WINDOWS and error.errno == errno.EINVAL
    return error.errno == errno.EPIPE or (invalid and error.filename is None)


def _drop_output() -> None:
    """Let what is left to write go nowhere, for Python would write it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())


app = typer.Typer(
    cls=Guarded,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    epilog=_EPILOG,
)


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"personfirst {personfirst.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", is_eager=True, callback=_print_version, help="Show the version."
        ),
    ] = False,
) -> None:
    """Find words about drug use that stigmatize people, and what to write instead."""
