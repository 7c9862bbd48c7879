"""Text of documents inside HTML: shown as it stands, whatever it holds."""

from __future__ import annotations

import re
from html import escape

from personfirst.reporters.view import CONTROL, printable

_UNSEEN = re.compile(f"{CONTROL}|[\\t\ufffd\ud800-\udfff]")
_WEB = re.compile(r"https?://[^\s\"'<>]+")


def shown(text: str) -> str:
    """Text on one line in which nothing is markup and nothing turns the reading direction.

    Good between tags and inside a quoted attribute.
    """
    return escape(printable(" ".join(text.split())))


def shown_path(path: str) -> str:
    """A file's name: its spaces stay, and it may wrap after each folder."""
    return escape(printable(path)).replace("/", "/<wbr>")


def value(text: str) -> str:
    """Text as the value of a quoted attribute or an option that the script compares: two texts that
    differ never look alike, so signs that are not shown are written as their numbers.
    """
    return escape(_UNSEEN.sub(lambda sign: f"\ufffd{ord(sign[0]):x};", text))


def address(url: str) -> str | None:
    """The web address that a text begins with, escaped; None where it begins with something else.

    A link is never followed unless a reader asks: but it must not be a `javascript:` one.
    """
    found = _WEB.match(url.strip())
    return escape(found[0]) if found else None
