"""`personfirst init`: questions or flags, then settings, a hook and a workflow."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import personfirst
from personfirst.cli.init_questions import CI, Flags, ask_yes, choices_from
from personfirst.cli.options import Style, split_commas
from personfirst.cli.output import fail, warn, write
from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError
from personfirst.reporters.view import printable

if TYPE_CHECKING:
    from personfirst.app.init import Choices, Starter
    from personfirst.app.starters import Source

EXAMPLES = """\b
Examples:
  personfirst init
  personfirst init --yes
  personfirst init --style clinical --paths content,docs --ci github --pre-commit"""
"""Shown under the command's help."""


def init(
    style: Annotated[Style | None, typer.Option(help="House style of the suggestions.")] = None,
    paths: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATHS", help="Folders that hold the texts (a,b or repeated); '.' is all."
        ),
    ] = None,
    fail_on: Annotated[
        Severity, typer.Option("--fail-on", help="Lowest severity that fails a run.")
    ] = Severity.WARNING,
    ci: Annotated[CI | None, typer.Option("--ci", help="Whose workflow or job to write.")] = None,
    pre_commit: Annotated[
        bool | None,
        typer.Option("--pre-commit/--no-pre-commit", help="Whether to add a pre-commit hook."),
    ] = None,
    repository: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Git repository that hook and workflow take personfirst from. Default: the one "
            "that it was installed from, else the package index.",
        ),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace files that are there, without asking.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Take the defaults instead of asking.")
    ] = False,
) -> None:
    """Set personfirst up in this folder: settings, a pre-commit hook, a workflow.

    Asks three questions, unless options or --yes answer them. Files that are there already are
    only replaced if you say so; a pre-commit configuration gets one more entry.
    """
    from personfirst.app.init import starters
    from personfirst.app.project import settings_above

    root = Path.cwd()
    flags = Flags(style, split_commas(paths), fail_on, ci, pre_commit)
    asking = not yes and _is_terminal()
    if flags.missing and not yes and not asking:
        fail(
            "init asks questions, and this is not a terminal; "
            f"give {', '.join(flags.missing)}, or --yes for the defaults"
        )
    choices = choices_from(root, flags, asking=asking)
    _refuse_subfolder(root, choices)
    source, remark = _source(repository)
    beside, above = settings_above(root)
    plan = starters(choices, source, lambda name: _read_file(root / name), beside)
    replaced = {one.path for one in plan if _may_go(one, overwrite=overwrite, asking=asking)}
    for one in plan:
        _carry_out(root, one, replace=one.path in replaced)
    if above is not None:
        write(f"\nFor this folder the settings in {printable(str(above))} hold no longer.\n")
    write(_next_steps(choices))
    if remark and (choices.pre_commit or choices.service.value != CI.NONE):
        warn(f"personfirst: note: {printable(remark)}")


def _is_terminal() -> bool:
    """Whether there is a person to ask."""
    try:
        return sys.stdin.isatty() and sys.stdout.isatty()
    except (AttributeError, ValueError):
        return False


def _source(repository: str | None) -> tuple[Source, str]:
    """Where others get personfirst from, and a remark where that may fail. Raises `ConfigError`."""
    from personfirst.app.project import given_source, installed_source

    if repository is not None:
        return given_source(personfirst.__version__, repository), ""
    return installed_source(personfirst.__version__)


def _refuse_subfolder(root: Path, choices: Choices) -> None:
    """Raise `ConfigError` where a hook or a workflow would lie where nothing looks for it."""
    from personfirst.app.project import repository_top

    top = repository_top(root)
    wanted = choices.pre_commit or choices.service.value != CI.NONE
    if wanted and top is not None and top != root:
        raise ConfigError(
            f"the hook and the workflow belong in the repository's top folder; run this in {top}, "
            "or here with --ci none --no-pre-commit for settings alone"
        )


def _read_file(file: Path) -> str | None:
    """A file's text; None where there is none. Raises `ConfigError` for one that is not text."""
    try:
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error


def _may_go(starter: Starter, *, overwrite: bool, asking: bool) -> bool:
    """Whether a file that is there and says something else is replaced."""
    from personfirst.app.init import State

    if starter.state is not State.DIFFERS:
        return False
    if overwrite or not asking:
        return overwrite
    return ask_yes(f"{starter.path} is there already and says something else. Replace it?")


def _carry_out(root: Path, starter: Starter, *, replace: bool) -> None:
    """Write a file and say so, or say what a person does instead. Raises `OSError`."""
    from personfirst.app.init import State

    path, state = starter.path, starter.state
    if state is State.BY_HAND:
        lines = "".join(f"    {printable(line)}\n" for line in starter.text.splitlines())
        write(f"Not changed: {path}: {starter.why}\n\n{lines}\n")
    elif state is State.SAME:
        write(f"There already: {path}\n")
    elif state is State.DIFFERS and not replace:
        write(f"Kept as it is: {path} (--overwrite replaces it)\n")
    else:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(starter.text.encode("utf-8"))
        done = {State.NEW: "Wrote", State.EXTENDED: "Added a hook to", State.DIFFERS: "Replaced"}
        write(f"{done[state]}: {path}\n")


def _next_steps(choices: Choices) -> str:
    """What to do now."""
    steps = [
        ("personfirst check", "see what there is today"),
        ("personfirst baseline write", "have only what is new count, if it is much"),
    ]
    if choices.pre_commit:
        steps.append(("pip install pre-commit", "if you do not have it"))
        steps.append(("pre-commit install", "from then on each commit is checked"))
    if choices.service.value != CI.NONE:
        steps.append(("git add, commit, push", f"from then on {choices.service.value} checks"))
    return "\nNext:\n" + "".join(f"  {step:<28}{reason}\n" for step, reason in steps)
