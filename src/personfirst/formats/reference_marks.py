"""Marks that refer to a note: the raised 12 of "clients¹²". They are no part of the word.

Every reader leaves out marks that a program sets, such as Word's own footnotes; those that a person
set by hand are left out just so, and stay where they are when the word before them is changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from personfirst.model.document import MarkKind

LONGEST = 40
"""Longer texts are no marks, so that readers need not ask about them."""
REACH = 8
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
    return len(mark) if found and _BEHIND.search(before[-REACH:]) else 0
