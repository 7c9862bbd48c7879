"""What must stand in a text before a structure can be filled there, as plain data.

Every pattern of a role has places that must be taken: in "(new|changing) face of ... addiction" one
of two words, and "face", "of" and "addiction". Each such set of words is a gate. `match.gate` sees
by a few operations on large numbers which of all patterns a text leaves open; only then is a rule
read, a pattern compiled, a word told apart. The data goes into the index, so that it costs neither.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from personfirst.rulebook.inflect import Forms
    from personfirst.rulebook.narrative import Role, Structure
    from personfirst.rulebook.pattern import Pattern

ANYWHERE, TWO = "paragraph", "neighbors"
"""The windows that are larger than a sentence."""
MOST_ROW = 3
"""How many words of a trigger are looked for side by side."""
BAR = "|"
"""Stands between words that are stored as one text, which is read far faster than a list: no word
of an expression can hold it.
"""
LAYERS = 4
"""How many gates of a pattern are looked at, those that most texts leave shut first."""


@dataclass(frozen=True, slots=True)
class StructureGate:
    """A structure by its rule and its number there, with its roles by number."""

    rule: str
    number: int
    core: tuple[int, ...]
    topics: tuple[int, ...]
    window: str
    rarest: int


@dataclass(frozen=True, slots=True)
class Gates:
    """`words` holds for each word its sets, `sets[i]` the places where one of the words of set i
    must stand: layer times `patterns` plus the number of the pattern. Both are written as digits
    with spaces, for a run asks for few of them. At the `free` places any word may stand. `roles[i]`
    holds the patterns of role i in its order; those in `carrying` may be filled a sentence further
    on than their words. The `odd` words are not letters alone. `names[i]` is what role i is called:
    a shared role by its name, one that a rule has for itself by `rule/name`.

    `subject` are words by which one sees that a whole document is about drugs, `about[i]` those of
    them that fill role i, a topic.
    """

    patterns: int
    words: Mapping[str, str]
    sets: Sequence[str]
    free: Sequence[int]
    roles: Sequence[Sequence[int]]
    carrying: frozenset[int]
    structures: Sequence[StructureGate]
    odd: Sequence[str]
    names: Sequence[str]
    subject: frozenset[str]
    about: Mapping[int, frozenset[str]]

    def filled_by(self, role: int, subject: frozenset[str]) -> str:
        """A word of those that a document is about, if most of them fill a role; or nothing."""
        about = subject & self.about.get(role, frozenset())
        return min(about) if 2 * len(about) > len(subject) else ""

    def data(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "about": {str(role): BAR.join(sorted(words)) for role, words in self.about.items()},
            "patterns": self.patterns,
            "carrying": sorted(self.carrying),
            "free": self.free,
            "names": BAR.join(self.names),
            "odd": self.odd,
            "roles": self.roles,
            "sets": BAR.join(self.sets),
            "subject": sorted(self.subject),
            "structures": [
                [one.rule, one.number, one.core, one.topics, one.window, one.rarest]
                for one in self.structures
            ],
            "words": BAR.join(self.words),
            "words_sets": BAR.join(self.words.values()),
        }


def from_data(data: Mapping[str, Any], rules: Iterable[str]) -> Gates:
    """The gates of some rules, from what JSON held.

    Raises `KeyError`, `TypeError`, `AttributeError` and `ValueError` for what is no such data.
    """
    chosen = frozenset(rules)
    return Gates(
        int(data["patterns"]),
        dict(zip(data["words"].split(BAR), data["words_sets"].split(BAR), strict=True)),
        data["sets"].split(BAR),
        data["free"],
        data["roles"],
        frozenset(data["carrying"]),
        tuple(
            StructureGate(rule, number, tuple(core), tuple(topics), window, rarest)
            for rule, number, core, topics, window, rarest in data["structures"]
            if rule in chosen
        ),
        data["odd"],
        data["names"].split(BAR),
        frozenset(data["subject"]),
        {int(role): frozenset(words.split(BAR)) for role, words in data["about"].items()},
    )


def gates_of(
    structures: Iterable[tuple[str, int, Structure]],
    forms: Forms,
    shared: Container[str] = (),
    subject: frozenset[str] = frozenset(),
) -> Gates:
    """The gates of some structures, each with its rule and number; `shared` are the names of the
    roles that rules share, `subject` as there.
    """
    from personfirst.rulebook.pattern import often

    patterns: dict[int, int] = {}
    roles: dict[int, int] = {}
    sets: dict[frozenset[str], list[int]] = {}
    role_patterns: list[list[int]] = []
    carrying: set[int] = set()
    gates: list[StructureGate] = []
    needed: list[tuple[int, Sequence[frozenset[str]]]] = []
    rarity: list[float] = []
    names: list[str] = []
    about: dict[int, frozenset[str]] = {}

    def frequency(words: Iterable[str]) -> float:
        return often(words, forms)

    def number_of(role: Role, rule: str) -> int:
        if id(role) in roles:
            return roles[id(role)]
        number = roles[id(role)] = len(roles)
        for pattern in role.patterns:
            if id(pattern) not in patterns:
                patterns[id(pattern)] = len(patterns)
                needed.append(
                    (patterns[id(pattern)], _needs(pattern, lambda words: often(words, forms)))
                )
        role_patterns.append([patterns[id(pattern)] for pattern in role.patterns])
        rarity.append(sum(frequency(needed[one][1][0]) for one in role_patterns[-1]))
        names.append(role.name if role.name in shared else f"{rule}/{role.name}")
        if role.carries:
            carrying.add(number)
        if role.topic and (words := subject.intersection(_single_words(role))):
            about[number] = words
        return number

    for rule, number, structure in structures:
        core, topics = (
            tuple(number_of(role, rule) for role in roles)
            for roles in (structure.core, structure.topics)
        )
        rarest = min(core, key=lambda role: (rarity[role], role))
        gates.append(StructureGate(rule, number, core, topics, structure.window.value, rarest))
    for pattern, needs in needed:
        for layer, need in enumerate(needs):
            sets.setdefault(need, []).append(layer * len(patterns) + pattern)
    words: dict[str, list[int]] = {}
    for number, choices in enumerate(sets):
        for word in choices:
            words.setdefault(word, []).append(number)
    closed = {place for places in sets.values() for place in places}
    return Gates(
        len(patterns),
        {word: _digits(numbers) for word, numbers in sorted(words.items())},
        tuple(map(_digits, sets.values())),
        [place for place in range(len(patterns) * LAYERS) if place not in closed],
        role_patterns,
        frozenset(carrying),
        gates,
        sorted(word for word in words if not word.replace(" ", "").isalpha()),
        names,
        subject,
        about,
    )


def _single_words(role: Role) -> Iterator[str]:
    """The words that fill a role alone."""
    for pattern in role.patterns:
        if len(pattern.elements) == 1:
            yield from (one.words[0] for one in pattern.elements[0].choices if len(one.words) == 1)


def _digits(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))


def _needs(pattern: Pattern, often: Callable[[Iterable[str]], float]) -> Sequence[frozenset[str]]:
    """The gates of a pattern: its triggers, and the words of other places that stand least."""
    others = (need for need in pattern.needs if not pattern.triggers <= need)
    rarest = sorted(others, key=lambda words: (often(words), sorted(words)))
    triggers = frozenset(" ".join(row.split()[:MOST_ROW]) for row in pattern.triggers)
    return [triggers, *rarest][:LAYERS]
