"""Narratives found in a block's words: the roles of a structure, together in its window."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile

from personfirst.match.search import awake, find_all
from personfirst.match.terms import Filled, Match
from personfirst.match.tokens import Tokens, words_of
from personfirst.rulebook.narrative import Role, Structure, Window
from personfirst.rulebook.pattern import Pattern
from personfirst.rulebook.schema import CompiledRule

_NEGATORS = frozenset(
    {"not", "n't", "never", "no", "neither", "nor", "without", "nobody", "none", "hardly", "cannot"}
)
_FAR_NEGATORS = frozenset({"nobody", "none", "neither", "nor"})
_AFTER_NOT = frozenset({"only", "just", "merely", "simply", "longer", "wonder", "doubt", "matter"})
_INSTEAD = frozenset({("rather", "than"), ("instead", "of"), ("far", "from")})
_RIGHT_AT, _NEAR, _FAR = 2, 5, 14
_TURNS = frozenset({";", ":", "but", "because"})
_BREAKS = frozenset({";", ":", "—", "–", "but", "(", ")", "while", "whereas"})
_CARRIERS = ("they", "them", "their", "theirs", "themselves")
_POINTERS = frozenset({"these", "those", "such", "this", "that"})
_POINTED = frozenset(
    {"people", "individuals", "folks", "persons", "types", "kind", "crowd", "element", "characters",
     "population", "bunch", "ones", "group", "patients", "clients", "lot"}
)  # fmt: skip
_RUNS = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?")
_ENDINGS = ("n't", "'s", "'m", "'re", "'ve", "'ll", "'d")
_BEFORE_NOT = re.compile(r"([^\W\d_]+)n't")
_MOST_TRIED = 2_000
"""How many ways to fill a structure are tried in one window, so that time is bounded."""


Expressions = Mapping[int, Sequence[Pattern]]
"""The expressions of each role, by the role's identity, whose triggers stand in a block."""


class Stories:
    """The structures of a run, and where in a block they are filled.

    Most structures cannot be filled in most blocks, and this must be seen without asking each: one
    look-up for each word, and each two in a row, says which roles may stand there at all, and only
    the expressions of those that a structure then still needs are looked at.
    """

    def __init__(self) -> None:
        self._known: list[_Known] = []
        self._roles: set[int] = set()
        self._by_words: dict[str, tuple[set[int], set[int]]] = {}
        self._by_first: dict[str, set[int]] = {}
        self._patterns: dict[int, tuple[Pattern, tuple[frozenset[str], ...], list[int]]] = {}

    def learn(self, stories: Sequence[tuple[CompiledRule, Structure]]) -> None:
        """Add structures from a row that only grows; those that are known already cost nothing."""
        for compiled, structure in stories[len(self._known) :]:
            core, topics = (
                frozenset(map(id, roles)) for roles in (structure.core, structure.topics)
            )
            self._known.append(_Known(compiled, structure, core, topics))
            for role in (*structure.core, *structure.topics):
                if id(role) not in self._roles:
                    self._roles.add(id(role))
                    self._add(role)

    def _add(self, role: Role) -> None:
        for words, patterns in role.by_words.items():
            roles, here = self._by_words.setdefault(words, (set(), set()))
            roles.add(id(role))
            here.update(patterns)
        for pattern in role.patterns:
            if id(pattern) not in self._patterns:
                woken = {trigger.split()[0] for trigger in pattern.triggers}
                for word in woken:
                    self._by_first.setdefault(word, set()).add(id(pattern))
                rest = tuple(need for need in pattern.needs if not woken <= need)
                self._patterns[id(pattern)] = pattern, rest, []
            self._patterns[id(pattern)][2].append(id(role))

    def may_tell(self, text: str) -> bool:
        """Whether a text, in small letters, has words for every role of a structure: a rough look
        before words are told apart, which never says no where `find` would find something.
        """
        words = rough_words(text)
        roles: set[int] = set()
        for number in set().union(*(self._by_first.get(word, ()) for word in words)):
            pattern, _, fills = self._patterns[number]
            if not roles.issuperset(fills) and _may_stand(pattern, words):
                roles.update(fills)
        return any(known.core <= roles for known in self._known)

    def find(self, tokens: Tokens, around: Sequence[Tokens] = ()) -> Iterator[Match]:
        """Every structure that is filled, once for each stretch that fills it.

        `around` are the words of the heading, lead-in and table row, which may fill a topic.
        """
        found = [self._by_words[words] for words in self._by_words.keys() & tokens.pairs]
        roles = set().union(*(here for here, _ in found))
        known = [one for one in self._known if one.core <= roles]
        if not around:
            known = [one for one in known if one.topics <= roles]
        if not known:
            return
        possible = self._possible(
            set().union(*(one.core for one in known)),
            set().union(*(patterns for _, patterns in found)),
            tokens,
        )
        search = _Search(tokens, around, possible)
        for one in known:
            if one.core <= possible.keys():
                for filled in search.filled(one.structure):
                    yield _match(one.compiled, one.structure, filled, tokens)

    def _possible(self, wanted: set[int], patterns: set[int], tokens: Tokens) -> Expressions:
        """Of the patterns whose triggers stand among some words those that can stand there, by the
        roles that are wanted.
        """
        possible: dict[int, list[Pattern]] = {}
        apart, unwanted = tokens.vocabulary.isdisjoint, wanted.isdisjoint
        for number in patterns:
            pattern, needs, roles = self._patterns[number]
            if not unwanted(roles) and not any(map(apart, needs)):
                for role in wanted.intersection(roles):
                    possible.setdefault(role, []).append(pattern)
        return possible


