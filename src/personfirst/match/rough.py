"""A rough look at texts: no word that stands in one is missed, and no sentence cut that is one.

Telling words apart takes longer than a look at most texts is worth. A rough text is letters and
digits alone, in small letters, one space between words and every digit a word. These are the two
laws that it must keep, and that tests hold it to: words that stand side by side in `Tokens` do so
here, written as `rulebook.needs` writes them, but where they are run together as in "cannot"; every
rough sentence is one or more whole sentences of `Tokens`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from string import ascii_letters, ascii_lowercase, digits

from personfirst.match.fold import plain_character
from personfirst.match.short_forms import ABBREVIATIONS
from personfirst.rulebook.gates import OTHER_LETTER

TEXT, SENTENCE = "\x1e", "\x1f"
"""Stand between texts, and between the sentences of one."""
_SPACES = {code: " " for code in range(128) if chr(code).isspace() and chr(code) not in "\x1e\x1f"}
_SIGNS = {
    code: " "
    for code in range(128)
    if chr(code) not in ascii_lowercase + digits + OTHER_LETTER + TEXT + SENTENCE
}
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_END = re.compile(r"[.!?] +(?=[A-Z])")
_NOT = re.compile(r"n't\b")
_LONGEST = 50
_FOREIGN_SIGN = re.compile(r"[^\x00-\x7f\w]")
_PART_OF_WORD = (ascii_letters + digits + "_").encode() + bytes(range(128, 256))
_SPACE = bytes(code for code in range(128) if chr(code).isspace())
_SIGN = bytes(set(range(256)) - {*_PART_OF_WORD, *_SPACE})
_APART = bytes.maketrans(_SIGN + _SPACE, b" " * len(_SIGN + _SPACE))
_AT_ONCE = 1000
"""How many texts are told apart into words at once, so that memory is bounded."""
_PAGE = 100
"""How many words and signs a page has at least."""
_SUBJECT_WEIGHT = 7
_SHORT_WEIGHT = 6
"""What the different words of its subject weigh at least in a document, and in one shorter than a
page."""
_SUBJECT_SHARE = 0.003
_FEWEST = 3
"""Which share of all words and signs they are at least, and how many on a page."""
_OTHERS = 5
"""How many words of other subjects make a page one about something else, if they come as often."""
_STRONG, _WIDE_WEIGHT = 4, 10
"""What a word weighs that hardly stands in other texts. A page has two such words, or its words
weigh more."""


def rough(texts: Sequence[str]) -> str:
    """Some texts as one, ready to be searched for needles, each of which has a space at its ends.

    Texts must have no words that are broken over a line.
    """
    whole = f" {TEXT} ".join(texts)
    if SENTENCE in whole or whole.count(TEXT) >= len(texts):
        marks = {ord(TEXT): " ", ord(SENTENCE): " "}
        whole = f" {TEXT} ".join(text.translate(marks) for text in texts)
    if "{" in whole:
        whole = whole.replace("{", " ")
    if "`" in whole:
        whole = whole.replace("`", "'")
    if not whole.isascii():
        whole = _FOREIGN.sub(_plain, whole)
    whole = f" {SENTENCE} ".join(rough_sentences(whole.translate(_SPACES))).lower()
    if "n't" in whole:
        whole = _NOT.sub(" n't", whole)
    whole = whole.translate(_SIGNS)
    for digit in digits:
        if digit in whole:
            whole = whole.replace(digit, f" {digit} ")
    while "  " in whole:
        whole = whole.replace("  ", " ")
    return f" {whole} "


def rough_sentences(text: str) -> Iterator[str]:
    """A text cut where a sentence surely ends: after a plain word, before a capital. White space
    must be spaces.
    """
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


def is_page(texts: Iterable[str]) -> bool:
    """Whether some texts together have as many words and signs as a page."""
    each = (len(words) + signs for words, signs in map(words_and_signs, texts))
    return any(count >= _PAGE for count in accumulate(each))


def subject_of(
    texts: Iterable[str], weights: Mapping[str, int], others: Mapping[str, Sequence[str]]
) -> frozenset[str]:
    """Those of some words, or rows of words, that stand in a document if they are its subject: the
    different ones weigh enough, and they come often. What a page says in passing is none, nor what
    it says less often than words of other subjects, which are given by their first words.
    """
    counts: Counter[str] = Counter()
    size = elsewhere = 0
    for words, signs in words_in_parts(texts):
        size += len(words) + signs
        each = Counter(words)
        there = set(each)
        counts.update({word: each[word] for word in weights.keys() & there})
        rows = [row for row in weights if " " in row and there.issuperset(row.split())]
        away = [row for first in others.keys() & there for row in others[first]]
        long = [row for row in away if " " in row and there.issuperset(row.split())]
        line = f" {' '.join(words)} " if rows or long else ""
        counts.update({row: count for row in rows if (count := line.count(f" {row} "))})
        elsewhere += sum(map(each.__getitem__, away)) + sum(line.count(f" {row} ") for row in long)
    often = sum(counts.values()) >= _SUBJECT_SHARE * size
    weight = sum(map(weights.__getitem__, counts))
    if size < _PAGE:
        return frozenset(counts) if often and weight >= _SHORT_WEIGHT else frozenset()
    strong = sum(count for word, count in counts.items() if weights[word] >= _STRONG)
    often = often and sum(counts.values()) >= _FEWEST
    outweighed = elsewhere >= max(_OTHERS, sum(counts.values()))
    enough = weight >= (_SUBJECT_WEIGHT if strong > 1 else _WIDE_WEIGHT)
    return frozenset(counts) if often and enough and not outweighed else frozenset()


def words_in_parts(texts: Iterable[str]) -> Iterator[tuple[list[str], int]]:
    """The words of some texts in small letters, and how many signs they have besides, by parts, so
    that memory is bounded.
    """
    every = iter(texts)
    while some := list(islice(every, _AT_ONCE)):
        yield words_and_signs("\n".join(some).lower())


def words_and_signs(text: str) -> tuple[list[str], int]:
    """The runs of letters, digits and underscores in a text, and how many signs it has besides."""
    if not text.isascii():
        text = _FOREIGN_SIGN.sub(lambda sign: " " if sign[0].isspace() else "!", text)
    data = text.encode()
    return data.translate(_APART).decode().split(), len(
        data.translate(None, _PART_OF_WORD + _SPACE)
    )


def _plain(foreign: re.Match[str]) -> str:
    """Characters beyond ASCII as they are written here."""
    return "".join(
        one if one in _ASCII else OTHER_LETTER if one.isalpha() else " "
        for character in foreign[0]
        for one in plain_character(character).lower()
    )


_ASCII = frozenset(f"{ascii_letters}'- \"")
