"""Whether a text that a file says is in another language is in English all the same.

Word processors mark text with the language of the keyboard that it was typed on, so what they say
counts only where the text does not speak against it.
"""

from __future__ import annotations

import re

_FUNCTION_WORDS = (
    "the and of with from that this these those who which what when where how why it its are were"
    " been being they them their there you your yours our ours she his not or if than"
    " because while about into through before after during without within can could should would"
    " may might must shall by to each every other such more most only also very please"
)
"""Function words, without those that are common in a neighbouring language: in, is, for, was."""

_ENGLISH = frozenset(_FUNCTION_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 5_000
_SHARE = 15


def speaks_english(text: str) -> bool:
    """Whether a text holds as many English function words as English does: one in fifteen.

    A few words without any, such as a heading, are not told to be English.
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    return sum(word in _ENGLISH for word in words) * _SHARE >= len(words) > 0


def foreign(tag: str | None) -> str | None:
    """A language tag where it names a language other than English, else None.

    `zxx` and the like say that there is no language.
    """
    language = (tag or "").replace("_", "-").split("-")[0].lower()
    return tag if language not in ("", "en", "none", "zxx", "und", "mul", "x") else None
