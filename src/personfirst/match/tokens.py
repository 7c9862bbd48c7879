"""The words of a block, with their places, hyphens and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from operator import add

from personfirst.match.fold import Folded
from personfirst.match.split import Splitter
from personfirst.model.text import Span

_ENDERS = frozenset({".", "!", "?", "...", "…", "?!", "!!", "!?"})
_CLOSERS = frozenset({'"', "'", ")", "]", "''"}) | _ENDERS


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


def tokenize(folded: Folded, block: str, split: Splitter) -> Tokens:
    """Words, hyphens and sentences of a block's text, given folded and as it stands."""
    words, starts = split(folded.text)
    hyphen = [False] * len(words)
    if "-" in folded.text:
        words, starts, hyphen = _without_hyphens(words, starts, folded.text)
    ends = list(map(add, starts, map(len, words)))
    if folded.offsets is not None:
        back = folded.offsets
        ends = [back[end - 1] + 1 for end in ends]
        starts = [back[start] for start in starts]
    return Tokens(
        block,
        tuple(words),
        tuple(map(str.lower, words)),
        tuple(starts),
        tuple(ends),
        tuple(hyphen),
        tuple(_sentences(words)),
    )


def _without_hyphens(
    words: Sequence[str], starts: Sequence[int], text: str
) -> tuple[list[str], list[int], list[bool]]:
    """Words, offsets and hyphens, where a hyphen between two words is no word of its own."""
    kept: list[str] = []
    at: list[int] = []
    hyphen: list[bool] = []
    pending = False
    end_before = -1
    for word, start in zip(words, starts, strict=True):
        if word == "-" and kept and start == end_before and _letter_at(text, start + 1):
            pending = True
            end_before = start + 1
            continue
        kept.append(word)
        at.append(start)
        hyphen.append(pending)
        end_before = start + len(word)
        pending = False
    return kept, at, hyphen


def _letter_at(text: str, position: int) -> bool:
    return position < len(text) and text[position].isalnum()


_MOST_WORDS = 250
"""A longer stretch without an end mark is cut, so that searching a sentence is cheap."""
_SEPARATORS = frozenset("|•·▪◦●■")
_MARKS = _ENDERS | _SEPARATORS


def _sentences(words: list[str]) -> Iterable[int]:
    """Number the words by sentence: an end mark, closing quotes, then a capital, digit or quote.

    A bullet or bar on the line separates, too, and no sentence is longer than `_MOST_WORDS`.
    """
    if len(words) <= _MOST_WORDS and _MARKS.isdisjoint(words[:-1]):
        return [0] * len(words)
    return _numbered(words)


def _numbered(words: list[str]) -> Iterator[int]:
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