@dataclass(frozen=True, slots=True)
class _Known:
    """A structure with the identities of its roles."""

    compiled: CompiledRule
    structure: Structure
    core: frozenset[int]
    topics: frozenset[int]


def _may_stand(pattern: Pattern, words: frozenset[str]) -> bool:
    """Whether each element that must be there can be made of these words."""
    return all(
        any(
            words.issuperset(choice.words)
            for first in element.by_first.keys() & words
            for choice in element.by_first[first]
        )
        for element in pattern.elements
        if not element.optional and not element.gap
    )


def rough_words(text: str) -> frozenset[str]:
    """Every word and sign that a text in small letters can hold, however it is told apart."""
    found = {*_RUNS.findall(text), *_LETTERS.findall(text), *_BEFORE_NOT.findall(text), *text}
    for dotted in _DOTTED.findall(text):
        found.update((dotted, dotted.rstrip(".")))
    found.update(ending for ending in _ENDINGS if ending in text)
    return frozenset(found | {"can", "not"} if "cannot" in found else found)


def _match(
    compiled: CompiledRule, structure: Structure, filled: tuple[Filled, ...], tokens: Tokens
) -> Match:
    inside = [one for one in filled if not one.apart]
    first, last = min(one.first for one in inside), max(one.last for one in inside)
    return Match(compiled, first, last, tokens.span(first, last), "", {}, filled, structure)


