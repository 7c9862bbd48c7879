"""Options that several commands share, and how they become the settings of a run."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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


class OutputFormat(StrEnum):
    """How a check is reported."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"


class RuleFormat(StrEnum):
    """How rules are shown."""

    TEXT = "text"
    JSON = "json"


class Color(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Read the settings from this file, not from the nearest personfirst.toml or "
        "pyproject.toml.",
    ),
]
IsolatedOption = Annotated[
    bool, typer.Option("--isolated", help="Read no configuration file at all.")
]
ColorOption = Annotated[
    Color,
    typer.Option("--color", help="Use colour; auto means in a terminal (NO_COLOR is respected)."),
]
RuleFormatOption = Annotated[
    RuleFormat, typer.Option("--output-format", help="Text to read, or JSON for programs.")
]


def base_settings(config: Path | None, isolated: bool) -> Settings:
    """The settings before the command line has its say. Raises `ConfigError`."""
    from personfirst.app.config import load_settings

    return load_settings(config, isolated=isolated)


def split_commas(values: Iterable[str] | None) -> tuple[str, ...] | None:
    """`["a,b", "c"]` as ("a", "b", "c"); None where the option was not given."""
    words = [word.strip() for value in values or () for word in value.split(",")]
    return tuple(word for word in words if word) or None
