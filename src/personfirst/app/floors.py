"""Floors: figures that a corpus reached and must not fall below, kept in a TOML file.

For each folder there are the precision and recall of each headline and how many false alarms there
may be, for each document how many errors and warnings, and how many narratives, are right or found,
and for each with misses and false alarms how many, so that a figure that falls can be traced to the
documents that turned. Paths go from the file's folder.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from personfirst.app.config_file import read_file, refusal
from personfirst.app.patterns import absolute
from personfirst.app.write import create_file
from personfirst.model.score import Event, Score
from personfirst.rulebook.nodes import Item

_FIGURES = ("precision", "recall")
_HEAD = """\
# Figures that must not fall, written by 'personfirst score --write-floors' and checked by
# 'personfirst score --floors'. A lower figure here is a decision: say why where you make it.
"""
Key = tuple[str, str, str]
"""Folder, headline, and which figure of it."""


@dataclass(frozen=True, slots=True)
class Floors:
    """The lowest figures that may be, the most false alarms of each folder, and of each document
    how many errors it has and how much of it is `sure`.
    """

    file: Path
    figures: Mapping[Key, float] = field(default_factory=dict)
    alarms: Mapping[str, int] = field(default_factory=dict)
    errors: Mapping[str, int] = field(default_factory=dict)
    sure: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fallen:
    """Figures below their floor, with the figure that is; folders with more false alarms than there
    may be, with both; the errors of each document that has more than it had; and documents that
    have less that is sure, with how much they had and have.
    """

    figures: tuple[tuple[Key, float, float | None], ...]
    alarms: tuple[tuple[str, int, int], ...]
    turned: tuple[tuple[str, tuple[Event, ...]], ...]
    lost: tuple[tuple[str, int, int], ...]


def read_floors(file: Path) -> Floors:
    """The floors in a file. Raises `ConfigError` for one that cannot be used."""
    keys = read_file(file).mapping(("folders", "false-alarms", "errors", "sure"))
    folders = keys["folders"].mapping() if "folders" in keys else {}
    figures = {
        (folder, title, name): _number(figure)
        for folder, titles in folders.items()
        for title, both in titles.mapping().items()
        for name, figure in both.mapping(_FIGURES).items()
    }
    alarms, errors, sure = (
        {path: int(_number(one)) for path, one in keys[name].mapping().items()}
        if name in keys
        else {}
        for name in ("false-alarms", "errors", "sure")
    )
    return Floors(file, figures, alarms, errors, sure)


def _number(item: Item) -> float:
    try:
        return float(str(item.value))
    except ValueError:
        raise refusal(item, "expected a number") from None


def floors_of(score: Score, file: Path) -> Floors:
    """What a score reaches, as floors for a file."""
    errors = Counter(_inside(event.path, file) for event in score.errors)
    figures = {key: figure for key, figure in _figures(score, file) if figure is not None}
    sure = {path: count for path, count in _sure(score, file).items() if count}
    return Floors(file, figures, _alarms(score, file), errors, sure)


def write_floors(floors: Floors) -> None:
    """Write floors to their file, one line a headline and a document. Raises `OSError`."""
    lines = [_HEAD]
    folders: dict[str, dict[str, list[str]]] = {}
    for (folder, title, name), figure in floors.figures.items():
        entry = folders.setdefault(folder, {}).setdefault(title, [])
        entry.append(f"{name} = {figure:.4f}")
    for folder, titles in folders.items():
        lines.append(f"[folders.{_quoted(folder)}]")
        lines += [f"{_quoted(title)} = {{ {', '.join(both)} }}" for title, both in titles.items()]
        lines.append("")
    tables = {"false-alarms": floors.alarms, "errors": floors.errors, "sure": floors.sure}
    for name, counts in tables.items():
        lines.append(f"[{name}]")
        lines += [f"{_quoted(path)} = {count}" for path, count in sorted(counts.items())]
        lines.append("")
    create_file(floors.file.resolve(), "\n".join(lines).encode(), overwrite=True)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def fallen(score: Score, floors: Floors) -> Fallen | None:
    """What fell below the floors; None where nothing did. Folders that were not scored are passed
    over.
    """
    now = dict(_figures(score, floors.file))
    low = tuple(
        (key, floor, now[key])
        for key, floor in floors.figures.items()
        if key in now and (now[key] is None or round(now[key] or 0, 4) < floor)
    )
    alarms = tuple(
        (folder, most, count)
        for folder, count in _alarms(score, floors.file).items()
        if count > (most := floors.alarms.get(folder, count))
    )
    if not low and not alarms:
        return None
    folders = {key[0] for key, _, _ in low} | {folder for folder, _, _ in alarms}
    errors: dict[str, list[Event]] = {}
    for event in score.errors:
        errors.setdefault(_inside(event.path, floors.file), []).append(event)
    turned = tuple(
        (path, tuple(events))
        for path, events in errors.items()
        if len(events) > floors.errors.get(path, 0) and _folder(path) in folders
    )
    lost = tuple(
        (path, floors.sure[path], count)
        for path, count in _sure(score, floors.file).items()
        if count < floors.sure.get(path, 0) and _folder(path) in folders
    )
    return Fallen(low, alarms, turned, lost)


def _folder(path: str) -> str:
    return path.rpartition("/")[0] or "."


def _figures(score: Score, file: Path) -> Iterator[tuple[Key, float | None]]:
    for part in score.folders:
        folder = _inside(part.name, file)
        for headline in part.headlines:
            tally = headline.tally
            if tally.recall is not None:  # where nothing is asked for, false alarms say it all
                yield (folder, tally.name, "precision"), tally.precision
                yield (folder, tally.name, "recall"), tally.recall


def _alarms(score: Score, file: Path) -> dict[str, int]:
    return {_inside(part.name, file): part.false_alarms for part in score.folders}


def _sure(score: Score, file: Path) -> dict[str, int]:
    return {_inside(path, file): count for path, count in score.sure.items()}


def _inside(path: str, file: Path) -> str:
    """A path from the folder of the floors on."""
    try:
        return Path(os.path.relpath(absolute(path), absolute(file).parent)).as_posix()
    except ValueError:  # another drive
        return absolute(path).as_posix()
