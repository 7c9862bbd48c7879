"""Marks that refer to a note: the raised 12 of "clients¹²" and, where the note itself begins, of
"¹²Clients". They are no part of the word.

Every reader leaves out marks that a program sets, such as Word's own footnotes; those that a person
set by hand are left out just so, and stay where they are when the word beside them is changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from personfirst.model.document import MarkKind

LONGEST = 40
"""Longer texts are no marks, so that readers need not ask about them."""
REACH = 12
"""How many characters before a mark tell whether it stands directly behind a word."""

_BETWEEN = r"[ \u00a0\u2009]?[,;–—-][ \u00a0\u2009]?"
_FIGURE = r"\d{1,3}[a-z]?"
_SIGN = r"[*†‡§¶‖#]{1,4}"
_RAISED_ITEM = rf"(?:{_FIGURE}|{_SIGN}|(?!tm\b|sm\b)[a-z]{{1,2}}|[A-Z]|[ivx]{{3,5}})"
_ITEM = rf"(?:{_FIGURE}|{_SIGN})"
_RAISED = re.compile(rf"[\[(]?{_RAISED_ITEM}(?:{_BETWEEN}{_RAISED_ITEM})*+[,;\])]?|[\[\](),;–—-]")
_LINKED = re.compile(rf"\[?{_ITEM}(?:{_BETWEEN}{_ITEM})*+\]?|[\[\]]")
_BEHIND = re.compile(
    r"(?:[^\W\d_]{3}"
    r"|(?<![^\W_])(?!cm|dm|ft|ha|in|kg|km|mg|ml|mm|nm|yd)[^\W\d_A-Z][^\W\d_A-Z]"
    r"|[\w)\]\"'”’»][.,;:!?…]|\w[)\]\"'”’»]|[.!?…,][\"'”’»)])\Z"
)
"""A word, or the signs that end a sentence behind one; no unit or symbol, as in "km²" or "R²"."""
_UNIT = re.compile(
    r"\b(?:(?:kilo|centi|milli|micro|deci)?(?:met(?:er|re)|gram(?:me)?|lit(?:er|re))s?"
    r"|miles?|foot|feet|inch(?:es)?|yards?|acres?|hectares?|mol|sec|min|log|ln"
    r"|two|three|four|five|six|seven|eight|nine|ten)\Z",
    re.IGNORECASE,
)
"""Words behind which a raised figure is a power, as in "acre²" or "ten⁶"."""
_ENDING = re.compile(r"\w(?:st|nd|rd|th|es|ed|er|ie|re)|ed|[a-rt-z]s", re.IGNORECASE)
"""Endings that are set raised, with the letter before them, as in "addictˢ"."""
_AHEAD_ITEM = rf"(?:{_FIGURE}|{_SIGN}|(?!o)[a-z])"
_AHEAD = re.compile(rf"[\[(]?{_AHEAD_ITEM}(?:{_BETWEEN}{_AHEAD_ITEM})*+[\])]?")
_WORD = re.compile(
    r"(?!(?:st|nd|rd|th|cm|dm|ft|ha|in|kg|km|mg|ml|mm|nm|yd|mol|log|ln|[A-Z][a-z])(?![^\W\d_]))"
    r"(?!(?:[A-Z][a-z]?){1,4}\d)[\"'“‘(]?[^\W\d_]{2}"
)
"""The beginning of a word, no ending as in "1st", unit or chemical sign as in "⁹⁹ᵐTc"."""


def reference_mark(before: str, text: str, marks: Collection[MarkKind]) -> int:
    """How many characters at the beginning of a text are a mark that refers to a note; 0 where it
    is something else, such as the "st" of 21st.

    `before` is what stands before the text, of which the last `REACH` characters tell. `marks` are
    the text's: only what is raised or a link, as `users<a href="#n12">12</a>`, is such a mark.
    """
    if len(text) > LONGEST:
        return 0
    mark = text.rstrip()
    if MarkKind.RAISED in marks:
        found = _RAISED.fullmatch(mark)
    elif MarkKind.LINK in marks:
        found = _LINKED.fullmatch(mark)
    else:
        return 0
    before = before[-REACH:]
    if not found or not _BEHIND.search(before) or _ENDING.fullmatch(before[-1:] + mark):
        return 0
    power = mark.isdigit() and MarkKind.LINK not in marks and _UNIT.search(before)
    return 0 if power else len(mark)


def is_ahead(before: str, text: str, after: str) -> bool:
    """Whether raised text is a mark directly ahead of a word, where a text begins or behind a
    space; `before` and `after` are what stands around it.
    """
    return (
        len(text) <= LONGEST
        and _AHEAD.fullmatch(text) is not None
        and (not before or (before[-1].isspace() and not before[-2:-1].isdigit()))
        and _WORD.match(after) is not None
    )
