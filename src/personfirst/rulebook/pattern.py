"""The pattern language that rules, lexicons and cues are written in.

    addict                 a word
    crack-head             a hyphen: crack-head, crack head or crackhead
    drug user              a space: drug user or drug-user, also over a line break
    (drug|alcohol) abuse   one of several
    (heavy)? drinker       may be left out; so may {drug}?
    {drug} user            a word of the lexicon "drug"
    abuse~                 the word in all its forms: abuse, abuses, abused, abusing
    clean ... streets      up to three words between

A pattern is a row of elements; each element offers choices, each choice is a row of words. Which
word inflects follows from where the pattern stands: the last of a noun, the first of a verb.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import product
from typing import NamedTuple

from personfirst.model.text import WORD_PART
from personfirst.rulebook.inflect import Forms
from personfirst.rulebook.written import PatternError, broken, checked

_TOKEN = re.compile(
    r"\s*(?:(?P<gap>\.\.\.)|\{(?P<slot>[a-z-]+)\}|\((?P<group>[^(){}]*)\)"
    r"|(?P<word>[^\s(){}?|]+))(?P<optional>\??)(?=\s|$|[-']|(?<=-)\()"
)
_CANNOT = re.compile(r"\b(can)(not)\b", re.IGNORECASE)
MOST_GAP = 3


class Inflect(StrEnum):
    """What inflects in a pattern."""

    NOUN = "noun"
    VERB = "verb"
    NONE = "none"


LETTERS = re.compile("[a-z]+")


class Choice(NamedTuple):
    """A row of words in lower case, the form they are in, and the lexicon entry they stand for."""

    words: tuple[str, ...]
    form: str = ""
    entry: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Element:
    """One place in a pattern: what may stand there."""

    choices: tuple[Choice, ...]
    optional: bool = False
    slot: str = ""
    joins: bool = False
    gap: bool = False

    @cached_property
    def by_first(self) -> dict[str, tuple[Choice, ...]]:
        """Choices by their first word, the longest first."""
        index: dict[str, list[Choice]] = {}
        for choice in sorted(self.choices, key=lambda choice: -len(choice.words)):
            index.setdefault(choice.words[0], []).append(choice)
        return {word: tuple(choices) for word, choices in index.items()}


@dataclass(frozen=True)
class Pattern:
    """A compiled expression. `cased` compares words with their capitals (abbreviations)."""

    source: str
    elements: tuple[Element, ...]
    cased: bool

    @cached_property
    def first(self) -> frozenset[str]:
        """Every word that a match can begin with."""
        words: set[str] = set()
        for element in self.elements:
            words.update(element.by_first)
            if not element.optional:
                break
        return frozenset(words)

    @cached_property
    def first_lower(self) -> frozenset[str]:
        """The same in small letters."""
        return frozenset(map(str.lower, self.first)) if self.cased else self.first

    @cached_property
    def needed(self) -> tuple[Mapping[str, Sequence[Choice]], ...]:
        """For each place that must be taken its choices by first word, in small letters; without
        places that something else than a run of letters may take.
        """
        places = (
            {word.lower(): choices for word, choices in one.by_first.items()}
            for one in self.elements
            if not one.optional and not one.gap
        )
        return tuple(one for one in places if all(map(LETTERS.fullmatch, one)))

    @cached_property
    def second(self) -> frozenset[str] | None:
        """Every word that can come second in a match; None where any may, or none need."""
        first = self.elements[0]
        if first.optional or first.joins or any(len(one.words) > 1 for one in first.choices):
            return None
        words: set[str] = set()
        for element in self.elements[1:]:
            if element.gap:
                return None
            words.update(element.by_first)
            if not element.optional:
                return frozenset(words)
        return None

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """For each element that must be there the words it can begin with, the fewest first."""
        musts = (one for one in self.elements if not one.optional and not one.gap)
        return tuple(sorted((frozenset(one.by_first) for one in musts), key=len))

    @cached_property
    def rarest(self) -> frozenset[str]:
        """Words in small letters of which one stands in every match: of the sets of `needs` the one
        whose words are long, for these are rare.
        """
        words = max(self.needs, key=lambda words: (min(map(len, words)), -len(words)))
        return frozenset(map(str.lower, words)) if self.cased else words

    @cached_property
    def longest(self) -> int:
        """How many words a match may have; a joined list counts a little more."""
        words = sum(
            max((len(choice.words) for choice in element.choices), default=MOST_GAP)
            for element in self.elements
        )
        return words + (MOST_GAP * 2 if any(element.joins for element in self.elements) else 0)


@dataclass(frozen=True)
class Lexicon:
    """A named list of words that patterns share; `joins` lets "crack and heroin" stand as one."""

    name: str
    choices: tuple[Choice, ...]
    joins: bool = False
    elements: dict[bool, Element] = field(default_factory=dict)

    def element(self, *, optional: bool) -> Element:
        """The element `{name}` or `{name}?`, built once."""
        if optional not in self.elements:
            self.elements[optional] = Element(
                self.choices, optional=optional, slot=self.name, joins=self.joins
            )
        return self.elements[optional]


def compile_pattern(
    source: str,
    inflect: Inflect,
    lexicon: Callable[[str], Lexicon],
    forms: Forms,
    *,
    cased: bool = False,
) -> Pattern:
    """Compile an expression. `lexicon` finds a lexicon by name and raises `PatternError`.

    Raises `PatternError` for an expression that is malformed or has no word that must stand in
    every match, since nothing could then trigger it.
    """
    parts = list(_parts(checked(source)))
    inflected = _inflected_part(parts, inflect)
    elements: list[Element] = []
    for position, part in enumerate(parts):
        optional = bool(part["optional"])
        if part["gap"]:
            elements.append(Element((), gap=True))
        elif part["slot"]:
            elements.append(lexicon(part["slot"]).element(optional=optional))
        else:
            kind = inflect if position == inflected else Inflect.NONE
            texts = part["group"].split("|") if part["group"] is not None else [part["word"]]
            choices = tuple(
                dict.fromkeys(
                    choice
                    for text in texts
                    for choice in expand(text.strip(), kind, forms, cased=cased)
                )
            )
            elements.append(Element(choices, optional=optional))
    if all(element.optional or element.gap for element in elements):
        raise PatternError(f"{source!r} has no word that must be there")
    if elements[0].gap or elements[-1].gap:
        raise PatternError(f"{source!r} begins or ends with ...; put a word there")
    return Pattern(source, tuple(elements), cased)


def expand(text: str, inflect: Inflect, forms: Forms, *, cased: bool = False) -> tuple[Choice, ...]:
    """The choices that a plain stretch of words stands for: spellings, hyphens, inflections."""
    key = text, inflect, cased
    found: tuple[Choice, ...] | None = forms.expanded.get(key)
    if found is None:
        found = forms.expanded[key] = tuple(_expand(text, inflect, forms, cased=cased))
    return found


def _expand(text: str, inflect: Inflect, forms: Forms, *, cased: bool) -> Iterator[Choice]:
    if not text:
        raise PatternError("an empty alternative; write (word)? for one that may be left out")
    if cased:
        yield Choice(split_words(text))
        return
    words = text.lower().split()
    if inflect is Inflect.NONE and all(one.isalpha() and not forms.varies(one) for one in words):
        yield Choice(tuple(part for one in words for part in split_words(one)))
        return
    if len(words) == 1:
        yield from _word_choices(words[0], inflect, forms)
        return
    heads = {Inflect.NOUN: len(words) - 1, Inflect.VERB: 0}
    variants: list[list[Choice]] = []
    for index, word in enumerate(words):
        kind = inflect if heads.get(inflect) == index else Inflect.NONE
        variants.append(list(_word_choices(word, kind, forms)))
    for row in product(*variants):
        form = next((choice.form for choice in row if choice.form), "")
        yield Choice(tuple(word for choice in row for word in choice.words), form)


def _word_choices(word: str, inflect: Inflect, forms: Forms) -> Iterator[Choice]:
    if not any(map(str.isalnum, word)):
        yield Choice(tuple(WORD_PART.findall(word)))
        return
    every_form = word.endswith("~")
    word = word.removesuffix("~")
    if word.endswith("~"):
        raise PatternError(f"{word + '~'!r} has more than one ~ at its end")
    if inflect is Inflect.NONE and not every_form and word.isalpha() and not forms.varies(word):
        yield Choice(split_words(word))
        return
    for spelled in forms.spelled(word):
        for hyphenated in _hyphenations(spelled):
            *front, last = hyphenated
            inflected: list[tuple[str, str]] = [(last, "")]
            if inflect is Inflect.NOUN:
                inflected = [(last, "one"), *((plural, "many") for plural in forms.plurals(last))]
            elif inflect is Inflect.VERB and not front:
                inflected = [(last, "base"), *_verb_forms(last, forms)]
            if every_form:
                inflected += [(plural, "many") for plural in forms.plurals(last)]
                inflected += _verb_forms(last, forms)
            for text, form in inflected:
                yield Choice(split_words(" ".join((*front, text))), form)


def _verb_forms(verb: str, forms: Forms) -> list[tuple[str, str]]:
    return [(text, form) for form, texts in forms.verb(verb).items() for text in texts]


def _hyphenations(word: str) -> Iterator[tuple[str, ...]]:
    parts = tuple(part for part in word.split("-") if part)
    yield parts
    if len(parts) > 1:
        yield ("".join(parts),)


def split_words(text: str) -> tuple[str, ...]:
    """Words as the tokenizer would give them: possessive marks and signs stand alone."""
    if text.isalpha() and text.lower() != "cannot":
        return (text,)
    apart = _CANNOT.sub("\\1 \\2", text.replace("-", " "))
    return tuple(part for piece in apart.split() for part in WORD_PART.findall(piece))


def _parts(source: str) -> Iterator[re.Match[str]]:
    position = 0
    text = source.strip().replace(")-(", ") (")  # a hyphen joins groups as it joins words
    if not text:
        raise PatternError("an empty pattern")
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.end() == position:
            raise broken(source, text[position:])
        position = match.end()
        yield match


def _inflected_part(parts: list[re.Match[str]], inflect: Inflect) -> int:
    """The position of the part that inflects: the last word of a noun, the first of a verb."""
    words = [i for i, part in enumerate(parts) if part["word"] or part["group"] is not None]
    if inflect is Inflect.NOUN and words and words[-1] == len(parts) - 1:
        return words[-1]
    if inflect is Inflect.VERB and words:
        return words[0]
    return -1
