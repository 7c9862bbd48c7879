"""The three questions of `personfirst init`, and the flags that answer them beforehand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from personfirst.cli.options import Style
from personfirst.cli.output import fail, write
from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError
from personfirst.reporters.view import printable

if TYPE_CHECKING:
    from personfirst.app.init import Choices, Service

_Answer = TypeVar("_Answer")
_HOOK = "pre-commit"
_STYLES = """\
Who reads your texts?
  harm-reduction  people who use drugs, peers, the public: “people who use heroin”
  clinical        health care and its funders: “people with opioid use disorder”
  news            readers of news: “people addicted to heroin”
"""
_FOLDERS = "Which folders hold them? Several with commas; a dot is everything.\n"
_WHERE = """\
What should check new texts? Several with commas, or none.
  pre-commit  each commit, before it is made
  github      each pull request, by a workflow
  gitlab      each merge request, by a job
"""


class CI(StrEnum):
    """Who runs the check when texts are pushed, as `app.init.Service` lists them."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Flags:
    """What the command line answers already; None where it does not."""

    style: Style | None
    paths: tuple[str, ...] | None
    fail_on: Severity
    ci: CI | None
    pre_commit: bool | None

    @property
    def missing(self) -> list[str]:
        """The options that are not given."""
        given = {
            "--style": self.style,
            "--paths": self.paths,
            "--ci": self.ci,
            "--pre-commit or --no-pre-commit": self.pre_commit,
        }
        return [name for name, value in given.items() if value is None]


def choices_from(root: Path, flags: Flags, *, asking: bool) -> Choices:
    """The answers: by the flags, else by a person, else the defaults. Raises `ConfigError`."""
    from personfirst.app.init import Choices, Service
    from personfirst.app.project import chosen_folders, guessed_service, repository_top

    style = (flags.style or Style.HARM_REDUCTION).value
    folders = chosen_folders(root, flags.paths or ())
    service = Service(flags.ci.value) if flags.ci else guessed_service(root)
    hook = flags.pre_commit
    if hook is None:
        hook = repository_top(root) is not None
    if asking and flags.style is None:
        style = ask(_STYLES, style, lambda line: _one_of(line, tuple(Style)))
    if asking and flags.paths is None:
        folders = ask(_FOLDERS, ".", lambda line: chosen_folders(root, _parts(line)))
    if asking and (flags.ci is None or flags.pre_commit is None):
        default = [word for word, wanted in ((_HOOK, hook), (service.value, True)) if wanted]
        named = [word for word in default if word != CI.NONE] or [CI.NONE.value]
        answered = ask(_WHERE, ", ".join(named), _where)
        hook = answered[0] if flags.pre_commit is None else flags.pre_commit
        service = answered[1] if flags.ci is None else service
    return Choices(style, flags.fail_on, folders, service, hook)


def ask(question: str, default: str, parse: Callable[[str], _Answer]) -> _Answer:
    """Ask until the answer can be used; an empty line is the default."""
    write(question)
    while True:
        write(f"[{printable(default)}] ")
        line = sys.stdin.readline()
        if not line:
            fail("no answer, so nothing was written")
        try:
            answer = parse(line.strip() or default)
        except ConfigError as error:
            write(f"  {printable(str(error))}\n")
            continue
        write("\n")
        return answer


def ask_yes(question: str) -> bool:
    """Ask a question whose answer is no unless it is yes."""
    return (
        ask(f"{question} (yes or no)\n", "no", lambda line: _one_of(line, ("yes", "no"))) == "yes"
    )


def _one_of(line: str, words: tuple[str, ...]) -> str:
    """The word that a line is, or begins. Raises `ConfigError`."""
    from personfirst.model.errors import did_you_mean

    found = [word for word in words if word.startswith(line.lower())]
    if len(found) != 1:
        raise ConfigError(f"{line!r} is not one of {', '.join(words)}{did_you_mean(line, words)}")
    return str(found[0])


def _parts(line: str) -> tuple[str, ...]:
    return tuple(part for part in (part.strip() for part in line.split(",")) if part)


def _where(line: str) -> tuple[bool, Service]:
    """Whether a hook is asked for, and which service. Raises `ConfigError`."""
    from personfirst.app.init import Service

    named = {_one_of(part, (_HOOK, *CI)) for part in _parts(line)}
    services = named - {_HOOK, CI.NONE.value}
    if len(services) > 1:
        raise ConfigError("name one of github and gitlab; the other can be set up afterwards")
    if CI.NONE.value in named and len(named) > 1:
        raise ConfigError("none stands alone")
    return _HOOK in named, Service(services.pop()) if services else Service.NONE
