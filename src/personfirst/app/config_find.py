"""Which configuration file holds for a run: the nearest one, and only one.

What reads such a file is imported where there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from personfirst.app.config import Settings
from personfirst.model.errors import ConfigError

OWN_NAMES = ("personfirst.toml", ".personfirst.yaml", ".personfirst.yml")
"""The names of a file that is ours alone; in one folder the first of these that is there counts."""
SHARED_NAME = "pyproject.toml"
"""The name of a file that is shared with other tools; it counts if it has our table."""


def load_settings(
    file: Path | None = None, *, start: Path | None = None, isolated: bool = False
) -> Settings:
    """The settings of `file`, or of the nearest configuration file from `start` upwards.

    `isolated` reads no file. `start` is the current folder unless given. Raises `ConfigError` with
    the file, and the line where it is known, for anything that cannot be used.
    """
    if isolated:
        if file is not None:
            raise ConfigError("a configuration file cannot be used in an isolated run")
        return Settings()
    found = file or find_config(start or Path.cwd())
    if found is None:
        return Settings()
    from personfirst.app.config_load import read_config

    return read_config(found)


def find_config(start: Path) -> Path | None:
    """The nearest configuration file, from a folder upwards."""
    folder = start.resolve()
    return next((file for place in (folder, *folder.parents) for file in configs_in(place)), None)


def configs_in(folder: Path) -> Iterator[Path]:
    """The configuration files in a folder: the one that counts, then those that it hides."""
    for name in OWN_NAMES:
        if (folder / name).is_file():
            yield folder / name
    shared = folder / SHARED_NAME
    if shared.is_file():
        from personfirst.app.config_file import shared_item

        if shared_item(shared) is not None:
            yield shared
