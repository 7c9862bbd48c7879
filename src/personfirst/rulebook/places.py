"""Where the rules that come with the package lie."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def builtin_folder() -> Path:
    """The folder of the rules that come with the package: inside it, or beside `src/`."""
    return _PACKAGE / "rules" if are_installed() else _PACKAGE.parents[1] / "rules"


def are_installed() -> bool:
    """Whether the rules lie in the package, as they are installed, and not in a checkout, where
    somebody may be writing them.
    """
    return (_PACKAGE / "rules").is_dir()


@cache
def is_built_in(file: Path) -> bool:
    """Whether a rule's file comes with the package."""
    return file.is_relative_to(builtin_folder())
