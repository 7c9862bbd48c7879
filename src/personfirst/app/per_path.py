"""What a configuration file says for some files only, and an organisation's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from personfirst.app.patterns import absolute, patterns
from personfirst.model.rule import Alternative
from personfirst.pipeline import Options

if TYPE_CHECKING:
    from personfirst.app.config import Settings

FORMS = ("text", "one", "many", "base", "third", "past", "gerund", "participle")
"""The forms that preferred words may be given in."""


@dataclass(frozen=True, slots=True)
class PerPath:
    """What holds for the files that a pattern of .gitignore names, read from `folder` on."""

    folder: Path
    pattern: str
    style: str | None = None
    prefer: Mapping[str, Alternative] = field(default_factory=dict)


def preferred(words: str | Mapping[str, str]) -> Alternative:
    """An organisation's own words for a rule: a text, or a text for each form that it gives."""
    return Alternative({"text": words} if isinstance(words, str) else dict(words))


def options_for(settings: Settings, path: str | Path) -> Options:
    """How a file is checked: as the settings say, then as each of its patterns does, in order."""
    style, prefer = settings.style, dict(settings.prefer)
    for entry in settings.per_path:
        named = patterns(entry.folder, [entry.pattern])
        if named.verdict(absolute(path), is_folder=False):
            style = entry.style or style
            prefer.update(entry.prefer)
    return Options(style=style, quotation=settings.quotation, show_muted=True, prefer=prefer)
