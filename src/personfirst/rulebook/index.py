"""The index of the built-in rules: their names and triggers, so that a clean file needs no more.

Reading every rule takes longer than checking a page. `index.json` beside the rules holds what the
prefilter wants to know; it says of which rule files it speaks, and is not believed of any others.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from personfirst.rulebook.ruleset import builtin_folder

FILE = "index.json"


@dataclass(frozen=True, slots=True)
class Index:
    """Names (rule id to category) and triggers of all built-in rules of a language."""

    names: Mapping[str, str]
    triggers: frozenset[str]


def fingerprint(folder: Path) -> str:
    """A digest of every YAML file below a folder, by name and content; line ends do not count."""
    digest = blake2b(digest_size=16)
    for file in sorted(folder.rglob("*.yaml")):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def read_index(language: str = "en") -> Index | None:
    """The index, or None where there is none or a rule has changed since it was written."""
    folder = builtin_folder() / language
    try:
        stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if stored["fingerprint"] != fingerprint(folder):
            return None
        return Index(stored["rules"], frozenset(stored["triggers"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_index(index: Index, language: str = "en") -> str:
    """The text of the index file for the rules as they stand now."""
    stored = {
        "fingerprint": fingerprint(builtin_folder() / language),
        "rules": dict(sorted(index.names.items())),
        "triggers": sorted(index.triggers),
    }
    return json.dumps(stored, indent=0, ensure_ascii=False) + "\n"
