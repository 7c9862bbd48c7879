"""What may be wrong with a line that is no YAML, for people who do not write YAML every day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

GLUED = re.compile(r"\s*(?:- +)?[\w-]+:(?=[^\s/])")
"""A key whose colon has no space behind it."""
STARRED = "a text that starts with * or & must stand in quotes"
SPACES = "there is a no-break space in this line; write an ordinary one"
_START = r"^\s*(?:- +)*(?:[\w-]+: +)?"
"""What may stand before a text on its line."""
_HINTS = (
    ("", re.compile(r"^ *\t"), "indent with spaces, not with tabs"),
    ("", re.compile("\u00a0"), SPACES),
    ("", re.compile(rf"{_START}[*&]"), STARRED),
    ("", re.compile(rf"{_START}[@`%]"), "a text that starts with @, ` or % must stand in quotes"),
    ("scalar", re.compile("[\"']"), "the quote that opens here is not closed"),
    ("simple key", GLUED, "put a space behind the colon"),
    (
        "simple key",
        re.compile(""),
        "a line is 'key: value', or the rest of a text, indented further than its key",
    ),
    ("sequence entries", re.compile(r": +- "), "a text that starts with '- ' must stand in quotes"),
    (
        "flow",
        re.compile(r"[\[{]"),
        "a [ or { is not closed, or a text in it holds , : [ ] { or }; close it, or put the text "
        "in quotes",
    ),
    (
        "",
        re.compile(rf"{_START}[\[{{].*[]}}]\s*[^\s#]"),
        "a text that starts with [ or { must stand in quotes",
    ),
    (
        "",
        re.compile(rf"{_START}[\"']|^\s*(?:- +)*[\w-]+: +\S.*: "),
        "a text that starts with a quote or holds ': ' must be quoted as a whole",
    ),
    ("", re.compile(""), "lines that belong together must begin in the same column"),
)
"""What the reader says, what the line looks like, and what to do: the first that fits."""
_BEGINS = ("simple key", "quoted scalar", "flow")
"""Where the fault is where the reader began, not where it gave up."""


def place_and_hint(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int | None, str]:
    """The 1-based line where the fault is likely, and what to do about it."""
    context = error.context or ""
    begun = error.context_mark if any(one in context for one in _BEGINS) else None
    mark = begun or error.problem_mark or error.context_mark
    if mark is None:
        return None, _HINTS[-1][-1]
    number = min(mark.line, len(lines) - 1)
    said = f"{context} {error.problem}"
    return number + 1, next(
        hint for about, look, hint in _HINTS if about in said and look.search(lines[number])
    )
