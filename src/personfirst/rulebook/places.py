"""Where the rules that come with the package lie."""

from __future__ import annotations

from pathlib import Path


def builtin_folder() -> Path:
    """The folder of the rules that come with the package: inside it, or beside `src/`."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "rules"
    return installed if installed.is_dir() else package.parents[1] / "rules"
