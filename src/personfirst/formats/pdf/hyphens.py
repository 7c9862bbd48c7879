"""Decides whether a hyphen at the end of a line belongs to the word or only divides it.

A word that stands elsewhere in the document decides. Where none does, a hyphen divides, except
between parts that usually have one and between words that the document also uses by themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*")
_LAST = re.compile(r"[\w'’\-‐‑]*\Z")
_FIRST = re.compile(r"[\w'’]+(?:[\-‐‑][\w'’]+)*")
_DIVIDING = "\xad\u2010"
_COMPOUND_FIRST = (
    "all anti best co community cross drug e eighty evidence family fifty first forty four fast"
    " full good half harm high long low mid multi next ninety non opioid part peer person post pre"
    " same self seventy short sixty substance thirty trauma twenty two well year"
)
_COMPOUND_LAST = (
    "affected affirming appropriate assisted based behind bound centered centred competent"
    " dependent driven effective exchange first focused free friendly funded impacted informed"
    " involved led level minded off oriented positive reduction related responsive run seeking"
    " sensitive serving site specific style support term traditional trained treated up use user"
    " users"
)
_CLOSED_FIRST = (
    "ab after ad air any back birth book brain care child com con count de dis down drop ever"
    " every eye fire for fore friend gate grand guide hand head heart here home hospital house how"
    " im in inter land law life light like line man mean mis more mother neighbor never news night"
    " note on other our out over paper pass per play re rest road school sea ship show side some"
    " stand store sub sun tax there through to trans un under water web week what when where who"
    " with woman work youth your"
)
_ENDING = re.compile(
    r"(?:ness|ful|less|ship|ments?|ings?|ish|ly|ers?|er?ed|ering|al\w*|ity|able|ages?|en\w*|est"
    r"|ner\w*|nel|y|ies|ism\w*|ist\w*|hood|wards?|on\w+|light\w*|ways?|fold)"
)
"""What follows on words to make others, such as the rest of "partner" and "wellness"."""


class Hyphens:
    """The words of a document, to judge divided ones by."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._compound_first = frozenset(_COMPOUND_FIRST.split())
        self._compound_last = frozenset(_COMPOUND_LAST.split())
        self._closed_first = frozenset(_CLOSED_FIRST.split())
        self._words: Counter[str] = Counter()
        for text in texts:
            self._words.update(_plain(word) for word in _WORD.findall(text))

    def divides(self, before: str, after: str, hyphen: str) -> bool:
        """Whether a hyphen between these texts only divides a word and goes when it is joined."""
        last, first = _LAST.search(before), _FIRST.match(after)
        head, tail = (last[0] if last else ""), (first[0] if first else "")
        if not head or not tail or not head[-1].isalpha():
            return False
        if not tail[0].islower() and not (len(head) > 1 and head.isupper() and tail.isupper()):
            return False
        head, tail = _plain(head), _plain(tail)
        joined, hyphened = self._words[head + tail], self._words[f"{head}-{tail}"]
        if joined or hyphened:
            return joined >= hyphened
        if hyphen in _DIVIDING:
            return True
        return not self._is_compound(head, tail)

    def _is_compound(self, head: str, tail: str) -> bool:
        *before, head = head.split("-")
        tail = tail.split("-")[0]
        if len(before) > 1:
            return True
        if before and self._words[head + tail]:
            return False
        if head in self._closed_first:
            return False
        if tail in self._compound_last:
            return True
        if head in self._compound_first and not _ENDING.fullmatch(tail):
            sure = len(head) > 3 or (head in ("low", "non") and len(tail) > 3)
            return sure or self._words[tail] > 0
        return len(head) > 2 and len(tail) > 3 and self._words[head] > 0 and self._words[tail] > 0


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").replace("‐", "-").replace("‑", "-")
