"""Text told apart into words. The only file that imports spaCy, and only for what is odd.

Importing spaCy takes longer than checking a whole folder. How it tells apart a stretch without
spaces depends on nothing but that stretch, and for nearly all of them it is plain: letters, digits
and marks, a full stop at the end. Those are told apart here, in the same way (a test compares the
two); spaCy is asked about the others, each once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from personfirst.match.short_forms import ABBREVIATIONS, RUN_TOGETHER
from personfirst.model.text import WORD_PART

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PLAIN = re.compile(r"(?:{run})?(?:[^\w.]+(?:{run}))*[^\w.]*".format(run=r"\d+(?:\.\d+)+|[^\W_]+"))
_STOPPED = re.compile(r"(?P<word>.*(?:[a-z]{2}|[A-Z]{2}|[0-9]|[)\]\"']))\.(?P<after>[\"')\]]*)")
_INITIALS = re.compile(
    r"[(\[\"]?(?:(?:[A-Z]\.)+|[ap]\.m\.|i\.e\.|e\.g\.|\.+)(?:-[A-Za-z]+)?[,;:)\]\"]*"
)
_RUNS = re.compile(r"[^\W_]+")
_ODD = re.compile(
    r"\d(?!(?:st|nd|rd|th|s)\b)[^\W\d]|[‘’]|(?<![^\W_])'(?:m|re|ve|ll|d|s)\b|\bc'mon|\bi'ma\b",
    re.IGNORECASE,
)
"""Letters beside digits, an ending that ends no word, and contractions of their own kind."""
_LAST_RUN = re.compile(r"[^\W_]*$")
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
    """The words of a stretch without spaces, if no more than signs decides about them."""
    if stretch.isalpha():
        return _run_together(stretch) if stretch.lower() in RUN_TOGETHER else (stretch,)
    if len(stretch) >= _ENDLESS or _ODD.search(stretch):
        return None
    if _INITIALS.fullmatch(stretch) or (
        stretch[:-1].istitle() and stretch.lower() in ABBREVIATIONS
    ):
        return tuple(_cut(stretch))
    stopped = _STOPPED.fullmatch(stretch)
    body = stopped["word"] if stopped else stretch
    if not _PLAIN.fullmatch(body) or any(
        run.lower() in RUN_TOGETHER for run in _RUNS.findall(body)
    ):
        return None
    if stopped is None:
        return tuple(_cut(stretch))
    last = _LAST_RUN.search(body)
    if last is None or f"{last[0].lower()}." in ABBREVIATIONS or not body.isascii():
        return None
    return (*_cut(body), *_cut(stretch[len(body) :]))


def _run_together(word: str) -> Parts | None:
    """The parts of a word like "cannot", if it is written in one of the usual ways."""
    if word not in (word.lower(), word.capitalize()):
        return None
    parts, start = [], 0
    for part in RUN_TOGETHER[word.lower()]:
        parts.append(word[start : start + len(part)])
        start += len(part)
    return tuple(parts)


def split_simply(text: str) -> list[str]:
    """Words without spaCy, for headings and other short text around a block."""
    return _SIMPLE.findall(text)


def _cut(text: str) -> list[str]:
    """A token, cut further where a contraction, a slash or a hyphen is left inside."""
    return [text] if text.isalnum() else WORD_PART.findall(text)
