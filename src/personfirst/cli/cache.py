"""Options for the cache, and `personfirst clean`, which removes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from personfirst.cli.options import CACHE_VARIABLE, ConfigOption, IsolatedOption, base_settings
from personfirst.cli.output import warn
from personfirst.reporters.view import plural, printable

if TYPE_CHECKING:
    from personfirst.app.cache import Cache
    from personfirst.app.config import Settings

NoCacheOption = Annotated[
    bool, typer.Option("--no-cache", help="Check every file anew, and keep nothing of it.")
]
CacheDirOption = Annotated[
    Path | None,
    typer.Option(
        "--cache-dir",
        metavar="DIR",
        help="Folder for what was found in files that did not change. "
        f"Default: {CACHE_VARIABLE}, else .personfirst_cache beside the configuration file.",
    ),
]


def make_cache(settings: Settings, *, no_cache: bool) -> Cache | None:
    """The cache of a run, None for none. Raises `ConfigError` for a folder of somebody else."""
    if no_cache:
        return None
    from personfirst.app.cache import open_cache

    return open_cache(settings)


def clean(
    cache_dir: CacheDirOption = None, config: ConfigOption = None, isolated: IsolatedOption = False
) -> None:
    """Remove the cache: what personfirst keeps of files that it checked before."""
    from personfirst.app.cache import cache_folder
    from personfirst.app.cache import clean as clean_folder
    from personfirst.app.config import override_settings
    from personfirst.app.discover import shown_path

    settings = override_settings(base_settings(config, isolated), cache_dir=cache_dir)
    folder = cache_folder(settings)
    shown = printable(shown_path(folder))
    if not folder.exists():
        warn(f"{shown}: there is no cache")
        return
    count = clean_folder(folder)
    warn(f"{shown}: removed ({plural(count, 'result')})")
