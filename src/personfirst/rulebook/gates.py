"""Gates: what must stand in a text before an expression can be found, or a structure be filled.

Each place of an expression that must be taken by one of some words is a gate. `match.gate` sees by
a few operations on large numbers which of all expressions a text leaves open; only then is a rule
read, an expression compiled, a word told apart. The data goes into the index, so that it costs
neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from math import fsum, prod
from typing import TYPE_CHECKING, Any, NamedTuple

from personfirst.rulebook import topic
from personfirst.rulebook.topic import Topic

if TYPE_CHECKING:
    from personfirst.rulebook.lexicon import Pack
    from personfirst.rulebook.narrative import Role, Structure
    from personfirst.rulebook.pattern import Pattern
    from personfirst.rulebook.schema import CompiledRule

ANYWHERE, TWO = "paragraph", "neighbors"
"""The windows that are larger than a sentence."""
BAR = "|"
"""Stands between words that are stored as one text, which is read far faster than a list: no word
of an expression can hold it.
"""
OTHER_LETTER = "{"
"""Stands in a needle for every letter that is not from a to z."""
LAYERS = 4
"""How many gates an expression has at most."""


class StructureGate(NamedTuple):
    """A structure by its rule and its number there, with its roles by number; `rarest` are those
    of the core, those that stand least first.
    """

    rule: str
    number: int
    core: Sequence[int]
    topics: Sequence[int]
    without: Sequence[int]
    window: str
    rarest: Sequence[int]


class Gates(NamedTuple):
    """`sets` holds for each of the `needles`, which are sorted, its sets, `places` for each set
    where one of its needles must stand: layer times `patterns` plus the number of the pattern. Both
    are written as digits with spaces, for a run asks for few of them. At the places that are bits
    of `free` anything may stand. `terms` holds the patterns of a rule in its order, `roles[i]`
    those of role i; those in `carrying` may be filled a sentence further on than their words.

    `subject` are the words, and rows of words, by which one sees that a whole document is about
    drugs, with what each weighs; `about[i]` are those of them that fill role i, a topic. `others`
    are, by their first words, those by which one sees that it is about something else. `topic` says
    what a page holds on which anything may count.
    """

    patterns: int
    needles: Sequence[str]
    longest: int
    sets: Sequence[str]
    places: Sequence[str]
    free: int
    terms: Mapping[str, Sequence[int]]
    roles: Sequence[Sequence[int]]
    carrying: frozenset[int]
    structures: Sequence[StructureGate]
    subject: Mapping[str, int]
    others: Mapping[str, Sequence[str]]
    about: Mapping[int, frozenset[str]]
    topic: Topic

    def __repr__(self) -> str:
        return f"<gates of {self.patterns} expressions>"

    def filled_by(self, role: int, subject: frozenset[str]) -> str:
        """A word of those that a document is about, if most of them fill a role; or nothing. Rows
        of words are left out of account.
        """
        about = subject & self.about.get(role, frozenset())
        words = sum(" " not in one for one in subject)
        return min(about) if 2 * len(about) > words else ""

    def data(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "patterns": self.patterns,
            "carrying": sorted(self.carrying),
            "free": f"{self.free:x}",
            "terms": self.terms,
            "roles": self.roles,
            "subject": self.subject,
            "others": self.others,
            "topic": self.topic.data(),
            "about": {str(role): BAR.join(sorted(words)) for role, words in self.about.items()},
            "structures": [
                [one.rule, one.number, one.core, one.topics, one.without, one.window, one.rarest]
                for one in self.structures
            ],
            "longest": self.longest,
            "places": BAR.join(self.places),
            "needles": BAR.join(self.needles),
            "sets": BAR.join(self.sets),
        }


def from_data(data: Mapping[str, Any], rules: Iterable[str]) -> Gates:
    """The gates of some rules, from what JSON held.

    Raises `KeyError`, `TypeError`, `AttributeError` and `ValueError` for what is no such data.
    """
    chosen = frozenset(rules)
    return Gates(
        int(data["patterns"]),
        data["needles"].split(BAR),
        int(data["longest"]),
        data["sets"].split(BAR),
        data["places"].split(BAR),
        int(data["free"], 16),
        {rule: numbers for rule, numbers in data["terms"].items() if rule in chosen},
        data["roles"],
        frozenset(data["carrying"]),
        tuple(StructureGate(rule, *rest) for rule, *rest in data["structures"] if rule in chosen),
        data["subject"],
        data["others"],
        {int(role): frozenset(words.split(BAR)) for role, words in data["about"].items()},
        topic.from_data(data["topic"]),
    )


def joined(first: Gates, second: Gates) -> Gates:
    """The gates of the rules of two; what the second numbers is numbered on."""
    size = first.patterns + second.patterns

    def places(gates: Gates, shift: int) -> Iterator[str]:
        for one in gates.places:
            placed = (divmod(int(place), gates.patterns) for place in one.split())
            yield _digits(layer * size + pattern + shift for layer, pattern in placed)

    def free(gates: Gates, shift: int) -> int:
        low = (1 << gates.patterns) - 1
        layers = (gates.free >> layer * gates.patterns & low for layer in range(LAYERS))
        return sum(bits << layer * size + shift for layer, bits in enumerate(layers))

    sets = dict(zip(first.needles, first.sets, strict=True))
    for needle, numbers in zip(second.needles, second.sets, strict=True):
        own = _digits(int(number) + len(first.places) for number in numbers.split())
        sets[needle] = f"{sets[needle]} {own}" if needle in sets else own
    moved = len(first.roles)
    every = sorted(sets)
    return Gates(
        size,
        every,
        max(first.longest, second.longest),
        [sets[needle] for needle in every],
        [*places(first, 0), *places(second, first.patterns)],
        free(first, 0) + free(second, first.patterns),
        {
            **first.terms,
            **{name: [one + first.patterns for one in of] for name, of in second.terms.items()},
        },
        [*first.roles, *([one + first.patterns for one in role] for role in second.roles)],
        first.carrying | {role + moved for role in second.carrying},
        (*first.structures, *(_moved(one, moved) for one in second.structures)),
        {**first.subject, **second.subject},
        {**first.others, **second.others},
        {**first.about, **{role + moved: words for role, words in second.about.items()}},
        topic.joined(first.topic, second.topic),
    )


def _moved(gate: StructureGate, by: int) -> StructureGate:
    """A structure whose roles are numbered on."""

    def on(roles: Iterable[int]) -> tuple[int, ...]:
        return tuple(role + by for role in roles)

    return gate._replace(
        core=on(gate.core),
        topics=on(gate.topics),
        without=on(gate.without),
        rarest=on(gate.rarest),
    )


def gates_of(rules: Iterable[CompiledRule], pack: Pack) -> Gates:
    """The gates of some rules, compiled with a pack."""
    from personfirst.rulebook.expressions import by_word
    from personfirst.rulebook.needs import needs_of

    frequency = pack.frequency
    needed: list[Sequence[frozenset[str]]] = []
    number_of = _numbers(lambda pattern: needed.append(tuple(needs_of(pattern, frequency))))
    roles: list[Role] = []
    role_of = _numbers(roles.append)
    terms: dict[str, list[int]] = {}
    structures: list[tuple[str, int, Structure]] = []
    chosen = sorted(rules, key=lambda one: one.rule.id)
    for compiled in chosen:
        name = compiled.rule.id
        if compiled.patterns:
            terms[name] = list(map(number_of, compiled.patterns))
        for number, structure in enumerate(compiled.structures):
            structures.append((name, number, structure))
            for role in (*structure.core, *structure.topics, *structure.without):
                role_of(role)
    patterns_of = [list(map(number_of, role.patterns)) for role in roles]
    often = [
        fsum(prod(map(frequency.in_sentence, needed[one])) for one in patterns)
        for patterns in patterns_of
    ]

    def gate(rule: str, number: int, structure: Structure) -> StructureGate:
        core, topics, without = (
            tuple(map(role_of, some))
            for some in (structure.core, structure.topics, structure.without)
        )
        rarest = tuple(sorted(core, key=often.__getitem__))
        window = structure.window.value
        return StructureGate(rule, number, core, topics, without, window, rarest)

    sets: dict[frozenset[str], list[int]] = {}
    for pattern, needs in enumerate(needed):
        for layer, need in enumerate(needs):
            sets.setdefault(need, []).append(layer * len(needed) + pattern)
    needles = by_word(sets)
    closed = {place for places in sets.values() for place in places}
    every = sorted(needles)
    return Gates(
        len(needed),
        every,
        max((one.count(" ") + 1 for one in every), default=0),
        [_digits(needles[one]) for one in every],
        list(map(_digits, sets.values())),
        (1 << len(needed) * LAYERS) - 1 - sum(1 << place for place in closed),
        terms,
        patterns_of,
        frozenset(number for number, role in enumerate(roles) if role.carries),
        [gate(*one) for one in structures],
        pack.subject,
        pack.others,
        dict(_about(roles, pack.subject.keys())),
        topic.topic_of(chosen, pack),
    )


def _about(roles: Iterable[Role], words: Set[str]) -> Iterator[tuple[int, frozenset[str]]]:
    """The topics that some words fill alone, by number, and those words."""
    for number, role in enumerate(roles):
        if role.topic:
            alone = (
                choice.words[0]
                for pattern in role.patterns
                if len(pattern.elements) == 1
                for choice in pattern.elements[0].choices
                if len(choice.words) == 1
            )
            filling = frozenset(alone) & words
            if filling:
                yield number, filling


def _numbers(met: Callable[[Any], object]) -> Callable[[Pattern | Role], int]:
    """Numbers things in the order in which they are first met, and tells of each then."""
    known: dict[int, int] = {}

    def number(one: Pattern | Role) -> int:
        if id(one) not in known:
            known[id(one)] = len(known)
            met(one)
        return known[id(one)]

    return number


def _digits(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))
