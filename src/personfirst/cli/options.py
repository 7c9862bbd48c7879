"""Options that several commands share, and how they become the settings of a run."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from personfirst.model.choices import LEAST_SECONDS, MOST_SECONDS
from personfirst.model.errors import ConfigError, PersonfirstError

if TYPE_CHECKING:
    from personfirst.app.config import Settings


class Style(StrEnum):
    """The house styles, as `model.rule.STYLES` lists them."""

    HARM_REDUCTION = "harm-reduction"
    CLINICAL = "clinical"
    NEWS = "news"


class Quotation(StrEnum):
    """What a quotation does to a finding."""

    AS_IS = "as-is"
    LOWER = "lower"
    MUTE = "mute"


class RuleFormat(StrEnum):
    """How rules are shown."""

    TEXT = "text"
    JSON = "json"


class Color(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


CONFIG_VARIABLE = "PERSONFIRST_CONFIG"
CACHE_VARIABLE = "PERSONFIRST_CACHE_DIR"
"""Environment variables for the configuration file and for the folder of the cache."""


def known_names(incomplete: str) -> list[str]:
    """The rules and categories that a shell may complete a list with commas with."""
    before, comma, last = incomplete.rpartition(",")
    names = _known()
    return [
        before + comma + name
        for name in sorted({*names, *names.values()})
        if name.startswith(last.strip())
    ]


def known_rules(incomplete: str) -> list[str]:
    """The rules that a shell may complete a name with."""
    return sorted(name for name in _known() if name.startswith(incomplete))


def known_categories(incomplete: str) -> list[str]:
    """The categories that a shell may complete a name with."""
    return sorted(name for name in {*_known().values()} if name.startswith(incomplete))


def _known() -> Mapping[str, str]:
    """The category of each rule, by its id; none where the settings here cannot be used."""
    from personfirst.app.rules import rules_to_run

    try:
        return rules_to_run(base_settings(None, isolated=False)).known
    except PersonfirstError:
        return {}


def _rules_option(text: str) -> Any:
    """An option that takes rules or categories, with what its help says."""
    return typer.Option(metavar="RULES", help=text, autocompletion=known_names)


SelectOption = Annotated[
    list[str] | None, _rules_option("Only these rules or categories (a,b or repeated).")
]
IgnoreOption = Annotated[
    list[str] | None, _rules_option("Not these rules or categories (a,b or repeated).")
]
ExtendSelectOption = Annotated[
    list[str] | None, _rules_option("These rules or categories too, opt-in ones by their id.")
]
ExtendIgnoreOption = Annotated[
    list[str] | None, _rules_option("Nor these; --ignore replaces what is configured.")
]
ForceExcludeOption = Annotated[
    bool,
    typer.Option("--force-exclude", help="Leave out what is excluded even where it is named."),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Read the settings from this file, not from the nearest personfirst.toml, "
        f".personfirst.yaml or pyproject.toml. Default: {CONFIG_VARIABLE}.",
    ),
]
IsolatedOption = Annotated[
    bool, typer.Option("--isolated", help="Read no configuration file at all.")
]
ColorOption = Annotated[
    Color,
    typer.Option("--color", help="Use colour; auto means in a terminal (NO_COLOR is respected)."),
]
CommentsOption = Annotated[
    bool | None,
    typer.Option(
        "--comments/--no-comments",
        show_default=False,
        help="Check the comments in Word files, slides and other documents too. Default: no.",
    ),
]


def _a_number(value: float | None) -> float | None:
    """Seconds, unless they are "nan", which is neither below nor above any limit."""
    if value is not None and math.isnan(value):
        raise typer.BadParameter("nan is not a number of seconds")
    return value


TimeoutOption = Annotated[
    float | None,
    typer.Option(
        metavar="SECONDS",
        min=LEAST_SECONDS,
        max=MOST_SECONDS,
        callback=_a_number,
        help="Most seconds to read a file, and as many to check and change it. Default: 120.",
    ),
]
JobsOption = Annotated[
    int,
    typer.Option(
        "--jobs",
        metavar="N",
        min=0,
        show_default=False,
        help="Most processes that check files beside each other. Default: 0, as many as the "
        "processors and the work allow.",
    ),
]
StdinFilenameOption = Annotated[
    str,
    typer.Option(
        "--stdin-filename",
        metavar="NAME",
        help="Name for standard input; its suffix says how to read it.",
    ),
]
QuietOption = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="Leave out the progress bar, and an overview at the end."),
]
RuleFormatOption = Annotated[
    RuleFormat, typer.Option("--output-format", help="Text to read, or JSON for programs.")
]


def base_settings(config: Path | None, isolated: bool) -> Settings:
    """The settings before the command line has its say: of files, and of the environment.

    An isolated run reads no file that the environment names. Raises `ConfigError`.
    """
    from personfirst.app.config import override_settings
    from personfirst.app.config_find import load_settings

    told = os.environ.get(CONFIG_VARIABLE)
    if config is None and told and not isolated:
        config = Path(told)
        if not config.is_file():
            raise ConfigError(f"{CONFIG_VARIABLE} names {told!r}, which is no file")
    settings = load_settings(config, isolated=isolated)
    cache = os.environ.get(CACHE_VARIABLE)
    return override_settings(settings, cache_dir=Path(cache)) if cache else settings


def expanded(paths: list[str] | None) -> list[str] | None:
    """Paths as a shell hands them on: the files that a pattern names, and the home folder for `~`;
    the shells of Windows leave both to the program.
    """
    return None if paths is None else [one for path in paths for one in _named(path)]


def _named(path: str) -> list[str]:
    """What a path names; itself where it is there under that name, or names nothing."""
    home = os.path.expanduser(path)  # noqa: PTH111
    if os.path.lexists(path) or os.path.lexists(home):
        return [path if os.path.lexists(path) else home]
    from glob import glob  # late: most paths are there

    return sorted(glob(home)) or [path]  # noqa: PTH207


def split_commas(values: Iterable[str] | None) -> tuple[str, ...] | None:
    """`["a,b", "c"]` as ("a", "b", "c"); None where the option was not given."""
    words = [word.strip() for value in values or () for word in value.split(",")]
    return tuple(word for word in words if word) or None
