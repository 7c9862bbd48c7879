"""Options for a built site, and what they do to a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from personfirst.model.errors import ConfigError

if TYPE_CHECKING:
    from personfirst.app.tally import Checked

SiteOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--site",
        metavar="DIR",
        help="A built site, where what pages repeat is reported once; may be repeated. "
        "Folders named _site, public, dist and build are anyway.",
    ),
]
SourceDirOption = Annotated[
    Path | None,
    typer.Option(
        "--source-dir",
        metavar="DIR",
        help="Where a built site's sources lie: findings are reported there, if it is clear where.",
    ),
]


def gather(checked: Checked, sites: list[Path] | None, source_dir: Path | None) -> Checked:
    """What a run found, as a built site is reported. Raises `ConfigError` for what is no folder."""
    built = sites or []
    for option, folder in (*(("--site", one) for one in built), ("--source-dir", source_dir)):
        if folder is not None and not folder.is_dir():
            raise ConfigError(f"{option} {folder}: is no folder")
    if not checked.report.findings:
        return checked
    from personfirst.app.site import gathered

    sources = None
    if source_dir is not None:
        from personfirst.app.site_sources import sources_below

        sources = sources_below(source_dir, built)
    return checked._replace(report=gathered(checked.report, built, sources))
