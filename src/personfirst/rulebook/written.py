"""How an expression is written: its typography made plain, and what is none told with its remedy.

What people bring along from word processors and from regular expressions would be accepted in
silence and find nothing, or far too much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from personfirst.model.text import PLAIN_SIGNS


class PatternError(ValueError):
    """An expression that is not in the pattern language; the message says why."""


_REGEX = re.compile(
    r"\\[A-Za-z]|\.[*+]|\(\?[:=<]|\[[^]]*\]|\*(?<=[\w)]\*)(?!\S)|\)\+|\$(?<=\w\$)\Z"
)
_REGEX_START = re.compile(r"\^|[^(]*\w\|\w|/.*/\Z")
"""What stands in regular expressions, and in none of ours: anywhere, each with a sign first, so
that a search that finds none is fast; and from the beginning on.
"""
_HYPHEN = re.compile(r"(?<=\w)[\u2010-\u2013\u2212](?=\w)")
_LONGEST = 4_000
"""How many characters an expression may have, so that the looks at it take bounded time."""
_SIGNS = re.compile(r"[?\"~.']")
"""One of these is in everything that `_FAULTS` finds."""
_FAULTS = (
    (re.compile(r"\.{4}"), "a gap is written ..., with three full stops"),
    (re.compile(r"\w\.\.\.|\.\.\.\w"), "write a space on both sides of ..."),
    (
        re.compile(r"(?<![\w.])\w{4,}\.\s*\Z"),
        "a full stop at the end of a word is never found; leave it out",
    ),
    (re.compile(r"\"\w|\w\"|^'.*'$"), "quotes are no part of an expression; leave them out"),
    (re.compile(r"~\w"), "~ stands behind the word that it is for, as in abuse~"),
    (
        re.compile(r"\w{3}~?\?|\([^()]*\w\?[^()]*\)"),
        "for a word in all its forms write needle~, for one that may be left out (needle)?, for "
        "one of several (needle|needles)",
    ),
)
"""What is in no expression, and what to write."""


def checked(source: str) -> str:
    """An expression in plain typography. Raises `PatternError` for what is none."""
    if len(source) > _LONGEST:
        raise PatternError(f"{source[:40]!r} and so on is too long; write several expressions")
    text = source if source.isascii() else _plain(source)
    if _REGEX.search(text) or _REGEX_START.match(text):
        raise PatternError(
            f"{source!r} looks like a regular expression; write words, with (a|b) for one of "
            "several, (a)? for what may be left out, a~ for all forms of a word"
        )
    if _SIGNS.search(text):
        for fault, remedy in _FAULTS:
            if fault.search(text):
                raise PatternError(f"{source!r}: {remedy}")
    return text


def broken(source: str, rest: str) -> PatternError:
    """The error for an expression that cannot be read from its `rest` on."""
    return PatternError(f"{source!r} goes wrong at {rest!r}; {next(_remedies(source))}")


def _plain(source: str) -> str:
    return _HYPHEN.sub("-", source.translate(PLAIN_SIGNS)).replace("…", "...")


def _remedies(source: str) -> Iterator[str]:
    """What may be wrong with the brackets of an expression, the likeliest first."""
    depth = 0
    for sign in source:
        depth += (sign in "({") - (sign in ")}")
        if depth > 1:
            inner = "{ } cannot stand inside ( )" if sign == "{" else "no ( ) inside ( )"
            yield f"{inner}: write an expression for each case"
        if depth < 0:
            yield f"there is a {sign} too many"
            return
    if depth:
        yield "a ( or { is not closed"
    yield "check its ( ), { } and ?"
