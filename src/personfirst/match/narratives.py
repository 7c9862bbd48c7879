"""Narratives found in a block's words: the roles of a structure, together in its window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from personfirst.match.gate import Opened
from personfirst.match.search import find_all
from personfirst.match.terms import Filled, Match
from personfirst.match.tokens import Tokens, asks_back, words_of
from personfirst.rulebook.gates import StructureGate
from personfirst.rulebook.narrative import Role, Structure, Window
from personfirst.rulebook.pattern import Pattern
from personfirst.rulebook.schema import CompiledRule

_NEGATORS = frozenset(
    {"not", "n't", "never", "no", "neither", "nor", "without", "nobody", "none", "hardly", "cannot"}
)
_FAR_NEGATORS = frozenset({"nobody", "none", "neither", "nor"})
_NO_ONE = frozenset({("no", "one"), ("not", "one")})
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
_MOST_TRIED = 2_000
"""How many ways to fill a structure are tried in one window, so that time is bounded."""


Told = tuple[CompiledRule, Structure, StructureGate]
"""A structure that may be filled, with its rule, and what the gate knows of it."""


def find_stories(
    stories: Iterable[Told],
    opened: Opened,
    tokens: Tokens,
    around: Callable[[], Sequence[Tokens]] = tuple,
) -> Iterator[Match]:
    """Every structure that is filled, once for each stretch that fills it.

    `opened` says which expressions may stand here, and what the whole document is about. `around`
    gives the words of the heading, lead-in and table row. Both may fill a topic.
    """
    search = _Search(tokens, around, opened)
    for compiled, structure, gate in stories:
        for roles, numbers in (
            (structure.core, gate.core),
            (structure.topics, gate.topics),
            (structure.without, gate.without),
        ):
            search.numbers.update(zip(map(id, roles), numbers, strict=True))
        for filled in search.filled(structure, gate):
            yield _match(compiled, structure, filled, tokens)


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
    around: Callable[[], Sequence[Tokens]]
    opened: Opened
    numbers: dict[int, int] = field(default_factory=dict)
    _places: dict[int, tuple[Filled, ...]] = field(default_factory=dict)

    def filled(self, structure: Structure, gate: StructureGate) -> Iterator[tuple[Filled, ...]]:
        """The tightest way to fill a structure in each window where it can be filled."""
        core = dict(zip(gate.core, structure.core, strict=True))
        if not all(self._places_of(core[number]) for number in gate.rarest):
            return
        places = list(map(self._places_of, structure.core))
        done = 0
        for index in range(len(self.tokens.bounds) - 1):
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
        return self.tokens.bounds[index], self.tokens.bounds[min(last, len(self.tokens.bounds) - 1)]

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
        """Words that fill a topic in the sentence, one next to it, or around the block; or what the
        whole document is about.
        """
        first = self.tokens.bounds[max(index - 1, 0)]
        last = self.tokens.bounds[min(index + 3, len(self.tokens.bounds) - 1)]
        near = (one for one in self._places_of(role) if first <= one.first < last)
        found = next(near, None)
        if found:
            return Filled(role.name, found.first, found.last, apart=True)
        patterns = list(self._possible(role, beside=True))
        for tokens in self.around() if patterns else ():
            for begin, end, _ in _hits(patterns, tokens):
                words = words_of(tokens, begin, end)
                return Filled(role.name, -1, -1, named=words, apart=True)
        about = self.opened.about(self.numbers[id(role)])
        return Filled(role.name, -1, -1, named=about, apart=True, widely=True) if about else None

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
        """Whether a "not" that is no part of another role stands before a claim, and denies it."""
        if asks_back(self.tokens, claim.first):
            return False
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
            far = word in _FAR_NEGATORS or (word, following) in _NO_ONE
            if word in _NEGATORS and following not in _AFTER_NOT and (near or far):
                return True
        return False

    def _possible(self, role: Role, *, beside: bool = False) -> Iterator[Pattern]:
        """The expressions of a role that may stand here, or in the texts around as well."""
        return map(role.pattern, self.opened.of_role(self.numbers[id(role)], beside=beside))

    def _places_of(self, role: Role) -> tuple[Filled, ...]:
        if id(role) not in self._places:
            found: list[Filled] = []
            for at in _hits(self._possible(role), self.tokens):
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
