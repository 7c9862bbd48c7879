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


def yaml_files(folder: Path, *, deep: bool = False) -> list[Path]:
    """The YAML files of a folder, in order; hidden ones are an editor's or a system's, not ours."""
    found = (*folder.rglob("*.yaml"), *folder.rglob("*.yml")) if deep else folder.glob("*.yaml")
    parts = {one: one.relative_to(folder).parts for one in found}
    shown = (one for one in parts if not any(part.startswith(".") for part in parts[one]))
    return sorted(shown, key=parts.__getitem__)


@cache
def is_built_in(file: Path) -> bool:
    """Whether a rule's file comes with the package."""
    return file.is_relative_to(builtin_folder())


def is_inside(file: Path, place: Path) -> bool:
    """Whether a file is a place, or lies in it."""
    return file.resolve().is_relative_to(place.resolve())
