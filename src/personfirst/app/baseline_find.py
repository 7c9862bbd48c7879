"""Which baseline holds for a run: one that is named, or the nearest.

What reads a baseline is imported where there is one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from personfirst.app.config import Settings
from personfirst.app.patterns import absolute

if TYPE_CHECKING:
    from personfirst.app.baseline import Baseline

FILE = ".personfirst-baseline.json"


def find_baseline(start: Path | None = None, *, config: Path | None = None) -> Path | None:
    """The nearest baseline from a folder upwards, up to the top of the git work tree, or beside the
    configuration file.

    Outside of a work tree only the folder itself is looked at.
    """
    folder = (start or Path.cwd()).resolve()
    above = [folder, *folder.parents]
    tops = [at for at, place in enumerate(above) if (place / ".git").exists()]
    places = above[: tops[0] + 1] if tops else above[:1]
    if config is not None:
        places.append(config.resolve().parent)
    return next((place / FILE for place in places if (place / FILE).is_file()), None)


def baseline_in_use(
    settings: Settings, named: Path | None = None, *, isolated: bool = False
) -> Baseline | None:
    """The baseline of a check: the one that is `named`, else the configuration's, else the nearest.

    An `isolated` run uses only one that is named. Raises `ConfigError` where one that is asked for
    cannot be read.
    """
    asked = named or (None if isolated else settings.baseline)
    file = asked or (None if isolated else find_baseline(config=settings.file))
    if file is None:
        return None
    from personfirst.app.baseline import read_baseline

    return read_baseline(file)


def baseline_to_write(
    settings: Settings, named: Path | None = None, *, isolated: bool = False
) -> Path:
    """The file of the baseline that is to be written or looked at, which need not be there yet: by
    default beside the configuration file, else in the current folder.
    """
    asked = named or (None if isolated else settings.baseline)
    if asked is not None:
        return asked
    found = None if isolated else find_baseline(config=settings.file)
    folder = Path.cwd() if settings.file is None else absolute(settings.file).parent
    return found or folder / FILE
