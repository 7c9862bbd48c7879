"""Words of a block. The only file that imports spaCy, and only when a block is tokenized."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from personfirst.match.fold import Folded
from personfirst.model.text import Span
from personfirst.rulebook.pattern import WORD_PART

if TYPE_CHECKING:
    from spacy.tokens import Doc

Splitter = Callable[[str], Iterable[tuple[str, int]]]
_ENDERS = frozenset({".", "!", "?", "...", "…", "?!", "!!", "!?"})
_CLOSERS = frozenset({'"', "'", ")", "]", "''"}) | _ENDERS
_ENDLESS = re.compile(r"\S{200,}")
"""spaCy takes quadratic time on a stretch without a space; no word is that long."""
_SIMPLE = re.compile(
    r"[A-Za-z0-9]+(?=n't\b)|n't\b|[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*|'(?:m|re|ve|ll|d|s)\b|\S",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Tokens:
    """The words of a block, hyphens left out: `hyphen[i]` says that one stood before word i.

    `block` is the block's text, `starts` and `ends` are offsets in it;
    `sentences[i]` numbers the sentence of word i.
    """

    block: str
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    hyphen: tuple[bool, ...]
    sentences: tuple[int, ...]
    _bounds: dict[int, tuple[int, int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The span of block text from word `first` up to, not including, word `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def sentence(self, index: int) -> tuple[int, int]:
        """First word and end (exclusive) of the sentence of a word."""
        number = self.sentences[index]
        if number not in self._bounds:
            first = index
            while first and self.sentences[first - 1] == number:
                first -= 1
            last = index + 1
            while last < len(self.words) and self.sentences[last] == number:
                last += 1
            self._bounds[number] = (first, last)
        return self._bounds[number]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(self.lowers)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Each word in lower case, and each two in a row."""
        rows = (f"{left} {right}" for left, right in pairwise(self.lowers))
        return self.vocabulary.union(rows)

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """Where each word in lower case stands."""
        return _places(self.lowers)

    @cached_property
    def cased_places(self) -> Mapping[str, Sequence[int]]:
        """Where each word stands as it is written."""
        return _places(self.words)


def _places(words: Iterable[str]) -> Mapping[str, Sequence[int]]:
    places: dict[str, list[int]] = {}
    for index, word in enumerate(words):
        places.setdefault(word, []).append(index)
    return places


def words_of(tokens: Tokens, first: int, last: int) -> str:
    """Words as they stand in the text, white space collapsed."""
    return " ".join(tokens.block[tokens.starts[first] : tokens.ends[last - 1]].split())


class SpacyTokenizer:
    """spaCy's English tokenizer without a model, loaded when it is first called."""

    def __init__(self) -> None:
        self._tokenizer: Callable[[str], Doc] | None = None

    @property
    def loaded(self) -> bool:
        """Whether spaCy has been loaded already."""
        return self._tokenizer is not None

    def __call__(self, text: str) -> Iterator[tuple[str, int]]:
        """Words and their offsets."""
        if self._tokenizer is None:
            import spacy

            self._tokenizer = spacy.blank("en").tokenizer
        start = 0
        for endless in _ENDLESS.finditer(text):
            yield from self._tokens(text[start : endless.start()], start)
            for part in WORD_PART.finditer(endless[0]):
                yield part[0], endless.start() + part.start()
            start = endless.end()
        yield from self._tokens(text[start:], start)

    def _tokens(self, text: str, offset: int) -> Iterator[tuple[str, int]]:
        if self._tokenizer is not None:
            for token in self._tokenizer(text):
                yield token.text, offset + token.idx


def split_simply(text: str) -> Iterator[tuple[str, int]]:
    """Words without spaCy, for headings and other short text around a block."""
    for match in _SIMPLE.finditer(text):
        yield match[0], match.start()


def tokenize(folded: Folded, block: str, split: Splitter) -> Tokens:
    """Words, hyphens and sentences of a block's text, given folded and as it stands."""
    words: list[str] = []
    spans: list[Span] = []
    hyphen: list[bool] = []
    pending = False
    end_before = -1
    for text, offset in split(folded.text):
        for part, start in _parts(text, offset):
            if part == "-" and words and start == end_before and _letter_at(folded.text, start + 1):
                pending = True
                end_before = start + 1
                continue
            words.append(part)
            spans.append(folded.back(start, start + len(part)))
            hyphen.append(pending)
            end_before = start + len(part)
            pending = False
    return Tokens(
        block,
        tuple(words),
        tuple(word.lower() for word in words),
        tuple(span.start for span in spans),
        tuple(span.end for span in spans),
        tuple(hyphen),
        tuple(_sentences(words)),
    )


def _letter_at(text: str, position: int) -> bool:
    return position < len(text) and text[position].isalnum()


def _parts(text: str, offset: int) -> Iterator[tuple[str, int]]:
    """A token, cut further where spaCy leaves a contraction, a slash or a hyphen inside."""
    if text.isalnum():
        yield text, offset
        return
    for match in WORD_PART.finditer(text):
        yield match[0], offset + match.start()


_MOST_WORDS = 250
"""A longer stretch without an end mark is cut, so that searching a sentence is cheap."""
_SEPARATORS = frozenset("|•·▪◦●■")


def _sentences(words: list[str]) -> Iterator[int]:
    """Number the words by sentence: an end mark, closing quotes, then a capital, digit or quote.

    A bullet or bar on the line separates, too, and no sentence is longer than `_MOST_WORDS`.
    """
    number = 0
    begun = 0
    ended = False
    for index, word in enumerate(words):
        before = number
        if ended and word not in _CLOSERS:
            if word[0].isupper() or not word[0].isalpha():
                number += 1
            ended = False
        elif ended and word in {'"', "'"} and _opens(words, index):
            number += 1
            ended = False
        elif index - begun >= _MOST_WORDS:
            number += 1
        if number != before:
            begun = index
        if word in _ENDERS:
            ended = True
        yield number
        number += word in _SEPARATORS


def _opens(words: list[str], index: int) -> bool:
    """Whether a quote mark opens: an even number of its kind stands before it."""
    return words[:index].count(words[index]) % 2 == 0