@dataclass
class _Search:
    """The places of each role in a block, found once however many structures ask."""

    tokens: Tokens
    around: Sequence[Tokens]
    possible: Expressions
    _places: dict[int, tuple[Filled, ...]] = field(default_factory=dict)

    @cached_property
    def _bounds(self) -> tuple[int, ...]:
        """Where each sentence begins, and the end of the last."""
        numbers = self.tokens.sentences
        starts = [i for i in range(len(numbers)) if not i or numbers[i] != numbers[i - 1]]
        return (*starts, len(numbers))

    def filled(self, structure: Structure) -> Iterator[tuple[Filled, ...]]:
        """The tightest way to fill a structure in each window where it can be filled."""
        places = list(takewhile(bool, map(self._places_of, structure.core)))
        if len(places) < len(structure.core):
            return
        done = 0
        for index in range(len(self._bounds) - 1):
            first, last = self._window(structure.window, index)
            best = self._best(structure, places, max(first, done), last)
            if best is None:
                continue
            topics = [self._topic(role, index) for role in structure.topics]
            if all(topics):
                done = max(one.last for one in best)
                yield (*best, *(topic for topic in topics if topic))
            if structure.window is Window.PARAGRAPH:
                return

    def _window(self, window: Window, index: int) -> tuple[int, int]:
        """First word and end of the window that begins with a sentence."""
        if window is Window.PARAGRAPH:
            return 0, len(self.tokens)
        last = index + (2 if window is Window.NEIGHBORS else 1)
        return self._bounds[index], self._bounds[min(last, len(self._bounds) - 1)]

    def _best(
        self, structure: Structure, places: Sequence[Sequence[Filled]], first: int, last: int
    ) -> tuple[Filled, ...] | None:
        inside = [
            [one for one in found if first <= one.first and one.last <= last] for found in places
        ]
        if not all(inside):
            return None
        ways = islice(_ways(structure, inside, ()), _MOST_TRIED)
        best = min((way for way in ways if self._holds(structure, way)), key=_length, default=None)
        return None if best is None or self._taken_back(structure, first, last) else best

    def _topic(self, role: Role, index: int) -> Filled | None:
        """Words that fill a topic in the sentence, one next to it, or around the block."""
        first = self._bounds[max(index - 1, 0)]
        last = self._bounds[min(index + 3, len(self._bounds) - 1)]
        near = (one for one in self._places_of(role) if first <= one.first < last)
        found = next(near, None)
        if found:
            return Filled(role.name, found.first, found.last, apart=True)
        for tokens in self.around:
            for begin, end, _ in _hits(awake(role.patterns, role.by_words, tokens), tokens):
                words = words_of(tokens, begin, end)
                return Filled(role.name, -1, -1, named=words, apart=True)
        return None

    def _taken_back(self, structure: Structure, first: int, last: int) -> bool:
        return any(
            first <= one.first < last for role in structure.without for one in self._places_of(role)
        )

    def _holds(self, structure: Structure, way: tuple[Filled, ...]) -> bool:
        """Whether neither a break nor a negation stands against a filled structure."""
        if structure.window is Window.CLAUSE:
            begin, end = min(one.first for one in way), max(one.last for one in way)
            if not _BREAKS.isdisjoint(self.tokens.lowers[begin:end]):
                return False
        return structure.negated or not any(
            role.claim and self._denied(one, way)
            for role, one in zip(structure.core, way, strict=True)
        )

    def _denied(self, claim: Filled, way: tuple[Filled, ...]) -> bool:
        """Whether a "not" that is no part of another role stands before a claim."""
        lowers = self.tokens.lowers
        begin, _ = self.tokens.sentence(claim.first)
        for index in range(claim.first - 1, max(begin, claim.first - _FAR) - 1, -1):
            word, following = lowers[index], lowers[index + 1]
            if word in _TURNS:
                return word == "because" and index > begin and lowers[index - 1] in _NEGATORS
            if any(one.first <= index < one.last for one in way if one is not claim):
                continue
            near = claim.first - index <= (_RIGHT_AT if word == "without" else _NEAR)
            if near and (word, following) in _INSTEAD:
                return True
            far = word in _FAR_NEGATORS or (word, following) == ("no", "one")
            if word in _NEGATORS and following not in _AFTER_NOT and (near or far):
                return True
        return False

    def _places_of(self, role: Role) -> tuple[Filled, ...]:
        if id(role) not in self._places:
            found: list[Filled] = []
            patterns = self.possible.get(id(role))
            if patterns is None:
                patterns = awake(role.patterns, role.by_words, self.tokens)
            for at in _hits(patterns, self.tokens):
                if not found or at[1] > found[-1].last:
                    found.append(Filled(role.name, *at))
            carried = self._carried(role, found) if role.carries and found else ()
            self._places[id(role)] = (*found, *carried)
        return self._places[id(role)]

    def _carried(self, role: Role, found: Sequence[Filled]) -> Iterator[Filled]:
        """Where "they" and the like take up people named in the same sentence or the one before."""
        tokens = self.tokens
        for index, word in enumerate(tokens.lowers):
            following = tokens.lowers[index + 1 : index + 2]
            pointed = word in _POINTERS and following and following[0] in _POINTED
            if not pointed and word not in _CARRIERS:
                continue
            end = index + (2 if pointed else 1)
            named = [one for one in found if one.last <= index]
            taken = any(one.first < end and index < one.last for one in found)
            if not named or taken:
                continue
            last = named[-1]
            if tokens.sentences[index] - tokens.sentences[last.first] <= 1:
                yield Filled(role.name, index, end, named=words_of(tokens, last.first, last.last))


def _ways(
    structure: Structure, inside: Sequence[Sequence[Filled]], chosen: tuple[Filled, ...]
) -> Iterator[tuple[Filled, ...]]:
    """Every way to choose one place for each role, near enough to each other and in order."""
    if len(chosen) == len(inside):
        yield chosen
        return
    for one in inside[len(chosen)]:
        if not chosen or _fits(structure, chosen, one):
            yield from _ways(structure, inside, (*chosen, one))


def _fits(structure: Structure, chosen: tuple[Filled, ...], one: Filled) -> bool:
    if any(_clash(one, other) for other in chosen):
        return False
    if structure.in_order:
        before = chosen[-1]
        return one.first > before.first and one.first - before.last <= structure.gap
    between = (max(one.first - other.last, other.first - one.last) for other in chosen)
    return min(between) <= structure.gap


def _clash(one: Filled, other: Filled) -> bool:
    """Whether two roles share words. One may stand in the gap of an expression of the other."""
    if one.last <= other.first or other.last <= one.first:
        return False
    inner, outer = (one, other) if one.first > other.first else (other, one)
    return not (outer.open and outer.first < inner.first and inner.last < outer.last)


def _hits(patterns: Iterable[Pattern], tokens: Tokens) -> Iterator[tuple[int, int, bool]]:
    """The longest of some expressions at each word where one begins, within a sentence, and whether
    it leaves a gap.
    """
    hits: dict[int, tuple[int, bool]] = {}
    for pattern in patterns:
        gap = any(element.gap for element in pattern.elements)
        for hit in find_all(pattern, tokens):
            whole = tokens.sentences[hit.first] == tokens.sentences[hit.last - 1]
            if whole and (hit.first not in hits or hit.last > hits[hit.first][0]):
                hits[hit.first] = hit.last, gap
    for index in sorted(hits):
        yield index, *hits[index]


def _length(way: tuple[Filled, ...]) -> int:
    return max(one.last for one in way) - min(one.first for one in way)
