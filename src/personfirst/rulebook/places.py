"""Where the rules that come with the package lie."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def builtin_folder() -> Path:
    """The folder of the rules that come with the package: inside it, or beside `src/`."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "rules"
    return installed if installed.is_dir() else package.parents[1] / "rules"


@cache
def is_built_in(file: Path) -> bool:
    """Whether a rule's file comes with the package."""
    return file.is_relative_to(builtin_folder())
