"""The words of a block, with their places, hyphens and sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import add

from personfirst.match.fold import Folded
from personfirst.match.split import Splitter
from personfirst.model.text import Span
from personfirst.rulebook.expressions import by_word

_ENDERS = frozenset({".", "!", "?", "...", "…", "?!", "!!", "!?"})
_LONG = 1_000
"""Where a block has more words, an index of them is made."""
_BEFORE_QUESTION = frozenset(
    {"why", "so", "and", "but", "or", ",", ";", ":", "—", "–", '"', "'", "("}
)
"""Words and marks behind which a question begins with its verb."""
_CLOSERS = frozenset({'"', "'", ")", "]", "''"}) | _ENDERS


@dataclass(frozen=True)
class Tokens:
    """The words of a block, hyphens left out: `hyphen[i]` says that one stood before word i.

    `block` is the block's text, `folded` the same in plain typography; `sentences[i]` numbers the
    sentence of word i.
    """

    block: str
    folded: Folded
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    hyphen: tuple[bool, ...]
    sentences: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def _folded_starts(self) -> Sequence[int]:
        return _starts(self.words, self.folded.text)

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where in the block's text each word begins."""
        back, starts = self.folded.offsets, self._folded_starts
        return starts if back is None else [back[start] for start in starts]

    @cached_property
    def ends(self) -> Sequence[int]:
        """Where in the block's text each word ends."""
        back = self.folded.offsets
        ends = list(map(add, self._folded_starts, map(len, self.words)))
        return ends if back is None else [back[end - 1] + 1 for end in ends]

    def span(self, first: int, last: int) -> Span:
        """The span of block text from word `first` up to, not including, word `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    @cached_property
    def bounds(self) -> Sequence[int]:
        """Where each sentence begins, and the end of the last."""
        numbers = self.sentences
        return (*(bisect_left(numbers, one) for one in sorted(set(numbers))), len(numbers))

    def sentence(self, index: int) -> tuple[int, int]:
        """First word and end (exclusive) of the sentence of a word."""
        bounds = self.bounds
        at = bisect_right(bounds, index)
        return bounds[at - 1], bounds[at]

    def end(self, index: int) -> int:
        """The end of the sentence of a word; that of the block behind its last word."""
        size = len(self)
        return self.sentence(index)[1] if index < size else size

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(self.lowers)

    @cached_property
    def cased_vocabulary(self) -> frozenset[str]:
        return frozenset(self.words)

    def places(self, word: str) -> Sequence[int]:
        """Where a word in lower case stands."""
        return self._index.get(word, ()) if len(self) > _LONG else _standing(word, self.lowers)

    def cased_places(self, word: str) -> Sequence[int]:
        """Where a word stands as it is written."""
        return _standing(word, self.words)

    @cached_property
    def _index(self) -> Mapping[str, Sequence[int]]:
        """Where each word in lower case stands."""
        return by_word(zip(self.lowers))


def _standing(word: str, words: tuple[str, ...]) -> Sequence[int]:
    """Where a word stands among others: in a few hundred that is found sooner than an index of all
    is made.
    """
    places: list[int] = []
    for _ in range(words.count(word)):
        places.append(words.index(word, places[-1] + 1 if places else 0))
    return places


def asks_back(tokens: Tokens, index: int) -> bool:
    """Whether the sentence of a word asks what it means to say: "Isn't it only …?", "So why don't
    we …?"; its "not" denies nothing.
    """
    first, last = tokens.sentence(index)
    if "?" not in tokens.lowers[max(last - 2, first) : last]:
        return False
    for at in range(first + 1, index):
        if tokens.lowers[at] == "n't":
            return at - 1 == first or tokens.lowers[at - 2] in _BEFORE_QUESTION
    return False


def words_of(tokens: Tokens, first: int, last: int) -> str:
    """Words as they stand in the text, white space collapsed."""
    return " ".join(tokens.block[tokens.starts[first] : tokens.ends[last - 1]].split())


def tokenize(folded: Folded, block: str, split: Splitter) -> Tokens:
    """Words, hyphens and sentences of a block's text, given folded and as it stands."""
    words = split(folded.text)
    hyphen = [False] * len(words)
    if "-" in words:
        words, hyphen = _without_hyphens(words, folded.text)
    return Tokens(
        block,
        folded,
        tuple(words),
        tuple(map(str.lower, words)),
        tuple(hyphen),
        tuple(_sentences(words)),
    )


def _starts(words: Iterable[str], text: str) -> list[int]:
    """Where words begin that are all of a text, but for white space and hyphens between them."""
    starts: list[int] = []
    end = 0
    for word in words:
        start = text.index(word, end)
        starts.append(start)
        end = start + len(word)
    return starts


def _without_hyphens(words: Sequence[str], text: str) -> tuple[list[str], list[bool]]:
    """Words and hyphens, where a hyphen between two words is no word of its own."""
    kept: list[str] = []
    hyphen: list[bool] = []
    pending = False
    end_before = -1
    for word, start in zip(words, _starts(words, text), strict=True):
        if word == "-" and kept and start == end_before and _letter_at(text, start + 1):
            pending = True
            end_before = start + 1
            continue
        kept.append(word)
        hyphen.append(pending)
        end_before = start + len(word)
        pending = False
    return kept, hyphen


def _letter_at(text: str, position: int) -> bool:
    return position < len(text) and text[position].isalnum()


_MOST_WORDS = 250
"""A longer stretch without an end mark is cut, so that searching a sentence is cheap."""
_SEPARATORS = frozenset("|•·▪◦●■")
_MARKS = _ENDERS | _SEPARATORS
_INITIALS = frozenset(f"{letter}." for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LETTERED = frozenset(
    {"hepatitis", "hep", "vitamin", "grade", "schedule", "type", "group", "appendix", "audit"}
)
"""Words before a capital letter that is no initial of a name: "hepatitis C. Every", "AUDIT-C."."""


def _sentences(words: list[str]) -> list[int]:
    """Number the words by sentence: an end mark, closing quotes, then a capital, digit or quote.

    A bullet or bar on the line separates, too, and no sentence is longer than `_MOST_WORDS`.
    """
    lettered = _letter_ends(words)
    if len(words) <= _MOST_WORDS and not lettered and _MARKS.isdisjoint(words[:-1]):
        return [0] * len(words)
    marks = [index for index, word in enumerate(words) if word in _MARKS or index in lettered]
    numbers: list[int] = []
    number = 0
    begun = 0
    ended = False
    while True:
        index = len(numbers)
        if not ended:  # nothing is to be decided before the next mark
            at = bisect_left(marks, index)
            next_mark = marks[at] if at < len(marks) else len(words)
            plain = min(next_mark, max(index, begun + _MOST_WORDS)) - index
            numbers += [number] * plain
            index += plain
        if index == len(words):
            return numbers
        word = words[index]
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
        if word in _ENDERS or index in lettered:
            ended = True
        numbers.append(number)
        number += word in _SEPARATORS


def _letter_ends(words: list[str]) -> frozenset[int]:
    """Where a letter and its full stop, which stand as one word, end a sentence."""
    if _INITIALS.isdisjoint(words):
        return frozenset()
    return frozenset(
        index
        for index, word in enumerate(words)
        if index and word in _INITIALS and words[index - 1].lower() in _LETTERED
    )


def _opens(words: list[str], index: int) -> bool:
    """Whether a quote mark opens: an even number of its kind stands before it."""
    return words[:index].count(words[index]) % 2 == 0
