"""The built-in YAML files as JSON, which is read ten times as fast: a line for each file.

Written beside the index with the same digest, and believed only where the index is. Lines and keys
of values are not kept: they are wanted only where a file is wrong, and then YAML is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from personfirst.rulebook.nodes import Item, Kind, read_items

FILE = "stored.jsonl"


@dataclass(frozen=True)
class Stored:
    """The YAML files of a folder whose digest is known."""

    folder: Path
    fingerprint: str

    @cached_property
    def _lines(self) -> Mapping[bytes, bytes]:
        """What is stored of each file by its name; nothing where that is of other files."""
        try:
            first, *lines = (self.folder / FILE).read_bytes().splitlines()
        except (OSError, ValueError):
            return {}
        if first != self.fingerprint.encode():
            return {}
        return dict(line.split(b"\t", 1) for line in lines)

    def read(self, file: Path) -> Item:
        """What a YAML file holds, as `read_items` gives it but for lines and keys. Raises
        `RuleError` where nothing is stored and the file cannot be used.
        """
        line = self._lines.get(file.relative_to(self.folder).as_posix().encode())
        return read_items(file) if line is None else _item(json.loads(line), file)


def stored_text(folder: Path, fingerprint: str) -> str:
    """The text of the file for a folder."""
    files = sorted(folder.rglob("*.yaml"), key=lambda file: file.relative_to(folder).as_posix())
    lines = (
        f"{file.relative_to(folder).as_posix()}\t"
        f"{json.dumps(_plain(read_items(file)), ensure_ascii=False, separators=(',', ':'))}"
        for file in files
    )
    return "\n".join((fingerprint, *lines, ""))


def _plain(item: Item) -> Any:
    """A value as JSON holds it: truth values and nothing are the only ones that are no text."""
    if isinstance(item.value, list):
        return list(map(_plain, item.value))
    if isinstance(item.value, dict):
        return {key: _plain(one) for key, one in item.value.items()}
    if item.kind is Kind.TRUTH:
        return item.value.lower() in {"true", "yes", "on"}
    return None if item.kind is Kind.NOTHING else item.value


def _item(value: Any, file: Path) -> Item:
    if isinstance(value, str):
        return Item(value, 0, file)
    if isinstance(value, list):
        return Item([_item(one, file) for one in value], 0, file)
    if isinstance(value, dict):
        return Item({key: _item(one, file) for key, one in value.items()}, 0, file)
    if value is None:
        return Item("", 0, file, Kind.NOTHING)
    return Item("yes" if value else "no", 0, file, Kind.TRUTH)
