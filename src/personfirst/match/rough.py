"""A rough look at a text: no word that stands in it is missed, and no sentence cut that is one.

Telling words apart takes longer than a look at most texts is worth. These are the two laws that a
look must keep, and that tests hold it to: every word of `Tokens` is among the rough words, as far
as anybody asks for it; every rough sentence is one or more whole sentences of `Tokens`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from personfirst.match.split import ABBREVIATIONS, RUN_TOGETHER

_WORDS = re.compile(r"[^\W\d_]+|[^\w\s-]")
_END = re.compile(r"[.!?] +(?=[A-Z])")
_LONGEST = 50
_SIGNS = re.compile(r"\w+|[^\w\s]")
_SUBJECT_WORDS = 3
"""How many different words of its subject a document holds at least, and"""
_SUBJECT_SHARE = 0.007
"""which share of its words and signs they are."""


def by_sign(odd: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Words that are not letters alone under the first character that is none: most texts hold few
    of these, and the words under the others need not be looked for.
    """
    found: dict[str, list[str]] = {}
    for word in odd:
        sign = next(one for one in word if one != " " and not one.isalpha())
        found.setdefault(sign, []).append(word)
    return found


def rough_rows(text: str, odd: Mapping[str, Sequence[str]]) -> set[str]:
    """Every word that a text in small letters can hold, however it is told apart, and every row of
    two or three words.

    Of words that are not letters alone only the `odd` are looked for, given by their sign, and they
    are in no row.
    """
    words = _WORDS.findall(text.replace("n't", " n't") if "n't" in text else text)
    found = _rows(words)
    if not found.isdisjoint(RUN_TOGETHER):
        for start in range(len(words)):
            for told in product(*map(_told_apart, words[start : start + 3])):
                found |= _rows([part for parts in told for part in parts])
    found.update(
        word for sign, words in odd.items() if sign in text for word in words if word in text
    )
    return found


def _told_apart(word: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which a word may be told apart: "cannot" is one word or two."""
    return ((word,), RUN_TOGETHER[word]) if word in RUN_TOGETHER else ((word,),)


def _rows(words: Sequence[str]) -> set[str]:
    found = set(words)
    after = words[1:]
    found.update(map(" ".join, zip(words, after, strict=False)))
    found.update(map(" ".join, zip(words, after, words[2:], strict=False)))
    return found


def rough_sentences(text: str) -> Iterator[str]:
    """A folded text cut where a sentence surely ends: after a plain word, before a capital."""
    start = 0
    for end in _END.finditer(text):
        at = end.start()
        begin = max(text.rfind(" ", max(start, at - _LONGEST), at) + 1, start)
        word = text[begin:at]
        if (
            at - begin < _LONGEST
            and word.isalpha()
            and word.isascii()
            and word[-2:].islower()
            and len(word) > 1
            and f"{word.lower()}." not in ABBREVIATIONS
        ):
            yield text[start : end.end()]
            start = end.end()
    yield text[start:]


def subject_of(texts: Iterable[str], words: frozenset[str]) -> frozenset[str]:
    """Those of some words that stand in a document if they are its subject: several, and often."""
    whole = "\n".join(texts).lower()
    if sum(word in whole for word in words) < _SUBJECT_WORDS:
        return frozenset()
    counts = Counter(_SIGNS.findall(whole))
    met = words & counts.keys()
    often = sum(counts[word] for word in met) >= _SUBJECT_SHARE * counts.total()
    return met if often and len(met) >= _SUBJECT_WORDS else frozenset()
