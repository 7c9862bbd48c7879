"""Patterns found in words: the one matcher that rules, conditions and cues share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from personfirst.match.tokens import Tokens
from personfirst.rulebook.expressions import Expressions
from personfirst.rulebook.pattern import MOST_GAP, Choice, Element, Pattern

_JOINERS = frozenset({"and", "or", "&", "/", ",", "nor"})
_STOPS = frozenset({".", ",", ";", ":", "!", "?", "(", ")", '"'})
_MOST_JOINED = 12
"""How many words of a joining lexicon are read as one list, so that time is bounded."""


class Slot(NamedTuple):
    """Words that filled `{name}`: from word `first` up to `last`, and their lexicon entries."""

    first: int
    last: int
    choices: tuple[Choice, ...]


class Hit(NamedTuple):
    """A pattern found from word `first` up to, not including, word `last`."""

    first: int
    last: int
    form: str
    slots: Mapping[str, Slot]


def awake(patterns: Expressions, tokens: Tokens) -> tuple[Pattern, ...]:
    """Those of some expressions that may stand among some words: a word for each of their places
    that must be taken is there.
    """
    apart = tokens.vocabulary.isdisjoint
    return tuple(
        pattern
        for pattern in patterns.among(tokens.vocabulary)
        if pattern.cased or not any(map(apart, pattern.needs))
    )


def find_all(
    pattern: Pattern, tokens: Tokens, first: int = 0, last: int | None = None
) -> Iterator[Hit]:
    """Every place where a pattern stands between two words, the longest reading of each."""
    words = pattern.first & (tokens.cased_vocabulary if pattern.cased else tokens.vocabulary)
    if not words:
        return
    last = len(tokens) if last is None else last
    places = tokens.cased_places if pattern.cased else tokens.places
    begins = (index for word in words for index in places(word))
    for index in sorted(index for index in begins if first <= index < last):
        hit = match_at(pattern, tokens, index, last)
        if hit is not None:
            yield hit


def match_at(pattern: Pattern, tokens: Tokens, index: int, last: int | None = None) -> Hit | None:
    """The longest reading of a pattern that begins at a word, or None."""
    last = len(tokens) if last is None else last
    words = tokens.words if pattern.cased else tokens.lowers
    second = pattern.second
    if second is not None and (index + 1 >= last or words[index + 1] not in second):
        return None
    best: Hit | None = None
    for end, form, slots in _walk(pattern.elements, 0, words, index, last):
        if best is None or end > best.last:
            best = Hit(index, end, form, slots)
    return best if best is not None and best.last > index else None


def found_before(
    pattern: Pattern, tokens: Tokens, index: int, within: int, first: int = 0
) -> Hit | None:
    """The pattern where it ends at most `within - 1` words before a word, nearest first."""
    starts = pattern.first
    words = tokens.words if pattern.cased else tokens.lowers
    for start in range(index - 1, max(first, index - within - pattern.longest + 1) - 1, -1):
        if words[start] in starts:
            hit = match_at(pattern, tokens, start, index)
            if hit is not None and index - hit.last <= within - 1:
                return hit
    return None


def found_after(
    pattern: Pattern, tokens: Tokens, index: int, within: int, last: int | None = None
) -> Hit | None:
    """The pattern where it begins at most `within - 1` words after a word."""
    last = len(tokens) if last is None else last
    starts = pattern.first
    words = tokens.words if pattern.cased else tokens.lowers
    for start in range(index, min(index + within, last)):
        if words[start] in starts:
            hit = match_at(pattern, tokens, start, last)
            if hit is not None:
                return hit
    return None


Step = tuple[int, str, dict[str, Slot]]


def _walk(
    elements: tuple[Element, ...], position: int, words: tuple[str, ...], index: int, last: int
) -> Iterator[Step]:
    if position == len(elements):
        yield index, "", {}
        return
    element = elements[position]
    if element.gap:
        for skip in range(MOST_GAP + 1):
            if skip and (index + skip > last or words[index + skip - 1] in _STOPS):
                return
            yield from _walk(elements, position + 1, words, index + skip, last)
        return
    for end, choices in _readings(element, words, index, last):
        slot = {element.slot: Slot(index, end, choices)} if element.slot else {}
        form = "" if element.slot and position + 1 < len(elements) else choices[-1].form
        for final, later, slots in _walk(elements, position + 1, words, end, last):
            yield final, form or later, slot | slots
    if element.optional:
        yield from _walk(elements, position + 1, words, index, last)


def _readings(
    element: Element, words: tuple[str, ...], index: int, last: int, most: int = _MOST_JOINED
) -> Iterator[tuple[int, tuple[Choice, ...]]]:
    """Ways to fill an element at a word; a joining lexicon also takes "crack, meth and heroin", at
    `most` so many.
    """
    if index >= last or not most:
        return
    for choice in element.by_first.get(words[index], ()):
        end = index + len(choice.words)
        if end > last or words[index:end] != choice.words:
            continue
        if element.joins:
            joint = end
            while joint < last and words[joint] in _JOINERS and joint - end < 2:
                joint += 1
            if joint > end:
                for further, choices in _readings(element, words, joint, last, most - 1):
                    yield further, (choice, *choices)
        yield end, (choice,)
