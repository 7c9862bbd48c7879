"""The pattern by which pre-commit chooses the files of a commit that personfirst reads.

It takes what `personfirst check` finds in folders, so that a hook and a check of the whole
repository look at the same files. pre-commit's own file types do not know all of our formats.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from personfirst.app.discover import SKIPPED_FOLDERS
from personfirst.formats.registry import CODE, KINDS, TEMPLATES, TEXT_NAMES

_WIDTH = 90


def hook_pattern() -> str:
    """A verbose regular expression over lines, for `files:` in pre-commit's files.

    It is one expression with look-aheads, not one for `files` and one for `exclude`: people set
    `exclude` of their own, and that would take the place of ours.
    """
    read = [suffix for kind in KINDS if kind.in_folders for suffix in kind.suffixes.split()]
    data = [suffix for kind in KINDS if not kind.in_folders for suffix in kind.suffixes.split()]
    lines = [
        "(?x)",
        r"^(?!(?:.*/)?(?:\.|~\$))",
        "(?!(?:.*/)?(?:",
        *_words(SKIPPED_FOLDERS),
        ")/)",
        "(?i:(?:.*/)?(?:",
        *_words(TEXT_NAMES.split()),
        r") | (?!.*\.(?:",
        *_words(_bare({*CODE.split(), *data})),
        r")\.(?:",
        *_words(_bare(TEMPLATES.split())),
        r")$) .*[^/]\.(?:",
        *_words(_bare(read)),
        "))$",
    ]
    return "\n".join(lines) + "\n"


def _bare(suffixes: Iterable[str]) -> list[str]:
    return [suffix.removeprefix(".") for suffix in suffixes]


def _words(words: Iterable[str]) -> list[str]:
    """Alternatives in the order of the alphabet, over lines that are not too long."""
    choices = "|".join(re.escape(word) for word in sorted(words)).replace("|", "| ")
    lines = textwrap.wrap(choices, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"  {line.replace('| ', '|')}" for line in lines]
