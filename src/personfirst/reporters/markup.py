"""Text of documents inside Markdown that GitHub, GitLab and others show: read as it stands."""

from __future__ import annotations

import re

from personfirst.reporters.view import printable

_SPECIAL = re.compile(r"[&<>|`*_\[\]\\#~@${}]")
_REFERENCE = re.compile(r"(&#(?:35|36|38|64|126);|[!%])(?=[\w\"“])")
_APART = "<!-- -->"


def markdown_text(text: str) -> str:
    """Text on one line in which nothing is markup, a mention of a person or a reference.

    Signs of Markdown and HTML become character references. An empty comment after `@`, `#` and the
    like keeps a person from being told and an issue from being linked: that is looked for after the
    text was made, when a character reference is gone again.
    """
    line = printable(" ".join(text.split()))
    escaped = _SPECIAL.sub(lambda sign: f"&#{ord(sign[0])};", line)
    return _REFERENCE.sub(rf"\1{_APART}", escaped)


def markdown_code(text: str) -> str:
    """The same, shown as code; HTML, for a code span of Markdown ends at a backtick."""
    return f"<code>{markdown_text(text)}</code>"


def shortened(text: str, most: int) -> str:
    """A text of at most `most` characters, with a sign where it was cut."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
