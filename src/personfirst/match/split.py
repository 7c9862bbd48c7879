"""Text told apart into words. The only file that imports spaCy, and only for what is odd.

Importing spaCy takes longer than checking a whole folder. How it tells apart a stretch without
spaces depends on nothing but that stretch: it takes signs off the ends until a form that it knows
is left, or none comes off, and cuts the rest. For letters, digits and usual signs this is done here
(tests compare the two); spaCy is asked about the others, each once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from personfirst.match.short_forms import ABBREVIATIONS, RUN_TOGETHER
from personfirst.model.text import MASK, WORD_PART

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LETTERS = "abcdefghijklmnopqrstuvwxyzäöü"
_STOPPED = "co. vs. v.s. a.m. p.m. e.g. i.e. E.g. I.e. Ph.D. o.O"
_SPECIAL = {
    **{form: (form,) for form in (*map(str.title, ABBREVIATIONS - {"vs."}), *_STOPPED.split())},
    **{f"{letter}.": (f"{letter}.",) for letter in _LETTERS},
    **{
        f"{hour}{half}": (str(hour), half)
        for hour in range(1, 13)
        for half in ("am", "pm", "a.m.", "p.m.")
    },
    **RUN_TOGETHER,
    **{
        word.capitalize(): (parts[0].capitalize(), *parts[1:])
        for word, parts in RUN_TOGETHER.items()
        if word != "yall"
    },
}
"""Stretches without spaces that signs alone do not tell apart as the tokenizer does, with their
words.
"""
_LOWER, _UPPER = "a-zß-öø-ÿ", "A-ZÀ-ÖØ-Þ"
_QUOTES = "'\"`,"
_MARKS = rf":;!?()\[\]{{}}<>#*&…{_QUOTES}"
_UNITS = """
km/h m/s kmh mph km dm cm mm nm m ha yd in ft kg mg g t lb oz hPa Pa mbar mb MB kb KB gb GB tb TB T
G M K %
"""
_KNOWN = re.compile(rf"(?:[^\W\d_]|[0-9{_MARKS}$£€%=+/.—{MASK}-])*")
"""Letters, and the signs and digits that are told apart here; spaCy is asked about others."""
_PREFIX = re.compile(rf"[{_MARKS}%=—£€{MASK}]|(?:US|C|A)?\$|\+(?![0-9])|\.\.+")
_SUFFIX = re.compile(
    rf"(?:[{_MARKS}—{MASK}]|\.\.+|'[sS]|(?<=[0-9])(?:\+|[£€]|(?:US|C|A)?\$|{'|'.join(_UNITS.split())})"
    rf"|(?<=[0-9{_LOWER}%+{_MARKS}-])\.|(?<=[{_UPPER}]{{2}})\.)$"
)
_INFIX = re.compile(rf"(\.\.+|(?<=[{_LOWER}{_QUOTES}])\.(?=[{_UPPER}{_QUOTES}]))")
"""Where a stretch is cut before its end, as far as that decides about a full stop."""
_WHOLE = re.compile(rf"\.[{_LOWER}][^\W\d_]|[0-9](?:\.[0-9]+){{3}}|Ph\.D\.")
"""The end of a domain, an address of numbers and a short form: each may keep a stretch whole."""
_OTHER = rf"(?:(?![{_LOWER}{_UPPER}])[^\W\d_])"
_ODD = re.compile(
    rf"[0-9.]{_OTHER}|{_OTHER}\w?\.|(?<![^\W_])'(?i:m|re|ve|ll|d|s)\b|\b(?i:c'mon)|\b(?i:i'ma)\b"
)
"""Rare letters beside digits and full stops, an ending that ends no word, and contractions of their
own kind.
"""
_SAID = re.compile(r"[\w.]")
_LONGEST = 60
_ENDLESS = 200
"""spaCy takes quadratic time on a stretch without a space; no word is that long."""
_MOST_KNOWN = 50_000
_SIMPLE = re.compile(
    r"[A-Za-z0-9]+(?=n't\b)|n't\b|[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*|'(?:m|re|ve|ll|d|s)\b|\S",
    re.IGNORECASE,
)

Parts = tuple[str, ...]
Splitter = Callable[[str], list[str]]
"""Gives the words of a text in their order: together all of it but white space."""


class WordSplitter(dict[str, Parts]):
    """Words as spaCy's English tokenizer without a model gives them, cut further at signs.

    It holds the words of the stretches that it has met. spaCy is loaded when the first is met that
    is not plain.
    """

    def __init__(self) -> None:
        super().__init__()
        self._spacy: Callable[[str], Doc] | None = None

    def __call__(self, text: str) -> list[str]:
        return list(chain.from_iterable(map(self.__getitem__, text.split())))

    def __missing__(self, stretch: str) -> Parts:
        parts = plain_parts(stretch)
        if parts is None:
            parts = tuple(self._odd_parts(stretch))
        if len(self) >= _MOST_KNOWN:
            self.clear()
        if len(stretch) <= _LONGEST:
            self[stretch] = parts
        return parts

    def _odd_parts(self, stretch: str) -> Iterator[str]:
        if len(stretch) >= _ENDLESS:
            yield from _cut(stretch)
            return
        if self._spacy is None:
            import spacy

            self._spacy = spacy.blank("en").tokenizer
        for token in self._spacy(stretch):
            yield from _cut(token.text)


def plain_parts(stretch: str) -> Parts | None:
    """The words of a stretch without spaces, if no more than signs and short forms decide about
    them. Signs are taken off its ends, one by one, until a short form or nothing but words is left.
    """
    if stretch.isalpha():
        return _SPECIAL.get(stretch, (stretch,))
    if not _SAID.search(stretch):
        return tuple(stretch)
    if _is_odd(stretch):
        return None
    before, core, after = _bare(stretch)
    pieces = _SPECIAL.get(core)
    if pieces is None:
        pieces = tuple(filter(None, _INFIX.split(core)))
        if len(pieces) > 1 and _WHOLE.search(core):
            return None
    elif after[:1] == ["."] and f"{pieces[-1]}." in _SPECIAL:
        pieces, after = (*pieces[:-1], f"{pieces[-1]}."), after[1:]  # "Wed." is "We" and "d."
    parts = tuple(chain.from_iterable(map(_cut, (*before, *pieces, *after))))
    if any(one == "." and f"{word}." in _SPECIAL for word, one in pairwise(parts)):
        return None
    return parts


def _is_odd(stretch: str) -> bool:
    """Whether a stretch holds anything that is not told apart here."""
    return (
        len(stretch) >= _ENDLESS
        or not _KNOWN.fullmatch(stretch)
        or _ODD.search(stretch) is not None
        or any(one.isnumeric() and not one.isascii() for one in stretch)
    )


def _bare(stretch: str) -> tuple[list[str], str, list[str]]:
    """A stretch without the signs at its ends, and these signs."""
    before: list[str] = []
    after: list[str] = []
    while stretch and stretch not in _SPECIAL:
        prefix = _PREFIX.match(stretch)
        first = prefix.end() if prefix else 0
        if first and stretch[first:] in _SPECIAL:
            last = 0
        else:
            suffix = _SUFFIX.search(stretch[first:])
            last = len(suffix[0]) if suffix else 0
            if last and stretch[:-last] in _SPECIAL:
                first = 0
        if not first and not last:
            break
        end = len(stretch) - last
        if first:
            before.append(stretch[:first])
        if last:
            after.insert(0, stretch[end:])
        stretch = stretch[first:end]
    return before, stretch, after


def split_simply(text: str) -> list[str]:
    """Words without spaCy, for headings and other short text around a block."""
    return _SIMPLE.findall(text)


def _cut(text: str) -> list[str]:
    """A token, cut further where a contraction, a slash or a hyphen is left inside."""
    return [text] if text.isalnum() else WORD_PART.findall(text)
